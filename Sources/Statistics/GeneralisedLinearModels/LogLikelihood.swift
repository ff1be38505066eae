/// A log-likelihood at one point, with its slopes and its curvature there.
struct LikelihoodPoint {
  let value: DoubleDouble
  let gradient: [Double]
  /// Minus the matrix of second derivatives.
  let information: Matrix
}

/// What `maximise` climbs.
protocol LogLikelihood {
  /// nil where the likelihood is not defined or its terms overflow.
  func point(_ parameters: [Double]) -> LikelihoodPoint?
  /// The error to throw if the likelihood rises for ever along `direction`, which the climb has followed to `parameters`.
  func recession(_ direction: [Double], from parameters: [Double]) -> StatisticsError?
}

/// Parameters held to Σ weightᵢ · parameterᵢ = value.
struct LinearConstraint {
  let weights: [Double]
  let value: Double
}

struct LikelihoodMaximum {
  let parameters: [Double]
  let point: LikelihoodPoint
  /// The slope of the maximum in the constraint's value; 0 without a constraint.
  let multiplier: Double
}

/// The highest point of a log-likelihood by Newton's method with halved steps, run until rounding stops it.
///
/// The parameters are taken to be of order 1 (`PredictorBasis` sees to it). Where the curvature is not that of a maximum the
/// information is enlarged until it is.
/// - Parameter name: what is fitted, for the error.
func maximise<Likelihood: LogLikelihood>(
  _ likelihood: Likelihood, from start: [Double], holding constraint: LinearConstraint? = nil, name: String
) throws(StatisticsError) -> LikelihoodMaximum {
  var parameters = start
  if let constraint {
    // Onto the constraint by the shortest way.
    let square = constraint.weights.reduce(0) { $0 + $1 * $1 }
    let gap = constraint.value - zip(constraint.weights, start).reduce(0) { $0 + $1.0 * $1.1 }
    parameters = zip(start, constraint.weights).map { $0 + gap / square * $1 }
  }
  guard var point = likelihood.point(parameters) else { throw .noConvergence("\(name), which has no usable start,") }
  var path = [parameters]
  for iteration in 0..<200 {
    let (step, multiplier) = try newtonStep(point, holding: constraint, name: name)
    let length = step.length
    let reach = 1 + parameters.length
    let isLast = length <= 1e-8 * reach
    guard let next = advance(likelihood, from: parameters, point, by: step, unchecked: length <= 1e-6 * reach) else {
      throw .noConvergence("\(name), whose steps were halved until nothing was left of them,")
    }
    (parameters, point) = next
    if isLast {
      return try polish(likelihood, parameters, point, multiplier, holding: constraint, name: name)
    }
    path.append(parameters)
    if iteration >= 10, constraint == nil {
      let direction = zip(parameters, path[path.count - 4]).map { $0 - $1 }
      if let error = likelihood.recession(direction, from: parameters) { throw error }
    }
  }
  throw .noConvergence("\(name) in 200 Newton steps")
}

/// Two more steps, which cost little and leave rounding only.
private func polish<Likelihood: LogLikelihood>(
  _ likelihood: Likelihood, _ parameters: [Double], _ point: LikelihoodPoint, _ multiplier: Double,
  holding constraint: LinearConstraint?, name: String
) throws(StatisticsError) -> LikelihoodMaximum {
  var (parameters, point, multiplier) = (parameters, point, multiplier)
  for _ in 0..<2 {
    let (step, slope) = try newtonStep(point, holding: constraint, name: name)
    let moved = zip(parameters, step).map { $0 + $1 }
    multiplier = slope
    guard let there = likelihood.point(moved), there.isUsable else { break }
    (parameters, point) = (moved, there)
  }
  return LikelihoodMaximum(parameters: parameters, point: point, multiplier: multiplier)
}

/// H⁻¹(g − λc), with λ such that the step stays on the constraint.
private func newtonStep(
  _ point: LikelihoodPoint, holding constraint: LinearConstraint?, name: String
) throws(StatisticsError) -> (step: [Double], multiplier: Double) {
  guard let factor = factorised(point.information) else {
    throw .noConvergence("\(name), whose information is not positive definite,")
  }
  guard let constraint else { return (factor.solve(point.gradient), 0) }
  let plain = factor.solve(point.gradient)
  let toward = factor.solve(constraint.weights)
  let multiplier =
    zip(constraint.weights, plain).reduce(0) { $0 + $1.0 * $1.1 }
    / zip(constraint.weights, toward).reduce(0) { $0 + $1.0 * $1.1 }
  return (zip(plain, toward).map { $0 - multiplier * $1 }, multiplier)
}

private func factorised(_ information: Matrix) -> Cholesky? {
  if let factor = Cholesky(information) { return factor }
  let size = information.diagonal.reduce(0) { max($0, abs($1)) }
  guard size > 0, size.isFinite else { return nil }
  var ridge = 1e-10 * size
  while ridge <= 1e6 * size {
    var enlarged = information
    for index in 0..<information.rowCount { enlarged[index, index] += ridge }
    if let factor = Cholesky(enlarged) { return factor }
    ridge *= 10
  }
  return nil
}

private func advance<Likelihood: LogLikelihood>(
  _ likelihood: Likelihood, from parameters: [Double], _ point: LikelihoodPoint, by step: [Double], unchecked: Bool
) -> (parameters: [Double], point: LikelihoodPoint)? {
  var share = 1.0
  for _ in 0..<60 {
    let next = zip(parameters, step).map { $0 + share * $1 }
    if let there = likelihood.point(next), there.isUsable, unchecked || (there.value - point.value).value >= 0 {
      return (next, there)
    }
    share /= 2
  }
  return nil
}

extension LikelihoodPoint {
  fileprivate var isUsable: Bool {
    value.isFinite && gradient.allSatisfy(\.isFinite) && information.elements.allSatisfy(\.isFinite)
  }
}

extension [Double] {
  fileprivate var length: Double { reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
