/// A coefficient, or a combination of coefficients, tested against 0 with Student's t.
public struct CoefficientTest: Sendable, Equatable {
  public let name: String
  /// In units of the outcome by units of the predictor.
  public let estimate, standardError: Double
  public let degreesOfFreedom: Double
  /// t = estimate / standard error.
  public let statistic: Double
  /// Two-sided.
  public let pValue: Double
  public let lower, upper: Double
  public let confidence: Double

  init(
    name: String, estimate: Double, standardError: Double, degreesOfFreedom: Double, confidence: Double
  ) throws(StatisticsError) {
    try checkConfidence(confidence)
    guard estimate.isFinite, standardError.isFinite else { throw .notFinite("a coefficient or its standard error") }
    guard standardError > 0, (estimate / standardError).isFinite else { throw .zeroVariance }
    let distribution = try StudentT(degreesOfFreedom: degreesOfFreedom)
    let half = try distribution.upperQuantile((1 - confidence) / 2) * standardError
    guard (abs(estimate) + half).isFinite else { throw .notFinite("a confidence limit") }
    self.name = name
    self.estimate = estimate
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    statistic = estimate / standardError
    pValue = twoSided(try distribution.survival(abs(statistic)))
    lower = estimate - half
    upper = estimate + half
    self.confidence = confidence
  }
}
