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
  guard a.count == b.count else { throw .unequalLengths(a.count, b.count) }
  try checkFinite(a, "a value of the first list")
  try checkFinite(b, "a value of the second list")
  var differences = Moments()
  for (x, y) in zip(a, b) {
    let difference = DoubleDouble.sum(x, -y)
    differences.add(difference.high, residual: difference.low)
  }
  let test = try oneSampleTTest(differences, confidence: confidence)
  // 0.3 − 0.1 and 1.3 − 1.1 differ by rounding alone; a spread that small is none.
  let largest = zip(a, b).reduce(0) { max($0, abs($1.0), abs($1.1)) }
  let rounding = 4 * largest.ulp / Double(a.count).squareRoot()
  guard test.standardError > rounding else { throw .zeroVariance }
  return test
}
