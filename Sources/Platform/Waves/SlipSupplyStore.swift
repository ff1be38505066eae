import Store

/// Rows of the directory about slips: numbers by reporting unit.
enum SlipSupplyStore {
  struct Unit: Sendable {
    let issuer: [UInt8]
    let name: String
    let people: Int
    let made: Int
    let handed: Int
  }

  static func units(of wave: WaveName, in session: any SQLSession) throws -> [Unit] {
    let rows = try session.rows(
      """
      SELECT i.fingerprint, i.unit,
        (SELECT count(*) FROM invitation p WHERE p.wave = i.wave AND p.issuer = i.fingerprint),
        coalesce(s.made, 0), coalesce(s.handed, 0)
      FROM issuer i LEFT JOIN slip_supply s ON s.wave = i.wave AND s.issuer = i.fingerprint
      WHERE i.wave = \(wave.description) ORDER BY i.unit
      """)
    return try rows.map { row in
      Unit(
        issuer: try row.blob(0), name: try row.text(1), people: try row.integer(2), made: try row.integer(3),
        handed: try row.integer(4))
    }
  }

  static func add(_ made: Int, for issuer: [UInt8], of wave: WaveName, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO slip_supply (wave, issuer, made, handed) VALUES (\(wave.description), \(issuer), \(made), \(0))
      ON CONFLICT (wave, issuer) DO UPDATE SET made = slip_supply.made + excluded.made
      """)
  }

  /// The slips that nobody was given no longer count as made.
  static func takeBack(of wave: WaveName, in session: any SQLSession) throws {
    try session.run("UPDATE slip_supply SET made = handed WHERE wave = \(wave.description)")
  }

  /// One person more of the unit has a slip.
  /// - Returns: false when there is none left.
  static func handOut(of issuer: [UInt8], _ wave: WaveName, in session: any SQLSession) throws -> Bool {
    try session.run(
      """
      UPDATE slip_supply SET handed = handed + 1
      WHERE wave = \(wave.description) AND issuer = \(issuer) AND handed < made
      """) == 1
  }

  /// The sealed persons of a wave, with what is needed to hand one of them a slip.
  static func people(of wave: WaveName, in session: any SQLSession) throws -> [Person] {
    var people: [Person] = []
    for row in try session.rows(
      """
      SELECT secret_hash, person, issuer, collected FROM invitation
      WHERE wave = \(wave.description) AND person IS NOT NULL
      """)
    {
      people.append(
        Person(
          secretHash: try row.blob(0), sealed: try row.blob(1), issuer: try row.blob(2),
          hasCollected: try row.integer(3) == 1))
    }
    return people
  }

  struct Person: Sendable {
    let secretHash: [UInt8]
    let sealed: [UInt8]
    let issuer: [UInt8]
    let hasCollected: Bool
  }

  /// The same flag as for those who collect their right with their link: without a date, a signature or the code.
  static func markCollected(_ secretHash: [UInt8], of wave: WaveName, in session: any SQLSession) throws {
    try session.run(
      """
      UPDATE invitation SET collected = \(true) WHERE wave = \(wave.description) AND secret_hash = \(secretHash)
      """)
  }
}
