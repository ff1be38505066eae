package import Crypto
package import Store

/// Responses after the wave has closed: records under random keys, each guarded by an HMAC.
package enum ResponseStore {
  package static func put(
    _ records: [String], of wave: WaveName, key: SymmetricKey, in session: any SQLSession
  ) throws {
    let chunk = 250
    for start in stride(from: 0, to: records.count, by: chunk) {
      let rows = records[start..<min(start + chunk, records.count)].map { record -> SQL in
        let id = randomBytes(16)
        return "(\(wave.description), \(id), \(record), \(Self.mac(wave, id, record, key)))"
      }
      try session.run("INSERT INTO response (wave, key, record, mac) VALUES \(SQL.joined(rows, by: ", "))")
    }
  }

  static func count(of wave: WaveName, in session: any SQLSession) throws -> Int {
    try session.row("SELECT count(*) FROM response WHERE wave = \(wave.description)")?.integer(0) ?? 0
  }

  /// The records in the order of their random keys.
  /// - Throws: `StoreError.unavailable` when a row is not what was written.
  static func records(of wave: WaveName, key: SymmetricKey, in session: any SQLSession) throws -> [String] {
    var records: [String] = []
    for row in try session.rows(
      "SELECT key, record, mac FROM response WHERE wave = \(wave.description) ORDER BY key")
    {
      let record = try row.text(1)
      guard Self.mac(wave, try row.blob(0), record, key) == (try row.blob(2)) else {
        throw StoreError.unavailable("a stored response has changed since it was written; restore the backup")
      }
      records.append(record)
    }
    return records
  }

  private static func mac(_ wave: WaveName, _ id: [UInt8], _ record: String, _ key: SymmetricKey) -> [UInt8] {
    Platform.mac(key, "response \(wave)", id + [UInt8](record.utf8))
  }
}
