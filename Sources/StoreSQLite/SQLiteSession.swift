import Foundation
import GRDB
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
        rows.append(SQLRow((0..<row.count).map { value(row, $0) }))
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

  private func value(_ row: Row, _ column: Int) -> SQLValue {
    let value: DatabaseValue = row[column]
    switch value.storage {
    case .null: return .null
    case .int64(let number): return .integer(number)
    case .string(let text): return .text(text)
    case .blob(let bytes): return .blob([UInt8](bytes))
    // No table of Hearth's holds one: every table is STRICT.
    case .double(let number): return .text("\(number)")
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
    }
  }
}
