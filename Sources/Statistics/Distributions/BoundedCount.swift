#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A distribution on finitely many whole numbers, whose quantiles are found by halving.
protocol BoundedCount: DiscreteDistribution {
  /// The numbers that can occur.
  var support: ClosedRange<Int> { get }
}

extension BoundedCount {
  public func quantile(_ p: Double) throws(StatisticsError) -> Int {
    let p = try checkedProbability(p)
    if p == 1 { return support.upperBound }
    // By the smaller tail, which nothing rounds.
    return firstWhole(in: support) { p <= 0.5 ? cumulative($0) >= p : survival($0) <= 1 - p }
  }

  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Int {
    let p = try checkedProbability(p)
    if p == 0 { return support.upperBound }
    return firstWhole(in: support) { p <= 0.5 ? survival($0) <= p : cumulative($0) >= 1 - p }
  }

  public func logCumulative(_ k: Int) -> Double {
    let upper = survival(k)
    return upper < 0.5 ? log1p(-upper) : log(cumulative(k))
  }

  public func logSurvival(_ k: Int) -> Double {
    let lower = cumulative(k)
    return lower < 0.5 ? log1p(-lower) : log(survival(k))
  }
}

/// One whose two tails come from one computation.
protocol TailedCount: BoundedCount {
  /// Both tails at any k.
  func tails(_ k: Int) -> TailProbability
}

extension TailedCount {
  public func cumulative(_ k: Int) -> Double { tails(k).lower }
  public func survival(_ k: Int) -> Double { tails(k).upper }
  public func logCumulative(_ k: Int) -> Double { tails(k).logLower }
  public func logSurvival(_ k: Int) -> Double { tails(k).logUpper }
}

/// The first number of the range that meets a condition which, once met, stays met; the last number if none does.
func firstWhole(in range: ClosedRange<Int>, _ meets: (Int) -> Bool) -> Int {
  var low = range.lowerBound
  var high = range.upperBound
  while low < high {
    let middle = low + (high - low) / 2
    if meets(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
