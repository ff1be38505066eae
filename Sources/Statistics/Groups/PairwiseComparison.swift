/// Two of several groups compared.
public struct PairwiseComparison: Sendable, Equatable {
  /// The groups' 0-based indices, first < second.
  public let first, second: Int
  /// Mean of the second group − mean of the first, in the unit of the values (R prints it as "second-first").
  public let difference: Double
  /// The standard error of the difference, in the same unit.
  public let standardError: Double
  public let degreesOfFreedom: Double
  /// The studentized range q = √2 · |difference| / standard error.
  public let statistic: Double
  /// Adjusted for comparing every pair.
  public let pValue: Double
  /// The simultaneous confidence interval of the difference.
  public let lower, upper: Double
}
