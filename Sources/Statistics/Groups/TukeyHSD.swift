/// Every pair of groups compared, with the variances taken as equal (Tukey's HSD; Tukey–Kramer for unequal sizes).
///
/// SE = √(MS within · (1/nᵢ + 1/nⱼ)), q = √2·|x̄ⱼ − x̄ᵢ|/SE against the studentized range of k groups on N − k degrees of
/// freedom; the intervals cover together with the given confidence.
/// - Parameters:
///   - groups: k ≥ 2 groups in one unit, none empty; a group of one takes part with the others' variance.
///   - confidence: between 0 and 1.
/// - Returns: k(k − 1)/2 comparisons: 0–1, 0–2, …, 1–2, ….
/// - Throws: as `oneWayANOVA`, and `outOfDomain` for the confidence.
/// - Note: Tukey (1953); Kramer (1956), doi:10.2307/3001469. Reference values: `Fixtures/pairs.json`
///   (quadrature at 50 digits, with R's `TukeyHSD` beside it, which is off by up to 3e-6).
public func tukeyHSD(
  _ groups: [Moments], confidence: Double = 0.95
) throws(StatisticsError) -> [PairwiseComparison] {
  try checkConfidence(confidence)
  let variance = try oneWayANOVA(groups)
  let freedom = Double(variance.degreesOfFreedomWithin)
  let range = try StudentizedRange(groups: groups.count, degreesOfFreedom: freedom)
  let critical = try range.quantile(confidence)
  return try comparePairs(groups) { (first, second) throws(StatisticsError) in
    let error =
      (variance.meanSquareWithin * (1 / Double(groups[first].count) + 1 / Double(groups[second].count))).squareRoot()
    return (error, freedom, range, critical)
  }
}

/// Standard error, degrees of freedom, studentized range and its critical value for one pair of groups.
typealias PairScale = (error: Double, freedom: Double, range: StudentizedRange, critical: Double)

/// Compares every pair on the studentized range that `scale` gives for it.
func comparePairs(
  _ groups: [Moments], scale: (_ first: Int, _ second: Int) throws(StatisticsError) -> PairScale
) throws(StatisticsError) -> [PairwiseComparison] {
  var result: [PairwiseComparison] = []
  for first in groups.indices {
    for second in groups.indices where second > first {
      let (error, freedom, range, critical) = try scale(first, second)
      let difference = (groups[second].preciseMean - groups[first].preciseMean).value
      let statistic = 2.0.squareRoot() * abs(difference) / error
      guard statistic.isFinite, error.isFinite else { throw .notFinite("a difference of means") }
      let half = critical * error / 2.0.squareRoot()
      result.append(
        PairwiseComparison(
          first: first, second: second, difference: difference, standardError: error, degreesOfFreedom: freedom,
          statistic: statistic, pValue: try range.survival(statistic), lower: difference - half,
          upper: difference + half))
    }
  }
  return result
}
