import Markup
import Platform
import Problems

/// A study's own page: its texts, and its waves.
struct StudyView {
  let study: Study
  let information: Version<ParticipantInformation>?
  let questionnaire: Version<String>?
  let waves: [Wave]
  let organisations: [String]
  /// Whether this visitor may change it.
  let leads: Bool
  /// What partners agreed on; nil where there are none.
  let sharing: Sharing?

  struct Wave {
    let name: WaveName
    let state: Studies.WaveState
    let purpose: PlannedWave.Purpose
  }

  private var name: String { study.name.description }

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: ["wave"])
    HTML.h1 { .text(study.title) }
    HTML.dl(.class("facts")) {
      fact("Organisations", organisations.joined(separator: ", "), change: .partners(name))
      if let sharing { fact("Partners’ own sheets", Self.words(sharing), change: .sharing(name)) }
      fact("Participant information", informationWords, change: .information(name))
      fact(
        "Questionnaire", questionnaire.map { "Version \($0.number)" } ?? "None yet", change: .builder(name, .overview))
    }
    HTML.h2 { "Waves" }
    if waves.isEmpty { HTML.p { "No wave has been planned." } }
    HTML.ul(.class("ways")) {
      for wave in waves {
        HTML.li {
          HTML.a(.href(Link.desk(.wave(wave.name.description, .overview)).path)) { .text(wave.name.description) }
          HTML.p { .text((wave.purpose == .pilot ? "Pilot. " : "") + Self.words(wave.state)) }
        }
      }
    }
    if leads {
      HTML.h2 { "Plan a wave" }
      exchange.form(to: .studies(.plan(name))) {
        Form.line(
          "wave", "Name of the wave", state,
          hint: "Part of every invitation: 3 to 40 lower-case letters, digits and hyphens, such as spring-2027.")
        Form.tick(
          "pilot",
          "A pilot: a few colleagues try the questionnaire out; their answers are read by nobody and deleted", state)
        Form.send("Plan it")
      }
    }
  }

  private var informationWords: String {
    guard let information else { return "None yet" }
    let missing = information.content.problems.count
    return "Version \(information.number)"
      + (missing == 0 ? "" : ", \(missing) \(missing == 1 ? "thing is" : "things are") missing")
  }

  private func fact(_ title: String, _ words: String, change: StudiesLink) -> Node {
    HTML.div {
      HTML.dt { .text(title) }
      HTML.dd {
        Node.text(words + " ")
        if leads {
          HTML.a(.href(Link.desk(.studies(change)).path), .label("Change: \(title)")) { "Change" }
        }
      }
    }
  }

  static func words(_ sharing: Sharing) -> String {
    switch sharing.others {
    case .never: "Each partner reads its own; others never do"
    case .after(let days): "Each partner reads its own first; others \(days) days after staff hear the results"
    }
  }

  static func words(_ state: Studies.WaveState) -> String {
    switch state {
    case .planned: "Being prepared"
    case .open: "Open: people are answering"
    case .closed: "Closed"
    }
  }
}

/// The form that participant information is written in.
enum InformationView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ study: Study, _ kept: ParticipantInformation, _ languages: [Language], _ state: FormState
  ) -> [Node] {
    let others = Array(languages.dropFirst())
    Form.problems(
      state, fields: others.flatMap { other in ([consent] + headings).map { field($0, other) } })
    HTML.h1 { "Participant information" }
    HTML.p {
      "What people read before they decide. Saving makes a new version; a wave keeps the version it opened with. Who runs the server and what happens with the results are added by themselves."
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
      Form.send("Save as the next version", back: .studies(.study(study.name.description)))
    }
  }
}

extension InformationView {
  private static let consent = "consent"
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

/// The questionnaire as its text: handed in as a file, or written here.
enum QuestionnaireView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ study: Study, _ kept: Version<String>?, _ state: FormState
  ) -> [Node] {
    Form.problems(state, fields: ["file", "text"])
    HTML.h1 { "Questionnaire" }
    HTML.p {
      "A YAML file; docs/asking.md describes it and docs/example/form.yaml is one. The study's own information, consent, help and promises take the place of the file’s."
    }
    HTML.p {
      "Most people will want to write it \(HTML.a(.href(Link.desk(.studies(.builder(study.name.description, .overview))).path)) { "page by page" }). Changes made there keep everything that stands in this text, but remarks that begin with #."
    }
    HTML.p {
      HTML.a(.href(Link.desk(.studies(.form(study.name.description))).path)) {
        "Take it to or from another form tool (XLSForm)"
      }
    }
    exchange.form(files: true) {
      BuilderPlace.versionInput(kept?.number ?? 0, state)
      Form.file("file", "A file", state, hint: "2 MiB at most. When one is chosen, the text below is not used.")
      Form.lines("text", "Or its text", state, value: kept?.content ?? "", rows: 24)
      Form.send("Save as the next version", back: .studies(.study(study.name.description)))
    }
  }
}
