/// Statements inside one transaction. It is valid inside the closure that received it, and nowhere else.
package protocol SQLSession {
  /// Runs a statement and returns how many rows it changed.
  @discardableResult
  func run(_ sql: SQL) throws(StoreError) -> Int

  /// Runs a statement and returns its rows.
  func rows(_ sql: SQL) throws(StoreError) -> [SQLRow]

  /// Whether the database has a table of that name.
  func tableExists(_ name: String) throws(StoreError) -> Bool
}

extension SQLSession {
  /// The only row, or nil when there is none.
  package func row(_ sql: SQL) throws(StoreError) -> SQLRow? {
    let found = try rows(sql)
    guard found.count <= 1 else { throw .unexpected("one row was expected, \(found.count) came") }
    return found.first
  }
}

/// One row of a result, by position.
package struct SQLRow: Sendable, Hashable {
  private let values: [SQLValue]

  package init(_ values: [SQLValue]) {
    self.values = values
  }

  package func integer(_ column: Int) throws(StoreError) -> Int {
    guard case .integer(let value) = values[column], let whole = Int(exactly: value) else {
      throw wrong(column, "a whole number")
    }
    return whole
  }

  package func text(_ column: Int) throws(StoreError) -> String {
    guard case .text(let value) = values[column] else { throw wrong(column, "text") }
    return value
  }

  package func optionalText(_ column: Int) throws(StoreError) -> String? {
    isNull(column) ? nil : try text(column)
  }

  package func blob(_ column: Int) throws(StoreError) -> [UInt8] {
    guard case .blob(let value) = values[column] else { throw wrong(column, "bytes") }
    return value
  }

  package func optionalBlob(_ column: Int) throws(StoreError) -> [UInt8]? {
    isNull(column) ? nil : try blob(column)
  }

  package func isNull(_ column: Int) -> Bool { values[column] == .null }

  private func wrong(_ column: Int, _ expected: String) -> StoreError {
    .unexpected("column \(column + 1) of the row is not \(expected)")
  }
}
