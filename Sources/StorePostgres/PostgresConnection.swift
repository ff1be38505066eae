import CPostgres
import Dispatch
import Store

/// One connection on a thread of its own: libpq blocks, and nobody else may be blocked with it.
actor PostgresConnection {
  private let thread = BlockingExecutor()
  private let url: String
  private var session: PostgresSession?

  init(url: String) {
    self.url = url
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// Whether the connection stands and is outside of any transaction.
  var isUsable: Bool { session?.isIdle ?? true }

  func transaction<Value: Sendable>(
    _ begin: SQL, _ body: @Sendable (any SQLSession) throws -> Value
  ) throws -> Value {
    let session = try open()
    try session.run(begin)
    let value: Value
    do {
      value = try body(session)
    } catch {
      // A connection that cannot even roll back is closed by the pool; the server then rolls back by itself.
      _ = try? session.run("ROLLBACK")
      throw error
    }
    try session.commit()
    return value
  }

  func close() {
    session?.close()
    session = nil
  }

  private func open() throws(StoreError) -> PostgresSession {
    if let session, session.isIdle { return session }
    close()
    let opened = try PostgresSession(url: url)
    session = opened
    return opened
  }
}

/// Runs an actor's work on one dispatch queue, so that a blocking call holds up this actor alone.
final class BlockingExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "hearth.postgres")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
