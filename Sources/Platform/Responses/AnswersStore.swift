package import Store

/// Rows of the answers database.
enum AnswersStore {
  enum State: String, Sendable { case open, closing, closed }

  struct Wave: Sendable {
    let questionnaire: String
    let state: State
    let lock: [UInt8]
    /// The questions about the person whose answers stand beside the others; empty until the wave is closed.
    let linked: Set<String>
  }

  static func open(
    _ wave: WaveName, questionnaire: String, lock: [UInt8], issuers: [DirectoryStore.Issuer],
    in session: any SQLSession
  ) throws {
    let name = wave.description
    try session.run(
      "INSERT INTO wave (name, questionnaire, state, lock, linked) VALUES (\(name), \(questionnaire), \("open"), \(lock), \(""))"
    )
    for issuer in issuers {
      try session.run(
        "INSERT INTO issuer (wave, fingerprint, unit, der) VALUES (\(name), \(issuer.fingerprint), \(issuer.unit), \(issuer.der))"
      )
    }
  }

  /// Whether nobody has sent anything in it: there is no such wave, or an open one without a response.
  static func isUntouched(_ wave: WaveName, in session: any SQLSession) throws -> Bool {
    guard let row = try self.wave(wave, in: session) else { return true }
    let name = wave.description
    return try row.state == .open && session.row("SELECT 1 FROM inbox WHERE wave = \(name) LIMIT 1") == nil
      && session.row("SELECT 1 FROM spent WHERE wave = \(name) LIMIT 1") == nil
  }

  /// Removes a wave that nobody was invited to.
  static func discard(_ wave: WaveName, in session: any SQLSession) throws {
    let name = wave.description
    try session.run("DELETE FROM spent WHERE wave = \(name)")
    try session.run("DELETE FROM inbox WHERE wave = \(name)")
    try session.run("DELETE FROM issuer WHERE wave = \(name)")
    try SlipStore.removeAll(of: wave, in: session)
    try OpenLinkStore.remove(wave, in: session)
    try PilotAnswersStore.remove(wave, in: session)
    try session.run("DELETE FROM wave WHERE name = \(name)")
  }

  static func wave(_ wave: WaveName, in session: any SQLSession) throws -> Wave? {
    guard
      let row = try session.row("SELECT questionnaire, state, lock, linked FROM wave WHERE name = \(wave.description)")
    else {
      return nil
    }
    guard let state = State(rawValue: try row.text(1)) else {
      throw StoreError.unexpected("a wave is in no known state")
    }
    return Wave(
      questionnaire: try row.text(0), state: state, lock: try row.blob(2),
      linked: Set(try row.text(3).split(separator: " ").map(String.init)))
  }

  /// What a wave's responses are sealed to while it takes any. A wave that was opened anew after a cut-short opening has another.
  static func lock(_ wave: WaveName, in session: any SQLSession) throws -> [UInt8]? {
    try session.row("SELECT lock FROM wave WHERE name = \(wave.description) AND state = \(State.open.rawValue)")?.blob(
      0)
  }

  /// Whether a wave takes responses: asked in every transaction, so it reads no more than that.
  static func isOpen(_ wave: WaveName, in session: any SQLSession) throws -> Bool {
    try session.row("SELECT 1 FROM wave WHERE name = \(wave.description) AND state = \(State.open.rawValue)") != nil
  }

  static func waves(in state: State, in session: any SQLSession) throws -> [String] {
    var names: [String] = []
    for row in try session.rows("SELECT name FROM wave WHERE state = \(state.rawValue) ORDER BY name") {
      names.append(try row.text(0))
    }
    return names
  }

  static func setState(_ state: State, of wave: WaveName, in session: any SQLSession) throws {
    try session.run("UPDATE wave SET state = \(state.rawValue) WHERE name = \(wave.description)")
  }

