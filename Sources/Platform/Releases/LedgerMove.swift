import Disclosure
import Problems
import Store

/// From what had been released of a wave to what has been released with one verdict more.
struct LedgerMove: Sendable {
  let wave: WaveName
  let from: Ledger
  let to: Ledger
}

extension [LedgerMove] {
  /// Remembers what the verdicts let out, in the transaction that keeps the figures.
  /// - Throws: `Overtaken` where something else was released since the verdicts were made: they have to be made again, with that in view.
  func carryOut(in session: any SQLSession) throws {
    for move in self {
      guard try ReleaseStore.ledger(of: move.wave, in: session) == move.from else { throw Overtaken() }
      if move.to != move.from { try ReleaseStore.put(move.to, of: move.wave, in: session) }
    }
  }
}

/// Something was released while a verdict was being made.
struct Overtaken: Error {}

/// Makes verdicts until nothing else was released meanwhile.
/// - Throws: `Problem` after eight times.
func again<Value>(_ body: () async throws -> Value) async throws -> Value {
  for _ in 0..<8 {
    do {
      return try await body()
    } catch is Overtaken {
      continue
    }
  }
  throw Problem("other results of this wave keep being released at the same time", remedy: "try again in a minute")
}
