/// Pearson's correlation of two columns.
///
/// r = Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)²Σ(y − ȳ)²); p from t = r√((n − 2)/(1 − r²)) on n − 2 degrees of freedom; interval
/// tanh(artanh r ± z/√(n − 3)), from n = 4.
/// - Parameters:
///   - x, y: n ≥ 3 values each, the i-th of both is one person's; any units.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `unequalLengths`, `tooFewValues`, `notFinite`, `zeroVariance` when a column does not vary, `outOfDomain`.
/// - Note: Pearson (1896); interval: Fisher (1921). Reference values: `Fixtures/association.json` (R's `cor.test`).
public func pearson(_ x: [Double], _ y: [Double], confidence: Double = 0.95) throws(StatisticsError) -> Correlation {
  try pearson(x.map { DecimalNumber($0) }, y.map { DecimalNumber($0) }, confidence: confidence)
}

/// The same of numbers as they are written.
public func pearson(
  _ x: [DecimalNumber], _ y: [DecimalNumber], confidence: Double = 0.95
) throws(StatisticsError) -> Correlation {
  try checkConfidence(confidence)
  try checkPairs(x.map(\.value), y.map(\.value), needing: 3)
  let r = try correlationCoefficient(x, y)
  let interval = try Correlation.fisherInterval(
    r, standardError: x.count > 3 ? 1 / Double(x.count - 3).squareRoot() : nil, confidence: confidence)
  return Correlation(
    estimate: r, pValue: try pValue(ofCorrelation: r, count: x.count), lower: interval.lower, upper: interval.upper,
    confidence: confidence, count: x.count)
}

/// r, from sums carried at twice the precision.
func correlationCoefficient(_ x: [Double], _ y: [Double]) throws(StatisticsError) -> Double {
  try correlationCoefficient(x.map { DecimalNumber($0) }, y.map { DecimalNumber($0) })
}

private func correlationCoefficient(_ x: [DecimalNumber], _ y: [DecimalNumber]) throws(StatisticsError) -> Double {
  let (first, second) = (Moments(x), Moments(y))
  guard first.isFinite, second.isFinite else { throw .notFinite("a sum of squares") }
  var products = DoubleDouble(0)
  for (a, b) in zip(x, y) {
    products += (a.precise - first.preciseMean) * (b.precise - second.preciseMean)
  }
  let scale = first.preciseSquares.squareRoot() * second.preciseSquares.squareRoot()
  guard products.isFinite, scale.isFinite else { throw .notFinite("a sum of products") }
  guard scale.value.isNormal else { throw .zeroVariance }
  return max(-1, min(1, (products / scale).value))
}

/// Two-sided p of r by Student's t on n − 2 degrees of freedom; 0 at r = ±1.
func pValue(ofCorrelation r: Double, count: Int) throws(StatisticsError) -> Double {
  guard abs(r) < 1 else { return 0 }
  let freedom = Double(count - 2)
  let t = abs(r) * (freedom / ((1 - abs(r)) * (1 + abs(r)))).squareRoot()
  return twoSided(try StudentT(degreesOfFreedom: freedom).survival(t))
}
