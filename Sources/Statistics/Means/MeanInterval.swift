/// The mean with its confidence interval.
///
/// x̄ ± t·s/√n, t the (1 + confidence)/2 quantile of Student's distribution on n − 1 degrees of freedom.
/// - Parameters:
///   - moments: of at least two values; equal values give an interval of no width.
///   - confidence: between 0 and 1.
/// - Throws: `tooFewValues`, `notFinite`, `outOfDomain` for the confidence.
/// - Note: Reference values: `Fixtures/means.json` (R's `t.test`).
public func meanInterval(_ moments: Moments, confidence: Double = 0.95) throws(StatisticsError) -> Interval {
  try checkConfidence(confidence)
  guard moments.isFinite else { throw .notFinite("a value") }
  guard let error = moments.standardError else { throw .tooFewValues(moments.count) }
  let half = try StudentT(degreesOfFreedom: Double(moments.count - 1)).upperQuantile((1 - confidence) / 2) * error
  guard half.isFinite else { throw .notFinite("the interval's width") }
  return Interval(
    estimate: moments.mean, lower: moments.mean - half, upper: moments.mean + half, confidence: confidence)
}
