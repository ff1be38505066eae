import Store
import Synchronization

/// A database in which somebody else gets in before the first write.
final class InterruptedDatabase: SQLDatabase {
  private let base: any SQLDatabase
  private let other: @Sendable () async throws -> Void
  private let isInterrupted = Mutex(false)

  init(base: any SQLDatabase, by other: @escaping @Sendable () async throws -> Void) {
    self.base = base
    self.other = other
  }

  func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value {
    try await base.read(body)
  }

  func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value {
    let isFirst = isInterrupted.withLock { was in
      defer { was = true }
      return !was
    }
    if isFirst { try await other() }
    return try await base.write(body)
  }

  func truncateLog() async throws { try await base.truncateLog() }
  func clusterIdentifier() async throws -> String? { try await base.clusterIdentifier() }
  func commitSettings() async throws -> CommitSettings? { try await base.commitSettings() }
  func close() async throws { try await base.close() }
}