  static func issuers(of wave: WaveName, in session: any SQLSession) throws -> [DirectoryStore.Issuer] {
    var issuers: [DirectoryStore.Issuer] = []
    for row in try session.rows(
      "SELECT unit, fingerprint, der FROM issuer WHERE wave = \(wave.description) ORDER BY fingerprint")
    {
      issuers.append(.init(unit: try row.text(0), fingerprint: try row.blob(1), der: try row.blob(2)))
    }
    return issuers
  }

  /// Marks tokens as spent and says which of them had not been.
  static func spend(_ tokens: [(wave: WaveName, tokenHash: [UInt8], bodyMAC: [UInt8])], in session: any SQLSession)
    throws -> Set<[UInt8]>
  {
    let rows = tokens.map { token -> SQL in "(\(token.wave.description), \(token.tokenHash), \(token.bodyMAC))" }
    let insert: SQL = """
      INSERT INTO spent (wave, token_hash, body_mac) VALUES \(SQL.joined(rows, by: ", "))
      ON CONFLICT DO NOTHING RETURNING token_hash
      """
    var fresh: Set<[UInt8]> = []
    for row in try session.rows(insert) { fresh.insert(try row.blob(0)) }
    return fresh
  }

  static func bodyMAC(_ wave: WaveName, tokenHash: [UInt8], in session: any SQLSession) throws -> [UInt8]? {
    try session.row(
      "SELECT body_mac FROM spent WHERE wave = \(wave.description) AND token_hash = \(tokenHash)")?.blob(0)
  }

  static func put(_ rows: [(wave: WaveName, receiptMAC: [UInt8], sealed: [UInt8])], in session: any SQLSession) throws {
    let values = rows.map { row -> SQL in "(\(row.wave.description), \(row.receiptMAC), \(row.sealed))" }
    try session.run("INSERT INTO inbox (wave, receipt_mac, sealed) VALUES \(SQL.joined(values, by: ", "))")
  }

  static func holds(_ wave: WaveName, receiptMAC: [UInt8], in session: any SQLSession) throws -> Bool {
    try session.row("SELECT 1 FROM inbox WHERE wave = \(wave.description) AND receipt_mac = \(receiptMAC)") != nil
  }

  static func withdraw(_ wave: WaveName, receiptMAC: [UInt8], in session: any SQLSession) throws -> Bool {
    try session.run("DELETE FROM inbox WHERE wave = \(wave.description) AND receipt_mac = \(receiptMAC)") == 1
  }

  /// Hands over what is sealed in pieces: all of a large wave at once would not fit beside what is opened of it.
  static func eachSealed(of wave: WaveName, in session: any SQLSession, _ body: ([UInt8]) throws -> Void) throws {
    var last: [UInt8] = []
    while true {
      let rows = try session.rows(
        """
        SELECT receipt_mac, sealed FROM inbox WHERE wave = \(wave.description) AND receipt_mac > \(last)
        ORDER BY receipt_mac LIMIT 500
        """)
      guard let end = rows.last else { return }
      for row in rows { try body(row.blob(1)) }
      last = try end.blob(0)
    }
  }

  /// The wave is closed: nothing sealed is left, and `linked` says which answers about the person stand beside the others.
  static func finish(_ wave: WaveName, linked: [String], in session: any SQLSession) throws {
    try session.run("DELETE FROM inbox WHERE wave = \(wave.description)")
    try session.run("DELETE FROM spent WHERE wave = \(wave.description)")
    // What was not used until now answers nothing any more.
    try SlipStore.removeAll(of: wave, in: session)
    try session.run(
      """
      UPDATE wave SET state = \(State.closed.rawValue), linked = \(linked.joined(separator: " "))
      WHERE name = \(wave.description)
      """)
  }
}

/// How many waves there are: nothing of it moves when somebody answers.
package enum WaveStates {
  package static func count(in session: any SQLSession) throws -> [(state: String, count: Int)] {
    try [AnswersStore.State.open, .closing, .closed].map { state in
      (state.rawValue, try AnswersStore.waves(in: state, in: session).count)
    }
  }
}
