/// Kruskal and Wallis's rank test with the p-value of all arrangements.
public struct KruskalWallisExact: Sendable, Equatable {
  /// H, corrected for ties.
  public let statistic: Double
  /// k − 1, of the approximation that this test goes without.
  public let degreesOfFreedom: Int
  /// The share of all ways to deal the values out to the groups in which H is at least as large.
  public let pValue: Double
  /// The number of values, N.
  public let count: Int
}

/// Kruskal and Wallis's rank test for tiny groups, where χ² is a poor approximation.
///
/// All N!/Πnᵢ! ways to deal out the mid-ranks that were seen are counted, value by value, over how many each group has and
/// what its ranks sum to. H is compared in whole numbers, so that equal H are equal.
/// - Parameters:
///   - groups: k ≥ 2 groups, none empty.
///   - workLimit: the most states to follow; the default takes a few seconds and reaches three groups of about 10.
/// - Throws: `tooMuchWork` beyond the limit, otherwise as `kruskalWallis`.
/// - Note: Kruskal & Wallis (1952), doi:10.2307/2280779. Reference values: `Fixtures/ranks/kruskal-wallis.json`.
public func kruskalWallisExact(
  _ groups: GroupedTabulation, workLimit: Int = 3_000_000
) throws(StatisticsError) -> KruskalWallisExact {
  let distribution = try KruskalWallisDistribution(
    sizes: groups.groupCounts, tieCounts: groups.totals, workLimit: workLimit)
  let chi = try kruskalWallis(groups)
  let doubled = centredRanks(groups.totals).map { Int(2 * $0) }
  let sums = groups.counts.map { row in zip(row, doubled).reduce(0) { $0 + $1.0 * $1.1 } }
  return KruskalWallisExact(
    statistic: chi.statistic, degreesOfFreedom: chi.degreesOfFreedom, pValue: distribution.upper(of: sums),
    count: chi.count)
}
