/// A distribution on the positive numbers whose two tails come from one computation.
protocol TailedDistribution: ContinuousDistribution {
  /// Both tails at x, which is not NaN.
  func tails(_ x: Double) -> TailProbability
  /// The x whose lower or upper tail is p ≤ ½.
  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double
}

extension TailedDistribution {
  public func cumulative(_ x: Double) throws(StatisticsError) -> Double { tails(try checkedArgument(x)).lower }

  public func survival(_ x: Double) throws(StatisticsError) -> Double { tails(try checkedArgument(x)).upper }

  public func logCumulative(_ x: Double) throws(StatisticsError) -> Double { tails(try checkedArgument(x)).logLower }

  public func logSurvival(_ x: Double) throws(StatisticsError) -> Double { tails(try checkedArgument(x)).logUpper }

  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    return p <= 0.5 ? try solve(p, lower: true) : try solve(1 - p, lower: false)
  }

  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    return p <= 0.5 ? try solve(p, lower: false) : try solve(1 - p, lower: true)
  }
}
