#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Tests of coefficients and of combinations of them, with any estimator of their spread.
extension LinearModel {
  /// Each coefficient against 0: t = b/SE on the estimator's degrees of freedom.
  ///
  /// n − k for the classical and heteroscedastic estimators; m − 1 for CR0, CR1 and CR1S with m clusters; Satterthwaite's for CR2.
  /// - Throws: what `covariance(_:)` throws; `zeroVariance` for a perfect fit; `outOfDomain` for the confidence.
  public func coefficientTests(
    confidence: Double = 0.95, covariance estimator: CovarianceEstimator = .classical
  ) throws(StatisticsError) -> [CoefficientTest] {
    try checkConfidence(confidence)
    let spread = try covarianceEstimate(estimator)
    var result: [CoefficientTest] = []
    for index in coefficients.indices {
      var contrast = [Double](repeating: 0, count: coefficients.count)
      contrast[index] = 1
      let error = estimator == .classical ? standardErrors[index] : max(0, spread.matrix[index, index]).squareRoot()
      result.append(
        try CoefficientTest(
          name: names[index], estimate: coefficients[index], standardError: error,
          degreesOfFreedom: try spread.degreesOfFreedom(contrast), confidence: confidence))
    }
    return result
  }

  /// A combination Σcⱼbⱼ of the coefficients against 0.
  /// - Parameter contrast: one weight a coefficient, not all 0.
  /// - Throws: as `coefficientTests`; `unequalLengths`; `notFinite`.
  public func contrastTest(
    _ contrast: [Double], name: String = "", confidence: Double = 0.95,
    covariance estimator: CovarianceEstimator = .classical
  ) throws(StatisticsError) -> CoefficientTest {
    try checkConfidence(confidence)
    try check(contrast)
    return try self.contrast(contrast, name: name, try covarianceEstimate(estimator), confidence)
  }

  /// Several combinations of the coefficients together against 0.
  ///
  /// F = (Lb)ᵀ(LVLᵀ)⁻¹Lb/q on q and the degrees of freedom of `coefficientTests`. For CR2 Hotelling's T² on η degrees of freedom instead:
  /// F = (η − q + 1)/η · that, on q and η − q + 1 (Pustejovsky and Tipton's HTZ).
  /// - Parameter contrasts: q rows of one weight a coefficient, independent of each other.
  /// - Throws: as `coefficientTests`; `notPositiveDefinite` for contrasts that depend on each other; `tooFewValues` for none, or when clusters
  ///   leave no degrees of freedom.
  /// - Note: Pustejovsky and Tipton (2018), doi:10.1080/07350015.2016.1247004. Reference values: `Fixtures/linear` (`clubSandwich`).
  public func waldTest(
    _ contrasts: [[Double]], covariance estimator: CovarianceEstimator = .classical
  ) throws(StatisticsError) -> FTest {
    guard !contrasts.isEmpty else { throw .tooFewValues(0) }
    for contrast in contrasts { try check(contrast) }
    let spread = try covarianceEstimate(estimator)
    let q = contrasts.count
    var variance = Matrix(rows: q, columns: q)
    // Scaled to a unit diagonal, so that units of predictors do not decide what counts as dependent.
    let scales = contrasts.map { max(0, spread.matrix.form($0, $0)).squareRoot() }
    guard scales.allSatisfy({ $0.isFinite }) else { throw .notFinite("a variance of a contrast") }
    guard scales.allSatisfy({ $0 > 0 }) else { throw .zeroVariance }
    for row in 0..<q {
      for column in 0..<q {
        variance[row, column] = spread.matrix.form(contrasts[row], contrasts[column]) / scales[row] / scales[column]
      }
    }
    guard let factor = Cholesky(variance) else { throw .notPositiveDefinite("the covariance of these contrasts") }
    let estimates = zip(contrasts, scales).map { contrast, scale in
      zip(contrast, coefficients).reduce(0) { $0 + $1.0 * $1.1 } / scale
    }
    let sum = factor.forward(estimates).reduce(0) { $0 + $1 * $1 }
    let freedom = try spread.degreesOfFreedom(contrasts)
    guard freedom > Double(q) - 1 else { throw .tooFewValues(count) }
    guard estimator.isSmallSample else {
      return try FTest(statistic: sum / Double(q), numerator: Double(q), denominator: freedom)
    }
    let rest = freedom - Double(q) + 1
    return try FTest(statistic: rest / freedom * sum / Double(q), numerator: Double(q), denominator: rest)
  }

  /// A combination of the coefficients, summed at 32 digits, since means are small differences of large parts where predictors lie far from 0.
  func contrast(
    _ weights: [Double], name: String, _ spread: CovarianceEstimate, _ confidence: Double
  ) throws(StatisticsError) -> CoefficientTest {
    let scaled = zip(weights, squares.exponents).map { DoubleDouble(scalbn($0, Int32(-$1))) }
    let unit = Int32(squares.outcomeExponent)
    let estimate = zip(scaled, squares.coefficients).reduce(DoubleDouble(0)) { $0 + $1.0 * $1.1 }
    var error = max(0, spread.matrix.form(weights, weights)).squareRoot()
    if spread.isClassical {
      let length = squares.factor.forward(scaled).reduce(DoubleDouble(0)) { $0 + $1 * $1 }
      let variance = squares.residualSquares / Double(residualDegreesOfFreedom)
      error = scalbn((length * variance).squareRoot().value, unit)
    }
    return try CoefficientTest(
      name: name, estimate: scalbn(estimate.value, unit), standardError: error,
      degreesOfFreedom: try spread.degreesOfFreedom(weights), confidence: confidence)
  }

  private func check(_ contrast: [Double]) throws(StatisticsError) {
    guard contrast.count == coefficients.count else { throw .unequalLengths(coefficients.count, contrast.count) }
    try checkFinite(contrast, "a weight of a contrast")
  }
}
