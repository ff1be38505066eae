/// Mann and Whitney's U of two samples from one continuous distribution: exact, without ties.
///
/// U counts the pairs in which the first sample's value is the larger. The number of arrangements with U = u is that of the
/// partitions of u into at most m parts of at most n, by c(m, n, u) = c(m, n − 1, u) + c(m − 1, n, u − n): sums of positive
/// terms only.
/// - Note: Mann & Whitney (1947), doi:10.1214/aoms/1177730491. Reference values:
///   `Fixtures/distributions/grids/rankSum.txt`.
public struct RankSumDistribution: CountedDistribution, Hashable {
  /// m, the size of the first sample.
  public let first: Int
  /// n, the size of the second.
  public let second: Int
  let tails: CountedTails

  /// - Parameters:
  ///   - first: m ≥ 1.
  ///   - second: n ≥ 1; m·n at most 40,000 and m + n at most 1,000.
  /// - Throws: `tooFewValues`, or `tooMuchWork` for larger samples.
  public init(first: Int, second: Int) throws(StatisticsError) {
    guard min(first, second) >= 1 else { throw .tooFewValues(min(first, second)) }
    guard max(first, second) <= 1000, first + second <= 1000, first * second <= 40_000 else { throw tooManyRanks }
    self.first = first
    self.second = second
    tails = CountedTails(first: 0, counts: Self.counts(min(first, second), max(first, second)))
  }

  private static func counts(_ m: Int, _ n: Int) -> [Double] {
    let half = m * n / 2
    let width = half + 1
    // Row i holds c(i, j, ·) up to the middle; the rest mirrors it.
    var rows = [Double](repeating: 0, count: (m + 1) * width)
    for i in 0...m { rows[i * width] = 1 }
    for j in 1...n {
      for i in 1...m {
        let (row, above) = (i * width, (i - 1) * width)
        let top = min(half, i * j)
        guard j <= top else { continue }
        for u in j...top { rows[row + u] += rows[above + u - j] }
      }
    }
    let lower = rows[(m * width)...]
    return Array(lower) + lower.dropLast(m * n % 2 == 0 ? 1 : 0).reversed()
  }
}

/// Twice Mann and Whitney's U when values are tied: exact over all ways to share out the mid-ranks that were seen.
///
/// U counts tied pairs as halves, so 2U is whole. The number of ways is counted rank by rank, over how many are taken and
/// their sum.
/// - Note: Lehmann (1975), *Nonparametrics*, §1.4. Reference values: `Fixtures/distributions/grids/tiedRankSum.txt`.
public struct TiedRankSumDistribution: CountedDistribution, Hashable {
  /// How often each distinct value occurs in both samples together, in ascending order of the values.
  public let tieCounts: [Int]
  /// m, the size of the first sample.
  public let first: Int
  let tails: CountedTails

  /// - Parameters:
  ///   - tieCounts: 1 or more each; together m + n, at most 1,000.
  ///   - first: m, from 1 to one less than all.
  /// - Throws: `outOfDomain`, `tooFewValues`, or `tooMuchWork` for samples much above 100.
  public init(tieCounts: [Int], first: Int) throws(StatisticsError) {
    let total = try checkedTies(tieCounts)
    guard first >= 1, first < total else { throw .tooFewValues(min(max(first, 0), max(total - first, 0))) }
    self.tieCounts = tieCounts
    self.first = first
    // The smaller sample is counted; the other's sum is what it leaves.
    let taken = min(first, total - first)
    // Twice the mid-rank less twice the smallest rank of all, so that small sums stay small.
    let scores = doubledRanks(tieCounts).map { $0 - 2 }
    let (lowest, counts) = try subsetSums(scores, taking: taken)
    // Σ(rank − 1) less the smallest possible Σ(0…m − 1), doubled.
    let start = lowest - taken * (taken - 1)
    if taken == first {
      tails = CountedTails(first: start, counts: counts)
    } else {
      tails = CountedTails(
        first: 2 * first * (total - first) - (start + counts.count - 1), counts: counts.reversed())
    }
  }
}

let tooManyRanks = StatisticsError.tooMuchWork(
  "an exact rank test of so many values", instead: "the normal approximation")

/// The number of values behind tie counts.
func checkedTies(_ counts: [Int]) throws(StatisticsError) -> Int {
  var total = 0
  for count in counts {
    guard count >= 1 else { throw .outOfDomain("a value occurs once or more, not \(count) times") }
    guard count <= 1000, total + count <= 1000 else { throw tooManyRanks }
    total += count
  }
  return total
}

/// Twice the mid-rank of every value, ascending.
func doubledRanks(_ tieCounts: [Int]) -> [Int] {
  var below = 0
  return tieCounts.flatMap { count in
    defer { below += count }
    return [Int](repeating: 2 * below + count + 1, count: count)
  }
}

/// How many subsets of a size have each sum, from the least sum on.
private func subsetSums(_ scores: [Int], taking size: Int) throws(StatisticsError) -> (lowest: Int, counts: [Double]) {
  let ascending = scores.sorted()
  let base = ascending.first ?? 0
  let shifted = ascending.map { $0 - base }
  let lowest = shifted.prefix(size).reduce(0, +)
  let highest = shifted.suffix(size).reduce(0, +)
  let width = highest + 1
  guard shifted.count * size * width <= 2_000_000_000, (size + 1) * width <= 50_000_000 else { throw tooManyRanks }
  var rows = [Double](repeating: 0, count: (size + 1) * width)
  rows[0] = 1
  var largest = 0
  for (index, score) in shifted.enumerated() {
    largest = min(highest, largest + score)
    for taken in stride(from: min(size, index + 1), through: 1, by: -1) {
      let (row, above) = (taken * width, (taken - 1) * width)
      guard score <= largest else { continue }
      for sum in score...largest { rows[row + sum] += rows[above + sum - score] }
    }
  }
  return (lowest + size * base, Array(rows[(size * width + lowest)...(size * width + highest)]))
}
