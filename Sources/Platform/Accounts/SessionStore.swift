import Store

/// Rows of sessions.
enum SessionStore {
  static func insert(_ session: Session, _ token: Session.Token, in sql: any SQLSession) throws {
    try sql.run(
      """
      INSERT INTO session (token_hash, id, account, began, seen)
      VALUES (\(token.hash), \(session.id), \(session.account), \(session.began), \(session.seen))
      """)
  }

  static func find(_ token: Session.Token, in sql: any SQLSession) throws -> Session? {
    try sql.row("SELECT id, account, began, seen FROM session WHERE token_hash = \(token.hash)").map(session)
  }

  static func all(of account: ID<Account>, in sql: any SQLSession) throws -> [Session] {
    try sql.rows("SELECT id, account, began, seen FROM session WHERE account = \(account) ORDER BY began")
      .map(session)
  }

  static func touch(_ id: ID<Session>, at now: Int, in sql: any SQLSession) throws {
    try sql.run("UPDATE session SET seen = \(now) WHERE id = \(id)")
  }

  static func end(_ token: Session.Token, in sql: any SQLSession) throws {
    try sql.run("DELETE FROM session WHERE token_hash = \(token.hash)")
  }

  /// Ends one session of that account; nothing happens when it is another's.
  static func end(_ id: ID<Session>, of account: ID<Account>, in sql: any SQLSession) throws -> Bool {
    try sql.run("DELETE FROM session WHERE id = \(id) AND account = \(account)") == 1
  }

  static func endAll(of account: ID<Account>, in sql: any SQLSession) throws {
    try sql.run("DELETE FROM session WHERE account = \(account)")
  }

  static func forget(before now: Int, in sql: any SQLSession) throws {
    try sql.run("DELETE FROM session WHERE began < \(now - Session.longest) OR seen < \(now - Session.idle)")
  }

  private static func session(_ row: SQLRow) throws -> Session {
    Session(id: try row.id(0), account: try row.id(1), began: try row.integer(2), seen: try row.integer(3))
  }
}
