import Crypto
package import Problems
package import Store

/// Everything that is done with accounts: set-up, signing in and out, inviting, roles.
package struct Accounts: Sendable {
  let directory: any SQLDatabase
  let hasher: PasswordHasher
  package let audit: AuditLog
  let clock: Clock
  let secondFactorKey: SymmetricKey
  let providerKey: SymmetricKey

  /// Makes the keyring's keys for accounts where there are none.
  package init(
    directory: any SQLDatabase, keyring: Keyring, hasher: PasswordHasher, audit: AuditLog, clock: Clock = .system
  ) throws(Problem) {
    secondFactorKey = SymmetricKey(data: try keyring.readOrCreate(.secondFactors) { randomBytes(32) })
    providerKey = SymmetricKey(data: try keyring.readOrCreate(.providers) { randomBytes(32) })
    self.directory = directory
    self.hasher = hasher
    self.audit = audit
    self.clock = clock
  }

  /// One account is never both: administrators see who was asked, line managers could use it.
  static func checkApart(administrator: Bool, manages: Bool, at field: String) throws {
    guard administrator && manages else { return }
    throw Problem(
      "an administrator must not manage people who will be asked", at: field,
      remedy: "give the role to somebody outside line management")
  }
}
