import Problems
import Yams

/// What a study puts around a questionnaire when a wave opens: the information people agree to, help, promises, the threshold.
struct StudyFrame: Sendable {
  let information: Version<ParticipantInformation>
  let support: [String]
  let commitments: Commitments?
  let threshold: Int
  /// Who runs the server, in words for participants.
  let server: String?
  /// Wordings given at the desk, by the name that a questionnaire finds them under.
  var packs: [String: String] = [:]

  /// The sections of a questionnaire file that a study gives instead.
  static let keys: Set = [
    "version", "information", "consent", "support", "results", "threshold", QuestionnaireReader.server,
    QuestionnaireReader.keepContacts,
  ]

  /// The questionnaire with the study's sections in place of its own. Its other lines stay where they are, so that what is wrong with one is found in
  /// the file as its author has it.
  /// - Throws: `Problem` for a text whose sections cannot be told apart.
  func text(around questionnaire: String, file: String) throws(Problem) -> String {
    let (text, held, languages) = try withoutFrame(questionnaire, file: file)
    return text + sections(packs.isEmpty ? [:] : held.merging(packs) { $1 }, languages)
  }

  private func sections(_ packs: [String: String], _ languages: [Language]) -> String {
    // Names and numbers of places that help, and promises, stand in the words that they were given in.
    func everywhere(_ text: String) -> String { YAMLText.everywhere(text, languages) }
    func translated(_ texts: [String], _ words: (ParticipantInformation.Translation) -> [String]?) -> String {
      let others = languages.dropFirst().compactMap { language in
        (information.content.translations?[language].flatMap(words)).flatMap { translated in
          // What was changed since is not translated any more.
          translated.count != texts.count ? nil : "\(language.rawValue): [\(Self.list(translated))]"
        }
      }
      if others.isEmpty { return "[\(Self.list(texts))]" }
      return "{\(languages[0].rawValue): [\(Self.list(texts))], " + others.joined(separator: ", ") + "}"
    }
    var text = YAMLText()
    text.line("")
    text.add("version", String(information.number))
    text.line("threshold: \(threshold)")
    text.line("information:")
    for heading in ParticipantInformation.Heading.allCases {
      let paragraphs = information.content.sections[heading] ?? []
      if !paragraphs.isEmpty {
        text.line("  \(heading.rawValue): \(translated(paragraphs) { $0.sections[heading] })")
      }
    }
    if let server { text.line("\(QuestionnaireReader.server): [\(everywhere(server))]") }
    text.line("\(QuestionnaireReader.keepContacts): \(information.content.keepsContacts)")
    let consent = information.content.consent
    if !consent.isEmpty { text.line("consent: \(translated(consent, \.consent))") }
    if !support.isEmpty { text.line("support: [\(support.map(everywhere).joined(separator: ", "))]") }
    if let commitments {
      text.line("results:")
      text.line("  owner: \(everywhere(commitments.owner))")
      text.line("  act: \(everywhere(commitments.act))")
      text.line("  supportChecked: \(commitments.supportChecked)")
      text.line("  staffHear: \(commitments.staffHear)")
      text.line("  managersHear: \(commitments.managersHear)")
    }
    if !packs.isEmpty {
      text.line("packs:")
      for (name, pack) in packs.sorted(by: { $0.key < $1.key }) {
        text.line("  \(YAMLText.quoted(name)): \(YAMLText.quoted(pack))")
      }
    }
    return text.text
  }

  private static func list(_ texts: [String]) -> String { texts.map(YAMLText.quoted).joined(separator: ", ") }

  /// The text without the sections that stand in the frame, the files that it holds, and its languages.
  private func withoutFrame(
    _ text: String, file: String
  ) throws(Problem) -> (text: String, held: [String: String], languages: [Language]) {
    let sections = try TopLevelSections(text, file: file)
    let mapping = sections.mapping
    let replaced = packs.isEmpty ? Self.keys : Self.keys.union(["packs"])
    let held = (mapping.value("packs")?.mapping.map(Array.init) ?? []).compactMap { pair in
      pair.key.scalar.flatMap { name in pair.value.scalar.map { (name.string, $0.string) } }
    }
    let named = (mapping.value("languages")?.texts ?? []).compactMap(Language.init(rawValue:))
    return (sections.text(without: replaced), Dictionary(held) { $1 }, named.isEmpty ? [.english] : named)
  }
}
