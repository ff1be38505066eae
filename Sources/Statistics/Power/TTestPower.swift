#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Power of Student's t-test.
///
/// P(|T| > t₁₋α⸝₂) of the non-central t distribution: both tails of a two-sided test count, also the one on the wrong side.
/// δ = d√n (one sample, pairs) or d√(n₁n₂/(n₁ + n₂)); ν = n − 1 or n₁ + n₂ − 2.
///
/// The size is n, the number of pairs, or n₁; the effect is d, the difference over the standard deviation (of the differences for pairs).
/// - Note: Cohen (1988), chapter 2. Reference values: `Fixtures/power/formulas.json` (R's `power.t.test` with `strict = TRUE`; its default
///   leaves out the far tail).
public struct TTestPower: PowerFormula, Equatable {
  public enum Design: Sendable, Equatable {
    case oneSample, pairs
    /// - Parameter ratio: n₂/n₁.
    case twoSamples(ratio: Double = 1)
  }

  public let design: Design
  public let significance: Double
  public let sides: TestSides

  /// - Throws: `outOfDomain` for the level or a ratio outside 0.001…1,000.
  public init(_ design: Design, significance: Double = 0.05, sides: TestSides = .two) throws(StatisticsError) {
    try checkSignificance(significance)
    if case .twoSamples(let ratio) = design, !(ratio >= 1e-3 && ratio <= 1e3) {
      throw .outOfDomain("the ratio of two samples lies between 0.001 and 1,000, not at \(ratio)")
    }
    self.design = design
    self.significance = significance
    self.sides = sides
  }

  public var leastCount: Double {
    if case .twoSamples(let ratio) = design { return max(1.5, 1.5 / ratio) }
    return 1.5
  }

  public var largestEffect: Double { .infinity }

  public func power(count: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkSize(count, atLeast: leastCount, effect: effect)
    switch design {
    case .oneSample, .pairs:
      return try shiftedTPower(
        effect * count.squareRoot(), freedom: count - 1, significance: significance, sides: sides)
    case .twoSamples(let ratio):
      let share = (count * ratio / (1 + ratio)).squareRoot()
      return try shiftedTPower(
        effect * share, freedom: count * (1 + ratio) - 2, significance: significance, sides: sides)
    }
  }
}

/// Power of a t-test whose statistic has the non-central t distribution.
func shiftedTPower(
  _ shift: Double, freedom: Double, significance: Double, sides: TestSides
) throws(StatisticsError) -> Double {
  let critical = try StudentT(degreesOfFreedom: freedom).upperQuantile(sides.tail(significance))
  guard critical >= 0 else { return 1 - (try beyond(-critical, freedom, shift: -abs(shift))) }
  let near = try beyond(critical, freedom, shift: abs(shift))
  guard sides == .two else { return near }
  return min(1, near + (try beyond(critical, freedom, shift: -abs(shift))))
}

/// P(T > t) for t ≥ 0, also for shifts beyond those of `NoncentralT` where they decide.
private func beyond(_ t: Double, _ freedom: Double, shift: Double) throws(StatisticsError) -> Double {
  // P(Z > 40) is 0 as a double.
  if shift < -40 { return 0 }
  if shift > 80, t > 0 {
    // P(T ≤ t) is at most P(Z < −δ/2) + P(S > δ/2t); Chernoff's bound for the second.
    let ratio = shift / (2 * t)
    let excess = freedom * (ratio - 1)
    if ratio > 1, 0.5 * excess * (ratio + 1) - freedom * log(ratio) > 40 { return 1 }
  }
  return try NoncentralT(degreesOfFreedom: freedom, noncentrality: shift).survival(t)
}

/// Power of a test whose statistic is normal with variance 1.
func shiftedNormalPower(
  _ shift: Double, significance: Double, sides: TestSides
) throws(StatisticsError) -> Double {
  let critical = try Normal.standard.upperQuantile(sides.tail(significance))
  let near = NormalTail.upper(critical - abs(shift))
  return sides == .two ? min(1, near + NormalTail.upper(critical + abs(shift))) : near
}
