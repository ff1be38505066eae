/// An ordinal regression in which each predictor moves the odds of every cut of the scale alike.
public struct ProportionalOddsModel: Sendable, Equatable {
  /// The outcome, its levels from the lowest to the highest.
  public let outcome: Factor
  public let design: Design
  /// The predictors' coefficients (the design's intercept has none), then the thresholds, named `low|high`.
  public let estimates: LikelihoodEstimates
  /// n × categories.
  public let fittedProbabilities: Matrix
  let weights: [Double]

  /// xβ, without the thresholds; one a row.
  public var linearPredictor: [Double] { predictors * coefficients }

  /// Positive where a predictor goes with higher categories.
  public var coefficients: [Double] { Array(estimates.values.prefix(columns.count)) }

  /// Rising, one fewer than the categories.
  public var thresholds: [Double] { Array(estimates.values.dropFirst(columns.count)) }

  /// The design's columns but for its intercept.
  var columns: [Int] { design.predictorColumns }
  var predictors: Matrix { design.matrix.selecting(columns: columns) }
}

/// Ordinal logistic regression with proportional odds, by maximum likelihood.
///
/// log[P(y ≤ j) / P(y > j)] = θⱼ − xβ; Newton's method on predictors at right angles until rounding stops it. The covariance is the
/// inverse of the observed information.
/// - Parameters:
///   - outcome: at least two levels from the lowest to the highest, each of which occurs.
///   - design: an intercept among its columns stands for the thresholds and has no coefficient of its own.
///   - weights: ≥ 0, how often each row counts.
/// - Throws: `separation` where predictors order the categories without exception; `rankDeficient`, `emptyCategory`, `tooFewGroups`,
///   `unequalLengths`, `outOfDomain`, `notFinite`, `noConvergence`.
/// - Note: McCullagh (1980), doi:10.1111/j.2517-6161.1980.tb01109.x. Reference values: `Fixtures/glm/ordinal.json` (`ordinal::clm`).
public func proportionalOdds(
  _ outcome: Factor, _ design: Design, weights: [Double]? = nil
) throws(StatisticsError) -> ProportionalOddsModel {
  let weights = weights ?? [Double](repeating: 1, count: outcome.codes.count)
  try checkOrdinal(outcome, rows: design.matrix.rowCount, weights: weights)
  let columns = design.predictorColumns
  let likelihood = try OrdinalLikelihood(
    design.matrix.selecting(columns: columns), names: columns.map { design.names[$0] }, codes: outcome.codes,
    weights: weights, categoryCount: outcome.levels.count)
  let maximum = try maximise(likelihood, from: likelihood.start(), name: "proportional-odds regression")
  let map = likelihood.map
  guard let factor = Cholesky(maximum.point.information) else {
    throw .notPositiveDefinite("the information of the coefficients")
  }
  let values = map * maximum.parameters
  try checkFinite(values, "a coefficient")
  let toInfluence = map * factor.inverse
  var influences = Matrix(rows: weights.count, columns: values.count)
  for (place, row) in weights.indices.filter({ weights[$0] > 0 }).enumerated() {
    let change = toInfluence * likelihood.score(place, maximum.parameters)
    for column in change.indices { influences[row, column] = change[column] }
  }
  let estimates = try LikelihoodEstimates(
    names: columns.map { design.names[$0] } + zip(outcome.levels, outcome.levels.dropFirst()).map { "\($0)|\($1)" },
    values: values, covariance: toInfluence * map.transposed, logLikelihood: maximum.point.value.value,
    parameterCount: values.count, observations: weights.count { $0 > 0 }, influences: influences, leverages: nil,
    counted: weights.map { $0 > 0 })
  let predictor = design.matrix.selecting(columns: columns) * Array(values.prefix(columns.count))
  let cuts = Array(values.dropFirst(columns.count))
  var probabilities = Matrix(rows: predictor.count, columns: outcome.levels.count)
  for row in predictor.indices {
    for level in outcome.levels.indices {
      probabilities[row, level] = categoryProbability(level, cuts: cuts, predictor[row])
    }
  }
  try checkFinite(probabilities.elements, "a probability")
  return ProportionalOddsModel(
    outcome: outcome, design: design, estimates: estimates, fittedProbabilities: probabilities, weights: weights)
}

/// Holds an ordinal outcome to: one code a row, two levels or more, each of them with weight.
func checkOrdinal(_ outcome: Factor, rows: Int, weights: [Double]) throws(StatisticsError) {
  guard outcome.codes.count == rows else { throw .unequalLengths(rows, outcome.codes.count) }
  guard weights.count == rows else { throw .unequalLengths(rows, weights.count) }
  try checkFinite(weights, "a weight")
  for weight in weights where weight < 0 { throw .outOfDomain("a weight is 0 or more, but one is \(weight)") }
  guard outcome.levels.count >= 2 else { throw .tooFewGroups(outcome.levels.count) }
  var totals = [Double](repeating: 0, count: outcome.levels.count)
  for (code, weight) in zip(outcome.codes, weights) { totals[code] += weight }
  for (level, total) in totals.enumerated() where !(total > 0) { throw .emptyCategory(outcome.levels[level]) }
}

/// P(y = level) at a linear predictor, without cancellation.
func categoryProbability(_ level: Int, cuts: [Double], _ predictor: Double) -> Double {
  let (p, _) = categoryProbabilityAndSlopes(level, cuts: cuts, predictor)
  return p
}

/// The probability and its derivatives by the upper and the lower bound of the category.
func categoryProbabilityAndSlopes(
  _ level: Int, cuts: [Double], _ predictor: Double
) -> (probability: Double, slopes: (upper: Double, lower: Double)) {
  let a = level < cuts.count ? cuts[level] - predictor : nil
  let b = level > 0 ? cuts[level - 1] - predictor : nil
  let upper = a.map { logistic($0) * logistic(-$0) } ?? 0
  let lower = b.map { -logistic($0) * logistic(-$0) } ?? 0
  switch (a, b) {
  case (let a?, let b?):
    // From the side on which both are small.
    let p = a + b > 0 ? logistic(-b) - logistic(-a) : logistic(a) - logistic(b)
    return (p, (upper, lower))
  case (let a?, nil): return (logistic(a), (upper, lower))
  case (nil, let b?): return (logistic(-b), (upper, lower))
  case (nil, nil): return (1, (0, 0))
  }
}
