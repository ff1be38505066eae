/// Student's t-test for two independent groups whose variances are taken as equal, from their moments.
///
/// t = (x̄₁ − x̄₂)/√(s²(1/n₁ + 1/n₂)), s² the pooled variance, on n₁ + n₂ − 2 degrees of freedom.
/// - Parameters:
///   - a, b: in one unit; at least one value each and three together.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `groupTooSmall` for an empty group, `tooFewValues` below three in all, `zeroVariance`, `notFinite`,
///   `outOfDomain` for the confidence.
/// - Note: Student (1908), doi:10.1093/biomet/6.1.1. Reference values: `Fixtures/means.json` (R's `t.test`).
public func studentTTest(
  _ a: Moments, _ b: Moments, confidence: Double = 0.95
) throws(StatisticsError) -> TTest {
  try checkGroups([a, b], needing: 1)
  guard a.count + b.count > 2 else { throw .tooFewValues(a.count + b.count) }
  let freedom = Double(a.count + b.count - 2)
  let pooled = ((a.preciseSquares + b.preciseSquares) / freedom).value
  return try TTest(
    difference: (a.preciseMean - b.preciseMean).value,
    standardError: (pooled * (1 / Double(a.count) + 1 / Double(b.count))).squareRoot(),
    degreesOfFreedom: freedom, confidence: confidence)
}

/// The same from the values themselves.
public func studentTTest(
  _ a: [Double], _ b: [Double], confidence: Double = 0.95
) throws(StatisticsError) -> TTest {
  try studentTTest(Moments(a), Moments(b), confidence: confidence)
}
