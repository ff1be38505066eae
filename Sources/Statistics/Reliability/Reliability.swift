/// How consistently the items of a scale measure one thing.
public struct Reliability: Sendable, Equatable {
  /// The number of people and of items.
  public let count, items: Int
  /// Cronbach's α, at most 1; negative when items disagree.
  public let alpha: Double
  /// Feldt's confidence interval of α.
  public let lower, upper: Double
  public let confidence: Double
  /// The correlation of each item with the sum of the others; nil when the item or that sum does not vary.
  public let itemRest: [Double?]
  /// α of the other items; nil when there is only one of them or their sum does not vary.
  public let alphaIfDeleted: [Double?]
  /// In the unit of the answers.
  public let itemMeans, itemSDs: [Double]
}

/// Internal consistency of a scale (Cronbach's alpha), with what each item adds to it.
///
/// α = k/(k − 1) · (1 − Σ item variance / total variance), variances with n − 1. The interval is Feldt's:
/// 1 − (1 − α)·F, F the two quantiles of the F distribution on n − 1 and (n − 1)(k − 1) degrees of freedom.
/// - Parameters:
///   - moments: of n ≥ 2 people and k ≥ 2 items, reversed items already turned round.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `tooFewItems`, `tooFewValues`, `zeroVariance` when all totals are equal, `notFinite`, `outOfDomain`.
/// - Note: Cronbach (1951), doi:10.1007/BF02310555; Feldt (1965), doi:10.1007/BF02289499. Reference values:
///   `Fixtures/reliability.json`.
public func reliability(_ moments: ItemMoments, confidence: Double = 0.95) throws(StatisticsError) -> Reliability {
  let k = moments.items
  guard k >= 2 else { throw .tooFewItems(k) }
  guard moments.count >= 2 else { throw .tooFewValues(moments.count) }
  let covariances = moments.covariances
  return try reliability(
    count: moments.count, means: moments.means, variances: (0..<k).map { covariances[$0][$0] },
    withTotal: covariances.map { $0.reduce(0, +) }, confidence: confidence)
}

/// The same from what each item shares with the scale's total, which is all it takes.
/// - Parameters:
///   - totals: of n ≥ 2 people and k ≥ 2 items, reversed items already turned round.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: as `reliability` from item moments, and `unequalLengths`.
public func reliability(_ totals: ItemTotals, confidence: Double = 0.95) throws(StatisticsError) -> Reliability {
  let k = totals.sums.count
  for other in [totals.squares.count, totals.withTotal.count] where other != k { throw .unequalLengths(k, other) }
  guard k >= 2 else { throw .tooFewItems(k) }
  guard totals.count >= 2 else { throw .tooFewValues(totals.count) }
  let n = Double(totals.count)
  let sum = totals.sums.reduce(0, +)
  let variances = zip(totals.sums, totals.squares).map { ($1 - $0 * ($0 / n)) / (n - 1) }
  let withTotal = zip(totals.sums, totals.withTotal).map { ($1 - $0 * (sum / n)) / (n - 1) }
  return try reliability(
    count: totals.count, means: totals.sums.map { $0 / n }, variances: variances, withTotal: withTotal,
    confidence: confidence)
}

/// - Parameter withTotal: each item's covariance with the sum of all items, itself included.
private func reliability(
  count: Int, means: [Double], variances raw: [Double], withTotal rowSums: [Double], confidence: Double
) throws(StatisticsError) -> Reliability {
  try checkConfidence(confidence)
  let k = raw.count
  let variances = raw.map { max(0, $0) }
  let total = rowSums.reduce(0, +)
  let itemTotal = variances.reduce(0, +)
  guard total.isFinite, itemTotal.isFinite else { throw .notFinite("a sum of cross-products") }
  guard let alpha = alpha(items: k, itemVariances: itemTotal, total: total, scale: itemTotal) else {
    throw .zeroVariance
  }
  var itemRest: [Double?] = []
  var alphaIfDeleted: [Double?] = []
  for i in 0..<k {
    let rest = total - 2 * rowSums[i] + variances[i]
    let varies = variances[i] > 0 && rest > 1e-12 * itemTotal
    let correlation = (rowSums[i] - variances[i]) / (variances[i].squareRoot() * rest.squareRoot())
    itemRest.append(varies && correlation.isFinite ? max(-1, min(1, correlation)) : nil)
    alphaIfDeleted.append(
      Statistics.alpha(items: k - 1, itemVariances: itemTotal - variances[i], total: rest, scale: itemTotal))
  }
  let n = Double(count - 1)
  let distribution = try FDistribution(numerator: n, denominator: n * Double(k - 1))
  let tail = (1 - confidence) / 2
  let lower = 1 - (1 - alpha) * (try distribution.upperQuantile(tail))
  let upper = 1 - (1 - alpha) * (try distribution.quantile(tail))
  guard lower.isFinite, upper.isFinite else { throw .notFinite("the interval of alpha") }
  return Reliability(
    count: count, items: k, alpha: alpha, lower: lower, upper: upper, confidence: confidence, itemRest: itemRest,
    alphaIfDeleted: alphaIfDeleted, itemMeans: means, itemSDs: variances.map { $0.squareRoot() })
}

/// The same from the answers themselves.
/// - Parameter cases: n × k answers, one row a person, no gaps; n, k ≥ 2; any common unit.
/// - Throws: as `reliability`, and `unequalLengths` for ragged rows.
public func cronbachAlpha(
  _ cases: [[Double]], confidence: Double = 0.95
) throws(StatisticsError) -> Reliability {
  var moments = ItemMoments(items: cases.first?.count ?? 0)
  for row in cases { try moments.add(row) }
  return try reliability(moments, confidence: confidence)
}

/// α from the sum of item variances and the variance of the total; nil where it does not exist.
/// A total that is below rounding against `scale` does not vary.
private func alpha(items: Int, itemVariances: Double, total: Double, scale: Double) -> Double? {
  guard items >= 2, total > 1e-12 * scale else { return nil }
  let k = Double(items)
  let alpha = k / (k - 1) * (1 - itemVariances / total)
  return alpha.isFinite ? alpha : nil
}
