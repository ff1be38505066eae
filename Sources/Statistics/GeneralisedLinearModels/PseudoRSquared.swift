#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How much the predictors add to a model's likelihood, on scales that are meant to look like a share of variance.
public struct PseudoRSquared: Sendable, Equatable {
  public let logLikelihood: Double
  /// Of the model with the intercept (and offset) only.
  public let nullLogLikelihood: Double
  /// Outcomes, each as often as its weight says.
  public let count: Double

  /// 1 − log L / log L₀; 0 to 1.
  public var mcFadden: Double { (nullLogLikelihood - logLikelihood) / nullLogLikelihood }
  /// 1 − (L₀/L)^{2/n}; stays below 1.
  public var coxSnell: Double { -expm1(2 * (nullLogLikelihood - logLikelihood) / count) }
  /// Cox and Snell's over the most that it can be, 1 − L₀^{2/n}.
  public var nagelkerke: Double { coxSnell / -expm1(2 * nullLogLikelihood / count) }

  init(_ logLikelihood: Double, null: Double, count: Double) throws(StatisticsError) {
    guard null < 0 else { throw .zeroVariance }
    self.logLikelihood = max(logLikelihood, null)
    nullLogLikelihood = null
    self.count = count
    try checkFinite([mcFadden, coxSnell, nagelkerke], "a pseudo-R²")
  }
}

extension GeneralisedLinearModel {
  /// Pseudo-R² by McFadden, by Cox and Snell, and by Nagelkerke.
  ///
  /// Successes of several trials count as that many outcomes, so that tallying changes nothing; a θ is kept in the null model.
  /// - Throws: `zeroVariance` where the null model already fits without error; `notFinite`.
  /// - Note: McFadden (1974); Cox and Snell (1989); Nagelkerke (1991), doi:10.1093/biomet/78.3.691.
  ///   Reference values: `Fixtures/glm/goodness.json`.
  public func pseudoRSquared() throws(StatisticsError) -> PseudoRSquared {
    let gain = max(0, nullDeviance - deviance) / 2
    let (own, count): (Double, Double)
    if family == .binomial {
      var (sum, total) = (DoubleDouble(0), DoubleDouble(0))
      for row in data.used {
        let (y, m, eta) = (data.response[row], data.trials[row], linearPredictor[row])
        sum = sum - DoubleDouble.product(data.weights[row], y * softplus(-eta) + (m - y) * softplus(eta))
        total = total + DoubleDouble.product(data.weights[row], data.trials[row])
      }
      (own, count) = (sum.value, total.value)
    } else {
      (own, count) = (estimates.logLikelihood, data.weights.reduce(0, +))
    }
    return try PseudoRSquared(own, null: own - gain, count: count)
  }
}

extension ProportionalOddsModel {
  /// Pseudo-R² by McFadden, by Cox and Snell, and by Nagelkerke, against thresholds alone.
  /// - Throws: `notFinite`.
  public func pseudoRSquared() throws(StatisticsError) -> PseudoRSquared {
    var totals = [Double](repeating: 0, count: outcome.levels.count)
    for (code, weight) in zip(outcome.codes, weights) { totals[code] += weight }
    let count = totals.reduce(0, +)
    // Without predictors each category has its observed share.
    let null = totals.reduce(DoubleDouble(0)) { $0 + DoubleDouble.product($1, log($1 / count)) }.value
    return try PseudoRSquared(estimates.logLikelihood, null: null, count: count)
  }
}
