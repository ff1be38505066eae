import Hummingbird
import Markup
import Platform
import Problems

/// Reading open answers and deciding what may be printed, twenty at a time.
struct ReviewRoutes {
  let exchange: Exchange

  private static let atATime = 20
  private var releases: WaveReleases { exchange.desk.work.releases }

  func respond(_ place: WavePlace) async throws -> Response {
    guard place.state == .closed else { return exchange.notFound }
    let all = try await releases.review(of: place.wave)
    guard let form = exchange.form else { return page(place, all, .empty) }
    var decided: [ReviewedAnswer] = []
    do {
      for number in 0..<Self.atATime {
        let (question, answer) = (try form.text("question-\(number)"), try form.text("answer-\(number)"))
        let word = try form.text("decision-\(number)")
        guard !word.isEmpty, let known = all.first(where: { $0.question == question && $0.answer == answer }) else {
          continue
        }
        var entry = known
        entry.decision = ReviewedAnswer.Decision(rawValue: word)
        entry.printed = try form.text("printed-\(number)")
        if entry.decision == .redact, entry.printed.allSatisfy(\.isWhitespace) {
          throw Problem(
            "this is to be printed with words left out, and they have not been", at: "printed-\(number)",
            remedy: "write what may be printed")
        }
        decided.append(entry)
      }
      try await releases.decide(decided, of: place.wave)
      if !decided.isEmpty {
        try await exchange.desk.work.studies.note(.answersReviewed, on: place.wave, by: place.actor)
      }
      return exchange.redirect(to: place.link(.answers))
    } catch let problem as Problem {
      return page(place, all, FormState(form, [problem]))
    }
  }

  private func page(_ place: WavePlace, _ all: [ReviewedAnswer], _ state: FormState) -> Response {
    let waiting = all.filter { $0.decision == nil }
    let shown = waiting.prefix(Self.atATime)
    return exchange.page("Open answers", status: state.status) {
      Form.problems(state, fields: (0..<Self.atATime).map { "printed-\($0)" })
      HTML.h1 { "Open answers" }
      HTML.p {
        "\(all.count - waiting.count) of \(all.count) different answers have been decided on. They stand in alphabetical order, without anything else that their writers answered."
      }
      if waiting.count < all.count {
        HTML.p { HTML.a(.href(Link.desk(place.link(.decided(1))).path)) { "Look at decisions, and change them" } }
      }
      if waiting.isEmpty {
        Form.notice { HTML.p { "Nothing waits. What may be printed stands in the next report that is made." } }
        HTML.p { HTML.a(.href(Link.desk(place.link(.overview)).path)) { "Back to the wave" } }
      } else {
        HTML.p {
          "Leave out names, places, dates, rare roles and events that everybody remembers: anything by which a colleague would know the writer."
        }
        exchange.form {
          for (number, answer) in shown.enumerated() { self.answer(answer, number, state) }
          Form.send("Save and go on", back: place.link(.overview))
        }
      }
    }
  }

  private func answer(_ answer: ReviewedAnswer, _ number: Int, _ state: FormState) -> Node {
    HTML.section(.class("review")) {
      HTML.blockquote { HTML.p { HTML.bdi { .text(answer.answer) } } }
      HTML.input(.type(.hidden), .name("question-\(number)"), .value(answer.question))
      HTML.input(.type(.hidden), .name("answer-\(number)"), .value(answer.answer))
      Form.choice(
        "decision-\(number)", "Print this answer?",
        ReviewedAnswer.Decision.allCases.map { .init($0.rawValue, $0.title) }, state)
      Form.lines(
        "printed-\(number)", "With words left out", state, hint: "Put […] for what is left out.", rows: 2)
    }
  }
}
