import Store

/// A link that works once.
package enum OneTimeLink {}

/// The secret of a link that works once.
package typealias OneTimeSecret = RandomSecret<OneTimeLink>

/// Rows of links that work once.
enum OneTimeLinkStore {
  enum Purpose: Hashable, Sendable {
    case setUp
    /// To choose a password, the first or another.
    case password(ID<Account>)
    /// To sign in to an example installation.
    case example(ID<Account>)
  }

  static func insert(_ secret: OneTimeSecret, for purpose: Purpose, expires: Int, in session: any SQLSession) throws {
    let (name, account): (String, ID<Account>?) =
      switch purpose {
      case .setUp: ("set-up", nil)
      case .password(let id): ("password", id)
      case .example(let id): ("example", id)
      }
    try session.run(
      """
      INSERT INTO one_time_link (secret_hash, purpose, account, expires)
      VALUES (\(secret.hash), \(name), \(account), \(expires))
      """)
  }

  /// What a link is for; nil when it is unknown, used or too old.
  static func purpose(of secret: OneTimeSecret, at now: Int, in session: any SQLSession) throws -> Purpose? {
    try purpose(ofHash: secret.hash, at: now, in: session)
  }

  static func purpose(ofHash hash: [UInt8], at now: Int, in session: any SQLSession) throws -> Purpose? {
    let row = try session.row(
      "SELECT purpose, account FROM one_time_link WHERE secret_hash = \(hash) AND expires > \(now)")
    guard let row else { return nil }
    switch (try row.text(0), try row.optionalID(1) as ID<Account>?) {
    case ("set-up", nil): return .setUp
    case ("password", let account?): return .password(account)
    case ("example", let account?): return .example(account)
    default: throw StoreError.unexpected("a link has the purpose “\(try row.text(0))”")
    }
  }

  static func remove(_ secret: OneTimeSecret, in session: any SQLSession) throws {
    try session.run("DELETE FROM one_time_link WHERE secret_hash = \(secret.hash)")
  }

  static func removeAll(of account: ID<Account>, in session: any SQLSession) throws {
    try session.run("DELETE FROM one_time_link WHERE account = \(account)")
  }

  static func removeSetUp(in session: any SQLSession) throws {
    try session.run("DELETE FROM one_time_link WHERE purpose = 'set-up'")
  }

  static func forget(before now: Int, in session: any SQLSession) throws {
    try session.run("DELETE FROM one_time_link WHERE expires <= \(now)")
  }
}
