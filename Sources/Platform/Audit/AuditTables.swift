import Store

extension Migration {
  static let audit = Migration(
    3, "audit log",
    [
      // mac: HMAC over this row and the mac of the one before.
      """
      CREATE TABLE audit (
        number \(.integer) PRIMARY KEY, at \(.integer) NOT NULL, actor \(.text) NOT NULL, act \(.text) NOT NULL, subject \(.text) NOT NULL,
        mac \(.blob) NOT NULL)\(.keyed)
      """
    ])
}
