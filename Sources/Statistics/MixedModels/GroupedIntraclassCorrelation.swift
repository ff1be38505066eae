/// How alike the people of one group are, from the analysis of variance.
public struct GroupedIntraclassCorrelation: Sendable, Equatable {
  public let anova: OneWayANOVA
  /// N/k.
  public let meanGroupSize: Double
  /// n₀ = (N − Σnᵢ²/N)/(k − 1): with it the mean square between groups is σ² + n₀τ² on average.
  public let effectiveGroupSize: Double

  /// ICC(1) = (MSB − MSW)/(MSB + (n₀ − 1)MSW): the reliability of one person as a measure of the group. Below 0 when F < 1.
  public var single: Double { share(effectiveGroupSize) }
  /// ICC(1) with the mean size in place of n₀, as Bliese's `multilevel` has it; the same for groups of one size.
  public var singleByMeanSize: Double { share(meanGroupSize) }
  /// ICC(2) = (MSB − MSW)/MSB: the reliability of the groups' means.
  public var mean: Double { 1 - 1 / anova.statistic }

  private func share(_ size: Double) -> Double { (anova.statistic - 1) / (anova.statistic + size - 1) }

  /// The interval of ICC(1) by the F distribution: exact for normal values in groups of one size, near it else.
  /// - Throws: `outOfDomain` for a level outside (0, 1).
  /// - Note: Searle, Casella and McCulloch, Variance Components (1992), §3.6; with n₀ for unequal groups as Thomas and Hultquist (1978).
  public func interval(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    let bounds = try ratios(confidence)
    func share(_ ratio: Double) -> Double { (ratio - 1) / (ratio + effectiveGroupSize - 1) }
    return Interval(estimate: single, lower: share(bounds.lower), upper: share(bounds.upper), confidence: confidence)
  }

  /// The interval of ICC(2), exact for normal values in groups of one size.
  /// - Throws: `outOfDomain` for a level outside (0, 1).
  public func meanInterval(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    let bounds = try ratios(confidence)
    return Interval(
      estimate: mean, lower: 1 - 1 / bounds.lower, upper: 1 - 1 / bounds.upper, confidence: confidence)
  }

  private func ratios(_ confidence: Double) throws(StatisticsError) -> (lower: Double, upper: Double) {
    try checkConfidence(confidence)
    let distribution = try FDistribution(
      numerator: Double(anova.degreesOfFreedomBetween), denominator: Double(anova.degreesOfFreedomWithin))
    let lower = anova.statistic / (try distribution.upperQuantile((1 - confidence) / 2))
    let upper = anova.statistic / (try distribution.quantile((1 - confidence) / 2))
    guard lower > 0, (1 / lower).isFinite, upper.isFinite else {
      throw .notFinite("a bound of the intraclass correlation")
    }
    return (lower, upper)
  }
}

/// ICC(1) and ICC(2) of values in groups.
/// - Parameter groups: k ≥ 2 groups in one unit, each with at least one value.
/// - Throws: as `oneWayANOVA`; `zeroVariance` also when all groups' means are equal.
/// - Note: Bartko (1976), doi:10.1037/0033-2909.83.5.762; Bliese (2000). Real data: bh1996, `RealData/MixedRealDataTests`.
public func groupedIntraclassCorrelation(
  _ groups: [Moments]
) throws(StatisticsError) -> GroupedIntraclassCorrelation {
  let anova = try oneWayANOVA(groups)
  guard anova.statistic > 0, (1 / anova.statistic).isFinite else { throw .zeroVariance }
  let total = groups.reduce(0.0) { $0 + Double($1.count) }
  let squares = groups.reduce(0.0) { $0 + Double($1.count) * Double($1.count) }
  return GroupedIntraclassCorrelation(
    anova: anova, meanGroupSize: total / Double(groups.count),
    effectiveGroupSize: (total - squares / total) / Double(groups.count - 1))
}

/// By how much groups inflate the variance of a mean over that of as many unrelated people (Kish's deff).
///
/// 1 + ((1 + cv²)m − 1)ρ, m the mean group size and cv the coefficient of variation of the sizes.
/// - Parameters:
///   - intraclassCorrelation: from −1 to 1.
///   - meanGroupSize: at least 1.
///   - coefficientOfVariation: at least 0; 0 for groups of one size.
/// - Throws: `notFinite`; `outOfDomain`, also for a correlation so negative that no variance is left.
/// - Note: Eldridge, Ashby and Kerry (2006), doi:10.1093/ije/dyl129.
public func groupedDesignEffect(
  intraclassCorrelation: Double, meanGroupSize: Double, coefficientOfVariation: Double = 0
) throws(StatisticsError) -> Double {
  try checkFinite(
    [intraclassCorrelation, meanGroupSize, coefficientOfVariation], "an intraclass correlation or a group size")
  guard abs(intraclassCorrelation) <= 1, meanGroupSize >= 1, coefficientOfVariation >= 0 else {
    throw .outOfDomain(
      "an intraclass correlation lies between −1 and 1, a mean size is at least 1 and a variation at least 0")
  }
  let size = (1 + coefficientOfVariation * coefficientOfVariation) * meanGroupSize
  let result = 1 + (size - 1) * intraclassCorrelation
  guard result.isFinite else { throw .notFinite("the design effect") }
  guard result > 0 else { throw .outOfDomain("no groups of this size have so negative a correlation") }
  return result
}
