/// A generalised linear model fitted by maximum likelihood.
public struct GeneralisedLinearModel: Sendable, Equatable {
  public let family: GeneralisedLinearFamily
  public let design: Design
  public let estimates: LikelihoodEstimates
  /// η = offset + predictors · coefficients, one a row.
  public let linearPredictor: [Double]
  /// The expected outcome of one trial, one a row: a probability, or a mean count.
  public let fittedMeans: [Double]
  /// Twice the log-likelihood lacking to a perfect fit.
  public let deviance: Double
  /// The same of the model with the intercept and the offset only (the offset only, in a model without intercept).
  public let nullDeviance: Double
  let data: GeneralisedLinearData

  /// Rows that count less coefficients.
  public var residualDegreesOfFreedom: Int { estimates.observations - design.names.count }
}

/// Logistic, Poisson or negative binomial regression with a known θ.
///
/// log L = Σ wᵢ log f(yᵢ | μᵢ), g(μᵢ) = oᵢ + xᵢβ, with g the log odds (binomial) or the logarithm (counts); climbed by Newton's method on
/// predictors at right angles until rounding stops it. The covariance is the inverse of the expected information Σ wᵢ(dμᵢ/dηᵢ)² / Var(yᵢ) xᵢxᵢᵀ.
/// - Parameters:
///   - response: successes of `trials`, or counts; whole numbers, one a row of the design.
///   - trials: of a binomial outcome; 1 each unless given.
///   - weights: ≥ 0, how often each row counts; rows with weight 0 do not count as observations.
///   - offset: added to the linear predictor, such as the logarithm of a time at risk.
/// - Throws: `separation` (binomial outcomes that predictors divide, or counts that they send to 0: the estimates would be infinite);
///   `rankDeficient`; `outOfDomain`, `unequalLengths`, `notFinite`, `tooFewValues`, `noConvergence`.
/// - Note: McCullagh and Nelder, Generalized Linear Models (1989); separation: Albert and Anderson (1984), doi:10.1093/biomet/71.1.1.
///   Reference values: `Fixtures/glm/glm.json`.
public func generalisedLinearModel(
  _ response: [Double], _ design: Design, family: GeneralisedLinearFamily, trials: [Double]? = nil,
  weights: [Double]? = nil, offset: [Double]? = nil
) throws(StatisticsError) -> GeneralisedLinearModel {
  let data = try GeneralisedLinearData(
    response: response, family: family, trials: trials, weights: weights, offset: offset, rows: design.matrix.rowCount)
  let likelihood = try GeneralisedLinearLikelihood(design.matrix, names: design.names, data: data, family: family)
  let maximum = try maximise(likelihood, from: likelihood.start(), name: family.name)
  return try GeneralisedLinearModel(likelihood, maximum.parameters, design: design, data: data)
}

extension GeneralisedLinearModel {
  init(
    _ likelihood: GeneralisedLinearLikelihood, _ parameters: [Double], design: Design, data: GeneralisedLinearData,
    extraParameters: Int = 0
  ) throws(StatisticsError) {
    guard let point = likelihood.point(parameters) else { throw .notFinite("the log-likelihood") }
    let family = likelihood.family
    let values = likelihood.basis.toCoefficients * parameters
    let eta = zip(design.matrix * values, data.offset).map { $0 + $1 }
    let fitted = eta.map { family.mean($0) }
    try checkFinite(eta, "a linear predictor")
    try checkFinite(fitted, "a fitted mean")
    let (covariance, influences, leverages) = try likelihood.sandwichParts(parameters, used: data.used, of: eta.count)
    self.family = family
    self.design = design
    self.data = data
    linearPredictor = eta
    fittedMeans = fitted
    estimates = try LikelihoodEstimates(
      names: design.names, values: values, covariance: covariance, logLikelihood: point.value.value,
      parameterCount: values.count + extraParameters, observations: data.used.count, influences: influences,
      leverages: leverages, counted: data.weights.map { $0 > 0 })
    deviance = likelihood.deviance(parameters)
    nullDeviance = try GeneralisedLinearModel.nullDeviance(data, family: family, hasIntercept: design.hasIntercept)
    try checkFinite([deviance, nullDeviance], "a deviance")
  }

