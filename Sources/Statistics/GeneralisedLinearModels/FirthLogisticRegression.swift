#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Logistic regression by Firth's penalised likelihood, which has finite estimates for separated outcomes too.
public struct FirthLogisticRegression: Sendable, Equatable {
  public let design: Design
  /// The covariance is the inverse of the information at the estimates.
  public let estimates: LikelihoodEstimates
  /// log L + ½ log |information|, what the estimates make largest.
  public let penalisedLogLikelihood: Double
  public let linearPredictor: [Double]
  /// Probabilities, one a row.
  public let fittedMeans: [Double]
  private let data: GeneralisedLinearData
}

/// Logistic regression with Jeffreys' prior as the penalty (Firth's bias reduction).
///
/// Makes Σ wᵢ log f(yᵢ | μᵢ) + ½ log |XᵀWX| largest, W = wᵢmᵢμᵢ(1 − μᵢ): each score yᵢ − mᵢμᵢ gains hᵢ(½ − μᵢ), hᵢ the leverage.
/// - Parameters: as of `generalisedLinearModel` with a binomial outcome.
/// - Throws: `rankDeficient`; `outOfDomain`, `unequalLengths`, `notFinite`, `tooFewValues`, `noConvergence`.
/// - Note: Firth (1993), doi:10.1093/biomet/80.1.27; Heinze and Schemper (2002), doi:10.1002/sim.1047.
///   Reference values: `Fixtures/glm/firth.json`.
public func firthLogisticRegression(
  _ response: [Double], _ design: Design, trials: [Double]? = nil, weights: [Double]? = nil, offset: [Double]? = nil
) throws(StatisticsError) -> FirthLogisticRegression {
  let data = try GeneralisedLinearData(
    response: response, family: .binomial, trials: trials, weights: weights, offset: offset,
    rows: design.matrix.rowCount)
  return try FirthLogisticRegression(design, data)
}

extension FirthLogisticRegression {
  fileprivate init(_ design: Design, _ data: GeneralisedLinearData) throws(StatisticsError) {
    let plain = try GeneralisedLinearLikelihood(
      design.matrix, names: design.names, data: data, family: .binomial)
    let penalised = PenalisedLikelihood(plain: plain)
    let maximum = try maximise(penalised, from: plain.start(), name: "Firth's logistic regression")
    guard let point = plain.point(maximum.parameters) else { throw .notFinite("the log-likelihood") }
    let values = plain.basis.toCoefficients * maximum.parameters
    let eta = zip(design.matrix * values, data.offset).map { $0 + $1 }
    try checkFinite(eta, "a linear predictor")
    let used = data.used
    // The modified scores sum to 0 at the estimates.
    let parts = try plain.sandwichParts(maximum.parameters, used: used, of: eta.count) { leverage, eta in
      leverage * (0.5 - logistic(eta))
    }
    self.design = design
    self.data = data
    linearPredictor = eta
    fittedMeans = eta.map { logistic($0) }
    estimates = try LikelihoodEstimates(
      names: design.names, values: values, covariance: parts.covariance, logLikelihood: point.value.value,
      parameterCount: values.count, observations: used.count, influences: parts.influences, leverages: parts.leverages,
      counted: data.weights.map { $0 > 0 })
    // The information of the coefficients themselves, not of the basis.
    let scale = plain.basis.toCoefficients.diagonal.reduce(0) { $0 + log(abs($1)) }
    penalisedLogLikelihood = (maximum.point.value - scale).value
    try checkFinite([penalisedLogLikelihood], "the penalised log-likelihood")
  }

  /// The interval of one coefficient by the profile of the penalised likelihood, whose penalty keeps all coefficients.
  ///
  /// - Parameter column: the 0-based coefficient.
  /// - Throws: `outOfDomain`, `noConvergence`.
  public func profileInterval(
    column: Int, confidence: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    let plain = try GeneralisedLinearLikelihood(
      design.matrix, names: design.names, data: data, family: .binomial)
    return try PenalisedLikelihood(plain: plain).profile(
      column, by: plain.basis.toCoefficients, from: plain.start(), confidence, "Firth's logistic regression")
  }
}

/// log L + ½ log |XᵀWX| of a logistic regression, with its exact second derivatives.
private struct PenalisedLikelihood: LogLikelihood {
  let plain: GeneralisedLinearLikelihood

  func point(_ parameters: [Double]) -> LikelihoodPoint? {
    guard let base = plain.point(parameters), let factor = Cholesky(base.information) else { return nil }
    let columns = plain.basis.columns
    let (n, p) = (columns.rowCount, columns.columnCount)
    let eta = plain.linearPredictor(parameters)
    let inverse = factor.inverse
    // First and second derivatives of the weights of the information.
    var (first, second, spread) = (eta, eta, eta)
    for row in 0..<n {
      let (mean, rest) = (logistic(eta[row]), logistic(-eta[row]))
      let weight = plain.weights[row] * plain.trials[row] * mean * rest
      first[row] = weight * (rest - mean)
      second[row] = weight * ((rest - mean) * (rest - mean) - 2 * mean * rest)
      var form = 0.0
      for a in 0..<p {
        var sum = 0.0
        for b in 0..<p { sum += inverse[a, b] * columns[row, b] }
        form += sum * columns[row, a]
      }
      spread[row] = form
    }
    let penaltySlopes = columns.preciseTransposedTimes(zip(first, spread).map { 0.5 * $0 * $1 })
    var information = base.information - columns.crossProduct(weights: zip(second, spread).map { 0.5 * $0 * $1 })
    let turned = (0..<p).map { column in
      inverse * columns.crossProduct(weights: (0..<n).map { first[$0] * columns[$0, column] })
    }
    for a in 0..<p {
      for b in a..<p {
        var trace = 0.0
        for i in 0..<p {
          for j in 0..<p { trace += turned[a][i, j] * turned[b][j, i] }
        }
        information[a, b] += 0.5 * trace
        if a != b { information[b, a] += 0.5 * trace }
      }
    }
    return LikelihoodPoint(
      value: base.value + 0.5 * factor.logDeterminant, gradient: zip(base.gradient, penaltySlopes).map { $0 + $1 },
      information: information)
  }

  func recession(_ direction: [Double], from parameters: [Double]) -> StatisticsError? { nil }
}
