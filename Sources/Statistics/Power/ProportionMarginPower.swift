/// Power of Farrington and Manning's test that two shares are alike, or that the first is not lower, within a margin.
///
/// Not lower: Φ([√n₁(p₁ − p₂ + Δ) − z√v₀]/√v₁) with v₁ = p₁q₁ + p₂q₂/k and v₀ the same of the shares nearest to p₁ and p₂ (by likelihood) whose
/// difference is −Δ. Alike: both one-sided tests, P(above −Δ) + P(below Δ) − 1. The size is n₁, the effect the margin Δ.
/// - Note: Farrington and Manning (1990), doi:10.1002/sim.4780091208. Reference values: `Fixtures/trials/proportion-power.json`.
public struct ProportionMarginPower: PowerFormula, Equatable {
  public enum Claim: Sendable, CaseIterable {
    /// p₁ > p₂ − Δ.
    case nonInferiority
    /// |p₁ − p₂| < Δ.
    case equivalence
  }

  public let claim: Claim
  /// What the shares really are.
  public let first, second: Double
  /// k = n₂/n₁.
  public let ratio: Double
  /// α of each one-sided test.
  public let significance: Double

  /// - Throws: `outOfDomain` for shares not between 0 and 1, the ratio, or a level that is not below ½.
  public init(
    _ claim: Claim, first: Double, second: Double, ratio: Double = 1, significance: Double = 0.025
  ) throws(StatisticsError) {
    for share in [first, second] where !(share > 0 && share < 1) {
      throw .outOfDomain("a proportion lies between 0 and 1, but this one is \(share)")
    }
    guard ratio >= 1e-3, ratio <= 1e3 else {
      throw .outOfDomain("the ratio of two samples lies between 0.001 and 1,000, not at \(ratio)")
    }
    try checkOneSided(significance)
    self.claim = claim
    self.first = first
    self.second = second
    self.ratio = ratio
    self.significance = significance
  }

  public var leastCount: Double { max(1, 1 / ratio) }
  public var largestEffect: Double { 1 }

  public func power(count: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkSize(count, atLeast: leastCount, effect: effect)
    guard effect >= 0, effect < 1 else {
      throw .outOfDomain("a margin lies between 0 and 1, but this one is \(effect)")
    }
    let above = try oneSided(first - second, against: -effect, count, isAbove: true)
    guard claim == .equivalence else { return above }
    return max(0, above + (try oneSided(first - second, against: effect, count, isAbove: false)) - 1)
  }

  private func oneSided(
    _ difference: Double, against null: Double, _ count: Double, isAbove: Bool
  ) throws(StatisticsError) -> Double {
    let shares = try ProportionScore(first, of: 1, ratio * second, of: ratio, .difference, .plain).shares(null)
    let under = shares.first * (1 - shares.first) + shares.second * (1 - shares.second) / ratio
    let actual = first * (1 - first) + second * (1 - second) / ratio
    let z = try Normal.standard.upperQuantile(significance)
    let distance = count.squareRoot() * (isAbove ? difference - null : null - difference)
    return NormalTail.upper((z * under.squareRoot() - distance) / actual.squareRoot())
  }
}

/// Power of a score test of two shares, or its level, counted over every table that can occur.
///
/// Σ P(x₁)P(x₂) over the tables with z ≥ z₁₋α against the lower bound and z ≤ −z₁₋α against the upper one.
/// - Parameters:
///   - shares: what they really are; on a bound, the result is the actual level of the test there.
///   - trials: n₁ and n₂, at least 1, n₁·n₂ at most 10⁶.
///   - lower, upper: bounds of the effect; without an upper one the claim is that the effect is above the lower one.
///   - significance: α of each one-sided test.
/// - Throws: `outOfDomain`, `notFinite`, `tooFewValues`, `tooMuchWork`.
/// - Note: Reference values: `Fixtures/trials/proportion-power.json`.
public func exactProportionPower(
  shares: (first: Double, second: Double), trials: (first: Int, second: Int), _ effect: ProportionEffect = .difference,
  lower: Double, upper: Double? = nil, variance: ScoreVariance = .plain, significance: Double = 0.025
) throws(StatisticsError) -> Double {
  try checkOneSided(significance)
  for bound in [lower, upper] { if let bound { try effect.check(bound) } }
  guard min(trials.first, trials.second) >= 1 else { throw .tooFewValues(min(trials.first, trials.second)) }
  guard max(trials.first, trials.second) <= 1_000_000, trials.first * trials.second <= 1_000_000 else {
    throw .tooMuchWork("an exact power of so many tables", instead: "the formula")
  }
  let z = try Normal.standard.upperQuantile(significance)
  let (first, second) = (
    try Binomial(trials: trials.first, probability: shares.first),
    try Binomial(trials: trials.second, probability: shares.second)
  )
  var columns: [Double] = []
  for y in 0...trials.second { columns.append(second.mass(y)) }
  var power = DoubleDouble(0)
  for x in 0...trials.first {
    let row = first.mass(x)
    guard row > 0 else { continue }
    for (y, column) in columns.enumerated() where column > 0 {
      let score = ProportionScore(
        Double(x), of: Double(trials.first), Double(y), of: Double(trials.second), effect, variance)
      guard try score.statistic(lower) >= z else { continue }
      if let upper, try score.statistic(upper) > -z { continue }
      power += DoubleDouble.product(row, column)
    }
  }
  return min(1, power.value)
}
