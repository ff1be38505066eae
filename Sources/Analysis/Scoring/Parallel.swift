import Dispatch

/// `transform` of 0..<count in order, on all cores.
///
/// - Parameter worthwhile: false runs it on this thread: starting threads costs more than small work.
func parallelMap<Result: Sendable>(
  _ count: Int, worthwhile: Bool, _ transform: @Sendable (Int) -> Result
) -> [Result] {
  guard worthwhile, count > 1 else { return (0..<count).map(transform) }
  var results = [Result?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each iteration writes its own element only.
    nonisolated(unsafe) let slots = buffer
    DispatchQueue.concurrentPerform(iterations: count) { slots[$0] = transform($0) }
  }
  return results.compactMap { $0 }
}
