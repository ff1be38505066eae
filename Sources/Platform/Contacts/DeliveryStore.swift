import Store

/// The queue of a wave's mail: one row a person with a state, and no time. It orders people by the hash of their secret, which is chance.
enum DeliveryStore {
  enum State: String, Sendable {
    case waiting
    /// With the mail program, or with one that was cut off: whether it went out is not known.
    case sending
    /// Tried, and to be tried again.
    case delayed
    case sent
    /// The invitation did not arrive: the administrator may see the address.
    case bounced
    /// A reminder did not arrive. Nobody sees whose: reminders go to people who have not collected.
    case lapsed
    /// The person wants no more.
    case stopped
  }

  struct Person: Sendable {
    let secretHash: [UInt8]
    let sealed: [UInt8]
    let issuer: [UInt8]
    let collected: Bool
  }

  static func add(_ wave: WaveName, _ secretHash: [UInt8], in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO delivery (wave, secret_hash, state) VALUES (\(wave.description), \(secretHash), \(State.waiting.rawValue))
      ON CONFLICT (wave, secret_hash) DO NOTHING
      """)
  }

  /// Somebody's invitation once more, to another contact, unless they want no mail.
  static func sendAnew(_ wave: WaveName, _ secretHash: [UInt8], in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO delivery (wave, secret_hash, state) VALUES (\(wave.description), \(secretHash), \(State.waiting.rawValue))
      ON CONFLICT (wave, secret_hash) DO UPDATE SET state = excluded.state WHERE delivery.state <> \(State.stopped.rawValue)
      """)
  }

  /// Everybody of the wave whose contact details are there, in an order of chance.
  static func people(of wave: WaveName, in session: any SQLSession) throws -> [Person] {
    try session.rows(
      """
      SELECT secret_hash, person, issuer, collected FROM invitation WHERE wave = \(wave.description) AND person IS NOT NULL
      ORDER BY secret_hash
      """
    ).map(person)
  }

  /// The next person of the queue behind `last`, marked as being sent to.
  static func take(_ wave: WaveName, after last: [UInt8], in session: any SQLSession) throws -> Person? {
    let row = try session.row(
      """
      SELECT i.secret_hash, i.person, i.issuer, i.collected
      FROM delivery d JOIN invitation i ON i.wave = d.wave AND i.secret_hash = d.secret_hash
      WHERE d.wave = \(wave.description) AND d.state IN ('waiting', 'sending', 'delayed') AND d.secret_hash > \(last)
      ORDER BY d.secret_hash LIMIT 1
      """)
    guard let row else { return nil }
    let found = try person(row)
    try session.run(
      """
      UPDATE delivery SET state = \(State.sending.rawValue) WHERE wave = \(wave.description) AND secret_hash = \(found.secretHash)
      """)
    return found
  }

  /// What became of a message. Somebody who said meanwhile that they want no more keeps their word.
  static func settle(
    _ wave: WaveName, _ secretHash: [UInt8], _ state: State, from before: State = .sending, in session: any SQLSession
  ) throws {
    try session.run(
      """
      UPDATE delivery SET state = \(state.rawValue)
      WHERE wave = \(wave.description) AND secret_hash = \(secretHash) AND state = \(before.rawValue)
      """)
  }

  /// What was tried for days and never went through has not arrived.
  static func giveUpDelayed(_ wave: WaveName, as state: State, in session: any SQLSession) throws {
    try session.run(
      """
      UPDATE delivery SET state = \(state.rawValue)
      WHERE wave = \(wave.description) AND state = \(State.delayed.rawValue)
      """)
  }

  /// Puts everybody whom mail reaches into the queue again.
  static func requeue(_ wave: WaveName, in session: any SQLSession) throws {
    try session.run(
      """
      UPDATE delivery SET state = \(State.waiting.rawValue) WHERE wave = \(wave.description) AND state = \(State.sent.rawValue)
      """)
  }

  static func count(_ wave: WaveName, _ states: [State], in session: any SQLSession) throws -> Int {
    let list = SQL.joined(states.map { "\($0.rawValue)" }, by: ", ")
    return try session.row("SELECT count(*) FROM delivery WHERE wave = \(wave.description) AND state IN (\(list))")?
      .integer(0) ?? 0
  }

  static func hashes(_ wave: WaveName, in session: any SQLSession) throws -> [[UInt8]] {
    try session.rows("SELECT secret_hash FROM delivery WHERE wave = \(wave.description) ORDER BY secret_hash").map {
      try $0.blob(0)
    }
  }

  static func hashes(_ wave: WaveName, _ state: State, in session: any SQLSession) throws -> [[UInt8]] {
    try session.rows(
      """
      SELECT secret_hash FROM delivery WHERE wave = \(wave.description) AND state = \(state.rawValue) ORDER BY secret_hash
      """
    ).map { try $0.blob(0) }
  }

  /// Marks a message as not delivered, unless the person wants none anyway.
  static func fail(_ wave: WaveName, _ secretHash: [UInt8], _ state: State, in session: any SQLSession) throws {
    try session.run(
      """
      UPDATE delivery SET state = \(state.rawValue)
      WHERE wave = \(wave.description) AND secret_hash = \(secretHash) AND state IN ('waiting', 'sending', 'delayed', 'sent')
      """)
  }

  static func stop(_ wave: WaveName, _ secretHash: [UInt8], in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO delivery (wave, secret_hash, state) VALUES (\(wave.description), \(secretHash), \(State.stopped.rawValue))
      ON CONFLICT (wave, secret_hash) DO UPDATE SET state = \(State.stopped.rawValue)
      """)
  }

  private static func person(_ row: SQLRow) throws -> Person {
    Person(
      secretHash: try row.blob(0), sealed: try row.blob(1), issuer: try row.blob(2),
      collected: try row.integer(3) == 1)
  }
}
