/// A distribution on 0, 1, 2, … without an end, whose two tails come from one computation.
protocol UnboundedCount: DiscreteDistribution {
  var mean: Double { get }
  /// Both tails at k ≥ 0.
  func tails(_ k: Int) -> TailProbability
}

extension UnboundedCount {
  public func cumulative(_ k: Int) -> Double { bothTails(k).lower }
  public func survival(_ k: Int) -> Double { bothTails(k).upper }
  public func logCumulative(_ k: Int) -> Double { bothTails(k).logLower }
  public func logSurvival(_ k: Int) -> Double { bothTails(k).logUpper }

  private func bothTails(_ k: Int) -> TailProbability { k < 0 ? .end(lowerIsZero: true) : tails(k) }

  public func quantile(_ p: Double) throws(StatisticsError) -> Int {
    let p = try checkedProbability(p)
    return try first { cumulative($0) >= p }
  }

  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Int {
    let p = try checkedProbability(p)
    return try first { survival($0) <= p }
  }

  /// The first number that meets a condition which, once met, stays met.
  private func first(_ meets: (Int) -> Bool) throws(StatisticsError) -> Int {
    if meets(0) { return 0 }
    let largest = 1 << 60
    var low = 0
    var high = min(max(1, Int(mean)), largest)
    while !meets(high) {
      guard high < largest else { throw .outOfDomain("this quantile lies beyond 2^60") }
      (low, high) = (high, min(2 * high, largest))
    }
    return firstWhole(in: low...high, meets)
  }
}
