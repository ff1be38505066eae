/// The F distribution of a ratio of two mean squares; the degrees of freedom need not be whole.
///
/// P(F > f) = 1 − Iₓ(d₁/2, d₂/2) with x = d₁ f / (d₁ f + d₂).
/// - Note: DLMF 8.17. `FDistribution(numerator: 4, denominator: 35).survival(4.3)` is 0.00619879345039284.
///   Reference values: `Fixtures/distributions`.
public struct FDistribution: TailedDistribution, Hashable {
  /// d₁, the degrees of freedom of the numerator, from 1e-8 to 1e15.
  public let numerator: Double
  /// d₂, the degrees of freedom of the denominator, from 1e-8 to 1e15.
  public let denominator: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for degrees of freedom outside their ranges.
  public init(numerator: Double, denominator: Double) throws(StatisticsError) {
    self.numerator = try checkedParameter(numerator, "the numerator's degrees of freedom")
    self.denominator = try checkedParameter(denominator, "the denominator's degrees of freedom")
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let x = try checkedArgument(x)
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return numerator < 2 ? .infinity : numerator == 2 ? 1 : 0 }
    let point = point(x)
    let exponent =
      point.logX * (numerator / 2) + point.logY * (denominator / 2) - logBeta(numerator / 2, denominator / 2)
      - DoubleDouble(x).logarithm
    return exponent.exponential
  }

  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0 : .infinity }
    let constant = logBeta(numerator / 2, denominator / 2)
    return try solveTail(p, lower: lower, start: 1) { (f) throws(StatisticsError) in tails(f, constant) }
  }

  private func point(_ f: Double) -> UnitPoint {
    let logOdds =
      DoubleDouble(f).logarithm + DoubleDouble(numerator).logarithm - DoubleDouble(denominator).logarithm
    return UnitPoint(odds: DoubleDouble.product(f, numerator), to: DoubleDouble(denominator), logOdds: logOdds)
  }

  func tails(_ f: Double) -> TailProbability {
    if f <= 0 { return .end(lowerIsZero: true) }
    if f == .infinity { return .end(lowerIsZero: false) }
    return tails(f, logBeta(numerator / 2, denominator / 2))
  }

  private func tails(_ f: Double, _ logBeta: DoubleDouble) -> TailProbability {
    incompleteBeta(numerator / 2, denominator / 2, at: point(f), logBeta: logBeta)
  }
}
