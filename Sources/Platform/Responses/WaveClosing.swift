import Crypto
import Foundation
package import Problems
package import Store

/// Closes a wave: opens the sealed responses, mixes them (`Mixed`) and writes them in one transaction, then destroys the keys.
///
/// Every step can be repeated; `resume()` finishes whatever a crash cut short.
package struct WaveClosing: Sendable {
  private let directory: any SQLDatabase
  private let answers: any SQLDatabase
  private let keyring: Keyring
  private let clock: Clock

  package init(directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring, clock: Clock = .system) {
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
    self.clock = clock
  }

  /// - Returns: how many responses were written.
  /// - Throws: `Problem` when there is no such wave.
  @discardableResult
  package func close(_ wave: WaveName) async throws -> Int {
    let (found, isPilot) = try await answers.read { session in
      (try AnswersStore.wave(wave, in: session), try PilotAnswersStore.isPilot(wave, in: session))
    }
    guard let row = found else { throw Problem("there is no wave “\(wave)”", remedy: "check the name") }
    guard !isPilot else { throw Pilots.unread(wave) }
    if row.state != .closed, !opens(wave, row.lock) { throw unreadable(wave) }
    // The day counts towards the destruction of contacts; nothing on the answers' side has one.
    let today = clock.today()
    try await directory.write { session in
      try DirectoryStore.close(wave, day: CountedDay.beginning(today, in: session).number, in: session)
    }
    try await answers.write { session in
      if try AnswersStore.isOpen(wave, in: session) {
        try AnswersStore.setState(.closing, of: wave, in: session)
      }
    }
    try await mix(wave)
    try await destroy(wave)
    return try await answers.read { try ResponseStore.count(of: wave, in: $0) }
  }

  /// Finishes the closing of every wave that a crash left between two steps.
  /// - Returns: what could not be finished.
  @discardableResult
  package func resume() async throws -> [Problem] {
    let (closing, closed) = try await answers.read { session in
      (try AnswersStore.waves(in: .closing, in: session), try AnswersStore.waves(in: .closed, in: session))
    }
    var problems: [Problem] = []
    // Without its key a wave that is closing can only be named, see `unreadable()`.
    let unfinished =
      try closing.map { try WaveName($0) }.filter { keyring.contains(.seal($0)) }
      + closed.map { try WaveName($0) }.filter { keyring.holdsMore(of: $0, than: Self.outliving($0)) }
    for name in unfinished {
      do {
        if closing.contains(name.description) { try await close(name) } else { try await destroy(name) }
      } catch {
        // One wave that cannot be closed keeps nobody from answering in another.
        problems.append(
          Problem(
            "the closing of the wave “\(name)” could not be finished: \(error)",
            remedy: "check the keyring and the answers database, then run `hearth wave close \(name)`"))
      }
    }
    try await emptyLogs()
    return problems
  }

  /// Waves that are not closed and cannot be: their sealed responses have no key any more.
  package func unreadable() async throws -> [Problem] {
    let waves = try await answers.read { session in
      let names = try AnswersStore.waves(in: .open, in: session) + AnswersStore.waves(in: .closing, in: session)
      return try names.map { try WaveName($0) }.map { ($0, try AnswersStore.wave($0, in: session)?.lock ?? []) }
    }
    return waves.filter { !opens($0.0, $0.1) }.map { unreadable($0.0) }
  }

  /// Whether the keyring holds the key to what is sealed under a wave's lock, and not one of another opening of the same name.
  private func opens(_ wave: WaveName, _ lock: [UInt8]) -> Bool {
    guard let key = try? keyring.read(.seal(wave)) else { return false }
    return Seal.opens(key, lock: lock)
  }

  /// The key of the stored responses outlives the others: where it is, the wave was closed; where it is not, neither is the keyring.
  private func unreadable(_ wave: WaveName) -> Problem {
    keyring.contains(.rows(wave))
      ? Problem(
        "the wave “\(wave)” was closed and its keys destroyed, but this database is older and shows it as open: nobody can answer in it, and what is sealed in it stays sealed",
        remedy: "restore a backup of the answers that was made after the closing")
      : Problem(
        "the keys of the open wave “\(wave)” are not in the keyring: nobody can answer in it or close it",
        remedy: "check that --keys names the right folder and that it is mounted")
  }

  /// Whether its answers are closed: a closing that was cut short has closed the directory alone.
  package func isFinished(_ wave: WaveName) async throws -> Bool {
    try await answers.read { try AnswersStore.wave(wave, in: $0)?.state == .closed }
  }

  func mix(_ wave: WaveName) async throws {
    let keyring = keyring
    try await answers.write { session in
      guard let row = try AnswersStore.wave(wave, in: session), row.state == .closing else { return }
      guard try !PilotAnswersStore.isPilot(wave, in: session) else { throw Pilots.unread(wave) }
      let secret = try Seal.secret(keyring.read(.seal(wave)))
      let questionnaire = try Questionnaire(text: row.questionnaire, file: "the questionnaire of \(wave)")
      var records: [[String]] = []
      try AnswersStore.eachSealed(of: wave, in: session) { sealed in
        let bytes = try Seal.open(sealed, wave: wave, secret: secret)
        records.append(Record.cells(String(decoding: bytes, as: UTF8.self)))
      }
      let mixed = Mixed(records, questionnaire: questionnaire)
      let rows = SymmetricKey(data: try keyring.read(.rows(wave)))
      try ResponseStore.put(mixed.records.map(Record.line), of: wave, key: rows, in: session)
      try AnswersStore.finish(wave, linked: mixed.linked, in: session)
    }
  }

  /// After the last need for them: the keys that could open anything, then the logs that still hold the sealed inbox.
  private func destroy(_ wave: WaveName) async throws {
    keyring.destroyAll(of: wave, keeping: Self.outliving(wave))
    try await emptyLogs()
  }

  /// The keys that a closed wave still needs.
  private static func outliving(_ wave: WaveName) -> [Keyring.Name] { [.contacts(wave), .rows(wave)] }

  private func emptyLogs() async throws {
    for database in [answers, directory] { try await database.emptyLog() }
  }
}
