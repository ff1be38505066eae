/// Two of several groups compared by mean rank.
public struct RankComparison: Sendable, Equatable {
  /// The groups' 0-based indices, first < second.
  public let first, second: Int
  /// Mean rank of the second group − mean rank of the first, over the ranks of all groups together.
  public let difference: Double
  public let standardError: Double
  /// Two-sided, for this pair alone.
  public let pValue: Double
  /// Adjusted for comparing every pair.
  public let adjustedPValue: Double

  /// z = difference / standard error.
  public var statistic: Double { difference / standardError }
}

/// Dunn's comparison of every pair of groups, to follow `kruskalWallis`.
///
/// z = (r̄ⱼ − r̄ᵢ) / √(S²(1/nᵢ + 1/nⱼ)), S² the variance of all mid-ranks (so corrected for ties); two-sided normal p.
/// - Parameters:
///   - groups: k ≥ 2 groups, none empty.
///   - adjustment: for the k(k − 1)/2 comparisons.
/// - Returns: the comparisons 0–1, 0–2, …, 1–2, ….
/// - Throws: as `kruskalWallis`.
/// - Note: Dunn (1964), doi:10.1080/00401706.1964.10490181. Reference values: `Fixtures/groups.json` (base R formulas).
public func dunn(
  _ groups: GroupedTabulation, adjustment: PValueAdjustment = .holm
) throws(StatisticsError) -> [RankComparison] {
  let ranks = try RankSums(groups)
  let means = zip(ranks.centredSums, groups.groupCounts).map { $0 / Double($1) }
  var pairs: [(first: Int, second: Int, error: Double, pValue: Double)] = []
  for first in means.indices {
    for second in means.indices where second > first {
      let sizes = 1 / Double(groups.groupCounts[first]) + 1 / Double(groups.groupCounts[second])
      let error = (ranks.variance * sizes).squareRoot()
      let z = abs(means[second] - means[first]) / error
      pairs.append((first, second, error, twoSided(try Normal.standard.survival(z))))
    }
  }
  let adjusted = try adjust(pairs.map(\.pValue), by: adjustment)
  return zip(pairs, adjusted).map { pair, adjustedPValue in
    RankComparison(
      first: pair.first, second: pair.second, difference: means[pair.second] - means[pair.first],
      standardError: pair.error, pValue: pair.pValue, adjustedPValue: adjustedPValue)
  }
}

/// Twice the smaller tail, at most 1.
func twoSided(_ tail: Double) -> Double { min(1, 2 * tail) }
