#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// xoshiro256**, started from one number through SplitMix64, so that a seed gives the same result on every machine.
///
/// For simulation, resampling and permutation; nothing secret may come from it.
/// - Note: Blackman and Vigna (2021), doi:10.1145/3460772.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  @usableFromInline var state: (UInt64, UInt64, UInt64, UInt64)

  /// - Parameter stream: streams of one seed are unrelated, so that parts of a work can be drawn in any order and on any core.
  public init(seed: UInt64, stream: UInt64 = 0) {
    var mixer = seed
    var streamMixer = stream ^ 0x6A09_E667_F3BC_C909
    mixer ^= splitMix(&streamMixer)
    state = (splitMix(&mixer), splitMix(&mixer), splitMix(&mixer), splitMix(&mixer))
  }

  @inlinable
  public mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number in [0, 1) with 53 random bits.
  @inlinable
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number below `bound` ≥ 1, each as likely as the others (Lemire 2019, doi:10.1145/3230636).
  @inlinable
  public mutating func below(_ bound: Int) -> Int { Int(next(upperBound: UInt64(bound))) }

  /// A number from the standard normal distribution (Marsaglia's polar method).
  public mutating func normal() -> Double {
    while true {
      let (u, v) = (2 * unit() - 1, 2 * unit() - 1)
      let square = u * u + v * v
      if square > 0, square < 1 { return u * (-2 * log(square) / square).squareRoot() }
    }
  }
}

private func splitMix(_ state: inout UInt64) -> UInt64 {
  state &+= 0x9E37_79B9_7F4A_7C15
  var z = state
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
