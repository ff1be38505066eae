/// The six intraclass correlations of n subjects that are each rated by the same k raters.
public struct IntraclassCorrelations: Sendable, Equatable {
  /// One intraclass correlation with its F test against 0 and its interval.
  public struct Coefficient: Sendable, Equatable {
    public let estimate: Double
    /// F and its degrees of freedom.
    public let statistic: Double
    public let degreesOfFreedom, residualDegreesOfFreedom: Int
    public let pValue: Double
    public let lower, upper: Double
  }

  /// The number of subjects and of raters.
  public let subjects, raters: Int
  /// Between subjects, within subjects, between raters, residual.
  public let meanSquareBetween, meanSquareWithin, meanSquareRaters, meanSquareResidual: Double
  public let confidence: Double
  /// ICC(1) and ICC(1, k): each subject has raters of its own; differences between raters count as error.
  public let oneWay, oneWayMean: Coefficient
  /// ICC(2) and ICC(2, k): raters drawn from many; absolute agreement.
  public let agreement, agreementMean: Coefficient
  /// ICC(3) and ICC(3, k): these raters only; consistency, whatever their levels.
  public let consistency, consistencyMean: Coefficient
}

/// Intraclass correlations of one rating (1) and of the mean of k ratings (k), after Shrout and Fleiss.
///
/// From the mean squares of the two-way table: B between subjects, W within, J between raters, E residual. ICC(1) = (B − W)/(B +
/// (k − 1)W), ICC(2) = (B − E)/(B + (k − 1)E + k(J − E)/n), ICC(3) = (B − E)/(B + (k − 1)E); of means (B − W)/B, (B − E)/(B + (J −
/// E)/n), (B − E)/B. Intervals of (1) and (3) are exact under normality, those of (2) Satterthwaite's.
/// - Parameters:
///   - ratings: n ≥ 2 subjects × k ≥ 2 raters, no gaps; any common unit.
///   - confidence: of the intervals, between 0 and 1.
/// - Throws: `tooFewValues`, `tooFewGroups` for fewer than two raters, `unequalLengths`, `notFinite`, `zeroVariance` when nothing is left
///   between raters and subjects, `outOfDomain`.
/// - Note: Shrout and Fleiss (1979), doi:10.1037/0033-2909.86.2.420, whose six subjects and four raters give 0.17, 0.29, 0.71, 0.44,
///   0.62, 0.91; McGraw and Wong (1996), doi:10.1037/1082-989X.1.1.30. Reference values: `Fixtures/agreement/agreement.json` (psych's
///   `ICC`).
public func intraclassCorrelations(
  _ ratings: [[Double]], confidence: Double = 0.95
) throws(StatisticsError) -> IntraclassCorrelations {
  try checkConfidence(confidence)
  let (n, k) = (ratings.count, ratings.first?.count ?? 0)
  guard n >= 2 else { throw .tooFewValues(n) }
  guard k >= 2 else { throw .tooFewGroups(k) }
  for row in ratings {
    guard row.count == k else { throw .unequalLengths(k, row.count) }
    try checkFinite(row, "a rating")
  }
  let squares = sumsOfSquares(ratings)
  let (subjectFreedom, raterFreedom) = (n - 1, k - 1)
  let table = TwoWayTable(
    n: Double(n), k: Double(k), between: squares.between / Double(subjectFreedom),
    within: squares.within / Double(n * raterFreedom), raters: squares.raters / Double(raterFreedom),
    residual: squares.residual / Double(subjectFreedom * raterFreedom), tail: (1 - confidence) / 2)
  guard table.isFinite else { throw .notFinite("a mean square") }
  // Below this, what is left is the rounding of the ratings.
  let scale = squares.between + squares.raters
  guard squares.residual > 1e-26 * scale, table.residual.isNormal, table.between.isNormal else { throw .zeroVariance }
  let oneWay = try table.exact(error: table.within, freedom: n * raterFreedom)
  let consistency = try table.exact(error: table.residual, freedom: subjectFreedom * raterFreedom)
  let agreement = try table.absolute(like: consistency.single)
  return IntraclassCorrelations(
    subjects: n, raters: k, meanSquareBetween: table.between, meanSquareWithin: table.within,
    meanSquareRaters: table.raters, meanSquareResidual: table.residual, confidence: confidence,
    oneWay: oneWay.single, oneWayMean: oneWay.mean, agreement: agreement.single, agreementMean: agreement.mean,
    consistency: consistency.single, consistencyMean: consistency.mean)
}

