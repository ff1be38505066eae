import Foundation
package import Store

/// The one writer of sealed responses: whatever arrives while a transaction is on its way to the disk goes with the next.
///
/// A response is acknowledged after its transaction is durable, never before. The same token with the same answers is acknowledged again; with
/// other answers it is refused.
package actor InboxWriter {
  /// A response whose token or slip has been verified.
  struct Entry: Sendable {
    let wave: WaveName
    /// What it was sealed to.
    let lock: [UInt8]
    let tokenHash: [UInt8]
    let bodyMAC: [UInt8]
    let receiptMAC: [UInt8]
    let sealed: [UInt8]
    /// The slip that it came with: one that has been voided since answers nothing.
    var slip: SlipStore.Right?
  }

  enum Outcome: Sendable {
    case kept, answeredOtherwise, withdrawn, closed, unknownSlip
    /// It was sealed to a key that nobody has any more.
    case otherLock
  }

  private typealias Waiting = (entry: Entry, done: CheckedContinuation<Outcome, any Error>)

  private let answers: any SQLDatabase
  private let mostInOne = 256
  private var queue: [Waiting] = []
  private var isWriting = false

  package init(answers: any SQLDatabase) {
    self.answers = answers
  }

  func submit(_ entry: Entry) async throws -> Outcome {
    try await withCheckedThrowingContinuation { done in
      queue.append((entry, done))
      if !isWriting {
        isWriting = true
        Task { await drain() }
      }
    }
  }

  private func drain() async {
    while !queue.isEmpty {
      let batch = takeBatch()
      do {
        let entries = batch.map(\.entry)
        let outcomes = try await answers.write { try Self.write(entries, in: $0) }
        for (waiting, outcome) in zip(batch, outcomes) { waiting.done.resume(returning: outcome) }
      } catch {
        for waiting in batch { waiting.done.resume(throwing: error) }
      }
    }
    isWriting = false
  }

  /// The next entries, each token once: a token that comes twice waits for what becomes of the first.
  private func takeBatch() -> [Waiting] {
    var batch: [Waiting] = []
    var rest: [Waiting] = []
    var tokens: Set<[UInt8]> = []
    for waiting in queue {
      if batch.count < mostInOne, tokens.insert(waiting.entry.tokenHash).inserted {
        batch.append(waiting)
      } else {
        rest.append(waiting)
      }
    }
    queue = rest
    return batch
  }

  private static func write(_ entries: [Entry], in session: any SQLSession) throws -> [Outcome] {
    var locks: [WaveName: [UInt8]] = [:]
    for wave in Set(entries.map(\.wave)) { locks[wave] = try AnswersStore.lock(wave, in: session) }
    var voided: Set<[UInt8]> = []
    for entry in entries where locks[entry.wave] == entry.lock {
      guard let slip = entry.slip else { continue }
      if try SlipStore.find(slip, of: entry.wave, in: session)?.isVoid != false { voided.insert(entry.tokenHash) }
    }
    let acceptable = entries.filter { locks[$0.wave] == $0.lock && !voided.contains($0.tokenHash) }
    let fresh =
      acceptable.isEmpty
      ? [] : try AnswersStore.spend(acceptable.map { ($0.wave, $0.tokenHash, $0.bodyMAC) }, in: session)
    let new = acceptable.filter { fresh.contains($0.tokenHash) }
    if !new.isEmpty { try AnswersStore.put(new.map { ($0.wave, $0.receiptMAC, $0.sealed) }, in: session) }
    return try entries.map { entry in
      guard let lock = locks[entry.wave] else { return .closed }
      guard lock == entry.lock else { return .otherLock }
      if fresh.contains(entry.tokenHash) { return .kept }
      guard try AnswersStore.bodyMAC(entry.wave, tokenHash: entry.tokenHash, in: session) == entry.bodyMAC else {
        // Of a slip that was voided it is not said whether it had been used.
        return voided.contains(entry.tokenHash) ? .unknownSlip : .answeredOtherwise
      }
      return try AnswersStore.holds(entry.wave, receiptMAC: entry.receiptMAC, in: session) ? .kept : .withdrawn
    }
  }
}
