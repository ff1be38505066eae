import Markup
import Platform
import Problems

/// The version of a questionnaire that a page shows, and fields in each of its languages.
struct BuilderPlace {
  let study: Study
  let version: Int
  let draft: QuestionnaireDraft

  static let file = "questionnaire"
  static let versionField = Studies.versionPlace

  var languages: [Language] { draft.languages }

  func link(_ link: BuilderLink) -> DeskLink { .studies(.builder(study.name.description, link)) }

  /// A form that says which version it changes. When that is no longer the latest, it goes on saying so.
  func form(
    _ exchange: Exchange, _ state: FormState, to link: BuilderLink? = nil, @MarkupBuilder content: () -> [Node]
  ) -> Node {
    exchange.form(to: link.map(self.link)) {
      Self.versionInput(version, state)
      content()
    }
  }

  /// - Parameter version: the latest; 0 for none.
  static func versionInput(_ version: Int, _ state: FormState) -> Node {
    HTML.input(.type(.hidden), .name(versionField), .value(state.text(versionField) ?? String(version)))
  }

  func heading(_ title: String) -> [Node] { Self.heading(study, title) }

  /// The way back, above the heading.
  @MarkupBuilder static func heading(_ study: Study, _ title: String) -> [Node] {
    HTML.p(.class("kicker")) {
      HTML.a(.href(Link.desk(.studies(.builder(study.name.description, .overview))).path)) {
        "Questionnaire of \(HTML.bdi { .text(study.title) })"
      }
    }
    HTML.h1 { .text(title) }
  }

  // MARK: Fields

  /// The name of a field in a language: the first one's has none added.
  func field(_ name: String, _ language: Language) -> String {
    language == languages[0] ? name : "\(name)-\(language.rawValue)"
  }

  /// One line in each language.
  func lines(
    _ name: String, _ label: String, _ texts: [Language: String], _ state: FormState, hint: String? = nil
  ) -> Node {
    .fragment(
      languages.map { language in
        Form.line(
          field(name, language), self.label(label, language), state, hint: language == languages[0] ? hint : nil,
          value: texts[language] ?? "")
      })
  }

  /// Several lines in each language.
  func paragraphs(
    _ name: String, _ label: String, _ texts: [Language: [String]], _ state: FormState, hint: String? = nil,
    rows: Int = 6
  ) -> Node {
    .fragment(
      languages.map { language in
        Form.lines(
          field(name, language), self.label(label, language), state, hint: language == languages[0] ? hint : nil,
          value: (texts[language] ?? []).joined(separator: "\n"), rows: rows)
      })
  }

  private func label(_ label: String, _ language: Language) -> String {
    language == languages[0] ? label : "\(label) (\(language.name))"
  }

  func fields(_ names: [String]) -> [String] { names.flatMap { name in languages.map { field(name, $0) } } }

  func words(_ name: String, _ form: FormBody) throws -> [Language: String] {
    try languages.reduce(into: [:]) { texts, language in
      let text = ParticipantInformation.paragraphs(try form.text(field(name, language))).joined(separator: " ")
      if !text.isEmpty { texts[language] = text }
    }
  }

  func list(_ name: String, _ form: FormBody) throws -> [Language: [String]] {
    try languages.reduce(into: [:]) { lists, language in
      let list = ParticipantInformation.paragraphs(try form.text(field(name, language)))
      if !list.isEmpty { lists[language] = list }
    }
  }

  // MARK: Problems

  /// A problem with a place in the text, told in the words of the page: at a field of the question whose form was sent, otherwise by what the other
  /// question asks.
  static func located(_ problem: Problem, in draft: QuestionnaireDraft, own: String?) -> Problem {
    guard
      let path = problem.place.firstMatch(of: #/pages\[(\d+)\](?:\.questions\[(\d+)\])?(?:\.([a-zA-Z]+))?/#),
      let number = Int(path.1), draft.pages.indices.contains(number)
    else {
      let isTold = problem.place.contains(#/(information|consent)$/#)
      let isTitle = problem.place.hasSuffix(", questionnaire")
      return Problem(
        problem.what, at: isTold ? "participant information" : isTitle ? "title" : problem.place,
        remedy: problem.remedy)
    }
    let page = draft.pages[number]
    let key = path.3.map(String.init) ?? ""
    guard let place = path.2.flatMap({ Int($0) }), page.questions.indices.contains(place) else {
      return Problem(problem.what, at: "page \(number + 1)", remedy: problem.remedy)
    }
    let question = page.questions[place]
    guard question.id == own else {
      let asked = question.ask[draft.languages[0]] ?? question.id
      return Problem(problem.what, at: "“\(asked)”", remedy: problem.remedy)
    }
    return Problem(problem.what, at: fields[key] ?? "", remedy: problem.remedy)
  }

  private static let fields = [
    "id": "id", "ask": "ask", "hint": "hint", "choice": "options", "several": "options", "merge": "merge",
    "rate": "statements", "steps": "steps", "scale": "scale", "instrument": "instrument", "number": "lowest",
    "month": "first", "text": "limit",
  ]
}