  private static func nullDeviance(
    _ data: GeneralisedLinearData, family: GeneralisedLinearFamily, hasIntercept: Bool
  ) throws(StatisticsError) -> Double {
    let rows = data.response.count
    let ones = Matrix(rows: rows, columns: 1, filledWith: 1)
    let likelihood = try GeneralisedLinearLikelihood(
      hasIntercept ? ones : Matrix(rows: rows, columns: 0), names: hasIntercept ? ["(Intercept)"] : [], data: data,
      family: family)
    return likelihood.deviance(try maximise(likelihood, from: likelihood.start(), name: family.name).parameters)
  }

  /// The log-likelihood of the model with some of the columns only.
  func logLikelihood(keeping columns: [Int]) throws(StatisticsError) -> Double {
    let likelihood = try GeneralisedLinearLikelihood(
      design.matrix.selecting(columns: columns), names: columns.map { design.names[$0] }, data: data, family: family)
    return try maximise(likelihood, from: likelihood.start(), name: family.name).point.value.value
  }

  /// The interval of one coefficient in which the likelihood-ratio test keeps it.
  ///
  /// All β with 2(log L̂ − log L(β)) ≤ χ²₁, the other coefficients fitted anew at each; θ is kept where there is one.
  /// - Parameter column: the 0-based coefficient.
  /// - Throws: `outOfDomain`, `noConvergence`.
  /// - Note: Venzon and Moolgavkar (1988), doi:10.2307/2347496.
  public func profileInterval(
    column: Int, confidence: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    let likelihood = try GeneralisedLinearLikelihood(design.matrix, names: design.names, data: data, family: family)
    return try likelihood.profile(
      column, by: likelihood.basis.toCoefficients, from: likelihood.start(), confidence, family.name)
  }
}

extension GeneralisedLinearLikelihood {
  func deviance(_ parameters: [Double]) -> Double {
    let eta = linearPredictor(parameters)
    var sum = DoubleDouble(0)
    for row in eta.indices {
      sum = sum + weights[row] * family.deviance(response[row], trials: trials[row], eta[row])
    }
    return sum.value
  }

  /// Covariance, influence of each row on the coefficients, and leverages; rows that do not count have none.
  /// - Parameter penalty: what a penalised likelihood adds to a row's score, by the row's leverage and linear predictor.
  func sandwichParts(
    _ parameters: [Double], used: [Int], of rows: Int,
    penalty: (_ leverage: Double, _ eta: Double) -> Double = { _, _ in 0 }
  ) throws(StatisticsError) -> (covariance: Matrix, influences: Matrix, leverages: [Double]) {
    let eta = linearPredictor(parameters)
    let terms = eta.indices.map { family.terms(response[$0], trials: trials[$0], eta[$0]) }
    let expected = terms.indices.map { weights[$0] * terms[$0].weight }
    guard let factor = Cholesky(basis.columns.crossProduct(weights: expected)) else {
      throw .notPositiveDefinite("the information of the coefficients")
    }
    let inverse = factor.inverse
    let map = basis.toCoefficients
    var influences = Matrix(rows: rows, columns: map.rowCount)
    var leverages = [Double](repeating: 0, count: rows)
    for (place, row) in used.enumerated() {
      let predictors = basis.columns.row(place)
      let moved = inverse * predictors
      leverages[row] = min(1, expected[place] * zip(predictors, moved).reduce(0) { $0 + $1.0 * $1.1 })
      let score = weights[place] * terms[place].slope + penalty(leverages[row], eta[place])
      let change = map * moved
      for column in change.indices { influences[row, column] = change[column] * score }
    }
    return (map * inverse * map.transposed, influences, leverages)
  }
}

extension GeneralisedLinearFamily {
  var name: String {
    switch self {
    case .binomial: "logistic regression"
    case .poisson: "Poisson regression"
    case .negativeBinomial: "negative binomial regression"
    }
  }
}

extension Matrix {
  init(rows: Int, columns: Int, filledWith value: Double) {
    self.init(rows: rows, columns: columns)
    for index in elements.indices { elements[index] = value }
  }
}
