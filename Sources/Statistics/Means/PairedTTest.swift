/// Student's t-test for two measurements of the same people.
///
/// The one-sample test of the differences aᵢ − bᵢ against 0, on n − 1 degrees of freedom.
/// - Parameters:
///   - a, b: n ≥ 2 values each, in one unit; the i-th of both is one person's.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `unequalLengths`, `tooFewValues`, `notFinite`, `outOfDomain` for the confidence; `zeroVariance` when all
///   differences are equal, or as equal as decimals read as doubles can be.
/// - Note: Student (1908), doi:10.1093/biomet/6.1.1. Reference values: `Fixtures/means.json` (R's `t.test`).
public func pairedTTest(
  _ a: [Double], _ b: [Double], confidence: Double = 0.95
) throws(StatisticsError) -> TTest {
  // 0.3 − 0.1 and 1.3 − 1.1 differ by rounding alone; a spread that small is none.
  try pairedTTest(
    a.map { DecimalNumber($0) }, b.map { DecimalNumber($0) }, confidence: confidence, rounding: 4 * Double.ulpOfOne)
}

/// The same of numbers as they are written.
public func pairedTTest(
  _ a: [DecimalNumber], _ b: [DecimalNumber], confidence: Double = 0.95
) throws(StatisticsError) -> TTest {
  try pairedTTest(a, b, confidence: confidence, rounding: 0x1p-100)
}

/// - Parameter rounding: of the largest value; a spread no larger is none.
private func pairedTTest(
  _ a: [DecimalNumber], _ b: [DecimalNumber], confidence: Double, rounding: Double
) throws(StatisticsError) -> TTest {
  guard a.count == b.count else { throw .unequalLengths(a.count, b.count) }
  try checkFinite(a.map(\.value), "a value of the first list")
  try checkFinite(b.map(\.value), "a value of the second list")
  var differences = Moments()
  for (x, y) in zip(a, b) {
    let difference = x.precise - y.precise
    differences.add(difference.high, residual: difference.low)
  }
  let test = try oneSampleTTest(differences, confidence: confidence)
  let largest = zip(a, b).reduce(0) { max($0, abs($1.0.value), abs($1.1.value)) }
  guard test.standardError > rounding * largest / Double(a.count).squareRoot() else { throw .zeroVariance }
  return test
}
