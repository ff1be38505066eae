#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Student's t distribution; the degrees of freedom need not be whole (Welch's are not).
///
/// P(|T| > t) = I_y(ν/2, ½) with y = ν / (ν + t²).
/// - Note: DLMF 8.17. `StudentT(degreesOfFreedom: 10).survival(2.228138851964939)` is 0.025.
///   Reference values: `Fixtures/distributions`.
public struct StudentT: ContinuousDistribution, Hashable {
  /// ν, from 1e-8 to 1e15.
  public let degreesOfFreedom: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for ν outside its range.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    self.degreesOfFreedom = try checkedParameter(degreesOfFreedom, "degrees of freedom")
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let t = abs(try checkedArgument(x))
    if t == .infinity { return 0 }
    let kernel = t == 0 ? DoubleDouble(0) : point(t).logY * DoubleDouble.sum(degreesOfFreedom, 1) * 0.5
    return (kernel - logBeta(0.5, degreesOfFreedom / 2) - DoubleDouble(degreesOfFreedom).logarithm * 0.5).exponential
  }

  public func cumulative(_ x: Double) throws(StatisticsError) -> Double { try survival(-x) }

  public func survival(_ x: Double) throws(StatisticsError) -> Double {
    let x = try checkedArgument(x)
    return x < 0 ? 0.5 + 0.5 * distance(-x).lower : 0.5 * distance(x).upper
  }

  public func logCumulative(_ x: Double) throws(StatisticsError) -> Double { try logSurvival(-x) }

  public func logSurvival(_ x: Double) throws(StatisticsError) -> Double {
    let x = try checkedArgument(x)
    return x < 0 ? log1p(-0.5 * distance(-x).upper) : distance(x).logUpper - DoubleDouble.ln2.high
  }

  public func quantile(_ p: Double) throws(StatisticsError) -> Double { -(try upperQuantile(p)) }

  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    if p == 0.5 { return 0 }
    return p < 0.5 ? try magnitude(above: p) : -(try magnitude(above: 1 - p))
  }

  /// The t > 0 with P(T > t) = p, p < ½. Near the middle through P(|T| < t), so that small t keep their digits.
  private func magnitude(above p: Double) throws(StatisticsError) -> Double {
    if p == 0 { return .infinity }
    let constant = logBeta(0.5, degreesOfFreedom / 2)
    let inner = p > 0.25
    let t = try solveTail(inner ? 1 - 2 * p : 2 * p, lower: inner, start: 1) { (t) throws(StatisticsError) in
      distance(t, constant)
    }
    return t
  }

  private func point(_ t: Double) -> UnitPoint {
    let logOdds = DoubleDouble(t).logarithm * 2 - DoubleDouble(degreesOfFreedom).logarithm
    return UnitPoint(odds: DoubleDouble.product(t, t), to: DoubleDouble(degreesOfFreedom), logOdds: logOdds)
  }

  /// The tails of |T| at t ≥ 0.
  private func distance(_ t: Double) -> TailProbability {
    if t <= 0 { return .end(lowerIsZero: true) }
    if t == .infinity { return .end(lowerIsZero: false) }
    return distance(t, logBeta(0.5, degreesOfFreedom / 2))
  }

  /// The slope is wanted in log t, and log odds = 2 log t.
  private func distance(_ t: Double, _ logBeta: DoubleDouble) -> TailProbability {
    let tails = incompleteBeta(0.5, degreesOfFreedom / 2, at: point(t), logBeta: logBeta)
    return TailProbability(
      lowerIsDirect: tails.lowerIsDirect, logDirect: tails.logDirect, direct: tails.direct,
      logSlope: tails.logSlope + DoubleDouble.ln2.high, slopeChange: 2 * tails.slopeChange)
  }
}
