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
    // By the smaller tail, which nothing rounds.
    return try first(isCertain: p == 1) { p <= 0.5 ? cumulative($0) >= p : survival($0) <= 1 - p }
  }

  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Int {
    let p = try checkedProbability(p)
    return try first(isCertain: p == 0) { p <= 0.5 ? survival($0) <= p : cumulative($0) >= 1 - p }
  }

  /// The first number that meets a condition which, once met, stays met.
  private func first(isCertain: Bool, _ meets: (Int) -> Bool) throws(StatisticsError) -> Int {
    // Only a count that is always 0 has a largest value.
    if isCertain, mean > 0 { throw .outOfDomain("this count has no largest value: its quantile of 1 is infinite") }
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
