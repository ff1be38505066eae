import Hummingbird
import Markup
import Platform
import Problems

/// Open answers that were decided on, a page of them at a time: what stands, what was decided before, and another decision.
struct DecisionRoutes {
  let exchange: Exchange

  private static let atATime = 20
  private var releases: WaveReleases { exchange.desk.work.releases }

  func respond(_ place: WavePlace, page: Int) async throws -> Response {
    guard place.state == .closed else { return exchange.notFound }
    guard let form = exchange.form else { return try await list(place, page, .empty) }
    do {
      let (question, answer) = (try form.text("question"), try form.text("answer"))
      guard let seen = ReviewedAnswer.Decision(rawValue: try form.text("seen")) else {
        throw Problem("nothing is chosen here", at: "decision", remedy: "load the page again")
      }
      let wanted = ReviewedAnswer.Decision(rawValue: try form.text("decision"))
      let isTakenAway = try await releases.change(
        ReviewedAnswer(
          question: question, answer: answer, decision: wanted,
          printed: wanted == .redact ? try form.text("printed") : ""),
        from: seen, of: place.wave, isPublished: try await isPublished(place))
      try await exchange.desk.work.studies.note(.decisionChanged, on: place.wave, by: place.actor)
      return try await list(
        place, page, .empty,
        said: isTakenAway
          ? "The decision is changed. Reports that could show the answer are taken away: make them again."
          : "The decision is changed. It counts in the next report that is made.")
    } catch let problem as Problem {
      return try await list(place, page, FormState(form, [problem]))
    }
  }

  private func isPublished(_ place: WavePlace) async throws -> Bool {
    let made = try await releases.audiences(of: place.wave)
    return place.planned.commitments?.isPublished(made, on: exchange.desk.clock.today()) ?? !made.isEmpty
  }

  private func list(
    _ place: WavePlace, _ page: Int, _ state: FormState, said: String? = nil
  ) async throws -> Response {
    let decided = try await releases.review(of: place.wave).filter { $0.decision != nil }
    let shown = Array(decided.dropFirst((page - 1) * Self.atATime).prefix(Self.atATime))
    guard page == 1 || !shown.isEmpty else { return exchange.notFound }
    let earlier = try await releases.earlier(shown, of: place.wave)
    let isPublished = try await isPublished(place)
    return exchange.page("Decisions", status: state.status) {
      Form.problems(state, fields: [])
      place.heading
      HTML.h2 { "Decisions on open answers" }
      if let said { Form.notice { HTML.p(.role("status")) { .text(said) } } }
      HTML.p {
        isPublished
          ? "A report has been read. An answer can now only be taken back further: reports are taken away then, and the next one has no trace of it. What people have read they have read."
          : "Until somebody may have read a report, every decision can be changed. The one before is kept."
      }
      if decided.isEmpty { HTML.p { "Nothing has been decided yet." } }
      for (number, answer) in shown.enumerated() {
        self.answer(answer, number, earlier[number], isPublished: isPublished, state)
      }
      HTML.p {
        if page > 1 { HTML.a(.href(Link.desk(place.link(.decided(page - 1))).path)) { "The page before" } }
        if page > 1, page * Self.atATime < decided.count { " · " }
        if page * Self.atATime < decided.count {
          HTML.a(.href(Link.desk(place.link(.decided(page + 1))).path)) { "The next page" }
        }
      }
      HTML.p { HTML.a(.href(Link.desk(place.link(.answers)).path)) { "Answers that wait" } }
    }
  }

  private func answer(
    _ answer: ReviewedAnswer, _ number: Int, _ earlier: [ReviewedAnswer], isPublished: Bool, _ state: FormState
  ) -> Node {
    let choices = ReviewedAnswer.Decision.allCases.filter { !isPublished || answer.decision?.isMore(than: $0) ?? false }
    return HTML.section(.class("review")) {
      HTML.blockquote { HTML.p { HTML.bdi { .text(answer.answer) } } }
      HTML.p { .text("Now: " + Self.words(answer)) }
      for before in earlier { HTML.p(.class("hint")) { .text("Before: " + Self.words(before)) } }
      if !choices.isEmpty {
        exchange.form {
          HTML.input(.type(.hidden), .name("question"), .value(answer.question))
          HTML.input(.type(.hidden), .name("answer"), .value(answer.answer))
          HTML.input(.type(.hidden), .name("seen"), .value(answer.decision?.rawValue ?? ""))
          HTML.fieldset(.class("ask question")) {
            HTML.legend { "Another decision" }
            HTML.div(.class("options")) {
              for choice in choices {
                HTML.div(.class("option")) {
                  HTML.input(
                    .type(.radio), .id("decision-\(number)-\(choice.rawValue)"), .name("decision"),
                    .value(choice.rawValue))
                  HTML.label(.for("decision-\(number)-\(choice.rawValue)")) { .text(choice.title) }
                }
              }
            }
          }
          if choices.contains(.redact) {
            HTML.div(.class("ask question")) {
              HTML.label(.for("printed-\(number)")) { "With words left out" }
              HTML.textarea(.id("printed-\(number)"), .name("printed"), .textRows(2), .autocompleteOff) {
                .text("\n" + (answer.printed.isEmpty ? answer.answer : answer.printed))
              }
            }
          }
          HTML.div(.class("buttons")) { HTML.button(.type(.submit)) { "Change the decision" } }
        }
      }
    }
  }

  private static func words(_ answer: ReviewedAnswer) -> String {
    switch answer.decision {
    case .print: "printed as it is."
    case .redact: "printed as “\(answer.printed)”."
    case .withhold: "not printed."
    case nil: "not decided."
    }
  }
}

extension ReviewedAnswer.Decision {
  var title: String {
    switch self {
    case .print: "As it is"
    case .redact: "With words left out"
    case .withhold: "Not at all"
    }
  }
}
