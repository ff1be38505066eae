/// Whether values lie around a point, by the signed ranks of their distances.
public struct WilcoxonSignedRank: Sendable, Equatable {
  /// V: the sum of the ranks of the distances above the point, mid-ranks for ties.
  public let statistic: Double
  /// Two-sided.
  public let pValue: Double
  /// Whether the p-value counts all signs; otherwise it is normal, corrected for ties and continuity.
  public let isExact: Bool
  /// The pseudomedian: the median of the means of all pairs, in the unit of the values.
  public let location: Interval
  /// The values that differ from the point; the others are left out.
  public let count: Int
}

/// Wilcoxon's signed-rank test of one sample.
///
/// Values equal to the point are left out, as Wilcoxon did. p is the share of sign patterns of the (mid-)ranks in which V is
/// at least as far from n(n + 1)/4 as seen. The approximation is z = (|V − n(n + 1)/4| − ½)/√(n(n + 1)(2n + 1)/24 −
/// Σ(t³ − t)/48). The interval runs from the c-th smallest to the c-th largest of the n(n + 1)/2 means of pairs, c the
/// quantile of V without ties, or ⌊n(n + 1)/4 − z√(n(n + 1)(2n + 1)/24)⌋ where p is approximate.
/// - Parameters:
///   - values: n ≥ 1 of them differ from the point.
///   - point: the centre under the null hypothesis.
///   - confidence: of the interval, between 0 and 1. A sample too small for it gets its whole range.
///   - method: `.automatic` is exact up to n = 200.
/// - Throws: `tooFewValues`, `notFinite`, `zeroVariance` when no value differs from the point, `outOfDomain`, `tooMuchWork`.
/// - Note: Wilcoxon (1945), doi:10.2307/3001968; Hodges & Lehmann (1963), doi:10.1214/aoms/1177704172. Reference values:
///   `Fixtures/ranks`.
public func wilcoxonSignedRank(
  _ values: [Double], around point: Double = 0, confidence: Double = 0.95, method: RankTestMethod = .automatic
) throws(StatisticsError) -> WilcoxonSignedRank {
  try checkConfidence(confidence)
  guard !values.isEmpty else { throw .tooFewValues(0) }
  try checkFinite(values, "a value")
  try checkFinite([point], "the point to test")
  let distances = values.map { $0 - point }.filter { $0 != 0 }
  try checkFinite(distances, "the distance of a value from the point")
  guard !distances.isEmpty else { throw .zeroVariance }
  let n = distances.count
  guard n < 1 << 25 else { throw tooManyRanks }
  let sizes = try Tabulation(distances.map { abs($0) })
  let positive = try GroupedTabulation(
    groups: [distances.filter { $0 > 0 }, distances.filter { $0 < 0 }.map { -$0 }])
  // Centred ranks of the sizes; V less n(n + 1)/4 is half the difference of both signs' ranks.
  let ranks = centredRanks(sizes.counts).map { $0 + 0.5 * Double(n + 1) }
  let doubled = zip(positive.counts[0], ranks).reduce(0) { $0 + Int(2 * $1.1) * $1.0 }
  let hasTies = sizes.counts.contains { $0 > 1 }
  let exact = try exactly(method, ifAtMost: n, of: 200) { () throws(StatisticsError) in
    if hasTies {
      let distribution = try TiedSignedRankDistribution(tieCounts: sizes.counts)
      return distribution.atLeastAsFar(as: doubled, fromHalfOf: n * (n + 1))
    }
    return try SignedRankDistribution(count: n).atLeastAsFar(as: doubled / 2, fromHalfOf: n * (n + 1) / 2)
  }
  let size = Double(n)
  let middle = size * (size + 1) / 4
  let variance = size * (size + 1) * (2 * size + 1) / 24
  let tail = (1 - confidence) / 2
  let means = OrderedPairs(meansOf: distances)
  let (pValue, cut): (Double, Int)
  if let exact {
    pValue = exact
    cut = max(1, try SignedRankDistribution(count: n).quantile(tail))
  } else {
    let ties = sizes.counts.reduce(0) { $0 + Double($1) * (Double($1) * Double($1) - 1) }
    let distance = max(0, abs(0.5 * Double(doubled) - middle) - 0.5)
    pValue = twoSided(try Normal.standard.survival(distance / (variance - ties / 48).squareRoot()))
    let reach = try Normal.standard.upperQuantile(tail) * variance.squareRoot()
    cut = max(1, Int((middle - reach).rounded(.down)))
  }
  let location = Interval(
    estimate: means.median + point, lower: means.element(cut) + point,
    upper: means.element(means.count + 1 - cut) + point, confidence: confidence)
  try checkFinite([location.lower, location.estimate, location.upper], "the pseudomedian")
  return WilcoxonSignedRank(
    statistic: 0.5 * Double(doubled), pValue: pValue, isExact: exact != nil, location: location, count: n)
}

/// Wilcoxon's signed-rank test of pairs: of the differences first − second.
/// - Throws: `unequalLengths`, `notFinite`, otherwise as for one sample.
public func wilcoxonSignedRank(
  _ first: [Double], minus second: [Double], confidence: Double = 0.95, method: RankTestMethod = .automatic
) throws(StatisticsError) -> WilcoxonSignedRank {
  guard first.count == second.count else { throw .unequalLengths(first.count, second.count) }
  try checkFinite(first, "a value of the first column")
  try checkFinite(second, "a value of the second column")
  return try wilcoxonSignedRank(zip(first, second).map { $0 - $1 }, confidence: confidence, method: method)
}
