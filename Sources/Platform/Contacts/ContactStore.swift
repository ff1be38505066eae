import Store

/// Rows of the directory about a wave's contact details.
enum ContactStore {
  enum State: String, Sendable {
    case kept, destroying, destroyed
  }

  struct Wave: Sendable {
    let address: LinkAddress
    let state: State
    /// Mailings begun: 0 none, 1 the invitation, then reminders.
    let letters: Int
    let letterDay: Int?
    /// Whether the latest reminder goes to everybody.
    let everybody: Bool
    let isClosed: Bool
    let threshold: Int
    let isPilot: Bool
  }

  static func open(
    _ wave: WaveName, _ terms: ContactTerms, threshold: Int, in session: any SQLSession
  ) throws {
    try session.run(
      """
      INSERT INTO contacts (wave, address, keep_days, threshold, state, letters, everybody, beat)
      VALUES (\(wave.description), \(terms.address.description), \(terms.keepDays), \(threshold), \(State.kept.rawValue), 0, 0, 0)
      """)
  }

  static func wave(_ wave: WaveName, in session: any SQLSession) throws -> Wave? {
    let row = try session.row(
      """
      SELECT c.address, c.state, c.letters, c.letter_day, c.everybody, w.closed, c.threshold,
        (SELECT count(*) FROM pilot p WHERE p.wave = c.wave)
      FROM contacts c JOIN wave w ON w.name = c.wave
      WHERE c.wave = \(wave.description)
      """)
    guard let row, let state = State(rawValue: try row.text(1)) else { return nil }
    return Wave(
      address: LinkAddress(checked: try row.text(0)), state: state, letters: try row.integer(2),
      letterDay: row.isNull(3) ? nil : try row.integer(3), everybody: try row.integer(4) == 1,
      isClosed: try row.integer(5) == 1, threshold: try row.integer(6), isPilot: try row.integer(7) > 0)
  }

  /// The day of the close, once: a closing that is repeated does not move it.
  static func recordClose(_ wave: WaveName, day: Int, in session: any SQLSession) throws {
    try session.run(
      "UPDATE contacts SET closed_day = \(day) WHERE wave = \(wave.description) AND closed_day IS NULL")
  }

  static func beginMailing(
    _ wave: WaveName, number: Int, day: Int, everybody: Bool, in session: any SQLSession
  ) throws {
    try session.run(
      """
      UPDATE contacts SET letters = \(number), letter_day = \(day), everybody = \(everybody) WHERE wave = \(wave.description)
      """)
  }

  // Destruction

  static func setState(_ state: State, of wave: WaveName, in session: any SQLSession) throws {
    try session.run("UPDATE contacts SET state = \(state.rawValue) WHERE wave = \(wave.description)")
  }

  /// Waves that were closed before the day of a close was kept: they count from `day`.
  static func dateOldCloses(day: Int, in session: any SQLSession) throws {
    try session.run(
      """
      UPDATE contacts SET closed_day = \(day)
      WHERE closed_day IS NULL AND wave IN (SELECT name FROM wave WHERE closed = \(true))
      """)
  }

  /// Waves whose contacts are due on `day`, and those whose destruction was cut short.
  static func due(day: Int, in session: any SQLSession) throws -> [String] {
    try session.rows(
      """
      SELECT wave FROM contacts WHERE state = \(State.destroying.rawValue)
        OR (state = \(State.kept.rawValue) AND closed_day + keep_days <= \(day)) ORDER BY wave
      """
    ).map { try $0.text(0) }
  }

  /// Everything of people that is not a hash: what is left are flags.
  static func erase(_ wave: WaveName, in session: any SQLSession) throws {
    try session.run("DELETE FROM delivery WHERE wave = \(wave.description)")
    try session.run("UPDATE invitation SET person = \(nil as [UInt8]?) WHERE wave = \(wave.description)")
  }

  // Who is sending

  static func runner(of wave: WaveName, in session: any SQLSession) throws -> (name: String?, beat: Int) {
    let row = try session.row("SELECT runner, beat FROM contacts WHERE wave = \(wave.description)")
    guard let row else { return (nil, 0) }
    return (row.isNull(0) ? nil : try row.text(0), try row.integer(1))
  }

  static func setRunner(_ runner: String?, of wave: WaveName, in session: any SQLSession) throws {
    try session.run("UPDATE contacts SET runner = \(runner), beat = beat + 1 WHERE wave = \(wave.description)")
  }

  static func release(_ wave: WaveName, runner: String, in session: any SQLSession) throws {
    try session.run(
      "UPDATE contacts SET runner = \(nil as String?) WHERE wave = \(wave.description) AND runner = \(runner)")
  }

  /// Waves with something to send.
  static func wavesWaiting(in session: any SQLSession) throws -> [String] {
    try session.rows(
      """
      SELECT DISTINCT d.wave FROM delivery d JOIN wave w ON w.name = d.wave
      WHERE d.state IN ('waiting', 'sending', 'delayed') AND w.closed = \(false) ORDER BY d.wave
      """
    ).map { try $0.text(0) }
  }
}
