/// A mean change of the same people in units of their standard deviation beforehand, corrected for small samples.
///
/// g = J(n − 1)·(x̄after − x̄before)/s_before, J as in `hedgesG`. The interval is g ± z·√v with the large-sample variance
/// v = 2(1 − r)/n + g²/2n, r Pearson's correlation of both measurements.
/// - Parameters:
///   - before, after: n ≥ 3 values each, in one unit; the i-th of both is one person's.
///   - confidence: of the interval, between 0 and 1.
/// - Returns: unitless, positive when the mean rose.
/// - Throws: `unequalLengths`, `tooFewValues`, `notFinite`, `outOfDomain` for the confidence; `zeroVariance` when either
///   measurement does not vary.
/// - Note: Becker (1988), doi:10.1111/j.2044-8317.1988.tb00901.x; the variance as R's `metafor::escalc` (measure "SMCR",
///   vtype "LS"). Reference values: `Tests/EndToEnd/Fixtures/compare.json` (base R formula).
public func standardisedMeanChange(
  before: [Double], after: [Double], confidence: Double = 0.95
) throws(StatisticsError) -> Interval {
  try checkConfidence(confidence)
  let correlation = try pearson(before, after).estimate
  let (first, second) = (Moments(before), Moments(after))
  guard let spread = first.standardDeviation, spread > 0 else { throw .zeroVariance }
  let n = Double(before.count)
  let g = smallSampleCorrection(n - 1) * (second.preciseMean - first.preciseMean).value / spread
  let variance = 2 * (1 - correlation) / n + g * g / (2 * n)
  let half = try Normal.standard.upperQuantile((1 - confidence) / 2) * variance.squareRoot()
  guard g.isFinite, half.isFinite else { throw .zeroVariance }
  return Interval(estimate: g, lower: g - half, upper: g + half, confidence: confidence)
}
