#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// What maximum likelihood gives for every kind of model: estimates, their covariance, and how much each row moves them.
public struct LikelihoodEstimates: Sendable, Equatable {
  /// One a coefficient.
  public let names: [String]
  public let values: [Double]
  /// The inverse of the information, in the order of `names`.
  public let covariance: Matrix
  /// Natural logarithm of the likelihood (Cox: of the partial likelihood; Firth: without the penalty).
  public let logLikelihood: Double
  /// Coefficients and what else was estimated, such as a dispersion.
  public let parameterCount: Int
  /// Rows with a weight above 0 (Cox: events).
  public let observations: Int
  /// n × p: covariance × the row's score, to first order the change of the coefficients if the row had twice its weight.
  let influences: Matrix
  /// One a row where the model has them.
  let leverages: [Double]?
  /// Whether each row counts; one with weight 0 does not.
  let counted: [Bool]

  var rows: Int { counted.count { $0 } }

  init(
    names: [String], values: [Double], covariance: Matrix, logLikelihood: Double, parameterCount: Int,
    observations: Int, influences: Matrix, leverages: [Double]?, counted: [Bool]
  ) throws(StatisticsError) {
    try checkFinite(values, "a coefficient")
    try checkFinite(covariance.elements, "a variance of the coefficients")
    try checkFinite(influences.elements, "the influence of a row")
    guard covariance.diagonal.allSatisfy({ $0 > 0 }) else {
      throw .notPositiveDefinite("the covariance of the coefficients")
    }
    guard logLikelihood.isFinite else { throw .notFinite("the log-likelihood") }
    self.names = names
    self.values = values
    self.covariance = covariance
    self.logLikelihood = logLikelihood
    self.parameterCount = parameterCount
    self.observations = observations
    self.influences = influences
    self.leverages = leverages
    self.counted = counted
  }

  /// 2k − 2 log L.
  public var aic: Double { 2 * Double(parameterCount) - 2 * logLikelihood }

  /// k log n − 2 log L.
  public var bic: Double { Double(parameterCount) * log(Double(observations)) - 2 * logLikelihood }

  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

  /// Estimates with Wald's tests and intervals: estimate ± z · standard error.
  ///
  /// - Parameter covariance: a robust one, if not the model's own.
  /// - Throws: `outOfDomain` for the confidence; `unequalLengths` for a covariance of another size; `notPositiveDefinite` if it leaves
  ///   a coefficient without variance.
  public func waldEstimates(
    confidence: Double = 0.95, covariance: Matrix? = nil
  ) throws(StatisticsError) -> [WaldEstimate] {
    let covariance = covariance ?? self.covariance
    try checkConfidence(confidence)
    guard covariance.rowCount == names.count, covariance.columnCount == names.count else {
      throw .unequalLengths(names.count, covariance.rowCount)
    }
    var result: [WaldEstimate] = []
    for index in names.indices {
      result.append(
        try WaldEstimate(
          name: names[index], estimate: values[index], variance: covariance[index, index], confidence: confidence))
    }
    return result
  }
}

/// An estimate with its standard error, tested against 0 by the normal distribution.
public struct WaldEstimate: Sendable, Equatable {
  public let name: String
  public let estimate, standardError: Double
  /// Two-sided.
  public let pValue: Double
  public let lower, upper: Double
  public let confidence: Double

  /// z = estimate / standard error.
  public var statistic: Double { estimate / standardError }

  /// The ratio exp(estimate) with its interval: of odds, rates or hazards, whatever the model's logarithms are of; refused if it is
  /// beyond the largest number.
  public var ratio: Interval {
    get throws(StatisticsError) {
      let result = Interval(estimate: exp(estimate), lower: exp(lower), upper: exp(upper), confidence: confidence)
      guard result.upper.isFinite else { throw .notFinite("the ratio of \"\(name)\"") }
      return result
    }
  }

  init(name: String, estimate: Double, variance: Double, confidence: Double) throws(StatisticsError) {
    try checkConfidence(confidence)
    guard variance > 0 else { throw .notPositiveDefinite("the covariance of the coefficients") }
    let error = variance.squareRoot()
    let half = try Normal.standard.upperQuantile((1 - confidence) / 2) * error
    guard (estimate / error).isFinite, half.isFinite, (abs(estimate) + half).isFinite else {
      throw .notFinite("the standard error of \"\(name)\"")
    }
    self.name = name
    self.estimate = estimate
    self.confidence = confidence
    standardError = error
    pValue = min(1, 2 * (try Normal.standard.survival(abs(estimate / error))))
    lower = estimate - half
    upper = estimate + half
  }
}
