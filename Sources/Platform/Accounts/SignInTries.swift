import Store

/// How often somebody tried to sign in with an address, known or not: after a few tries each further one has to wait, a quarter of an hour
/// at most. It is kept in the database, so that it counts over all nodes and restarts.
enum SignInTries {
  static let free = 5
  static let longestWait = 15 * 60
  /// Tries are forgotten after a day without any.
  static let memory = 24 * 60 * 60

  /// Seconds to wait after that many tries.
  static func wait(after tries: Int) -> Int {
    tries < free ? 0 : min(longestWait, 30 << min(tries - free, 10))
  }

  /// Counts a try before it is looked at, so that many at once do not slip through.
  /// - Returns: nil, or how many seconds to wait: then it is not counted.
  static func begin(_ address: String, at now: Int, in session: any SQLSession) throws -> Int? {
    let who = hash(Array(address.utf8))
    try session.run("DELETE FROM sign_in_try WHERE last < \(now - memory)")
    let row = try session.row("SELECT tries, last FROM sign_in_try WHERE who = \(who)")
    let tries = try row?.integer(0) ?? 0
    // A clock that was put back must not make anybody wait for the difference.
    let last = min(try row?.integer(1) ?? 0, now)
    let left = last + wait(after: tries) - now
    if left > 0 { return left }
    try session.run(
      """
      INSERT INTO sign_in_try (who, tries, last) VALUES (\(who), \(tries + 1), \(now))
      ON CONFLICT (who) DO UPDATE SET tries = excluded.tries, last = excluded.last
      """)
    return nil
  }

  /// Takes a try back that could not be looked at.
  static func takeBack(_ address: String, in session: any SQLSession) throws {
    try session.run("UPDATE sign_in_try SET tries = tries - 1 WHERE who = \(hash(Array(address.utf8)))")
  }

  static func forget(_ address: String, in session: any SQLSession) throws {
    try session.run("DELETE FROM sign_in_try WHERE who = \(hash(Array(address.utf8)))")
  }
}
