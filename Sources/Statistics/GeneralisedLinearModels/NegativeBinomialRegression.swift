#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A regression of counts that vary more than a Poisson distribution's, with the spread estimated.
public struct NegativeBinomialRegression: Sendable, Equatable {
  /// At the estimated θ, which counts among its parameters.
  public let model: GeneralisedLinearModel
  /// θ of the variance μ + μ²/θ.
  public let theta: Double
  /// From the curvature in θ with the means held.
  public let standardErrorOfTheta: Double
}

/// Negative binomial regression, coefficients and θ by maximum likelihood together.
///
/// log f(y) = log Γ(y + θ) − log Γ(θ) − log y! + y log μ + θ log θ − (y + θ) log(μ + θ), log μᵢ = oᵢ + xᵢβ. The covariance of the coefficients is the
/// inverse of the expected information at θ̂ (to which θ is orthogonal).
/// - Parameters: as of `generalisedLinearModel`.
/// - Throws: `outOfDomain` if the counts vary no more than Poisson's, so that θ is infinite; `tooMuchWork` for counts above 10⁶; else as
///   `generalisedLinearModel`.
/// - Note: Lawless (1987), doi:10.2307/3314912. Reference values: `Fixtures/glm/negative-binomial.json`.
public func negativeBinomialRegression(
  _ response: [Double], _ design: Design, weights: [Double]? = nil, offset: [Double]? = nil
) throws(StatisticsError) -> NegativeBinomialRegression {
  let data = try GeneralisedLinearData(
    response: response, family: .poisson, trials: nil, weights: weights, offset: offset,
    rows: design.matrix.rowCount)
  let likelihood = try NegativeBinomialLikelihood(design.matrix, names: design.names, data: data)
  let maximum = try maximise(likelihood, from: likelihood.start(), name: "negative binomial regression")
  let theta = exp(maximum.parameters[design.names.count])
  let family = GeneralisedLinearFamily.negativeBinomial(theta: theta)
  let known = try GeneralisedLinearData(
    response: response, family: family, trials: nil, weights: weights, offset: offset, rows: design.matrix.rowCount)
  let model = try GeneralisedLinearModel(
    GeneralisedLinearLikelihood(design.matrix, names: design.names, data: known, family: family),
    Array(maximum.parameters.dropLast()), design: design, data: known, extraParameters: 1)
  let curvature = likelihood.curvatureInTheta(maximum.parameters)
  guard curvature > 0, curvature.isFinite else { throw .notPositiveDefinite("the information of theta") }
  return NegativeBinomialRegression(
    model: model, theta: theta, standardErrorOfTheta: 1 / curvature.squareRoot())
}

extension NegativeBinomialRegression {
  /// The profile-likelihood interval of one coefficient, θ fitted anew at each of its values.
  /// - Parameter column: the 0-based coefficient.
  /// - Throws: `outOfDomain`, `noConvergence`.
  public func profileInterval(
    column: Int, confidence: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    let likelihood = try NegativeBinomialLikelihood(
      model.design.matrix, names: model.design.names, data: model.data)
    return try likelihood.profile(
      column, by: likelihood.poisson.basis.toCoefficients, from: likelihood.start(), confidence,
      "negative binomial regression")
  }

  /// A type II likelihood-ratio test of each term, θ fitted anew in each model.
  /// - Throws: as `negativeBinomialRegression`.
  public func termTests() throws(StatisticsError) -> [LikelihoodTermTest] {
    try likelihoodTermTests(model.design) { columns throws(StatisticsError) in
      let likelihood = try NegativeBinomialLikelihood(
        model.design.matrix.selecting(columns: columns), names: columns.map { model.design.names[$0] },
        data: model.data)
      let name = "negative binomial regression"
      return try maximise(likelihood, from: likelihood.start(), name: name).point.value.value
    }
  }
}

/// In the coefficients of the basis, then log θ.
struct NegativeBinomialLikelihood: LogLikelihood {
  let poisson: GeneralisedLinearLikelihood
  private let largest: Int
  /// Σ w log y!
  private let factorials: DoubleDouble

  init(_ matrix: Matrix, names: [String], data: GeneralisedLinearData) throws(StatisticsError) {
    poisson = try GeneralisedLinearLikelihood(matrix, names: names, data: data, family: .poisson)
    let largest = poisson.response.max() ?? 0
    guard largest <= 1e6 else {
      throw .tooMuchWork(
        "a negative binomial regression of counts above 1,000,000", instead: "Poisson regression with robust errors")
    }
    self.largest = Int(largest)
    factorials = zip(poisson.response, poisson.weights).reduce(DoubleDouble(0)) { $0 + logFactorial($1.0) * $1.1 }
  }

