#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How much more outcomes vary than their distribution allows.
public struct Dispersion: Sendable, Equatable {
  /// Pearson's χ², the sum of the squared Pearson residuals.
  public let statistic: Double
  /// Rows that count less coefficients.
  public let degreesOfFreedom: Int
  /// Upper tail of χ²: whether outcomes vary more than the model says.
  public let pValue: Double

  /// χ² / degrees of freedom; 1 where the model's variance holds.
  public var ratio: Double { statistic / Double(degreesOfFreedom) }
}

extension GeneralisedLinearModel {
  /// √w (y − mμ)/√Var(y), one a row; 0 for a row that does not count.
  /// - Throws: `notFinite` where an outcome is so unlikely that its residual overflows.
  public var pearsonResiduals: [Double] {
    get throws(StatisticsError) {
      let residuals = data.response.indices.map { row in
        guard data.weights[row] > 0 else { return 0.0 }
        return data.weights[row].squareRoot()
          * family.pearsonResidual(data.response[row], trials: data.trials[row], linearPredictor[row])
      }
      try checkFinite(residuals, "a Pearson residual")
      return residuals
    }
  }

  /// √(what the row adds to the deviance), with the sign of y − mμ; one a row.
  public var devianceResiduals: [Double] {
    data.response.indices.map { row in
      guard data.weights[row] > 0 else { return 0 }
      let (y, m, eta) = (data.response[row], data.trials[row], linearPredictor[row])
      let size = max(0, data.weights[row] * family.deviance(y, trials: m, eta)).squareRoot()
      return family.terms(y, trials: m, eta).slope < 0 ? -size : size
    }
  }

  /// Pearson's test of the spread of the outcomes around their means.
  ///
  /// χ² = Σ w (y − mμ)²/Var(y) on n − p degrees of freedom. Of single yes-or-no outcomes it says nothing: their spread follows from their mean.
  /// - Throws: `tooFewValues` without more rows than coefficients; `notFinite`.
  /// - Note: McCullagh and Nelder (1989), §4.5 and §6.2. Reference values: `Fixtures/glm/goodness.json`.
  public func dispersion() throws(StatisticsError) -> Dispersion {
    guard residualDegreesOfFreedom > 0 else { throw .tooFewValues(estimates.observations) }
    let sum = try pearsonResiduals.reduce(DoubleDouble(0)) { $0 + DoubleDouble.product($1, $1) }.value
    try checkFinite([sum], "Pearson's statistic")
    return Dispersion(
      statistic: sum, degreesOfFreedom: residualDegreesOfFreedom,
      pValue: try ChiSquared(degreesOfFreedom: Double(residualDegreesOfFreedom)).survival(sum))
  }

  /// The covariance of the coefficients if the variance is the model's times the ratio of `dispersion()` (quasi-likelihood).
  ///
  /// Counts that vary more than Poisson's get the standard errors of quasi-Poisson regression; give it to `waldEstimates`.
  /// - Throws: `tooFewValues`, `notFinite`; `zeroVariance` of a perfect fit.
  /// - Note: Wedderburn (1974), doi:10.1093/biomet/61.3.439; as R's `quasipoisson` and `quasibinomial`, which take Student's t for tests.
  public func quasiCovariance() throws(StatisticsError) -> Matrix {
    let ratio = try dispersion().ratio
    guard ratio > 0 else { throw .zeroVariance }
    let result = estimates.covariance * ratio
    try checkFinite(result.elements, "a variance of the coefficients")
    return result
  }
}

extension GeneralisedLinearFamily {
  /// (y − mμ)/√Var(y), in forms that neither tail makes 0/0.
  fileprivate func pearsonResidual(_ y: Double, trials m: Double, _ eta: Double) -> Double {
    // Terms that are 0 stay out, as the exponential beside them may overflow.
    switch self {
    case .binomial:
      let (yes, no) = (y > 0 ? y * exp(-eta / 2) : 0, m > y ? (m - y) * exp(eta / 2) : 0)
      return (yes - no) / m.squareRoot()
    case .poisson: return y > 0 ? (y - exp(eta)) * exp(-eta / 2) : -exp(eta / 2)
    case .negativeBinomial(let theta):
      let share = theta / (theta + exp(eta))
      return (y > 0 ? (y - exp(eta)) * exp(-eta / 2) : -exp(eta / 2)) * share.squareRoot()
    }
  }
}
