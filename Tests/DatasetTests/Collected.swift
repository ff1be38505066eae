import Synchronization

/// Bytes that came in from several threads.
final class Collected: Sendable {
  private let state = Mutex<[UInt8]>([])

  func append(_ bytes: UnsafeRawBufferPointer) {
    state.withLock { $0.append(contentsOf: bytes) }
  }

  var bytes: [UInt8] { state.withLock { $0 } }
}
