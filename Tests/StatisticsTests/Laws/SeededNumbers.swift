/// Repeatable random numbers (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func uniform() -> Double { Double.random(in: 0..<1, using: &self) }

  mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// Roughly normal: the sum of twelve uniform numbers, less six.
  mutating func bell() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + uniform() } }

  /// k groups of n values around different means.
  mutating func groups(_ k: Int, sizes: ClosedRange<Int>) -> [[Double]] {
    (0..<k).map { _ in
      let (centre, spread) = (4 * uniform(), 0.5 + 2 * uniform())
      return (0..<whole(sizes)).map { _ in centre + spread * bell() }
    }
  }
}

/// |a − b| ≤ tolerance × the larger of both and 1e-3.
func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-10) -> Bool {
  abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-3)
}
