package import Problems
package import Store

/// Pilots: waves that try a questionnaire out with a few colleagues. Their answers are sealed as every answer is, opened by nobody, and deleted with
/// everything else of the pilot when the wave opens that it precedes, or before.
///
/// First the keys go, so that no copy can be read, backups neither; then the rows and the logs. A deletion that is cut short is finished by `resume()`.
package struct Pilots: Sendable {
  private let directory: any SQLDatabase
  private let answers: any SQLDatabase
  private let keyring: Keyring

  package init(directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring) {
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
  }

  /// What people read on every page, message and letter of a pilot.
  package static func notice(in language: Language) -> String {
    switch language {
    case .english:
      "This is a pilot: it tries the questionnaire out. Your answers will be deleted, and nobody reads them."
    case .welsh:
      "Peilot yw hwn: mae’n rhoi cynnig ar yr holiadur. Caiff eich atebion eu dileu, ac nid oes neb yn eu darllen."
    }
  }

  package func isPilot(_ wave: WaveName) async throws -> Bool {
    try await directory.read { try PilotStore.isPilot(wave, in: $0) }
  }

  /// The pilots that a wave puts an end to by opening.
  package func pilots(before wave: WaveName) async throws -> [String] {
    try await directory.read { try PilotStore.pilots(before: wave, in: $0) }
  }

  /// Deletes everything of a pilot.
  /// - Throws: `Problem` for a wave that is none: nothing is then changed.
  package func end(_ wave: WaveName) async throws {
    // An older directory may take for a pilot what has become a wave since.
    let isOther = try await answers.read { session in
      try AnswersStore.wave(wave, in: session) != nil && !PilotAnswersStore.isPilot(wave, in: session)
    }
    guard !isOther else {
      throw Problem(
        "the directory takes “\(wave)” for a pilot, and the answers for a wave whose answers are kept",
        remedy: "restore the directory from the same night as the answers")
    }
    try await directory.write { session in
      guard try PilotStore.isPilot(wave, in: session) else {
        throw Problem("“\(wave)” is no pilot", remedy: "check the name; a wave is closed, and its answers are kept")
      }
      try PilotStore.beginEnding(wave, in: session)
    }
    keyring.destroyAll(of: wave, keeping: [])
    try await answers.write { try AnswersStore.discard(wave, in: $0) }
    try await directory.write { try PilotStore.erase(wave, in: $0) }
    for database in [answers, directory] { try await database.emptyLog() }
  }

  /// Ends the pilots that a wave puts an end to by opening.
  func end(before wave: WaveName) async throws {
    let names = try await directory.read { session in
      guard try !PilotStore.isPilot(wave, in: session) else { throw Self.isOne(wave) }
      return try PilotStore.pilots(before: wave, in: session)
    }
    for name in names { try await end(WaveName(name)) }
  }

  /// Finishes deletions that were cut short.
  /// - Returns: what could not be finished; it keeps no other waiting.
  package func resume() async throws -> [Problem] {
    var problems: [Problem] = []
    for name in try await directory.read({ try PilotStore.due(in: $0) }).map({ try WaveName($0) }) {
      do {
        try await end(name)
      } catch {
        problems.append(
          Problem(
            "the pilot “\(name)” could not be deleted: \(error)",
            remedy: "mend it, then run `hearth wave close \(name)`"))
      }
    }
    return problems
  }

  static func isOne(_ wave: WaveName) -> Problem {
    Problem(
      "“\(wave)” is a pilot, and a pilot never becomes a wave with results",
      remedy: "give the wave another name; when it opens, the pilot is deleted")
  }

  static func unread(_ wave: WaveName) -> Problem {
    Problem(
      "“\(wave)” is a pilot: its answers are deleted and opened by nobody",
      remedy: "ask the people who tried it out what they thought; end it with `hearth wave close \(wave)`")
  }
}
