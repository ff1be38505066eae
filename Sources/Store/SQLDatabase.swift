/// One of Hearth's two databases, whatever engine holds it.
///
/// Both engines block, so the work is synchronous inside and asynchronous at the border: transactions compose, and a session that leaks into
/// a task does not compile.
package protocol SQLDatabase: Sendable {
  /// Reads from one consistent state.
  func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value

  /// One serialisable transaction: everything in `body` happens, durably before this returns, or nothing does.
  ///
  /// PostgreSQL may run `body` again when another transaction got in between; it must have no effect outside the session.
  @discardableResult
  func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value

  /// Removes what an engine keeps of deleted rows and can remove: SQLite's write-ahead log. Nothing where the engine keeps none of its own.
  func truncateLog() async throws

  /// What tells two clusters apart, so that the two databases are never put into one: nil for a file.
  func clusterIdentifier() async throws -> String?

  /// What a server says of its commits: nil for a file, whose settings are read back when it is opened.
  func commitSettings() async throws -> CommitSettings?

  func close() async throws
}

extension SQLDatabase {
  /// Empties the log. Somebody who reads at this moment keeps it from being emptied, so it is tried for some seconds.
  package func emptyLog() async throws {
    for _ in 1..<20 {
      do { return try await truncateLog() } catch StoreError.busy { try await Task.sleep(for: .milliseconds(250)) }
    }
    try await truncateLog()
  }
}

/// How a server keeps what is committed.
package struct CommitSettings: Hashable, Sendable {
  /// Whether it hands its log to the disk at all (`fsync`).
  package let reachesDisk: Bool
  /// What an acknowledgement waits for (`synchronous_commit`), on Hearth's own connections.
  package let waitsFor: String
  package let version: String

  package init(reachesDisk: Bool, waitsFor: String, version: String) {
    self.reachesDisk = reachesDisk
    self.waitsFor = waitsFor
    self.version = version
  }
}

/// What went wrong between Hearth and a database.
package enum StoreError: Error, Hashable, CustomStringConvertible {
  /// A statement broke a rule of its table: the same key twice, a missing parent.
  case constraint(String)
  /// Somebody else holds the database, or two transactions met too often.
  case busy(String)
  /// The commit was sent and its outcome is not known: it must not be acknowledged.
  case uncertain(String)
  /// No connection, no disk space, a damaged file.
  case unavailable(String)
  /// A statement or a row that does not fit the program.
  case unexpected(String)

  package var description: String {
    switch self {
    case .constraint(let text): "the database refused a row: \(text)"
    case .busy(let text): "the database is busy: \(text)"
    case .uncertain(let text): "whether the database kept it is not known: \(text)"
    case .unavailable(let text): "the database cannot be reached or written: \(text)"
    case .unexpected(let text): "the database answered something unexpected: \(text)"
    }
  }
}
