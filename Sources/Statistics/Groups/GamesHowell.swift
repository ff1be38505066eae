/// Every pair of groups compared, with variances that may differ (Games and Howell).
///
/// SE = √(sᵢ²/nᵢ + sⱼ²/nⱼ), q = √2·|x̄ⱼ − x̄ᵢ|/SE against the studentized range of k groups on Welch's degrees of freedom
/// SE⁴ / Σ[(s²/n)²/(n − 1)].
/// - Parameters:
///   - groups: k ≥ 2 groups in one unit, each with at least two values that are not all equal.
///   - confidence: between 0 and 1.
/// - Returns: k(k − 1)/2 comparisons: 0–1, 0–2, …, 1–2, ….
/// - Throws: `tooFewGroups`, `groupTooSmall`, `groupWithoutVariance` (each with the group's index), `outOfDomain`.
/// - Note: Games & Howell (1976), doi:10.3102/10769986001002113. Reference values: `Fixtures/pairs.json`.
public func gamesHowell(
  _ groups: [Moments], confidence: Double = 0.95
) throws(StatisticsError) -> [PairwiseComparison] {
  try checkConfidence(confidence)
  try checkGroups(groups, needing: 2)
  let errors = try squaredErrors(groups)
  return try comparePairs(groups) { (first, second) throws(StatisticsError) in
    let freedom = welchFreedom(errors[first], groups[first].count, errors[second], groups[second].count)
    let range = try StudentizedRange(groups: groups.count, degreesOfFreedom: freedom)
    return ((errors[first] + errors[second]).squareRoot(), freedom, range, try range.quantile(confidence))
  }
}

/// Welch's and Satterthwaite's degrees of freedom for two squared standard errors.
func welchFreedom(_ a: Double, _ countA: Int, _ b: Double, _ countB: Int) -> Double {
  // As shares of the larger, so that neither square leaves the range of a double.
  let largest = max(a, b)
  let (x, y) = (a / largest, b / largest)
  return (x + y) * (x + y) / (x * x / Double(countA - 1) + y * y / Double(countB - 1))
}
