import Dispatch
import Foundation
import Problems
import Synchronization

/// Makes pieces of `piece` rows on all cores and hands them on in order, a few at a time, so that memory stays flat.
func drawnInParallel(
  rows: Int, piece: Int, _ write: (_ bytes: [UInt8], _ people: Int) throws(Problem) -> Void,
  draw: @Sendable (_ first: Int, _ count: Int) -> [UInt8]
) throws(Problem) {
  let perRound = 4 * ProcessInfo.processInfo.activeProcessorCount
  for round in stride(from: 0, to: rows, by: piece * perRound) {
    let starts = Array(stride(from: round, to: min(rows, round + piece * perRound), by: piece))
    let pieces = Mutex([[UInt8]](repeating: [], count: starts.count))
    DispatchQueue.concurrentPerform(iterations: starts.count) { index in
      let bytes = draw(starts[index], min(piece, rows - starts[index]))
      pieces.withLock { $0[index] = bytes }
    }
    for (start, bytes) in zip(starts, pieces.withLock({ $0 })) { try write(bytes, min(rows, start + piece)) }
  }
}
