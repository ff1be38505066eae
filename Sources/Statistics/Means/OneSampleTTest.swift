/// Whether a mean differs from a fixed value, from the moments.
///
/// t = (x̄ − μ)/(s/√n) on n − 1 degrees of freedom; `difference` and the interval are of x̄ − μ.
/// - Parameters:
///   - values: at least two, not all equal.
///   - mean: μ, in the same unit.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `tooFewValues`, `zeroVariance`, `notFinite`, `outOfDomain` for the confidence.
/// - Note: Student (1908), doi:10.1093/biomet/6.1.1. Reference values: `Fixtures/means.json` (R's `t.test`).
public func oneSampleTTest(
  _ values: Moments, mean: Double = 0, confidence: Double = 0.95
) throws(StatisticsError) -> TTest {
  guard values.isFinite else { throw .notFinite("a value") }
  guard mean.isFinite else { throw .notFinite("the fixed mean") }
  guard let error = values.standardError else { throw .tooFewValues(values.count) }
  return try TTest(
    difference: (values.preciseMean - mean).value, standardError: error, degreesOfFreedom: Double(values.count - 1),
    confidence: confidence)
}

/// The same from the values themselves.
public func oneSampleTTest(
  _ values: [Double], mean: Double = 0, confidence: Double = 0.95
) throws(StatisticsError) -> TTest {
  try oneSampleTTest(Moments(values), mean: mean, confidence: confidence)
}
