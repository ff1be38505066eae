/// An estimate with its confidence interval, all in the unit of the estimate.
public struct Interval: Sendable, Equatable {
  public let estimate, lower, upper: Double
  public let confidence: Double
}
