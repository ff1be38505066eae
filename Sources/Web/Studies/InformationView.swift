import Markup
import Platform
import Problems

/// The form that participant information is written in.
enum InformationView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ study: Study, _ kept: ParticipantInformation, _ languages: [Language], _ state: FormState
  ) -> [Node] {
    let others = Array(languages.dropFirst())
    Form.problems(
      state, fields: [keepContacts] + others.flatMap { other in ([consent] + headings).map { field($0, other) } })
    HTML.h1 { "Participant information" }
    HTML.p {
      "What people read before they decide. Saving makes a new version; a wave keeps the version it opened with. Who runs the server, what happens with the results and when names are destroyed are added by themselves."
    }
    if !kept.problems.isEmpty {
      Form.notice {
        HTML.p { "Before a wave can open:" }
        HTML.ul { for problem in kept.problems { HTML.li { .text("\(problem.place): \(problem.what).") } } }
      }
    }
    exchange.form {
      for heading in ParticipantInformation.Heading.allCases {
        Form.lines(
          heading.rawValue, heading.title, state, hint: heading.prompt,
          value: (kept.sections[heading] ?? []).joined(separator: "\n\n"), rows: 5)
        for language in others {
          Form.lines(
            field(heading.rawValue, language), heading.title(in: language), state,
            hint: "The same paragraphs in the questionnaire’s other language: \(language.name).",
            value: (kept.translations?[language]?.sections[heading] ?? []).joined(separator: "\n\n"), rows: 5)
        }
      }
      Form.lines(
        "consent", "Consent", state, hint: "One statement a line; each is ticked by itself.",
        value: kept.consent.joined(separator: "\n"), rows: 5)
      for language in others {
        Form.lines(
          field(consent, language), "Consent (\(language.name))", state, hint: "The same statements.",
          value: (kept.translations?[language]?.consent ?? []).joined(separator: "\n"), rows: 5)
      }
      Form.line(
        keepContacts, "For how many days after the close are names and contacts kept?", state,
        hint: "1 to 90. Then they are destroyed by themselves, and people are told so.",
        value: String(kept.keepsContacts))
      Form.send("Save as the next version", back: .studies(.study(study.name.description)))
    }
  }
}

extension InformationView {
  private static let consent = "consent"
  private static let keepContacts = "keep-contacts"

  /// - Throws: `Problem` at its field.
  static func keptDays(_ form: FormBody) throws -> Int {
    let text = try form.text(keepContacts)
    guard let days = Int(text) else {
      throw Problem(
        "“\(text.prefix(20))” is no number of days", at: keepContacts, remedy: "give a whole number from 1 to 90")
    }
    if let problem = ContactTerms.problem(keepDays: days) {
      throw Problem(problem.what, at: keepContacts, remedy: problem.remedy)
    }
    return days
  }

  private static var headings: [String] { ParticipantInformation.Heading.allCases.map(\.rawValue) }
  private static func field(_ name: String, _ language: Language) -> String { "\(name)-\(language.rawValue)" }

  /// What was typed in further languages; those that the questionnaire does not have now stay as they were.
  /// - Throws: `Problem` where a text has other paragraphs than the first language's.
  static func translations(
    of given: ParticipantInformation, _ kept: ParticipantInformation, _ languages: [Language], _ form: FormBody
  ) throws -> [Language: ParticipantInformation.Translation]? {
    var translations = kept.translations ?? [:]
    func paragraphs(_ name: String, _ language: Language, _ first: [String]) throws -> [String] {
      let field = field(name, language)
      let texts = ParticipantInformation.paragraphs(try form.text(field))
      guard texts.isEmpty || texts.count == first.count else {
        throw Problem(
          "there are \(first.count) paragraphs in \(languages[0].name) and \(texts.count) in \(language.name)",
          at: field,
          remedy: "translate each, in the same order, or none yet")
      }
      return texts
    }
    for language in languages.dropFirst() {
      var translation = ParticipantInformation.Translation(
        sections: [:], consent: try paragraphs(consent, language, given.consent))
      for heading in ParticipantInformation.Heading.allCases {
        translation.sections[heading] = try paragraphs(heading.rawValue, language, given.sections[heading] ?? [])
      }
      translations[language] = translation
    }
    return translations.isEmpty ? nil : translations
  }
}
