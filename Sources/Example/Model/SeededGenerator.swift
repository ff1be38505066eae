/// xoshiro256**, started from one number through SplitMix64, so that a seed gives the same study on every machine.
///
/// Source: Blackman and Vigna (2021), doi:10.1145/3460772. For simulation only; nothing secret may come from it.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// - Parameter stream: streams of one seed are unrelated, so that parts of a file can be drawn in any order.
  package init(seed: UInt64, stream: UInt64 = 0) {
    var mixer = seed
    var streamMixer = stream ^ 0x6A09_E667_F3BC_C909
    mixer ^= splitMix(&streamMixer)
    state = (splitMix(&mixer), splitMix(&mixer), splitMix(&mixer), splitMix(&mixer))
  }

  @inline(__always)
  package mutating func next() -> UInt64 {
    let result = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  /// A number in [0, 1) with 53 random bits.
  @inline(__always)
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

@inline(__always)
private func rotated(_ value: UInt64, by bits: UInt64) -> UInt64 { (value << bits) | (value >> (64 - bits)) }

private func splitMix(_ state: inout UInt64) -> UInt64 {
  state &+= 0x9E37_79B9_7F4A_7C15
  var z = state
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
