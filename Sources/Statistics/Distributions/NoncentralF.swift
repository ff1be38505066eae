#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The F ratio when the group means differ: what power calculations for analyses of variance stand on.
///
/// P(F ≤ f) = Σⱼ e^(−λ/2) (λ/2)ʲ/j! · Iₓ(d₁/2 + j, d₂/2) with x = d₁ f / (d₁ f + d₂).
/// - Note: Johnson, Kotz & Balakrishnan (1995), *Continuous Univariate Distributions* 2, ch. 30. Reference values:
///   `Fixtures/distributions/grids/noncentralF.txt`.
public struct NoncentralF: TailedDistribution, Hashable {
  /// d₁, the degrees of freedom of the numerator, from 1e-8 to 1e15.
  public let numerator: Double
  /// d₂, the degrees of freedom of the denominator, from 1e-8 to 1e15.
  public let denominator: Double
  /// λ, from 0 to 1e9: Σ nᵢ(μᵢ − μ)²/σ² in an analysis of variance. Work grows with its root.
  public let noncentrality: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for parameters outside their ranges.
  public init(numerator: Double, denominator: Double, noncentrality: Double) throws(StatisticsError) {
    self.numerator = try checkedParameter(numerator, "the numerator's degrees of freedom")
    self.denominator = try checkedParameter(denominator, "the denominator's degrees of freedom")
    self.noncentrality = try checkedNoncentrality(noncentrality, 0...1e9)
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let x = try checkedArgument(x)
    if x < 0 || x == .infinity { return 0 }
    if isCentral { return try central.density(x) }
    if x == 0 { return numerator < 2 ? .infinity : numerator == 2 ? exp(-noncentrality / 2) : 0 }
    return mixture(x).front().density.over(x)
  }

  func tails(_ x: Double) -> TailProbability {
    if x <= 0 { return .end(lowerIsZero: true) }
    if x == .infinity { return .end(lowerIsZero: false) }
    let mixture = mixture(x)
    if isCentral { return mixture.family.tails(DoubleDouble(numerator / 2)) }
    return mixture.tails(below: x < 1 + noncentrality / numerator)
  }

  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0 : .infinity }
    if isCentral { return try central.solve(p, lower: lower) }
    return try solveTail(p, lower: lower, start: 1 + noncentrality / numerator) { (x) throws(StatisticsError) in
      let (density, slope) = mixture(x).front()
      return tails(x).with(logSlope: density.logarithm, slopeChange: slope)
    }
  }

  private var central: FDistribution {
    get throws(StatisticsError) { try FDistribution(numerator: numerator, denominator: denominator) }
  }

  /// λ is 0, or so little that it changes no digit.
  private var isCentral: Bool { noncentrality < 1e-290 }

  private func mixture(_ f: Double) -> PoissonMixture<BetaShapes> {
    let logOdds =
      DoubleDouble(f).logarithm + DoubleDouble(numerator).logarithm - DoubleDouble(denominator).logarithm
    let point = UnitPoint(odds: DoubleDouble.product(f, numerator), to: DoubleDouble(denominator), logOdds: logOdds)
    let family = BetaShapes(second: DoubleDouble(denominator / 2), point: point)
    return PoissonMixture(mean: DoubleDouble(noncentrality / 2), shape: numerator / 2, family: family)
  }
}
