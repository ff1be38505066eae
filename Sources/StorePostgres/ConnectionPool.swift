import Store

/// A few connections, each used by one transaction at a time. A connection that broke is not put back.
actor ConnectionPool {
  private let url: String
  private var idle: [PostgresConnection] = []
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(url: String, size: Int) {
    self.url = url
    free = size
  }

  func withConnection<Value: Sendable>(
    _ body: @Sendable (PostgresConnection) async throws -> Value
  ) async throws -> Value {
    await takePlace()
    defer { leavePlace() }
    let connection = idle.popLast() ?? PostgresConnection(url: url)
    do {
      let value = try await body(connection)
      idle.append(connection)
      return value
    } catch {
      if await connection.isUsable { idle.append(connection) } else { await connection.close() }
      throw error
    }
  }

  func close() async {
    let all = idle
    idle = []
    for connection in all { await connection.close() }
  }

  private func takePlace() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leavePlace() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
