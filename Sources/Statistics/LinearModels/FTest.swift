/// A ratio of mean squares tested against 1.
public struct FTest: Sendable, Equatable {
  public let statistic: Double
  /// Degrees of freedom; not always whole.
  public let numerator, denominator: Double
  /// P(F ≥ statistic) under the hypothesis.
  public let pValue: Double

  init(statistic: Double, numerator: Double, denominator: Double) throws(StatisticsError) {
    guard statistic.isFinite else { throw .notFinite("an F statistic") }
    self.statistic = statistic
    self.numerator = numerator
    self.denominator = denominator
    pValue = try FDistribution(numerator: numerator, denominator: denominator).survival(statistic)
  }
}
