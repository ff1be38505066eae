/// Two samples compared by the ranks of their values.
public struct WilcoxonRankSum: Sendable, Equatable {
  /// Mann and Whitney's U: the pairs in which the first sample's value is the larger, ties as halves. R calls it W.
  public let statistic: Double
  /// Two-sided.
  public let pValue: Double
  /// Whether the p-value counts all arrangements; otherwise it is normal, corrected for ties and continuity.
  public let isExact: Bool
  /// Hodges and Lehmann's estimate of how far the first sample lies above the second, in the unit of the values.
  public let shift: Interval
  /// The sizes of the samples.
  public let first, second: Int

  /// The chance that a value of the first sample exceeds one of the second, ties as halves.
  public var superiority: Double { statistic / Double(first * second) }
}

/// Wilcoxon's rank-sum test, which is Mann and Whitney's.
///
/// p is the share of arrangements of the (mid-)ranks in which U is at least as far from mn/2 as seen. The approximation is
/// z = (|U − mn/2| − ½)/√V with V = mn/12 · (N + 1 − Σ(t³ − t)/(N(N − 1))). The shift is the median of all mn differences;
/// its interval runs from the c-th smallest to the c-th largest of them, c the quantile of U without ties (which with ties
/// makes it a little wide), or ⌊mn/2 − z√(mn(N + 1)/12)⌋ where p is approximate.
/// - Parameters:
///   - a, b: m, n ≥ 1 values each, in one unit.
///   - confidence: of the interval, between 0 and 1. Samples too small for it get the whole range of differences.
///   - method: `.automatic` is exact for m·n up to 2,500, with ties up to 1,600, and 1,000 values in all.
/// - Throws: `groupTooSmall`, `notFinite`, `zeroVariance` when all values are equal, `outOfDomain`, `tooMuchWork`.
/// - Note: Wilcoxon (1945), doi:10.2307/3001968; Mann & Whitney (1947), doi:10.1214/aoms/1177730491; Hodges & Lehmann
///   (1963), doi:10.1214/aoms/1177704172. Reference values: `Fixtures/ranks`.
public func wilcoxonRankSum(
  _ a: [Double], _ b: [Double], confidence: Double = 0.95, method: RankTestMethod = .automatic
) throws(StatisticsError) -> WilcoxonRankSum {
  try checkConfidence(confidence)
  for (index, sample) in [a, b].enumerated() {
    guard !sample.isEmpty else { throw .groupTooSmall(group: index, count: 0, needed: 1) }
    try checkFinite(sample, "a value of group \(index + 1)")
  }
  let (m, n) = (a.count, b.count)
  guard m < 1 << 25, n < 1 << 25 else { throw tooManyRanks }
  let groups = try GroupedTabulation(groups: [a, b])
  guard groups.values.count > 1 else { throw .zeroVariance }
  let width = (groups.values.last ?? 0) - (groups.values.first ?? 0)
  guard width.isFinite else { throw .notFinite("a difference of values") }
  let totals = groups.totals
  let hasTies = totals.contains { $0 > 1 }
  // Twice U, whole also with ties: what the doubled centred ranks of the first sample sum to, and mn.
  let ranks = centredRanks(totals)
  let centred = zip(groups.counts[0], ranks).reduce(0) { $0 + Double($1.0) * $1.1 }
  let doubled = Int(2 * centred) + m * n
  // Beyond 1,000 values nothing is counted, however small one sample is.
  let work = m + n > 1000 ? Int.max : m * n
  let exact = try exactly(method, ifAtMost: work, of: hasTies ? 1600 : 2500) { () throws(StatisticsError) in
    if hasTies {
      return try TiedRankSumDistribution(tieCounts: totals, first: m).atLeastAsFar(as: doubled, fromHalfOf: 2 * m * n)
    }
    return try RankSumDistribution(first: m, second: n).atLeastAsFar(as: doubled / 2, fromHalfOf: m * n)
  }
  let pValue: Double
  if let exact {
    pValue = exact
  } else {
    pValue = try normalRankSumPValue(abs(centred), m: Double(m), n: Double(n), totals)
  }
  let differences = OrderedPairs(differencesOf: a, and: b)
  let tail = (1 - confidence) / 2
  let cut: Int
  if exact != nil, let distribution = try? RankSumDistribution(first: m, second: n) {
    cut = max(1, try distribution.quantile(tail))
  } else {
    let (m, n) = (Double(m), Double(n))
    let deviation = (m * n * (m + n + 1) / 12).squareRoot()
    cut = max(1, Int((m * n / 2 - (try Normal.standard.upperQuantile(tail)) * deviation).rounded(.down)))
  }
  let shift = Interval(
    estimate: differences.median, lower: differences.element(cut),
    upper: differences.element(differences.count + 1 - cut), confidence: confidence)
  return WilcoxonRankSum(
    statistic: 0.5 * Double(doubled), pValue: pValue, isExact: exact != nil, shift: shift, first: m, second: n)
}

private func normalRankSumPValue(
  _ distance: Double, m: Double, n: Double, _ totals: [Int]
) throws(StatisticsError) -> Double {
  let total = m + n
  let ties = totals.reduce(0) { $0 + Double($1) * (Double($1) * Double($1) - 1) }
  let variance = m * n / 12 * (total + 1 - ties / (total * (total - 1)))
  guard variance > 0 else { throw .zeroVariance }
  return twoSided(try Normal.standard.survival(max(0, distance - 0.5) / variance.squareRoot()))
}