  /// Poisson's coefficients and the θ of moments.
  func start() throws(StatisticsError) -> [Double] {
    let first = try maximise(poisson, from: poisson.start(), name: "Poisson regression").parameters
    let eta = poisson.linearPredictor(first)
    var (excess, count) = (0.0, 0.0)
    for row in eta.indices {
      let distance = poisson.response[row] / exp(eta[row]) - 1
      excess += poisson.weights[row] * distance * distance
      count += poisson.weights[row]
    }
    let theta = count / excess
    return first + [log(theta > 0.05 ? min(theta, 500) : 0.05)]
  }

  func point(_ parameters: [Double]) -> LikelihoodPoint? {
    let p = parameters.count - 1
    let theta = exp(parameters[p])
    guard theta.isNormal, theta < 1e12 else { return nil }
    let sums = risingSums(theta)
    let eta = poisson.linearPredictor(Array(parameters.dropLast()))
    var value = DoubleDouble(0)
    var (slope, bend) = (DoubleDouble(0), DoubleDouble(0))
    var (slopes, curvatures, crosses) = (eta, eta, eta)
    for row in eta.indices {
      let (y, w) = (poisson.response[row], poisson.weights[row])
      let mean = exp(eta[row])
      let (u, s) = (mean / theta, theta + mean)
      let sum = sums[Int(y)]
      value = value + DoubleDouble.product(w, y * eta[row] - (theta + y) * log1p(u)) + sum.logarithms * w
      // In forms whose parts are all of order 1/θ², so that a large θ does not cancel.
      slope = slope + w * (-sum.first - logOnePlusMinus(u) + u * (y - mean) / s)
      bend = bend + w * curvature(y, mean, theta, sum.second)
      slopes[row] = w * (y - mean) * (theta / s)
      curvatures[row] = w * (mean / s) * ((y + theta) / s) * theta
      crosses[row] = -w * theta * ((y - mean) / s) * (mean / s)
    }
    let columns = poisson.basis.columns
    let inner = columns.crossProduct(weights: curvatures)
    let across = columns.preciseTransposedTimes(crosses)
    var information = Matrix(rows: p + 1, columns: p + 1)
    for a in 0..<p {
      for b in 0..<p { information[a, b] = inner[a, b] }
      information[a, p] = across[a]
      information[p, a] = across[a]
    }
    information[p, p] = theta * theta * bend.value - theta * slope.value
    return LikelihoodPoint(
      value: value - factorials, gradient: columns.preciseTransposedTimes(slopes) + [theta * slope.value],
      information: information)
  }

  func recession(_ direction: [Double], from parameters: [Double]) -> StatisticsError? {
    if parameters[parameters.count - 1] > 16 {
      return .outOfDomain(
        "the counts vary no more than a Poisson distribution's, so theta has no finite estimate; use Poisson regression"
      )
    }
    return poisson.recession(Array(direction.dropLast()), from: Array(parameters.dropLast()))
  }

  /// −∂²log L/∂θ² with the means held.
  func curvatureInTheta(_ parameters: [Double]) -> Double {
    let theta = exp(parameters[parameters.count - 1])
    let sums = risingSums(theta)
    let eta = poisson.linearPredictor(Array(parameters.dropLast()))
    var sum = DoubleDouble(0)
    for row in eta.indices {
      let y = poisson.response[row]
      sum = sum + poisson.weights[row] * curvature(y, exp(eta[row]), theta, sums[Int(y)].second)
    }
    return sum.value
  }

  private func curvature(_ y: Double, _ mean: Double, _ theta: Double, _ sum: Double) -> Double {
    let (u, s) = (mean / theta, theta + mean)
    return (y - mean) * (u / theta) * ((s + theta) / (s * s)) + u * u / s - sum
  }

  /// For y = 0, 1, …: Σ_{k<y} log(1 + k/θ), Σ k/(θ(θ + k)), Σ k(2θ + k)/(θ²(θ + k)²).
  private func risingSums(_ theta: Double) -> [(logarithms: DoubleDouble, first: Double, second: Double)] {
    var result: [(logarithms: DoubleDouble, first: Double, second: Double)] = [(DoubleDouble(0), 0, 0)]
    result.reserveCapacity(largest + 1)
    var (logarithms, first, second) = (DoubleDouble(0), DoubleDouble(0), DoubleDouble(0))
    for step in 0..<largest {
      let k = Double(step)
      let share = k / (theta + k)
      logarithms = logarithms + log1p(k / theta)
      first = first + share / theta
      second = second + share * ((2 * theta + k) / (theta + k)) / (theta * theta)
      result.append((logarithms, first.value, second.value))
    }
    return result
  }
}
