/// Whether a difference of means lies within bounds that were set beforehand.
public struct EquivalenceTest: Sendable, Equatable {
  /// Against no difference, with an interval of confidence 1 − 2α.
  public let comparison: TTest
  /// Of the test that the difference is above the lower bound.
  public let pValueAboveLower: Double
  /// Of the test that the difference is below the upper bound.
  public let pValueBelowUpper: Double
  public let significance: Double

  /// The larger of both.
  public var pValue: Double { max(pValueAboveLower, pValueBelowUpper) }

  /// p ≤ α: the same as the interval of confidence 1 − 2α within the bounds.
  public var isEquivalent: Bool { pValue <= significance }
}

/// Two one-sided tests (TOST) of a difference of means between two independent groups.
///
/// t = (x̄₁ − x̄₂ − Δ)/SE against each bound Δ, by Welch's error and degrees of freedom or those of equal variances.
/// - Parameters:
///   - a, b: two values or more each.
///   - lower, upper: the bounds of x̄₁ − x̄₂ that would not matter, in the unit of the values.
///   - equalVariances: Student's test instead of Welch's.
///   - significance: α of each test, below ½.
/// - Throws: as `welchTTest`; `outOfDomain` unless lower < upper, and for α.
/// - Note: Schuirmann (1987), doi:10.1007/BF01068419. Reference values: `Fixtures/trials/equivalence.json` (R's `t.test`).
public func equivalenceTest(
  _ a: Moments, _ b: Moments, lower: Double, upper: Double, equalVariances: Bool = false, significance: Double = 0.05
) throws(StatisticsError) -> EquivalenceTest {
  guard lower.isFinite, upper.isFinite else { throw .notFinite("a bound") }
  guard lower < upper else { throw .outOfDomain("the bounds \(lower) and \(upper) leave nothing between them") }
  let test = try comparison(a, b, equalVariances, significance)
  return EquivalenceTest(
    comparison: test, pValueAboveLower: try oneSided(test, above: lower),
    pValueBelowUpper: try oneSided(test, below: upper), significance: significance)
}

/// Whether a mean is not worse than another by a margin or more.
public struct NonInferiorityTest: Sendable, Equatable {
  /// Against no difference, with an interval of confidence 1 − 2α, of which the lower end counts.
  public let comparison: TTest
  /// Of the test that the difference is above −margin.
  public let pValue: Double
  public let significance: Double

  public var isNonInferior: Bool { pValue <= significance }
}

/// One-sided test that x̄₁ − x̄₂ lies above −margin; larger values are better.
/// - Parameters:
///   - margin: above 0, in the unit of the values.
///   - significance: α of the one-sided test, below ½; 0.025 is usual.
/// - Throws: as `equivalenceTest`.
/// - Note: Piaggio and others (2012), doi:10.1001/jama.2012.87802. Reference values: `Fixtures/trials/equivalence.json` (R's `t.test`).
public func nonInferiorityTest(
  _ a: Moments, _ b: Moments, margin: Double, equalVariances: Bool = false, significance: Double = 0.025
) throws(StatisticsError) -> NonInferiorityTest {
  guard margin.isFinite else { throw .notFinite("the margin") }
  guard margin > 0 else { throw .outOfDomain("a margin lies above 0, but this one is \(margin)") }
  let test = try comparison(a, b, equalVariances, significance)
  return NonInferiorityTest(
    comparison: test, pValue: try oneSided(test, above: -margin), significance: significance)
}

private func comparison(
  _ a: Moments, _ b: Moments, _ equalVariances: Bool, _ significance: Double
) throws(StatisticsError) -> TTest {
  try checkOneSided(significance)
  return equalVariances
    ? try studentTTest(a, b, confidence: 1 - 2 * significance)
    : try welchTTest(a, b, confidence: 1 - 2 * significance)
}

/// Holds the level of a one-sided test to below ½, so that an interval of confidence 1 − 2α goes with it.
func checkOneSided(_ significance: Double) throws(StatisticsError) {
  try checkSignificance(significance)
  guard significance < 0.5 else {
    throw .outOfDomain("a one-sided level of significance lies below ½, but this one is \(significance)")
  }
}

private func oneSided(_ test: TTest, above bound: Double) throws(StatisticsError) -> Double {
  try StudentT(degreesOfFreedom: test.degreesOfFreedom).survival((test.difference - bound) / test.standardError)
}

private func oneSided(_ test: TTest, below bound: Double) throws(StatisticsError) -> Double {
  try StudentT(degreesOfFreedom: test.degreesOfFreedom).cumulative((test.difference - bound) / test.standardError)
}
