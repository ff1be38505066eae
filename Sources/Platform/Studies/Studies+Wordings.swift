package import Instruments
import Problems
import Store

/// Wordings that are given at the desk, study by study: whoever has the licence for one study has it for that one.
extension Studies {
  package func wordings(of study: StudyName) async throws -> [SuppliedWording] {
    try await directory.read { try WordingStore.all(of: study, in: $0) }
  }

  /// Keeps a wording in place of the one before.
  /// - Returns: how far it is the official one.
  /// - Throws: `Problem` with the line that does not fit the instrument.
  @discardableResult
  package func supply(
    _ text: String, file: String, of instrument: Instrument, in language: Language, for study: StudyName,
    by actor: AuditEntry.Actor
  ) async throws -> WordingVerdict {
    let pack = try WordingPack(text: text, for: instrument, file: file)
    try await directory.write { session in
      try WordingStore.put(
        text, file: file, of: instrument.id, in: language, for: study, by: actor.text, session: session)
      try audit.append(
        .wordingGiven, by: actor, on: "\(study), \(instrument.id) \(language.rawValue)", in: session)
    }
    return WordingVerdict(instrument.verify(pack))
  }

  /// The same for an instrument as a questionnaire uses it.
  package func supply(
    _ text: String, file: String, for use: Questionnaire.InstrumentUse, in language: Language, of study: StudyName,
    by actor: AuditEntry.Actor
  ) async throws {
    try await supply(text, file: file, of: use.instrument, in: language, for: study, by: actor)
  }

  package func removeWording(
    of instrument: String, in language: Language, from study: StudyName, by actor: AuditEntry.Actor
  ) async throws {
    try await directory.write { session in
      try WordingStore.remove(of: instrument, in: language, from: study, session: session)
      try audit.append(.wordingRemoved, by: actor, on: "\(study), \(instrument) \(language.rawValue)", in: session)
    }
  }
}

/// Rows of wordings.
enum WordingStore {
  static func all(of study: StudyName, in session: any SQLSession) throws -> [SuppliedWording] {
    try session.rows(
      """
      SELECT instrument, language, file, content, coalesce(account.name, supplied_by) FROM study_wording
      LEFT JOIN account ON account.id = supplied_by WHERE study = \(study.description) ORDER BY instrument, language
      """
    ).map { row in
      guard let language = Language(rawValue: try row.text(1)) else {
        throw StoreError.unexpected("a language is “\(try row.text(1))”")
      }
      return SuppliedWording(
        instrument: try row.text(0), language: language, file: try row.text(2), text: try row.text(3),
        suppliedBy: try row.text(4))
    }
  }

  static func put(
    _ text: String, file: String, of instrument: String, in language: Language, for study: StudyName, by actor: String,
    session: any SQLSession
  ) throws {
    try session.run(
      """
      INSERT INTO study_wording (study, instrument, language, file, content, supplied_by)
      VALUES (\(study.description), \(instrument), \(language.rawValue), \(file), \(text), \(actor))
      ON CONFLICT (study, instrument, language) DO UPDATE
      SET file = excluded.file, content = excluded.content, supplied_by = excluded.supplied_by
      """)
  }

  static func remove(
    of instrument: String, in language: Language, from study: StudyName, session: any SQLSession
  ) throws {
    try session.run(
      """
      DELETE FROM study_wording
      WHERE study = \(study.description) AND instrument = \(instrument) AND language = \(language.rawValue)
      """)
  }
}
