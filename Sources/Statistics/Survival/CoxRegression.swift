/// A proportional-hazards model of times to an event.
public struct CoxRegression: Sendable, Equatable {
  public let times: SurvivalTimes
  public let design: Design
  public let ties: TieMethod
  public let strata: [Int]?
  /// Case weights, if there were any.
  public let weights: [Double]?
  /// Logarithms of hazard ratios; the design's intercept has none. `observations` counts events of a weight above 0.
  public let estimates: LikelihoodEstimates
  /// The log partial likelihood without predictors.
  public let nullLogLikelihood: Double
  /// The model against none, by likelihood ratio.
  public let comparison: LikelihoodComparison
  /// The score (log-rank) test of the model: the slopes without effects, by the information there.
  public let scoreStatistic: Double

  /// xβ less its mean by weight, one a person.
  public let linearPredictor: [Double]
  /// The estimates in the basis of the likelihood.
  let parameters: [Double]

  var columns: [Int] { design.predictorColumns }
}

/// Cox regression by the partial likelihood.
///
/// log L = Σ_events w [xβ − log Σ_{at risk} w e^{xβ}], with Efron's rule for tied events unless told otherwise; Newton's method on
/// predictors at right angles until rounding stops it. The covariance is the inverse of the observed information; `clusteredCovariance` and
/// `robustCovariance(.hc0)` of the estimates are Lin and Wei's.
/// - Parameters:
///   - times: late entry is taken into account.
///   - design: predictors that do not change with time; an intercept among its columns is left out.
///   - strata: one a person; each stratum has a baseline hazard of its own.
///   - weights: ≥ 0, 1 each unless given. By Breslow's rule a weight of 2 is the same person twice; Efron's rule gives tied events the mean of
///     their weights. Weights that make up for sampling call for `robustCovariance(.hc0)`.
/// - Throws: `separation` where people with an event have the highest value of some predictor among those at risk each time;
///   `tooFewValues` without events; `rankDeficient`, `unequalLengths`, `noConvergence`, `outOfDomain` without a predictor.
/// - Note: Cox (1972), doi:10.1111/j.2517-6161.1972.tb00899.x; Efron (1977), doi:10.1080/01621459.1977.10480613.
///   Reference values: `Fixtures/survival/survival.json` (`survival::coxph`).
public func coxRegression(
  _ times: SurvivalTimes, _ design: Design, strata: [Int]? = nil, weights: [Double]? = nil, ties: TieMethod = .efron
) throws(StatisticsError) -> CoxRegression {
  guard design.matrix.rowCount == times.count else { throw .unequalLengths(times.count, design.matrix.rowCount) }
  if let strata, strata.count != times.count { throw .unequalLengths(times.count, strata.count) }
  if let weights {
    guard weights.count == times.count else { throw .unequalLengths(times.count, weights.count) }
    try checkFinite(weights, "a weight")
    for weight in weights where weight < 0 { throw .outOfDomain("a weight is 0 or more, but one is \(weight)") }
  }
  let counted = times.event.indices.map { weights?[$0] ?? 1 > 0 }
  let events = zip(times.event, counted).count { $0 && $1 }
  guard events > 0 else { throw .tooFewValues(0) }
  let columns = design.predictorColumns
  guard !columns.isEmpty else { throw .outOfDomain("the model has no predictors") }
  let likelihood = try PartialLikelihood(
    design.matrix.selecting(columns: columns), names: columns.map { design.names[$0] }, times: times, strata: strata,
    weights: weights, ties: ties)
  let origin = [Double](repeating: 0, count: columns.count)
  guard let null = likelihood.point(origin), let atNull = Cholesky(null.information) else {
    throw .notPositiveDefinite("the information without effects (nobody with another predictor is at risk at an event)")
  }
  let maximum = try maximise(likelihood, from: origin, name: "Cox regression")
  guard let factor = Cholesky(maximum.point.information) else {
    throw .notPositiveDefinite("the information of the coefficients")
  }
  let map = likelihood.toCoefficients
  let inverse = factor.inverse
  let changes = likelihood.scores(maximum.parameters) * (map * inverse).transposed
  var influences = Matrix(rows: times.count, columns: columns.count)
  for (place, row) in counted.indices.filter({ counted[$0] }).enumerated() {
    for column in columns.indices { influences[row, column] = changes[place, column] }
  }
  let estimates = try LikelihoodEstimates(
    names: likelihood.names, values: map * maximum.parameters, covariance: map * inverse * map.transposed,
    logLikelihood: maximum.point.value.value, parameterCount: columns.count, observations: events,
    influences: influences, leverages: nil, counted: counted)
  // From the predictors themselves, so that equal people have equal risks to the last bit.
  let predictor = design.matrix.selecting(columns: columns) * estimates.values
  var (sum, total) = (DoubleDouble(0), DoubleDouble(0))
  for (row, value) in predictor.enumerated() {
    sum = sum + DoubleDouble.product(weights?[row] ?? 1, value)
    total = total + (weights?[row] ?? 1)
  }
  let centre = (sum / total).value
  try checkFinite(predictor + [centre], "a linear predictor")
  return CoxRegression(
    times: times, design: design, ties: ties, strata: strata, weights: weights, estimates: estimates,
    nullLogLikelihood: null.value.value,
    comparison: try LikelihoodComparison(
      null.value.value, maximum.point.value.value, degreesOfFreedom: columns.count),
    scoreStatistic: zip(null.gradient, atNull.solve(null.gradient)).reduce(0) { $0 + $1.0 * $1.1 },
    linearPredictor: predictor.map { $0 - centre }, parameters: maximum.parameters)
}

extension CoxRegression {
  func likelihood(keeping kept: [Int]) throws(StatisticsError) -> PartialLikelihood {
    try PartialLikelihood(
      design.matrix.selecting(columns: kept), names: kept.map { design.names[$0] }, times: times, strata: strata,
      weights: weights, ties: ties)
  }

  /// The interval in which the likelihood-ratio test keeps a coefficient.
  /// - Parameter index: 0-based, in the order of `estimates`.
  /// - Throws: `outOfDomain`, `noConvergence`.
  public func profileInterval(
    index: Int, confidence: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    let likelihood = try likelihood(keeping: columns)
    let origin = [Double](repeating: 0, count: columns.count)
    return try likelihood.profile(index, by: likelihood.toCoefficients, from: origin, confidence, "Cox regression")
  }

  /// A type II likelihood-ratio test of each term.
  /// - Throws: as `coxRegression`.
  public func termTests() throws(StatisticsError) -> [LikelihoodTermTest] {
    try likelihoodTermTests(design) { kept throws(StatisticsError) in
      let kept = kept.filter { columns.contains($0) }
      let likelihood = try likelihood(keeping: kept)
      let origin = [Double](repeating: 0, count: kept.count)
      return try maximise(likelihood, from: origin, name: "Cox regression").point.value.value
    }
  }
}
