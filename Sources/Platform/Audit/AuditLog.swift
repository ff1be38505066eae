import Crypto
import Foundation
package import Problems
package import Store

/// The record of administrators' acts. Every entry carries a code over itself and the one before, made with a key of the keyring, so that one
/// that is changed, taken out, moved or cut off is found.
package struct AuditLog: Sendable {
  let directory: any SQLDatabase
  let keyring: Keyring
  let clock: Clock
  private let key: SymmetricKey

  /// Makes the key when there is none.
  package init(directory: any SQLDatabase, keyring: Keyring, clock: Clock = .system) throws(Problem) {
    self.directory = directory
    self.keyring = keyring
    self.clock = clock
    key = SymmetricKey(data: try keyring.readOrCreate(.audit) { randomBytes(32) })
  }

  /// Adds an entry in the transaction of the act itself.
  package func append(
    _ act: AuditEntry.Act, by actor: AuditEntry.Actor, on subject: String = "", in session: any SQLSession
  ) throws {
    let last = try AuditStore.last(in: session)
    let entry = AuditEntry(
      number: (last?.number ?? 0) + 1, at: clock.seconds, actor: actor.text, act: act.rawValue, subject: subject)
    try AuditStore.insert(entry, mac: mac(entry, after: last?.mac ?? []), in: session)
  }

  /// Writes the newest entry's number and code into the keyring, where whoever can write to the database does not reach. Call it after acts.
  package func noteHead() async throws {
    guard let last = try await directory.read({ try AuditStore.last(in: $0) }) else { return }
    if let noted = try head(), noted.number >= last.number { return }
    try keyring.replace(.auditHead, Array("\(last.number) \(hexadecimal(last.mac))\n".utf8))
  }

  package func entries() async throws -> [AuditEntry] {
    try await directory.read { try AuditStore.all(in: $0).map(\.entry) }
  }

  /// Some entries, the newest first.
  /// - Parameter number: only entries with smaller numbers.
  package func entries(before number: Int?, most: Int) async throws -> [AuditEntry] {
    try await directory.read { try AuditStore.some(before: number ?? .max, most: most, in: $0) }
  }

  package enum Verdict: Hashable, Sendable {
    case whole(entries: Int)
    /// The first entry that is not as it was written, or that is missing.
    case broken(number: Int, why: String)
  }

  package func verify() async throws -> Verdict {
    let rows = try await directory.read { try AuditStore.all(in: $0) }
    var before: [UInt8] = []
    for (index, row) in rows.enumerated() {
      guard row.entry.number == index + 1 else {
        return .broken(number: index + 1, why: "it is missing; entry \(row.entry.number) stands in its place")
      }
      guard mac(row.entry, after: before) == row.mac else {
        return .broken(number: row.entry.number, why: "it, or the order up to it, was changed")
      }
      before = row.mac
    }
    if let noted = try head() {
      guard noted.number <= rows.count else {
        return .broken(number: rows.count + 1, why: "it and everything up to entry \(noted.number) was cut off")
      }
      guard noted.number == 0 || hexadecimal(rows[noted.number - 1].mac) == noted.mac else {
        return .broken(number: noted.number, why: "it is another one than the keyring remembers")
      }
    }
    return .whole(entries: rows.count)
  }

  private func head() throws(Problem) -> (number: Int, mac: String)? {
    guard keyring.contains(.auditHead) else { return nil }
    let parts = String(decoding: try keyring.read(.auditHead), as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard parts.count == 2, let number = Int(parts[0]), number >= 0 else {
      throw Problem("the keyring's note on the audit log cannot be read", remedy: "restore the keyring from its backup")
    }
    return (number, String(parts[1]))
  }

  /// Every part with its length before it, so that no two entries give the same bytes.
  private func mac(_ entry: AuditEntry, after before: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in [
      before, Array("\(entry.number)".utf8), Array("\(entry.at)".utf8), Array(entry.actor.utf8), Array(entry.act.utf8),
      Array(entry.subject.utf8),
    ] {
      withUnsafeBytes(of: UInt64(part.count).bigEndian) { bytes.append(contentsOf: $0) }
      bytes += part
    }
    return [UInt8](HMAC<SHA256>.authenticationCode(for: bytes, using: key))
  }
}

/// Rows of the audit log. There is no statement that changes or removes one.
enum AuditStore {
  static func insert(_ entry: AuditEntry, mac: [UInt8], in session: any SQLSession) throws {
    try session.run(
      """
      INSERT INTO audit (number, at, actor, act, subject, mac)
      VALUES (\(entry.number), \(entry.at), \(entry.actor), \(entry.act), \(entry.subject), \(mac))
      """)
  }

  static func last(in session: any SQLSession) throws -> (number: Int, mac: [UInt8])? {
    try session.row("SELECT number, mac FROM audit ORDER BY number DESC LIMIT 1").map {
      (try $0.integer(0), try $0.blob(1))
    }
  }

  static func all(in session: any SQLSession) throws -> [(entry: AuditEntry, mac: [UInt8])] {
    try session.rows("SELECT number, at, actor, act, subject, mac FROM audit ORDER BY number").map {
      (try entry($0), try $0.blob(5))
    }
  }

  static func some(before number: Int, most: Int, in session: any SQLSession) throws -> [AuditEntry] {
    try session.rows(
      """
      SELECT number, at, actor, act, subject FROM audit WHERE number < \(number) ORDER BY number DESC LIMIT \(most)
      """
    ).map(entry)
  }

  static func count(
    _ act: AuditEntry.Act, by actor: AuditEntry.Actor, on subject: String, since seconds: Int,
    in session: any SQLSession
  ) throws -> Int {
    try session.row(
      """
      SELECT count(*) FROM audit
      WHERE act = \(act.rawValue) AND actor = \(actor.text) AND subject = \(subject) AND at > \(seconds)
      """)?.integer(0) ?? 0
  }

  private static func entry(_ row: SQLRow) throws -> AuditEntry {
    AuditEntry(
      number: try row.integer(0), at: try row.integer(1), actor: try row.text(2), act: try row.text(3),
      subject: try row.text(4))
  }
}
