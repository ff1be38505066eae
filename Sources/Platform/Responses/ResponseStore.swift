package import Crypto
import Dispatch
package import Store
import Synchronization

/// Responses after the wave has closed: records under random keys, each guarded by an HMAC.
package enum ResponseStore {
  /// Each record under a random key, in the order of the keys: nothing is left of the order that the records came in, and they lie as they are read.
  package static func put(
    _ records: [String], of wave: WaveName, key: SymmetricKey, in session: any SQLSession
  ) throws {
    let code = RowCode(wave, key)
    let chunk = 250
    let keyed = records.map { (id: randomBytes(16), record: $0) }
      .sorted { $0.id.lexicographicallyPrecedes($1.id) }
    for start in stride(from: 0, to: keyed.count, by: chunk) {
      let rows = keyed[start..<min(start + chunk, keyed.count)].map { id, record -> SQL in
        "(\(wave.description), \(id), \(record), \(code.mac(id, record)))"
      }
      try session.run("INSERT INTO response (wave, key, record, mac) VALUES \(SQL.joined(rows, by: ", "))")
    }
    // Without, PostgreSQL takes a table that has just grown for a small one and sorts all of it for every page that is read.
    try session.run("ANALYZE response")
  }

  static func count(of wave: WaveName, in session: any SQLSession) throws -> Int {
    try session.row("SELECT count(*) FROM response WHERE wave = \(wave.description)")?.integer(0) ?? 0
  }

  /// The records as lines of an answers file, in the order of their random keys; whether one has changed is found out on another core
  /// while the next are read.
  /// - Throws: `StoreError.unavailable` when a row is not what was written.
  static func lines(
    of wave: WaveName, key: SymmetricKey, in session: any SQLSession, pageSize: Int = 16_384
  ) throws -> [UInt8] {
    var lines: [UInt8] = []
    // As many at a time as there are cores to check them.
    var checking: [Checking] = []
    var last: [UInt8] = []
    repeat {
      let rows = try session.rows(
        """
        SELECT key, record, mac FROM response WHERE wave = \(wave.description) AND key > \(last)
        ORDER BY key LIMIT \(pageSize)
        """)
      if checking.count == 2 { lines += try checking.removeFirst().lines() }
      if !rows.isEmpty { checking.append(Checking(rows, of: wave, key: key)) }
      last = try rows.last?.blob(0) ?? []
    } while !last.isEmpty
    for rest in checking { lines += try rest.lines() }
    return lines
  }

  static let changed = StoreError.unavailable(
    "a stored response has changed since it was written; restore the backup")

  /// The code that guards each row of a wave.
  struct RowCode: Sendable {
    /// What is the same for all rows.
    private let begun: HMAC<SHA256>

    init(_ wave: WaveName, _ key: SymmetricKey) {
      var code = HMAC<SHA256>(key: key)
      code.update(data: Array("response \(wave)\u{0}".utf8))
      begun = code
    }

    func mac(_ id: [UInt8], _ record: String) -> [UInt8] { [UInt8](finished(id, record)) }

    func fits(_ id: [UInt8], _ record: String, _ mac: [UInt8]) -> Bool { finished(id, record) == mac }

    private func finished(_ id: [UInt8], _ record: String) -> HMAC<SHA256>.MAC {
      var code = begun
      code.update(data: id + record.utf8)
      return code.finalize()
    }
  }
}

/// Rows on their way through the check, on a thread of their own.
private final class Checking: Sendable {
  private let done = DispatchSemaphore(value: 0)
  private let result = Mutex<Result<[UInt8], any Error>>(.success([]))

  init(_ rows: [SQLRow], of wave: WaveName, key: SymmetricKey) {
    let code = ResponseStore.RowCode(wave, key)
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let checked = Result { try Self.check(rows, code) }
      result.withLock { $0 = checked }
      done.signal()
    }
  }

  func lines() throws -> [UInt8] {
    done.wait()
    return try result.withLock { try $0.get() }
  }

  private static func check(_ rows: [SQLRow], _ code: ResponseStore.RowCode) throws -> [UInt8] {
    var lines: [UInt8] = []
    for row in rows {
      let record = try row.text(1)
      guard code.fits(try row.blob(0), record, try row.blob(2)) else { throw ResponseStore.changed }
      lines += record.utf8
      lines.append(UInt8(ascii: "\n"))
    }
    return lines
  }
}
