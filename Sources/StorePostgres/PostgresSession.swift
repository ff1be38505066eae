import CPostgres
import Store

/// One open connection. Values travel in binary; results too.
final class PostgresSession: SQLSession {
  private var connection: OpaquePointer?
  private let notices = Notices()

  init(url: String) throws(StoreError) {
    let connection = PQconnectdb(url)
    self.connection = connection
    guard PQstatus(connection) == CONNECTION_OK else {
      let reason = message(PQerrorMessage(connection))
      close()
      throw .unavailable(reason)
    }
    PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context, let severity = PQresultErrorField(result, PostgresSession.severityField) else { return }
        Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue().add(String(cString: severity))
      }, Unmanaged.passUnretained(notices).toOpaque())
  }

  /// `PG_DIAG_SEVERITY_NONLOCALIZED` and `PG_DIAG_SQLSTATE`, which are characters in C.
  private static let severityField = Int32(UInt8(ascii: "V"))
  private static let stateField = Int32(UInt8(ascii: "C"))

  var isIdle: Bool {
    PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE
  }

  func close() {
    PQfinish(connection)
    connection = nil
  }

  @discardableResult
  func run(_ sql: SQL) throws(StoreError) -> Int {
    let result = try execute(sql)
    defer { PQclear(result) }
    return Int(String(cString: PQcmdTuples(result))) ?? 0
  }

  func rows(_ sql: SQL) throws(StoreError) -> [SQLRow] {
    let result = try execute(sql)
    defer { PQclear(result) }
    let columns = PQnfields(result)
    var rows: [SQLRow] = []
    rows.reserveCapacity(Int(PQntuples(result)))
    for row in 0..<PQntuples(result) {
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
    let result = PQexec(connection, statement)
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(result) }
  }

  /// Commits, and believes it only when the server says so without a warning: a commit whose wait for a standby was cut short returns success
  /// with one.
  func commit() throws(StoreError) {
    notices.clear()
    let result = PQexec(connection, "COMMIT")
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else {
      guard PQstatus(connection) == CONNECTION_OK else {
        let reason = message(PQerrorMessage(connection))
        close()
        throw .uncertain(reason)
      }
      throw failure(result)
    }
    guard String(cString: PQcmdStatus(result)) == "COMMIT" else {
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
      PQexecParams(connection, text, Int32(values.count), types, pointers, lengths, formats, 1)
    }
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return result
    default:
      defer { PQclear(result) }
      throw failure(result)
    }
  }

  private func failure(_ result: OpaquePointer?) -> StoreError {
    let text = message(result.map { PQresultErrorMessage($0) } ?? PQerrorMessage(connection))
    guard PQstatus(connection) == CONNECTION_OK else { return .unavailable(text) }
    let state = PQresultErrorField(result, Self.stateField).map { String(cString: $0) } ?? ""
    switch state.prefix(2) {
    case "23": return .constraint(text)
    case "40", "55": return .busy(text)
    case "08", "53", "57", "58": return .unavailable(text)
    default: return .unexpected(text)
    }
  }

  private func value(_ result: OpaquePointer?, _ row: Int32, _ column: Int32) throws(StoreError) -> SQLValue {
    guard PQgetisnull(result, row, column) == 0 else { return .null }
    let start = UnsafeRawPointer(PQgetvalue(result, row, column))
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
    switch PQftype(result, column) {
    case TypeID.bytea: return .blob([UInt8](bytes))
    case TypeID.text, TypeID.name, TypeID.varchar: return .text(String(decoding: bytes, as: UTF8.self))
    case TypeID.bool: return .integer(bytes[0] == 0 ? 0 : 1)
    case TypeID.int8: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
    case TypeID.int4: return .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
    case let other: throw .unexpected("a column has type \(other), which Hearth does not use")
    }
  }
}

private func message(_ text: UnsafePointer<CChar>?) -> String {
  let words = text.map { String(cString: $0) } ?? "no answer"
  return words.split(separator: "\n").joined(separator: " ")
}

/// What the server remarked since the last look.
private final class Notices {
  private(set) var hasWarning = false

  func add(_ severity: String) {
    if severity == "WARNING" { hasWarning = true }
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
    }
  }
}
