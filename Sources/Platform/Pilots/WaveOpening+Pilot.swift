import Problems
import Store

extension WaveOpening {
  /// Opens a pilot. Promises about results are not asked for, since there are none; nor is any number of people: everybody is one group, and nothing is
  /// ever shown of it.
  /// - Parameter launch: the wave that the pilot precedes; nil where its study says so.
  /// - Returns: the invitations, in an order of chance.
  /// - Throws: `Problem` when an instrument lacks its wording, nobody is asked, help or consent is missing, or the launch has been; nothing is then changed.
  package func open(
    pilot wave: WaveName, before launch: WaveName?, questionnaire: Questionnaire, roster: Roster,
    contacts terms: ContactTerms
  ) async throws -> [Invitation] {
    try check(pilot: questionnaire, roster: roster)
    if let launch {
      try await directory.read { session in
        guard launch != wave, try !PilotStore.isPilot(launch, in: session) else { throw Pilots.isOne(launch) }
        guard try !DirectoryStore.exists(launch, in: session) else {
          throw Problem(
            "the wave “\(launch)” has opened, and a pilot comes before",
            remedy: "name the wave that is still to come")
        }
      }
    }
    return try await claiming(wave) { claim in
      try await open(
        claim, questionnaire: questionnaire, roster: roster, contacts: terms, as: .pilot(before: launch))
    }
  }

  func check(pilot questionnaire: Questionnaire, roster: Roster) throws {
    if let lacking = questionnaire.instruments.flatMap(\.lacking).first { throw lacking }
    if let refused = (questionnaire.refused + questionnaire.refusedAround).first { throw refused }
    guard !roster.people.isEmpty else {
      throw Problem("nobody is on the list of people", at: "roster", remedy: "name the colleagues who try it out")
    }
    guard !questionnaire.support.isEmpty else {
      throw Problem("no help is named", at: "support", remedy: "name at least one place that somebody has checked")
    }
    guard !questionnaire.consent.isEmpty else {
      throw Problem("nobody is asked to agree", at: "consent", remedy: "give at least one statement to agree with")
    }
  }
}
