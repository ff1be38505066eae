import Synchronization

/// How often something may happen on this machine, whoever asks for it: so many at once, refilled evenly. It remembers no address and no person.
final class Allowance: Sendable {
  private let most: Double
  private let perSecond: Double
  private let now: @Sendable () -> ContinuousClock.Instant
  private let state: Mutex<(left: Double, at: ContinuousClock.Instant)>

  init(most: Int, aDay: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }) {
    self.most = Double(most)
    perSecond = Double(aDay) / 86_400
    self.now = now
    state = Mutex((Double(most), now()))
  }

  /// - Returns: false when there is none left; nothing is then taken.
  func take() -> Bool {
    let instant = now()
    return state.withLock { state in
      let passed = state.at.duration(to: instant) / .seconds(1)
      state = (min(most, state.left + max(0, passed) * perSecond), instant)
      guard state.left >= 1 else { return false }
      state.left -= 1
      return true
    }
  }

  func giveBack() {
    state.withLock { $0.left = min(most, $0.left + 1) }
  }
}
