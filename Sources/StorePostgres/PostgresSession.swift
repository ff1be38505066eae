import CPostgres
import Store

/// One open connection. Values travel in binary; results too.
final class PostgresSession: SQLSession {
  private let pq: CPostgresFunctions
  private var connection: OpaquePointer?
  private let notices: Notices

  init(url: String) throws(StoreError) {
    pq = try CPostgresFunctions.load()
    notices = Notices(pq)
    let connection = pq.PQconnectdb(url)
    self.connection = connection
    guard pq.PQstatus(connection) == CONNECTION_OK else {
      let reason = message(pq.PQerrorMessage(connection))
      close()
      throw .unavailable(reason)
    }
    _ = pq.PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context else { return }
        Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue().add(result)
      }, Unmanaged.passUnretained(notices).toOpaque())
    do { try insistOnDurability() } catch {
      close()
      throw error
    }
  }

  /// With `off`, a commit is acknowledged before it is on any disk. Whoever asked for that (a role's setting, the connection string) did not know what
  /// Hearth promises; every other setting waits for the server's own disk at least and stays as the operator chose it.
  private func insistOnDurability() throws(StoreError) {
    _ = try rows(
      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'")
  }

  /// `PG_DIAG_SQLSTATE`, which is a character in C.
  private static let stateField = Int32(UInt8(ascii: "C"))

  var isIdle: Bool {
    pq.PQstatus(connection) == CONNECTION_OK && pq.PQtransactionStatus(connection) == PQTRANS_IDLE
  }

  func close() {
    pq.PQfinish(connection)
    connection = nil
  }

  @discardableResult
  func run(_ sql: SQL) throws(StoreError) -> Int {
    let result = try execute(sql)
    defer { pq.PQclear(result) }
    return Int(words(pq.PQcmdTuples(result))) ?? 0
  }

  func rows(_ sql: SQL) throws(StoreError) -> [SQLRow] {
    let result = try execute(sql)
    defer { pq.PQclear(result) }
    let columns = pq.PQnfields(result)
    var rows: [SQLRow] = []
    rows.reserveCapacity(Int(pq.PQntuples(result)))
    for row in 0..<pq.PQntuples(result) {
      var values: [SQLValue] = []
      for column in 0..<columns { values.append(try value(result, row, column)) }
      rows.append(SQLRow(values))
    }
    return rows
  }

  func tableExists(_ name: String) throws(StoreError) -> Bool {
    try row("SELECT to_regclass(\(name)) IS NOT NULL")?.integer(0) == 1
  }

  /// A statement that no transaction may hold.
  func runAlone(_ statement: String) throws(StoreError) {
    let result = pq.PQexec(connection, statement)
    defer { pq.PQclear(result) }
    guard pq.PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(result) }
  }

  /// Commits, and believes it only when the server says so without a warning: a commit whose wait for a standby was cut short returns success
  /// with one.
  func commit() throws(StoreError) {
    notices.clear()
    let result = pq.PQexec(connection, "COMMIT")
    defer { pq.PQclear(result) }
    guard pq.PQresultStatus(result) == PGRES_COMMAND_OK else {
      guard pq.PQstatus(connection) == CONNECTION_OK else {
        let reason = message(pq.PQerrorMessage(connection))
        close()
        throw .uncertain(reason)
      }
      throw failure(result)
    }
    guard words(pq.PQcmdStatus(result)) == "COMMIT" else {
      throw .unexpected("a transaction that had failed was committed")
    }
    guard !notices.hasWarning else {
      close()
      throw .uncertain("the server warned while it committed")
    }
  }

  private func execute(_ sql: SQL) throws(StoreError) -> OpaquePointer? {
    let (text, values) = sql.rendered { $0.postgres }
    let parameters = Parameters(values)
    let result = parameters.withPointers { types, pointers, lengths, formats in
      pq.PQexecParams(connection, text, Int32(values.count), types, pointers, lengths, formats, 1)
    }
    switch pq.PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return result
    default:
      defer { pq.PQclear(result) }
      throw failure(result)
    }
  }

  private func failure(_ result: OpaquePointer?) -> StoreError {
    let text = message(result.map { pq.PQresultErrorMessage($0) } ?? pq.PQerrorMessage(connection))
    guard pq.PQstatus(connection) == CONNECTION_OK else { return .unavailable(text) }
    let state = pq.PQresultErrorField(result, Self.stateField).map { String(cString: $0) } ?? ""
    switch state.prefix(2) {
    case "23": return .constraint(text)
    case "40", "55": return .busy(text)
    // XX: a fault of the server itself, such as a file that cannot grow.
    case "08", "53", "57", "58", "XX": return .unavailable(text)
    default: return .unexpected(text)
    }
  }

  private func value(_ result: OpaquePointer?, _ row: Int32, _ column: Int32) throws(StoreError) -> SQLValue {
    guard pq.PQgetisnull(result, row, column) == 0 else { return .null }
    let start = UnsafeRawPointer(pq.PQgetvalue(result, row, column))
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(pq.PQgetlength(result, row, column)))
    switch pq.PQftype(result, column) {
    case TypeID.bytea: return .blob([UInt8](bytes))
    case TypeID.text, TypeID.name, TypeID.varchar: return .text(String(decoding: bytes, as: UTF8.self))
    case TypeID.bool: return .integer(bytes[0] == 0 ? 0 : 1)
    case TypeID.int8: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
    case TypeID.int4: return .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
    case let other: throw .unexpected("a column has type \(other), which Hearth does not use")
    }
  }
}

private func words(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

private func message(_ text: UnsafePointer<CChar>?) -> String {
  let words = text.map { String(cString: $0) } ?? "no answer"
  return words.split(separator: "\n").joined(separator: " ")
}

/// What the server remarked since the last look.
private final class Notices {
  private(set) var hasWarning = false
  private let pq: CPostgresFunctions

  init(_ pq: CPostgresFunctions) { self.pq = pq }

  func add(_ result: OpaquePointer?) {
    // `PG_DIAG_SEVERITY_NONLOCALIZED`, which is a character in C.
    guard let severity = pq.PQresultErrorField(result, Int32(UInt8(ascii: "V"))) else { return }
    if String(cString: severity) == "WARNING" { hasWarning = true }
  }

  func clear() { hasWarning = false }
}

extension ColumnType {
  fileprivate var postgres: String {
    switch self {
    case .integer: "BIGINT"
    case .text: "TEXT"
    case .blob: "BYTEA"
    case .keyed: ""
    case .randomKey: "decode(replace(gen_random_uuid()::text, '-', ''), 'hex')"
    }
  }
}
