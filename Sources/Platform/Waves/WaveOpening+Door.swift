package import Problems
import Store

/// What people are told has to be whole before anybody beyond this machine is asked, whichever way a wave is opened. On this machine alone a lean questionnaire
/// may be tried out.
extension WaveOpening {
  /// What keeps a questionnaire from being asked beyond this machine.
  package func missingElsewhere(_ questionnaire: Questionnaire) async throws -> [Problem] {
    try await (isSetUp() ? [] : [Self.notSetUp]) + questionnaire.informationProblems
  }

  /// The questionnaire as people will see it: with who runs the server, where the installation knows it, and with when names are destroyed.
  /// - Parameter keepDays: nil where nobody's name is kept.
  /// - Throws: `Problem` beyond this machine, for the first thing that is missing.
  func admitted(_ questionnaire: Questionnaire, at address: LinkAddress, keepDays: Int?) async throws -> Questionnaire {
    if !address.isThisMachine, let problem = try await missingElsewhere(questionnaire).first { throw problem }
    let server = try await directory.read { try OrganisationStore.installation(in: $0)?.server.words }
    return try questionnaire.completed(server: server, keepDays: keepDays)
  }

  private func isSetUp() async throws -> Bool { try await directory.read { try OrganisationStore.isSetUp(in: $0) } }

  private static let notSetUp = Problem(
    "nobody has said who runs this server, and that nothing on it serves capability, absence or disciplinary processes",
    remedy: "set the installation up: `hearth serve` prints a link that does it, once")
}

extension Questionnaire {
  /// What the information lacks under the headings that an ethics committee looks for.
  package var informationProblems: [Problem] {
    guard !information.contains(where: { $0.part == .plain }) else {
      return [
        Problem(
          "the information stands under no headings", at: "information",
          remedy: "write it under "
            + ParticipantInformation.Heading.allCases.map(\.rawValue).joined(separator: ", ")
            + "; `hearth questionnaire template` writes a text to begin with")
      ]
    }
    return writtenInformation.problems
  }

  /// What it says under the headings, and what people agree to.
  package var writtenInformation: ParticipantInformation {
    var written = ParticipantInformation(sections: [:], consent: consent)
    for section in information {
      if case .heading(let heading) = section.part { written.sections[heading] = section.paragraphs }
    }
    written.keepContacts = keepsContacts
    return written
  }

  /// - Parameter server: who runs it; nil where that is not known, and what the author wrote stays.
  package func completed(server: String?, keepDays: Int?) throws -> Questionnaire {
    let isTold = server.map { words in information.last { $0.part == .server }?.paragraphs == [words] } ?? true
    guard !isTold || keepsContacts != keepDays else { return self }
    var keys: Set = [QuestionnaireReader.keepContacts]
    var added = YAMLText()
    added.line("")
    if let server {
      keys.insert(QuestionnaireReader.server)
      added.line("\(QuestionnaireReader.server): [\(YAMLText.everywhere(server, languages))]")
    }
    if let keepDays { added.line("\(QuestionnaireReader.keepContacts): \(keepDays)") }
    let file = "questionnaire"
    return try Questionnaire(
      text: TopLevelSections(text, file: file).text(without: keys) + added.text, file: file, language: language)
  }
}
