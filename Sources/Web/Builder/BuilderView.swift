import Markup
import Platform
import Problems

/// The questionnaire as a list of pages with their questions, and what it would mean for the people who are asked.
struct BuilderView {
  let place: BuilderPlace
  /// The same version, read.
  let questionnaire: Questionnaire
  let people: ExpectedPeople?
  /// Whether the text holds remarks for its authors, which no form keeps.
  let hasRemarks: Bool

  /// A questionnaire that takes longer loses people.
  static let longest = 12

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: [])
    HTML.p(.class("kicker")) {
      HTML.a(.href(Link.desk(.studies(.study(place.study.name.description))).path)) { .text(place.study.title) }
    }
    HTML.h1 { "Questionnaire" }
    HTML.dl(.class("facts")) {
      fact("Title", questionnaire.title, .settings, "Change")
      fact("Languages", questionnaire.languages.map(\.name).joined(separator: ", "), .settings, "Change")
      fact("How long it takes", length, nil, "")
      fact("Rows of answers", rows, .custody, "Change")
      fact("Version", String(place.version), nil, "")
    }
    if hasRemarks {
      Form.notice { HTML.p { "The text has remarks that begin with #. The next change made here leaves them out." } }
    }
    HTML.p(.class("buttons")) {
      HTML.a(.class("button"), .href(Link.desk(place.link(.preview)).path)) { "Preview" }
      HTML.a(.href(Link.desk(.studies(.questionnaire(place.study.name.description))).path)) { "As a file" }
      HTML.a(.href(Link.desk(place.link(.start)).path)) { "Begin anew" }
    }
    if questionnaire.minutes > Self.longest {
      Form.notice {
        HTML.p {
          "It takes more than \(String(Self.longest)) minutes. Fewer people finish a long questionnaire: keep a core of \(String(Self.longest)) minutes at most, and only such pages besides whose results you will use."
        }
      }
    }
    missing
    for (index, page) in place.draft.pages.enumerated() { self.page(page, number: index + 1, exchange) }
    HTML.p { HTML.a(.class("button"), .href(Link.desk(place.link(.addPage)).path)) { "Add a page" } }
    instruments
    groups
  }

  private var length: String { "About \(questionnaire.minutes) \(questionnaire.minutes == 1 ? "minute" : "minutes")" }

  private var rows: String {
    questionnaire.custody.map { "Handed to \($0.to), who delete them by \($0.until.words(in: .english))" }
      ?? "Handed to nobody"
  }

  /// What a wave could not open with.
  private var missing: Node {
    guard !questionnaire.lacking.isEmpty else { return .empty }
    return Form.notice {
      HTML.p { "Before a wave can open with it:" }
      HTML.ul {
        for problem in questionnaire.lacking.map({ BuilderPlace.located($0, in: place.draft, own: nil) }) {
          HTML.li {
            // A place in the text says nothing here.
            .text(
              (problem.place.hasPrefix(BuilderPlace.file) ? "" : "\(problem.place.capitalised): ")
                + FormState.sentence(problem))
          }
        }
      }
    }
  }

  private func page(_ page: QuestionnaireDraft.Page, number: Int, _ exchange: Exchange) -> Node {
    let title = page.title[place.languages[0]] ?? "Page without a title"
    let seconds = questionnaire.pages.indices.contains(number - 1) ? questionnaire.pages[number - 1].seconds : 0
    let id = "page-\(number)"
    return HTML.section(.class("builder"), .labelledBy(id)) {
      HTML.h2(.id(id)) { "\(String(number)). \(title)" }
      HTML.p(.class("hint")) {
        .text(
          Minutes.words(seconds) + (page.text.isEmpty ? "" : ", with a text")
            + (page.when.isEmpty ? "" : "; \(Self.words(page.when, in: place.draft))"))
      }
      actions(
        "page \(number)", change: .page(number), when: .pageAct(number, .when), up: .pageAct(number, .up),
        down: .pageAct(number, .down), remove: .pageAct(number, .remove), exchange,
        isFirst: number == 1, isLast: number == place.draft.pages.count)
      if !page.questions.isEmpty {
        HTML.ol(.class("pieces")) { for question in page.questions { self.question(question, exchange) } }
      }
      HTML.p {
        HTML.a(.href(Link.desk(place.link(.kinds(number))).path)) { "Add a question to page \(String(number))" }
      }
    }
  }

  private func question(_ question: DraftQuestion, _ exchange: Exchange) -> Node {
    let asked = question.ask[place.languages[0]] ?? question.id
    let all = place.draft.pages.flatMap(\.questions)
    return HTML.li {
      HTML.p { HTML.strong { .text(asked) } }
      HTML.p(.class("hint")) { .text(remarks(question)) }
      actions(
        "“\(asked)”", change: .question(question.id), when: .questionAct(question.id, .when),
        up: .questionAct(question.id, .up), down: .questionAct(question.id, .down),
        remove: .questionAct(question.id, .remove), exchange,
        isFirst: question.id == all.first?.id, isLast: question.id == all.last?.id)
    }
  }

  private func remarks(_ question: DraftQuestion) -> String {
    var words = [question.kind.name.title]
    switch question.kind {
    case .choice(let options), .several(let options):
      words.append("\(options.labels[place.languages[0]]?.count ?? 0) answers")
      if options.preferNot { words.append("“Prefer not to say” offered") }
      if options.describesPeople { words.append("about the person") }
      if options.compares { words.append("results compared over it") }
    case .rate(let rating): words.append("\(rating.statements[place.languages[0]]?.count ?? 0) statements")
    case .instrument(let use): words.append(use.key)
    case .number(let lowest, let highest): words.append("\(lowest) to \(highest)")
    case .month(let first, let last): words.append("\(first) to \(last)")
    case .text(let limit): words.append("at most \(limit) characters")
    }
    if question.isRequired { words.append("needs an answer") }
    if !question.when.isEmpty { words.append(Self.words(question.when, in: place.draft)) }
    return words.joined(separator: " · ")
  }

  /// `only after “Manager” (What do you do?)`
  static func words(_ conditions: [Questionnaire.Condition], in draft: QuestionnaireDraft) -> String {
    "only after "
      + conditions.map { condition in
        let asked = draft.question(condition.question)?.question.ask[draft.languages[0]] ?? condition.question
        return condition.options.map { "“\($0)”" }.joined(separator: " or ") + " (\(asked))"
      }.joined(separator: " and ")
  }

  private func actions(
    _ what: String, change: BuilderLink, when: BuilderLink, up: BuilderLink, down: BuilderLink, remove: BuilderLink,
    _ exchange: Exchange, isFirst: Bool, isLast: Bool
  ) -> Node {
    HTML.div(.class("acts")) {
      act("Change", what, change)
      act("When", what, when)
      if !isFirst { move("Up", what, up, exchange) }
      if !isLast { move("Down", what, down, exchange) }
      act("Remove", what, remove)
    }
  }

  private func act(_ words: String, _ what: String, _ link: BuilderLink) -> Node {
    HTML.a(.href(Link.desk(place.link(link)).path), .label("\(words): \(what)")) { .text(words) }
  }

  private func move(_ words: String, _ what: String, _ link: BuilderLink, _ exchange: Exchange) -> Node {
    place.form(exchange, .empty, to: link) {
      HTML.button(.type(.submit), .class("small"), .label("\(words): \(what)")) { .text(words) }
    }
  }

  private func fact(_ title: String, _ words: String, _ change: BuilderLink?, _ act: String) -> Node {
    Form.fact(title, .text(words), change: change.map { (place.link($0), act) })
  }
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
