/// A group as a report prints it: size, mean and standard deviation, each rounded.
public struct RoundedSummary: Sendable, Equatable {
  /// n ≥ 1.
  public let count: Int
  public let mean: Double
  /// The most by which rounding may have moved the mean: 0.05 for one printed decimal, 0 for an exact one.
  public let meanHalfWidth: Double
  /// With denominator n − 1; nil for a group of one.
  public let standardDeviation: Double?
  public let standardDeviationHalfWidth: Double

  public init(
    count: Int, mean: Double, meanHalfWidth: Double, standardDeviation: Double?, standardDeviationHalfWidth: Double
  ) {
    self.count = count
    self.mean = mean
    self.meanHalfWidth = meanHalfWidth
    self.standardDeviation = standardDeviation
    self.standardDeviationHalfWidth = standardDeviationHalfWidth
  }

  /// The means that print so.
  var means: ClosedRange<Double> { (mean - meanHalfWidth)...(mean + meanHalfWidth) }

  /// The sums of squared deviations that standard deviations printed so come from.
  var squares: ClosedRange<Double> {
    guard count > 1, let deviation = standardDeviation else { return 0...0 }
    let low = max(0, deviation - standardDeviationHalfWidth)
    let high = deviation + standardDeviationHalfWidth
    return (Double(count - 1) * low * low)...(Double(count - 1) * high * high)
  }
}
