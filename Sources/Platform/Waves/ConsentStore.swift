import Store

/// The record that somebody agreed: wave and version, no date, under a key that belongs to nobody. It is written with the collection of the right to
/// answer, and outlives the contacts.
enum ConsentStore {
  static func record(_ version: String, to wave: WaveName, in session: any SQLSession) throws {
    try session.run(
      "INSERT INTO consent (wave, key, version) VALUES (\(wave.description), \(randomBytes(16)), \(version))")
  }

  static func erase(_ wave: WaveName, in session: any SQLSession) throws {
    try session.run("DELETE FROM consent WHERE wave = \(wave.description)")
  }
}

extension Migration {
  /// Agreements leave the rows that hold a person. Those of earlier waves come in an order of chance, or their place would say whose they were.
  static let consent = Migration(
    15, "consent apart from people",
    [
      """
      CREATE TABLE consent (
        wave \(.text) NOT NULL REFERENCES wave (name), key \(.blob) NOT NULL, version \(.text) NOT NULL,
        PRIMARY KEY (wave, key))\(.keyed)
      """,
      """
      INSERT INTO consent (wave, key, version)
      SELECT invitation.wave, \(.randomKey), wave.consent_version
      FROM invitation JOIN wave ON wave.name = invitation.wave WHERE invitation.consented = 1 ORDER BY 2
      """,
      "ALTER TABLE invitation DROP COLUMN consented",
    ])
}
