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
    return try waldTest(contrasts, try covarianceEstimate(estimator))
  }

  func waldTest(_ contrasts: [[Double]], _ spread: CovarianceEstimate) throws(StatisticsError) -> FTest {
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
    let sum = factor.forward(zip(contrasts, scales).map { combination($0) / $1 }).reduce(0) { $0 + $1 * $1 }
    let freedom = try spread.degreesOfFreedom(contrasts)
    // With degrees of freedom that are estimated too: Hotelling's.
    let rest = spread.clusters == nil ? freedom : freedom - Double(q) + 1
    guard rest > 0 else { throw .tooFewValues(count) }
    return try FTest(statistic: rest / freedom * sum / Double(q), numerator: Double(q), denominator: rest)
  }

  /// A combination of the coefficients with its spread.
  func contrast(
    _ weights: [Double], name: String, _ spread: CovarianceEstimate, _ confidence: Double
  ) throws(StatisticsError) -> CoefficientTest {
    var error = max(0, spread.matrix.form(weights, weights)).squareRoot()
    if spread.isClassical {
      let length = squares.factor.forward(scaled(weights)).reduce(DoubleDouble(0)) { $0 + $1 * $1 }
      let variance = squares.residualSquares / Double(residualDegreesOfFreedom)
      error = scalbn((length * variance).squareRoot().value, Int32(squares.outcomeExponent))
    }
    return try CoefficientTest(
      name: name, estimate: combination(weights), standardError: error,
      degreesOfFreedom: try spread.degreesOfFreedom(weights), confidence: confidence)
  }

  /// Σcⱼbⱼ at 32 digits, since means are small differences of large parts where predictors lie far from 0.
  private func combination(_ weights: [Double]) -> Double {
    let sum = zip(scaled(weights), squares.coefficients).reduce(DoubleDouble(0)) { $0 + $1.0 * $1.1 }
    return scalbn(sum.value, Int32(squares.outcomeExponent))
  }

  /// Weights of the coefficients of scaled columns.
  private func scaled(_ weights: [Double]) -> [DoubleDouble] {
    zip(weights, squares.exponents).map { DoubleDouble(scalbn($0, Int32(-$1))) }
  }

  private func check(_ contrast: [Double]) throws(StatisticsError) {
    guard contrast.count == coefficients.count else { throw .unequalLengths(coefficients.count, contrast.count) }
    try checkFinite(contrast, "a weight of a contrast")
  }
}
