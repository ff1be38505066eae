import Crypto
import Foundation
import Store

/// The secret that an account's authenticator program knows, as the database keeps it.
struct SecondFactor: Sendable {
  /// Encrypted under a key of the keyring.
  let sealed: [UInt8]
  /// Whether a code of it has been typed once; until then it is not asked for.
  let isOn: Bool
  /// The last step whose digits were used: none is taken twice.
  let lastStep: Int

  static func seal(_ secret: [UInt8], key: SymmetricKey) throws -> [UInt8] {
    guard let sealed = try AES.GCM.seal(secret, using: key).combined else {
      throw CryptoKitError.incorrectParameterSize
    }
    return [UInt8](sealed)
  }

  func secret(key: SymmetricKey) throws -> [UInt8] {
    [UInt8](try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key))
  }
}

/// Rows of second factors, recovery codes and sign-ins that wait for one.
enum SecondFactorStore {
  static func put(_ factor: SecondFactor, of account: ID<Account>, in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO second_factor (account, secret, is_on, last_step)
      VALUES (\(account), \(factor.sealed), \(factor.isOn), \(factor.lastStep))
      ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, is_on = excluded.is_on, last_step = excluded.last_step
      """)
  }

  static func find(_ account: ID<Account>, in session: any SQLSession) throws -> SecondFactor? {
    try session.row("SELECT secret, is_on, last_step FROM second_factor WHERE account = \(account)").map {
      SecondFactor(sealed: try $0.blob(0), isOn: try $0.integer(1) == 1, lastStep: try $0.integer(2))
    }
  }

  static func use(_ step: Int, of account: ID<Account>, in session: any SQLSession) throws {
    try session.run("UPDATE second_factor SET last_step = \(step) WHERE account = \(account)")
  }

  static func remove(_ account: ID<Account>, in session: any SQLSession) throws {
    try session.run("DELETE FROM second_factor WHERE account = \(account)")
    try session.run("DELETE FROM recovery_code WHERE account = \(account)")
    try session.run("DELETE FROM waiting_sign_in WHERE account = \(account)")
  }

  static func replaceCodes(_ codes: [Code], of account: ID<Account>, in session: any SQLSession) throws {
    try session.run("DELETE FROM recovery_code WHERE account = \(account)")
    for code in codes {
      try session.run("INSERT INTO recovery_code (account, hash) VALUES (\(account), \(hash(code.bytes)))")
    }
  }

  /// Uses a recovery code up.
  static func useCode(_ code: Code, of account: ID<Account>, in session: any SQLSession) throws -> Bool {
    try session.run("DELETE FROM recovery_code WHERE account = \(account) AND hash = \(hash(code.bytes))") == 1
  }

  static func codesLeft(_ account: ID<Account>, in session: any SQLSession) throws -> Int {
    try session.row("SELECT count(*) FROM recovery_code WHERE account = \(account)")?.integer(0) ?? 0
  }

  static func wait(_ token: Session.Token, of account: ID<Account>, until expires: Int, in session: any SQLSession)
    throws
  {
    try session.run(
      "INSERT INTO waiting_sign_in (token_hash, account, expires, tries) VALUES (\(token.hash), \(account), \(expires), 0)"
    )
  }

  /// Counts a try before it is looked at. Nil when the sign-in is unknown, too old or has had its tries.
  static func tryWaiting(
    _ token: Session.Token, at now: Int, most: Int, in session: any SQLSession
  ) throws -> ID<Account>? {
    try session.run("DELETE FROM waiting_sign_in WHERE expires <= \(now) OR tries >= \(most)")
    try session.run("UPDATE waiting_sign_in SET tries = tries + 1 WHERE token_hash = \(token.hash)")
    return try session.row("SELECT account FROM waiting_sign_in WHERE token_hash = \(token.hash)")?.id(0)
  }

  static func endWaiting(_ account: ID<Account>, in session: any SQLSession) throws {
    try session.run("DELETE FROM waiting_sign_in WHERE account = \(account)")
  }
}
