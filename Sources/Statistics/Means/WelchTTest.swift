/// Welch's t-test for two independent groups whose variances may differ, from their moments.
///
/// t = (x̄₁ − x̄₂)/√(s₁²/n₁ + s₂²/n₂) on (s₁²/n₁ + s₂²/n₂)² / Σ[(s²/n)²/(n − 1)] degrees of freedom.
/// - Parameters:
///   - a, b: in one unit; at least two values each, and at least one of the groups varies.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `groupTooSmall`, `zeroVariance`, `notFinite`, `outOfDomain` for the confidence.
/// - Note: Welch (1947), doi:10.1093/biomet/34.1-2.28. Reference values: `Fixtures/means.json` (R's `t.test`).
public func welchTTest(
  _ a: Moments, _ b: Moments, confidence: Double = 0.95
) throws(StatisticsError) -> TTest {
  try checkGroups([a, b], needing: 2)
  let first = (a.variance ?? 0) / Double(a.count)
  let second = (b.variance ?? 0) / Double(b.count)
  guard max(first, second) > 0 else { throw .zeroVariance }
  return try TTest(
    difference: (a.preciseMean - b.preciseMean).value, standardError: (first + second).squareRoot(),
    degreesOfFreedom: welchFreedom(first, a.count, second, b.count), confidence: confidence)
}

/// The same from the values themselves.
public func welchTTest(
  _ a: [Double], _ b: [Double], confidence: Double = 0.95
) throws(StatisticsError) -> TTest {
  try welchTTest(Moments(a), Moments(b), confidence: confidence)
}
