/// Wilcoxon's sum V of the positive ranks when every sign is as likely as its opposite: exact, without ties.
///
/// The number of sign patterns with V = v is that of the subsets of 1…n with sum v.
/// - Note: Wilcoxon (1945), doi:10.2307/3001968. Reference values: `Fixtures/distributions/grids/signedRank.txt`.
public struct SignedRankDistribution: CountedDistribution, Hashable {
  /// n, from 1 to 1,000.
  public let count: Int
  let tails: CountedTails

  /// - Throws: `tooFewValues` below 1, `tooMuchWork` above 1,000.
  public init(count: Int) throws(StatisticsError) {
    guard count >= 1 else { throw .tooFewValues(count) }
    guard count <= 1000 else { throw tooManyRanks }
    self.count = count
    tails = CountedTails(first: 0, counts: signCounts(Array(1...count)))
  }
}

/// Twice Wilcoxon's sum V when sizes are tied: exact over all signs of the mid-ranks that were seen.
/// - Note: Reference values: `Fixtures/distributions/grids/tiedSignedRank.txt`.
public struct TiedSignedRankDistribution: CountedDistribution, Hashable {
  /// How often each distinct size occurs, in ascending order.
  public let tieCounts: [Int]
  let tails: CountedTails

  /// - Parameter tieCounts: 1 or more each; together n, from 1 to 1,000.
  /// - Throws: `tooFewValues`, `outOfDomain`, `tooMuchWork` above 1,000.
  public init(tieCounts: [Int]) throws(StatisticsError) {
    guard try checkedTies(tieCounts) >= 1 else { throw .tooFewValues(0) }
    self.tieCounts = tieCounts
    tails = CountedTails(first: 0, counts: signCounts(doubledRanks(tieCounts)))
  }
}

/// How many subsets have each sum, from 0 on.
private func signCounts(_ scores: [Int]) -> [Double] {
  let total = scores.reduce(0, +)
  let half = total / 2
  // Up to the middle; the complement of a subset mirrors it.
  var counts = [Double](repeating: 0, count: half + 1)
  counts[0] = 1
  var largest = 0
  for score in scores {
    largest = min(half, largest + score)
    guard score <= largest else { continue }
    for sum in stride(from: largest, through: score, by: -1) { counts[sum] += counts[sum - score] }
  }
  return counts + counts.dropLast(total % 2 == 0 ? 1 : 0).reversed()
}
