/// A difference of means (or a mean against a fixed value) tested with Student's t.
public struct TTest: Sendable, Equatable {
  /// In the unit of the values; positive when the first is larger.
  public let difference: Double
  public let standardError: Double
  public let degreesOfFreedom: Double
  /// Two-sided.
  public let pValue: Double
  /// The confidence interval of the difference.
  public let lower, upper: Double
  public let confidence: Double

  /// t = difference / standard error.
  public var statistic: Double { difference / standardError }

  init(
    difference: Double, standardError: Double, degreesOfFreedom: Double, confidence: Double
  ) throws(StatisticsError) {
    try checkConfidence(confidence)
    guard difference.isFinite, standardError.isFinite else { throw .notFinite("a difference of means") }
    guard standardError > 0, (difference / standardError).isFinite else { throw .zeroVariance }
    let distribution = try StudentT(degreesOfFreedom: degreesOfFreedom)
    let half = try distribution.upperQuantile((1 - confidence) / 2) * standardError
    self.difference = difference
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.confidence = confidence
    pValue = twoSided(try distribution.survival(abs(difference / standardError)))
    lower = difference - half
    upper = difference + half
  }
}
