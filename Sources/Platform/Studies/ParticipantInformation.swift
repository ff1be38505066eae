package import Problems

/// What people are told before they decide, under the headings that an ethics committee looks for. A version once used is never changed.
package struct ParticipantInformation: Sendable, Hashable, Codable {
  /// Paragraphs by heading.
  package var sections: [Heading: [String]]
  /// Statements, ticked one by one.
  package var consent: [String]
  /// The same in further languages of the questionnaire, paragraph by paragraph; nil in texts that were kept before there were any.
  package var translations: [Language: Translation]?
  /// For how many days after the close names and contacts are kept; nil in texts that were kept before it could be chosen.
  package var keepContacts: Int?

  package var keepsContacts: Int { keepContacts ?? ContactTerms.standardKeepDays }

  /// What people are told in another language.
  package struct Translation: Sendable, Hashable, Codable {
    package var sections: [Heading: [String]]
    package var consent: [String]

    package init(sections: [Heading: [String]], consent: [String]) {
      self.sections = sections
      self.consent = consent
    }
  }

  package init(sections: [Heading: [String]], consent: [String]) {
    self.sections = sections
    self.consent = consent
  }

  package enum Heading: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
    case purpose, host, whyMe, whatHappens, whoSees, confidentiality, voluntary, benefits, support, data, publication,
      contacts

    package var title: String { title(in: .english) }

    package func title(in language: Language) -> String {
      switch language {
      case .english: english
      case .welsh: welsh
      }
    }

    private var english: String {
      switch self {
      case .purpose: "What this is for"
      case .host: "Who asks, who pays, who approved it"
      case .whyMe: "Why you are asked"
      case .whatHappens: "What happens if you take part, and how long it takes"
      case .whoSees: "Who sees your answers"
      case .confidentiality: "How your answers are kept confidential, and where that ends"
      case .voluntary: "Taking part is up to you"
      case .benefits: "What you and others get out of it"
      case .support: "If answering upsets you"
      case .data: "Your data and the law"
      case .publication: "What is published"
      case .contacts: "Questions and complaints"
      }
    }

    private var welsh: String {
      switch self {
      case .purpose: "Beth yw diben hyn"
      case .host: "Pwy sy’n gofyn, pwy sy’n talu, pwy sydd wedi cymeradwyo"
      case .whyMe: "Pam y gofynnir i chi"
      case .whatHappens: "Beth sy’n digwydd os cymerwch ran, a faint o amser mae’n ei gymryd"
      case .whoSees: "Pwy sy’n gweld eich atebion"
      case .confidentiality: "Sut y cedwir eich atebion yn gyfrinachol, a ble mae hynny’n dod i ben"
      case .voluntary: "Chi sy’n dewis a ydych am gymryd rhan"
      case .benefits: "Beth fyddwch chi ac eraill yn ei gael o hyn"
      case .support: "Os yw ateb yn peri gofid i chi"
      case .data: "Eich data a’r gyfraith"
      case .publication: "Beth gaiff ei gyhoeddi"
      case .contacts: "Cwestiynau a chwynion"
      }
    }

    /// What belongs under the heading, for whoever writes it.
    package var prompt: String {
      switch self {
      case .purpose: "What is to be found out, and what for."
      case .host: "The organisations that ask, the funder, and the reference of the ethics or governance approval."
      case .whyMe: "How the people who are asked were chosen, and that others are asked as well."
      case .whatHappens: "What is asked, in how many minutes, once or again."
      case .whoSees:
        "Who reads what: a reviewer reads what people wrote in their own words, one text at a time; who gets which report."
      case .confidentiality:
        "How names and answers are kept apart. Where confidentiality ends: nobody can help somebody who writes of harm here, because nobody knows who it is; words can give a writer away."
      case .voluntary: "That people may skip, stop, and take their answers back, and until when."
      case .benefits: "What is offered, and what is not."
      case .support: "Which questions may be hard, and where help is."
      case .data: "The controller, the lawful basis, and for how long each kind of record is kept."
      case .publication: "What is published where, and from how many people on."
      case .contacts: "Who answers questions, and to whom one can complain who is independent of the study."
      }
    }
  }

  package static func serverTitle(in language: Language) -> String {
    switch language {
    case .english: "Who runs the server"
    case .welsh: "Pwy sy’n rhedeg y gweinydd"
    }
  }

  /// Every heading has words, somebody agrees to something, and nothing is promised that nobody can keep.
  package var problems: [Problem] {
    var problems = Heading.allCases.filter { (sections[$0] ?? []).allSatisfy { $0.allSatisfy(\.isWhitespace) } }.map {
      Problem("nothing is said here", at: $0.title, remedy: $0.prompt)
    }
    if consent.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
      problems.append(
        Problem("people are asked to agree to nothing", at: "Consent", remedy: "give one statement a line"))
    }
    problems += Self.promises(sections, consent) { $0 }
    for (language, translation) in (translations ?? [:]).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      problems += Self.promises(translation.sections, translation.consent) { "\($0) (\(language.name))" }
    }
    return problems
  }

  private static func promises(
    _ sections: [Heading: [String]], _ consent: [String], place: (String) -> String
  ) -> [Problem] {
    (Heading.allCases.map { ($0.title, sections[$0] ?? []) } + [("Consent", consent)]).flatMap { title, texts in
      texts.compactMap { PromiseRule.word(in: $0) }.map { PromiseRule.problem($0, at: place(title)) }
    }
  }

  /// Paragraphs of a text, one a line or parted by empty lines.
  package static func paragraphs(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { $0.split(separator: " ").joined(separator: " ") }.filter {
      !$0.isEmpty
    }
  }
}