/// Sums of squares of a two-way table without gaps, residuals formed one by one.
private func sumsOfSquares(
  _ ratings: [[Double]]
) -> (between: Double, within: Double, raters: Double, residual: Double) {
  let (n, k) = (ratings.count, ratings[0].count)
  let rows = ratings.map { Moments($0) }
  let columns = (0..<k).map { column in Moments(ratings.lazy.map { $0[column] }) }
  let grand = rows.reduce(Moments()) { $0.merged(with: $1) }
  var (between, within, raters, residual) = (DoubleDouble(0), DoubleDouble(0), DoubleDouble(0), DoubleDouble(0))
  for row in rows {
    let distance = row.preciseMean - grand.preciseMean
    between = between + distance * distance * Double(k)
    within = within + row.preciseSquares
  }
  for column in columns {
    let distance = column.preciseMean - grand.preciseMean
    raters = raters + distance * distance * Double(n)
  }
  for (values, row) in zip(ratings, rows) {
    for (value, column) in zip(values, columns) {
      let left = DoubleDouble(value) - row.preciseMean - (column.preciseMean - grand.preciseMean)
      residual = residual + left * left
    }
  }
  return (between.value, within.value, raters.value, residual.value)
}

/// The mean squares of n subjects × k raters.
private struct TwoWayTable {
  let n, k, between, within, raters, residual: Double
  /// The probability beyond each end of an interval.
  let tail: Double

  typealias Coefficient = IntraclassCorrelations.Coefficient

  var isFinite: Bool { (between + within + raters + residual).isFinite }

  /// ICC(1) or ICC(3) by its error, of one rating and of the mean.
  func exact(error: Double, freedom: Int) throws(StatisticsError) -> (single: Coefficient, mean: Coefficient) {
    let statistic = between / error
    let distribution = try FDistribution(numerator: n - 1, denominator: Double(freedom))
    let low = statistic / (try distribution.upperQuantile(tail))
    let high = statistic / (try distribution.quantile(tail))
    func coefficient(_ f: (Double) -> Double) throws(StatisticsError) -> Coefficient {
      try checked(
        Coefficient(
          estimate: f(statistic), statistic: statistic, degreesOfFreedom: Int(n) - 1, residualDegreesOfFreedom: freedom,
          pValue: try distribution.survival(statistic), lower: f(low), upper: f(high)))
    }
    return (
      try coefficient { [k] ratio in (ratio - 1) / (ratio + (k - 1)) }, try coefficient { ratio in 1 - 1 / ratio }
    )
  }

  /// ICC(2), with the F test of ICC(3).
  func absolute(like consistency: Coefficient) throws(StatisticsError) -> (single: Coefficient, mean: Coefficient) {
    let difference = between - residual
    let single = difference / (between + (k - 1) * residual + k * (raters - residual) / n)
    let mean = difference / (between + (raters - residual) / n)
    let ratio = raters / residual
    let weight = n * (1 + (k - 1) * single) - k * single
    let sum = k * single * ratio + weight
    let freedom =
      (k - 1) * (n - 1) * sum * sum / ((n - 1) * k * k * single * single * ratio * ratio + weight * weight)
    guard freedom.isFinite, freedom >= 1e-8 else { throw .notFinite("the degrees of freedom of ICC(2)") }
    let above = try FDistribution(numerator: n - 1, denominator: freedom).upperQuantile(tail)
    let below = try FDistribution(numerator: freedom, denominator: n - 1).upperQuantile(tail)
    let rest = k * raters + (k * n - k - n) * residual
    let lower = n * (between - above * residual) / (above * rest + n * between)
    let upper = n * (below * between - residual) / (rest + n * below * between)
    // The interval of a mean of k ratings follows by Spearman and Brown.
    func stepped(_ value: Double) -> Double { value * k / (1 + value * (k - 1)) }
    func coefficient(_ estimate: Double, _ lower: Double, _ upper: Double) throws(StatisticsError) -> Coefficient {
      try checked(
        Coefficient(
          estimate: estimate, statistic: consistency.statistic, degreesOfFreedom: consistency.degreesOfFreedom,
          residualDegreesOfFreedom: consistency.residualDegreesOfFreedom, pValue: consistency.pValue, lower: lower,
          upper: upper))
    }
    return (try coefficient(single, lower, upper), try coefficient(mean, stepped(lower), stepped(upper)))
  }

  private func checked(_ coefficient: Coefficient) throws(StatisticsError) -> Coefficient {
    try checkFinite(
      [coefficient.estimate, coefficient.statistic, coefficient.lower, coefficient.upper], "an intraclass correlation")
    return coefficient
  }
}
