import Crypto
package import Dataset
package import Disclosure
import Foundation
import Problems
package import Store

/// The stored responses of a closed wave as a dataset with its plan, and the record of what was released from them.
package struct WaveResults: Sendable {
  private let answers: any SQLDatabase
  private let keyring: Keyring

  package init(answers: any SQLDatabase, keyring: Keyring) {
    self.answers = answers
    self.keyring = keyring
  }

  package struct Results: Sendable {
    package let dataset: Dataset
    /// SHA-256 of the responses as an answers file, lower-case hexadecimal.
    package let hash: String
    package let plan: Questionnaire.Plan
    package let questionnaire: Questionnaire
    package let ledger: Ledger
    /// People who were expected to use the open link; nil where there was none.
    let expected: Int?
  }

  /// - Throws: `Problem` when the wave is not closed or nobody has answered; `StoreError` when a response has been changed.
  package func results(of wave: WaveName) async throws -> Results {
    let keyring = keyring
    let (row, lines, ledger, openUnits) = try await answers.read { session in
      guard let row = try AnswersStore.wave(wave, in: session) else {
        throw Problem("there is no wave “\(wave)”", remedy: "check the name")
      }
      guard try !PilotAnswersStore.isPilot(wave, in: session) else { throw Pilots.unread(wave) }
      guard row.state == .closed else {
        throw Problem("the wave “\(wave)” is still open", remedy: "close it first: nothing is shown of an open wave")
      }
      let key = SymmetricKey(data: try keyring.read(.rows(wave)))
      return (
        row, try ResponseStore.lines(of: wave, key: key, in: session), try ReleaseStore.ledger(of: wave, in: session),
        try OpenLinkStore.units(of: wave, in: session)
      )
    }
    guard !lines.isEmpty else {
      throw Problem("nobody has answered in the wave “\(wave)”", remedy: "there is nothing to show")
    }
    let questionnaire = try Questionnaire(text: row.questionnaire, file: "the questionnaire of \(wave)")
    let bytes = [UInt8](Record.line(questionnaire.columns).utf8) + [UInt8(ascii: "\n")] + lines
    var options = ReadOptions()
    options.missing = []
    options.closed = questionnaire.closedColumns
    let dataset = try Dataset.read(bytes: bytes, name: "\(wave).csv", options: options)
    let plan = questionnaire.plan(wave: wave, linked: row.linked, isOpenLink: !openUnits.isEmpty) {
      dataset.column(named: $0).map(occurring) ?? []
    }
    return Results(
      dataset: dataset, hash: hexadecimal(SHA256.hash(data: bytes)), plan: plan, questionnaire: questionnaire,
      ledger: ledger, expected: openUnits.isEmpty ? nil : openUnits.reduce(0) { $0 + $1.people })
  }

  /// Remembers what a report releases, before anybody sees it.
  /// - Throws: `Problem` when another report was released in between: make this one again, on top of that.
  package func record(_ ledger: Ledger, replacing earlier: Ledger, of wave: WaveName) async throws {
    try await answers.write { session in
      guard try ReleaseStore.ledger(of: wave, in: session) == earlier else {
        throw Problem("another report of this wave was made at the same time", remedy: "make the report again")
      }
      try ReleaseStore.put(ledger, of: wave, in: session)
    }
  }
}

/// The answers that occur in a column, once each; of texts only whether there are any.
private func occurring(_ column: Column) -> [String] {
  switch column.storage {
  case .category(_, let levels): return levels
  case .text: return column.missingCount < column.rowCount ? [Questionnaire.someText] : []
  case .integer, .real, .date, .multi:
    return Set((0..<column.rowCount).compactMap { column.text(at: $0) }).sorted()
  }
}

/// What was released from each wave.
enum ReleaseStore {
  static func ledger(of wave: WaveName, in session: any SQLSession) throws -> Ledger {
    guard let row = try session.row("SELECT ledger FROM released WHERE wave = \(wave.description)") else {
      return Ledger()
    }
    return try JSONDecoder().decode(Ledger.self, from: Data(row.text(0).utf8))
  }

  static func put(_ ledger: Ledger, of wave: WaveName, in session: any SQLSession) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(ledger), as: UTF8.self)
    try session.run(
      """
      INSERT INTO released (wave, ledger) VALUES (\(wave.description), \(text))
      ON CONFLICT (wave) DO UPDATE SET ledger = excluded.ledger
      """)
  }
}
