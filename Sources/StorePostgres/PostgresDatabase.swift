package import Store

/// A database in a PostgreSQL cluster, over libpq: connection strings may name several hosts and follow a failover.
package final class PostgresDatabase: SQLDatabase {
  private let pool: ConnectionPool

  /// - Parameter url: a libpq connection string; nothing is opened before the first use.
  package init(url: String, connections: Int = 8) {
    pool = ConnectionPool(url: url, size: connections)
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value {
    try await pool.withConnection { connection throws in
      try await connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }
  }

  /// Serialisable; tried again when another transaction got in between.
  @discardableResult
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value {
    var attempt = 1
    while true {
      do {
        return try await pool.withConnection { connection throws in
          try await connection.transaction("BEGIN ISOLATION LEVEL SERIALIZABLE", body)
        }
      } catch StoreError.busy(let reason) {
        guard attempt < 12 else { throw StoreError.busy(reason) }
        try await Task.sleep(for: .milliseconds(Int.random(in: 1...(2 << min(attempt, 6)))))
        attempt += 1
      }
    }
  }

  /// The cluster's own log is its archive and its replicas' food: nothing here may cut it.
  package func truncateLog() async throws {}

  package func clusterIdentifier() async throws -> String? {
    try await read { session in
      try session.row("SELECT system_identifier::text FROM pg_control_system()")?.text(0)
    }
  }

  package func commitSettings() async throws -> CommitSettings? {
    try await read { session in
      let row = try session.row(
        "SELECT current_setting('fsync'), current_setting('synchronous_commit'), current_setting('server_version')")
      guard let row else { throw StoreError.unexpected("the server does not say how it commits") }
      return CommitSettings(
        reachesDisk: try row.text(0) == "on", waitsFor: try row.text(1), version: try row.text(2))
    }
  }

  package func close() async throws {
    await pool.close()
  }
}
