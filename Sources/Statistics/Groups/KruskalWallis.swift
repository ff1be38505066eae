/// Groups compared by the ranks of their values.
public struct KruskalWallis: Sendable, Equatable {
  /// H, corrected for ties.
  public let statistic: Double
  /// k − 1.
  public let degreesOfFreedom: Int
  /// From the χ² approximation.
  public let pValue: Double
  /// The number of values, N.
  public let count: Int

  /// ε² = H(N + 1)/(N² − 1): the share of the ranks' variance that lies between the groups.
  public var epsilonSquared: Double { statistic / Double(count - 1) }
}

/// Kruskal and Wallis's rank test.
///
/// H = (N − 1) Σ nᵢ(r̄ᵢ − r̄)² / Σ(r − r̄)² over mid-ranks, which is the usual H with its correction for ties.
/// - Parameter groups: k ≥ 2 groups, none empty.
/// - Throws: `tooFewGroups`, `groupTooSmall` for an empty group, `zeroVariance` when all values are equal.
/// - Note: Kruskal & Wallis (1952), doi:10.2307/2280779. Reference values: `Fixtures/groups.json` (R's `kruskal.test`).
public func kruskalWallis(_ groups: GroupedTabulation) throws(StatisticsError) -> KruskalWallis {
  let ranks = try RankSums(groups)
  var between = 0.0
  for (sum, count) in zip(ranks.centredSums, groups.groupCounts) { between += sum * (sum / Double(count)) }
  let statistic = between / ranks.variance
  let freedom = groups.counts.count - 1
  return KruskalWallis(
    statistic: statistic, degreesOfFreedom: freedom,
    pValue: try ChiSquared(degreesOfFreedom: Double(freedom)).survival(statistic), count: groups.count)
}

/// What rank tests need: each group's sum of mid-ranks, taken from the middle rank, and the variance of all ranks.
struct RankSums {
  /// Σ(r − r̄) of each group; exact, because centred mid-ranks are halves.
  let centredSums: [Double]
  /// Σ(r − r̄)² / (N − 1), which is N(N + 1)/12 − Σ(t³ − t)/12(N − 1) for ties of t values.
  let variance: Double

  init(_ groups: GroupedTabulation) throws(StatisticsError) {
    try checkGroups(groups)
    let totals = groups.totals
    let ranks = centredRanks(totals)
    centredSums = groups.counts.map { row in zip(row, ranks).reduce(0) { $0 + Double($1.0) * $1.1 } }
    let squares = zip(totals, ranks).reduce(0) { $0 + Double($1.0) * $1.1 * $1.1 }
    guard squares > 0 else { throw .zeroVariance }
    variance = squares / Double(groups.count - 1)
  }
}

/// The mid-rank of each distinct value, minus the middle rank (N + 1)/2.
func centredRanks(_ counts: [Int]) -> [Double] {
  let total = counts.reduce(0, +)
  var below = 0
  return counts.map { count in
    defer { below += count }
    // Rank below + (count + 1)/2 minus (total + 1)/2, doubled to stay whole.
    return 0.5 * Double(2 * below + count - total)
  }
}
