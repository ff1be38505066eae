/// Agreement of two raters beyond what their own shares of categories give by chance.
public struct CohenKappa: Sendable, Equatable {
  /// 1 for full agreement, 0 for what chance gives.
  public let estimate: Double
  /// The share of units on which the raters agree (weighted), and what chance gives.
  public let observed, expected: Double
  /// The number of units.
  public let count: Int
  /// For the interval, and for the test against 0.
  public let standardError, standardErrorWithoutAgreement: Double
  /// estimate ± z · standard error, within −1…1.
  public let lower, upper: Double
  public let confidence: Double
  /// Two-sided, against no agreement beyond chance; 1 where `standardErrorWithoutAgreement` is 0.
  public let pValue: Double
}

/// Cohen's kappa of two raters, weighted or not.
///
/// κ = (pₒ − pₑ)/(1 − pₑ) with pₒ = Σ w_ij p_ij, pₑ = Σ w_ij pᵢ. p.ⱼ. Both standard errors are those of Fleiss, Cohen and Everitt for
/// large samples; z, not t.
/// - Parameters:
///   - table: q × q counts of units, a row for each category of the first rater, a column for each of the second.
///   - weights: how much different categories agree: `linear` and `quadratic` are the usual ones.
///   - values: what the categories stand for, ascending; 0, 1, 2 … unless given.
///   - confidence: of the interval, between 0 and 1.
/// - Throws: `unequalLengths`, `tooFewValues` for an empty table, `zeroVariance` when both raters use one and the same category,
///   `outOfDomain`, `notFinite`.
/// - Note: Cohen (1960), doi:10.1177/001316446002000104; Cohen (1968), doi:10.1037/h0026256; standard errors: Fleiss, Cohen and Everitt
///   (1969), doi:10.1037/h0028106. Reference values: `Fixtures/agreement/agreement.json` (psych's
///   `cohen.kappa`, whose error of a weighted kappa is not used: it is not that of the source).
public func cohenKappa(
  _ table: [[Int]], weights: AgreementWeights = .identity, values: [Double]? = nil, confidence: Double = 0.95
) throws(StatisticsError) -> CohenKappa {
  try checkConfidence(confidence)
  let q = table.count
  for row in table where row.count != q { throw .unequalLengths(q, row.count) }
  let named = values ?? (0..<q).map(Double.init)
  guard named.count == q else { throw .unequalLengths(q, named.count) }
  try checkFinite(named, "the value of a category")
  guard zip(named, named.dropFirst()).allSatisfy({ $0 < $1 }) else {
    throw .outOfDomain("the values of the categories must ascend")
  }
  let count = try checkCounts(table.flatMap { $0 }, of: q * q)
  guard count >= 1 else { throw .tooFewValues(count) }
  let n = Double(count)
  let w = try weights.table(named)
  let rows = table.map { Double($0.reduce(0, +)) / n }
  let columns = (0..<q).map { j in Double(table.reduce(0) { $0 + $1[j] }) / n }
  // The chance agreement of a category of the first rater, and of the second.
  let first = (0..<q).map { i in (0..<q).reduce(0) { $0 + columns[$1] * w[i][$1] } }
  let second = (0..<q).map { j in (0..<q).reduce(0) { $0 + rows[$1] * w[$1][j] } }
  let expected = zip(rows, first).reduce(0) { $0 + $1.0 * $1.1 }
  let left = 1 - expected
  guard left > 1e-15 else { throw .zeroVariance }
  var agreed = 0.0
  for i in 0..<q { for j in 0..<q { agreed += w[i][j] * Double(table[i][j]) } }
  let observed = agreed / n
  var (spread, chanceSpread) = (0.0, 0.0)
  let centre = observed * left - 2 * expected * (1 - observed)
  for i in 0..<q {
    for j in 0..<q {
      let own = w[i][j] * left - (first[i] + second[j]) * (1 - observed) - centre
      spread += Double(table[i][j]) / n * own * own
      let chance = w[i][j] - (first[i] + second[j]) + expected
      chanceSpread += rows[i] * columns[j] * chance * chance
    }
  }
  let estimate = (observed - expected) / left
  let error = (spread / n).squareRoot() / (left * left)
  let withoutAgreement = (chanceSpread / n).squareRoot() / left
  let half = error * (try Normal.standard.upperQuantile((1 - confidence) / 2))
  guard estimate.isFinite, half.isFinite, withoutAgreement.isFinite else { throw .notFinite("kappa") }
  let pValue =
    withoutAgreement > 0 ? twoSided(try Normal.standard.survival(abs(estimate) / withoutAgreement)) : 1
  return CohenKappa(
    estimate: estimate, observed: observed, expected: expected, count: count, standardError: error,
    standardErrorWithoutAgreement: withoutAgreement, lower: max(-1, estimate - half), upper: min(1, estimate + half),
    confidence: confidence, pValue: pValue)
}

/// What two raters gave to the same units, as a table for `cohenKappa`.
public struct CrossClassification: Sendable, Equatable {
  /// The distinct values of both, ascending.
  public let values: [Double]
  /// How many units have each pair: rows for the first rater, columns for the second.
  public let table: [[Int]]
}

/// Counts the pairs of values that two raters gave.
/// - Parameters:
///   - first, second: one rating a unit; units that either left out are not counted.
///   - values: every value that could be given; those that occur unless given.
/// - Throws: `unequalLengths`, `notFinite`, `outOfDomain` for a rating that is not among the values, `tooMuchWork` beyond 2,000 values.
public func crossClassification(
  _ first: [Double?], _ second: [Double?], values: [Double]? = nil
) throws(StatisticsError) -> CrossClassification {
  let ratings = try Ratings(raters: [first, second], values: values)
  let q = ratings.values.count
  guard q <= 2000 else { throw .tooMuchWork("a table of \(q) values", instead: "Krippendorff's alpha") }
  var places: [Double: Int] = [:]
  for (place, value) in ratings.values.enumerated() { places[value] = place }
  var table = [[Int]](repeating: [Int](repeating: 0, count: q), count: q)
  for (a, b) in zip(first, second) {
    if let a, let b, let row = places[a], let column = places[b] { table[row][column] += 1 }
  }
  return CrossClassification(values: ratings.values, table: table)
}
