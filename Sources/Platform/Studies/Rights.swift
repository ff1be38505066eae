package import Store

/// How the people of a wave come to their right to answer: lists, slips, letters, mail that came back, the open link.
package struct Rights: Sendable {
  package let lists: OpenLists
  package let slips: Slips
  package let letters: ContactLetters
  package let bounces: Bounces
  package let optOut: OptOut
  let directory: any SQLDatabase
  private let answers: any SQLDatabase
  private let keyring: Keyring
  let audit: AuditLog

  package init(directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring, audit: AuditLog) {
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
    self.audit = audit
    lists = OpenLists(directory: directory, keyring: keyring, audit: audit)
    slips = Slips(directory: directory, answers: answers, keyring: keyring)
    letters = ContactLetters(directory: directory, keyring: keyring)
    bounces = Bounces(directory: directory, keyring: keyring)
    optOut = OptOut(directory: directory, keyring: keyring)
  }

  /// Slips of one reporting unit.
  package struct Supply: Sendable, Hashable {
    package let unit: String
    package let people: Int
    package let made: Int
    package let handed: Int
    /// How many more may be made.
    package let mayBeMade: Int
  }

  /// - Parameter partners: names of organisations whose own units alone are wanted; nil for all units.
  package func supplies(of wave: WaveName, for partners: [String]? = nil) async throws -> [Supply] {
    let units = try await directory.read { try SlipSupplyStore.units(of: wave, in: $0) }
    return units.filter { PartnerUnits.contain($0.name, of: partners) }.map { unit in
      Supply(
        unit: unit.name, people: unit.people, made: unit.made, handed: unit.handed,
        mayBeMade: max(0, unit.people + Slips.spare(people: unit.people) - unit.made))
    }
  }

  /// Units from which people choose; none when the wave has no open link.
  package func openUnits(of wave: WaveName) async throws -> [String] {
    try await answers.read { try OpenLinkStore.units(of: wave, in: $0).map(\.name) }
  }

  /// Works out what may be told of slips, while that is possible.
  package func settleSlips(of wave: WaveName) async throws {
    try await SlipReckoning.settle(wave, directory: directory, answers: answers, keyring: keyring)
  }

  package func slipReckoning(of wave: WaveName) async throws -> SlipReckoning {
    try await answers.read { try SlipReckoning.settled(wave, in: $0) }
  }

  /// The questionnaire of a wave that has opened.
  package func questionnaire(of wave: WaveName) async throws -> Questionnaire? {
    try await answers.read { try AnswersStore.wave(wave, in: $0)?.questionnaire }.map { text in
      try Questionnaire(text: text, file: "the questionnaire of \(wave)")
    }
  }
}
