import Foundation
import GRDB
import GRDBSQLite
import Store

struct SQLiteSession: SQLSession {
  let database: Database

  @discardableResult
  func run(_ sql: Store.SQL) throws(StoreError) -> Int {
    try execute(sql) { statement in
      try statement.execute()
      return database.changesCount
    }
  }

  func rows(_ sql: Store.SQL) throws(StoreError) -> [SQLRow] {
    try execute(sql) { statement in
      let cursor = try Row.fetchCursor(statement)
      var rows: [SQLRow] = []
      while let row = try cursor.next() {
        rows.append(SQLRow((0..<Int32(row.count)).map { value(statement.sqliteStatement, $0) }))
      }
      return rows
    }
  }

  func tableExists(_ name: String) throws(StoreError) -> Bool {
    do { return try database.tableExists(name) } catch { throw StoreError(error) }
  }

  private func execute<Value>(_ sql: Store.SQL, _ body: (Statement) throws -> Value) throws(StoreError) -> Value {
    do {
      let (text, values) = sql.rendered(\.sqlite)
      let statement = try database.cachedStatement(sql: text)
      statement.setUncheckedArguments(StatementArguments(values.map(\.databaseValue)))
      return try body(statement)
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(error)
    }
  }

  /// A value of the statement's present row, taken from the engine without a copy in between: a report reads millions.
  private func value(_ statement: SQLiteStatement?, _ column: Int32) -> SQLValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, column)
      return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))))
    // Text; no table of Hearth's holds a real number, because every table is STRICT.
    default:
      let start = UnsafeRawPointer(sqlite3_column_text(statement, column))
      let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
      return .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}

extension SQLValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }
}

extension ColumnType {
  fileprivate var sqlite: String {
    switch self {
    case .integer: "INTEGER"
    case .text: "TEXT"
    case .blob: "BLOB"
    case .keyed: " STRICT, WITHOUT ROWID"
    case .randomKey: "randomblob(16)"
    }
  }
}
