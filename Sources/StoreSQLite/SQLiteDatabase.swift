import Foundation
import GRDB
package import Store

/// A database in one SQLite file.
///
/// Write-ahead log, `synchronous = FULL` (a commit is on the disk before it is acknowledged), `secure_delete` (deleted rows are overwritten).
package final class SQLiteDatabase: SQLDatabase {
  private let pool: any DatabaseWriter

  /// - Throws: `StoreError.unavailable` when the file cannot be opened or does not keep the settings above.
  package init(path: String) throws(StoreError) {
    pool = try Self.stores {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.foreignKeysEnabled = true
      configuration.maximumReaderCount = 4
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
      let pool = try DatabasePool(path: path, configuration: configuration)
      // The pool sets NORMAL when it turns the write-ahead log on: FULL comes after, and is read back.
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let settings = try ["synchronous", "secure_delete", "foreign_keys"].map {
          try Int.fetchOne(database, sql: "PRAGMA \($0)")
        }
        guard settings == [2, 1, 1], try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal" else {
          throw StoreError.unavailable("\(path) does not keep the durable settings; it must lie on a local disk")
        }
      }
      return pool
    }
  }

  /// Opens a file that nobody writes, such as a backup, and leaves it as it is.
  package init(reading path: String) throws(StoreError) {
    pool = try Self.stores {
      var configuration = Configuration()
      configuration.readonly = true
      return try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  package func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value
  {
    try await Self.stores { try await pool.read { try body(SQLiteSession(database: $0)) } }
  }

  @discardableResult
  package func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws
    -> Value
  {
    try await Self.stores { try await pool.write { try body(SQLiteSession(database: $0)) } }
  }

  package func truncateLog() async throws {
    try await Self.stores {
      try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    }
  }

  package func clusterIdentifier() async throws -> String? { nil }

  package func commitSettings() async throws -> CommitSettings? { nil }

  package func close() async throws {
    try Self.stores { try pool.close() }
  }

  /// Copies the database while it is in use, into one file.
  package func backUp(to path: String) throws(StoreError) {
    try Self.stores {
      let copy = try DatabaseQueue(path: path)
      try pool.backup(to: copy)
      // The copy would otherwise keep a log of its own beside it.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
    }
  }

  private static func stores<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    do { return try body() } catch let error as StoreError { throw error } catch { throw StoreError(error) }
  }

  /// Errors of the engine become `StoreError`; those of the caller's own closure pass through as they are.
  private static func stores<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch let error as DatabaseError { throw StoreError(error) }
  }
}

extension StoreError {
  init(_ error: any Error) {
    guard let error = error as? DatabaseError else {
      self = .unexpected("\(error)")
      return
    }
    let text = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_CONSTRAINT: self = .constraint(text)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(text)
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_READONLY:
      self = .unavailable(text)
    default: self = .unexpected(text)
    }
  }
}
