import Store

/// Rows of the directory that a custodian's changes touch while a wave is open.
enum OpenListStore {
  static func put(_ sealed: [UInt8], for secretHash: [UInt8], of wave: WaveName, in session: any SQLSession) throws {
    try session.run(
      "UPDATE invitation SET person = \(sealed) WHERE wave = \(wave.description) AND secret_hash = \(secretHash)")
  }

  /// The row stays, with its flags: figures that counted the person before count them afterwards, so none of them tells whether they had collected.
  static func takeOff(
    _ secretHash: [UInt8], as code: [UInt8], of wave: WaveName, in session: any SQLSession
  ) throws {
    try session.run("DELETE FROM delivery WHERE wave = \(wave.description) AND secret_hash = \(secretHash)")
    try session.run(
      """
      UPDATE invitation SET person = \(nil as [UInt8]?), left_as = \(code)
      WHERE wave = \(wave.description) AND secret_hash = \(secretHash)
      """)
  }

  static func hasLeft(as code: [UInt8], of wave: WaveName, in session: any SQLSession) throws -> Bool {
    try session.row("SELECT 1 FROM invitation WHERE wave = \(wave.description) AND left_as = \(code)") != nil
  }

  /// One more of a reporting unit.
  /// - Returns: false when as many have joined as may.
  static func join(_ issuer: [UInt8], of wave: WaveName, in session: any SQLSession) throws -> Bool {
    let row = try session.row(
      """
      SELECT coalesce(joined, 0),
        (SELECT count(*) FROM invitation p WHERE p.wave = issuer.wave AND p.issuer = issuer.fingerprint)
      FROM issuer WHERE wave = \(wave.description) AND fingerprint = \(issuer)
      """)
    guard let row else { return false }
    let (joined, people) = (try row.integer(0), try row.integer(1))
    guard joined < Slips.spare(people: people - joined) else { return false }
    try session.run(
      "UPDATE issuer SET joined = \(joined + 1) WHERE wave = \(wave.description) AND fingerprint = \(issuer)")
    return true
  }
}
