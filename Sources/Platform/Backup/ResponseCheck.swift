import Crypto
package import Store

/// Holds the stored responses of closed waves against their codes. Whatever changed a row after it was written, a failing disk or a hand, shows.
package struct ResponseCheck {
  private let keyring: Keyring
  private var codes: [String: ResponseStore.RowCode?] = [:]
  /// Responses whose code fits.
  package private(set) var checked = 0
  /// Waves whose code key is not in this keyring: theirs cannot be checked here.
  package var withoutKey: [String] { codes.filter { $0.value == nil }.keys.sorted() }

  /// What a response that does not fit its code throws.
  package static var changed: StoreError { ResponseStore.changed }

  package init(keyring: Keyring) {
    self.keyring = keyring
  }

  /// - Throws: `StoreError.unavailable` when the response is not what was written.
  package mutating func check(wave: String, key: [UInt8], record: String, mac: [UInt8]) throws(StoreError) {
    if codes.index(forKey: wave) == nil { codes[wave] = .some(code(of: wave)) }
    guard let code = codes[wave] ?? nil else { return }
    guard code.fits(key, record, mac) else { throw ResponseStore.changed }
    checked += 1
  }

  /// Every stored response of a database.
  package mutating func checkAll(in session: any SQLSession, pageSize: Int = 16_384) throws(StoreError) {
    var last: (wave: String, key: [UInt8]) = ("", [])
    while true {
      let rows = try session.rows(
        """
        SELECT wave, key, record, mac FROM response WHERE (wave, key) > (\(last.wave), \(last.key))
        ORDER BY wave, key LIMIT \(pageSize)
        """)
      for row in rows {
        try check(wave: row.text(0), key: row.blob(1), record: row.text(2), mac: row.blob(3))
      }
      guard let end = rows.last else { return }
      last = (try end.text(0), try end.blob(1))
    }
  }

  private func code(of wave: String) -> ResponseStore.RowCode? {
    guard let name = try? WaveName(wave), let key = try? keyring.read(.rows(name)) else { return nil }
    return ResponseStore.RowCode(name, SymmetricKey(data: key))
  }
}
