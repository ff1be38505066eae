#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Power of the analysis of variance of k groups of equal size.
///
/// P(F > F₁₋α) of the non-central F distribution with λ = k·n·f². The size is n, of each group; the effect is Cohen's f, the standard deviation
/// of the groups' means (denominator k) over that within groups.
/// - Note: Cohen (1988), chapter 8. Reference values: `Fixtures/power/formulas.json` (R's `power.anova.test`, whose between.var/within.var is
///   f²·k/(k − 1)).
public struct ANOVAPower: PowerFormula, Equatable {
  public let groups: Int
  public let significance: Double

  /// - Throws: `tooFewGroups`; `outOfDomain` for the level or more than 10⁶ groups.
  public init(groups: Int, significance: Double = 0.05) throws(StatisticsError) {
    guard groups >= 2 else { throw .tooFewGroups(groups) }
    guard groups <= 1_000_000 else { throw .outOfDomain("at most 10⁶ groups are compared, not \(groups)") }
    try checkSignificance(significance)
    self.groups = groups
    self.significance = significance
  }

  public var leastCount: Double { 1.5 }
  public var largestEffect: Double { .infinity }

  public func power(count: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkSize(count, atLeast: leastCount, effect: effect)
    let (first, second) = (Double(groups - 1), Double(groups) * (count - 1))
    let critical = try FDistribution(numerator: first, denominator: second).upperQuantile(significance)
    let noncentrality = Double(groups) * count * effect * effect
    // P(F ≤ f) is at most P(χ² of λ ≤ λ/2) + P(χ²/d₂ > λ/2d₁f); Chernoff's bounds for both.
    let ratio = noncentrality / (2 * first * critical)
    if noncentrality > 2_000, ratio > 1, second * (ratio - 1 - log(ratio)) > 80 { return 1 }
    return try NoncentralF(numerator: first, denominator: second, noncentrality: noncentrality).survival(critical)
  }
}
