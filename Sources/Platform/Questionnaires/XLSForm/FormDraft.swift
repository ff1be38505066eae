import Foundation
import Problems

/// What a form was read as, on its way to a questionnaire's text.
struct FormDraft {
  typealias Texts = [Language: String]
  typealias Conditions = [(question: String, options: [String])]

  struct Page {
    var title: Texts?
    var text: [Texts] = []
    var when: Conditions = []
    var questions: [Question] = []
  }

  struct Question {
    let id: String
    let ask: Texts
    let hint: Texts?
    let required: Bool
    let when: Conditions
    let kind: Kind
  }

  enum Kind {
    case choice(Options)
    case several(Options)
    case rating(Rating)
    case number(ClosedRange<Int>)
    case month(ClosedRange<Month>)
    case text(limit: Int)
    case instrument(key: String, facts: [InstrumentExtras.Fact])
  }

  struct Options {
    let words: [Texts]
    let preferNot: Bool
    let describesPeople: Bool
    let compares: Bool
    let ordered: Bool
    let merges: [(label: String, levels: [String])]
  }

  struct Rating {
    let statements: [Texts]
    let steps: [(code: Int, words: Texts)]
    let title: Texts
    /// As it is written; nil where the form says nothing.
    let higherIs: String?
    let reversed: [Int]
  }

  let languages: [Language]
  var title: Texts = [:]
  /// Nil where the form gives none: a study counts its own.
  var version: String?
  var extras = FormExtras()
  var pages: [Page] = []

  /// The questionnaire's text: without the sections that the form does not have.
  var text: String {
    var yaml = YAMLText()
    yaml.line("questionnaire: \(words(title))")
    if let version { yaml.add("version", version) }
    if languages != [.english] { yaml.line("languages: [\(languages.map(\.rawValue).joined(separator: ", "))]") }
    if let threshold = extras.threshold { yaml.line("threshold: \(threshold)") }
    if let days = extras.keepContacts { yaml.line("\(QuestionnaireReader.keepContacts): \(days)") }
    if extras.showsOwnScores { yaml.line("ownScores: true") }
    frame(&yaml)
    yaml.line("pages:")
    for page in pages { add(page, to: &yaml) }
    return yaml.text
  }

  private func frame(_ yaml: inout YAMLText) {
    if let information = extras.information {
      if information.count == 1, information[0].heading.isEmpty {
        yaml.line("information: \(list(information[0].paragraphs))")
      } else {
        yaml.line("information:")
        for section in information { yaml.line("  \(YAMLText.quoted(section.heading)): \(list(section.paragraphs))") }
      }
    }
    if let consent = extras.consent { yaml.line("consent: \(list(consent))") }
    if let support = extras.support { yaml.line("support: \(list(support))") }
    for (section, lines) in [("results", extras.results), ("custody", extras.custody)] where !lines.isEmpty {
      yaml.line("\(section):")
      for (key, value) in lines {
        switch value {
        case .plain(let text): yaml.line("  \(key): \(text)")
        case .words(let texts): yaml.line("  \(key): \(words(texts))")
        }
      }
    }
  }

  private func add(_ page: Page, to yaml: inout YAMLText) {
    var lines: [String] = []
    if let title = page.title { lines.append("title: \(words(title))") }
    if !page.text.isEmpty { lines.append("text: \(list(page.text))") }
    if !page.when.isEmpty { lines.append("when: \(conditions(page.when))") }
    if !page.questions.isEmpty { lines.append("questions:") }
    for (index, line) in lines.enumerated() { yaml.line((index == 0 ? "  - " : "    ") + line) }
    for question in page.questions {
      for (index, line) in self.lines(question).enumerated() {
        yaml.line((index == 0 ? "      - " : "        ") + line)
      }
    }
  }

  private func lines(_ question: Question) -> [String] {
    var lines = ["id: \(YAMLText.quoted(question.id))", "ask: \(words(question.ask))"]
    if let hint = question.hint { lines.append("hint: \(words(hint))") }
    if question.required { lines.append("required: true") }
    if !question.when.isEmpty { lines.append("when: \(conditions(question.when))") }
    switch question.kind {
    case .choice(let options): lines += ["choice: \(list(options.words))"] + self.lines(options)
    case .several(let options): lines += ["several: \(list(options.words))"] + self.lines(options)
    case .number(let range): lines.append("number: [\(range.lowerBound), \(range.upperBound)]")
    case .month(let range): lines.append("month: [\"\(range.lowerBound)\", \"\(range.upperBound)\"]")
    case .text(let limit): lines.append("text: \(limit)")
    case .rating(let rating):
      let steps = rating.steps.map { "\($0.code): \(words($0.words))" }.joined(separator: ", ")
      let higher = rating.higherIs.map { ", higherIs: \(YAMLText.quoted($0))" } ?? ""
      let reversed =
        rating.reversed.isEmpty ? "" : ", reversed: [\(rating.reversed.map(String.init).joined(separator: ", "))]"
      lines += [
        "rate: \(list(rating.statements))", "steps: {\(steps)}",
        "scale: {title: \(words(rating.title))\(higher)\(reversed)}",
      ]
    case .instrument(let key, let facts):
      lines.append("instrument: \(YAMLText.quoted(key))")
      for fact in facts {
        let value = fact.texts.isEmpty ? YAMLText.quoted(fact.value) : words(fact.texts, always: true)
        lines.append("\(fact.what.rawValue): \(fact.what == .acceptUnverified ? "true" : value)")
      }
    }
    return lines
  }

  private func lines(_ options: Options) -> [String] {
    var lines: [String] = []
    if options.preferNot { lines.append("preferNot: true") }
    if options.describesPeople { lines.append("about: person") }
    if options.compares { lines.append("compare: true") }
    if options.ordered { lines.append("ordered: true") }
    if !options.merges.isEmpty {
      lines.append(
        "merge: {"
          + options.merges.map {
            "\(YAMLText.quoted($0.label)): [\($0.levels.map(YAMLText.quoted).joined(separator: ", "))]"
          }
          .joined(separator: ", ") + "}")
    }
    return lines
  }

  private func conditions(_ conditions: Conditions) -> String {
    "{"
      + conditions.map {
        "\(YAMLText.quoted($0.question)): [\($0.options.map(YAMLText.quoted).joined(separator: ", "))]"
      }
      .joined(separator: ", ") + "}"
  }

  private func words(_ texts: Texts, always: Bool = false) -> String {
    guard languages.count > 1 || always else { return YAMLText.quoted(texts[languages[0]] ?? "") }
    return "{"
      + languages.compactMap { language in texts[language].map { "\(language.rawValue): \(YAMLText.quoted($0))" } }
      .joined(separator: ", ") + "}"
  }

  private func list(_ all: [Texts]) -> String { "[" + all.map { words($0) }.joined(separator: ", ") + "]" }
}
