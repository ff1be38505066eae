/// The beta distribution on 0...1.
///
/// f(x) = xᵅ⁻¹ (1 − x)ᵝ⁻¹ / B(α, β); tails are the regularised incomplete beta function.
/// - Note: DLMF 8.17. Reference values: `Fixtures/distributions`.
public struct Beta: TailedDistribution, Hashable {
  /// α, from 1e-8 to 1e15.
  public let alpha: Double
  /// β, from 1e-8 to 1e15.
  public let beta: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for parameters outside their ranges.
  public init(alpha: Double, beta: Double) throws(StatisticsError) {
    self.alpha = try checkedParameter(alpha, "alpha")
    self.beta = try checkedParameter(beta, "beta")
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let x = try checkedArgument(x)
    if x < 0 || x > 1 { return 0 }
    if x == 0 { return alpha < 1 ? .infinity : alpha == 1 ? beta : 0 }
    if x == 1 { return beta < 1 ? .infinity : beta == 1 ? alpha : 0 }
    let rest = DoubleDouble.sum(1, -x)
    let exponent =
      DoubleDouble(x).logarithm * DoubleDouble.sum(alpha, -1) + rest.logarithm * DoubleDouble.sum(beta, -1)
      - logBeta(alpha, beta)
    return exponent.exponential
  }

  /// Searches the odds, which keep their digits at both ends.
  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0 : 1 }
    let constant = logBeta(alpha, beta)
    let odds = try solveTail(p, lower: lower, start: alpha / beta) { (odds) throws(StatisticsError) in
      incompleteBeta(alpha, beta, at: UnitPoint(odds: DoubleDouble(odds), to: DoubleDouble(1)), logBeta: constant)
    }
    return odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds)
  }

  func tails(_ x: Double) -> TailProbability {
    if x <= 0 { return .end(lowerIsZero: true) }
    if x >= 1 { return .end(lowerIsZero: false) }
    return incompleteBeta(alpha, beta, at: UnitPoint(odds: DoubleDouble(x), to: DoubleDouble.sum(1, -x)))
  }
}
