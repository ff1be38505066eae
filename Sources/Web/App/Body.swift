import Hummingbird
import NIOCore

/// Reads a request's body in whole.
enum Body {
  /// In bytes: the longest answers are far below it.
  static let limit = 256 * 1024

  /// - Throws: `BodyFault`.
  static func read(_ body: RequestBody, within patience: Duration, upTo limit: Int = limit) async throws -> [UInt8] {
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask {
        do {
          return Array(buffer: try await body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
          throw BodyFault.tooLarge
        }
      }
      group.addTask {
        try await Task.sleep(for: patience)
        throw BodyFault.tooSlow
      }
      defer { group.cancelAll() }
      return try await group.next() ?? []
    }
  }
}

enum BodyFault: Error, Hashable { case tooLarge, tooSlow }
