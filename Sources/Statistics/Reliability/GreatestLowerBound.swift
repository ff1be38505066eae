/// The largest reliability that the covariances of items prove, with the proof.
public struct GreatestLowerBound: Sendable, Equatable {
  /// 1 − (largest total error variance)/(variance of the sum).
  public let estimate: Double
  /// The true bound lies between these: `atMost` comes of error variances that are possible, `atLeast` of the dual problem.
  public let atLeast, atMost: Double
  /// Error variances of the items that are possible and add up to the most, in squared units.
  public let errorVariances: [Double]
}

/// The greatest lower bound to reliability.
///
/// 1 − max Σθ/V over error variances θ ≥ 0 for which the matrix of covariances less θ on its diagonal has no negative eigenvalue; V the
/// variance of the sum. Solved as a semidefinite problem along the central path; whatever the arithmetic did, the two values that come
/// with it hold it from both sides.
/// - Parameter sample: of k ≥ 2 items; their covariances are taken as they are. With few people the bound is too high by chance.
/// - Throws: `tooFewItems`, `notPositiveDefinite`, `zeroVariance`, `noConvergence`, `tooMuchWork` beyond 200 items.
/// - Note: Jackson and Agunwamba (1977), doi:10.1007/BF02295979; Woodhouse and Jackson (1977), doi:10.1007/BF02295980.
public func greatestLowerBound(_ sample: SampleCovariance) throws(StatisticsError) -> GreatestLowerBound {
  let (covariances, total) = try scaled(sample.covariances)
  let k = covariances.rowCount
  guard k >= 2 else { throw .tooFewItems(k) }
  guard k <= 200 else { throw .tooMuchWork("the greatest lower bound of \(k) items", instead: "Guttman's λ₆") }
  guard let least = try SymmetricEigen(covariances).values.last, least > 1e-12 else {
    throw .notPositiveDefinite("the matrix of covariances")
  }
  var errors = [Double](repeating: least / 2, count: k)
  var weight = 1.0
  var result: (primal: Double, dual: Double, errors: [Double])?
  while weight > 1e-13 {
    guard let centred = centre(covariances, errors, weight) else { break }
    errors = centred.errors
    let found = (primal: errors.reduce(0, +), dual: dualValue(covariances, centred.inverse, weight), errors: errors)
    if result.map({ found.dual - found.primal < $0.dual - $0.primal }) ?? true { result = found }
    if found.dual - found.primal < 1e-11 * total { break }
    weight *= 0.3
  }
  guard let result, result.dual - result.primal < 1e-6 * total else {
    throw .noConvergence("the greatest lower bound (the central path ended early)")
  }
  let mean = sample.covariances.diagonal.reduce(0) { $0 + $1 / Double(k) }
  return GreatestLowerBound(
    estimate: 1 - (result.primal + result.dual) / 2 / total, atLeast: 1 - result.dual / total,
    atMost: 1 - result.primal / total, errorVariances: result.errors.map { $0 * mean })
}

/// The errors that make Σθ + w(log |C − Θ| + Σ log θ) largest, by Newton's method, with (C − Θ)⁻¹.
private func centre(_ covariances: Matrix, _ start: [Double], _ weight: Double) -> (errors: [Double], inverse: Matrix)?
{
  let k = start.count
  func inverse(_ errors: [Double]) -> Matrix? {
    var rest = covariances
    for i in 0..<k { rest[i, i] -= errors[i] }
    return errors.allSatisfy { $0 > 0 } ? Cholesky(rest, tolerance: 1e-15)?.inverse : nil
  }
  var errors = start
  guard var current = inverse(errors) else { return nil }
  for _ in 0..<100 {
    let slope = (0..<k).map { 1 / weight - current[$0, $0] + 1 / errors[$0] }
    var bend = current
    for place in bend.elements.indices { bend.elements[place] *= current.elements[place] }
    for i in 0..<k { bend[i, i] += 1 / (errors[i] * errors[i]) }
    guard let factor = Cholesky(bend) else { return nil }
    let direction = factor.solve(slope)
    let decrement = zip(slope, direction).reduce(0) { $0 + $1.0 * $1.1 }
    // Steps of this length stay inside, since the barrier is self-concordant.
    var step = decrement < 0.1 ? 1 : 1 / (1 + decrement.squareRoot())
    var moved: Matrix?
    var next = errors
    while step > 1e-6 {
      next = zip(errors, direction).map { $0 + step * $1 }
      moved = inverse(next)
      if moved != nil { break }
      step /= 2
    }
    guard let moved else { return (errors, current) }
    (errors, current) = (next, moved)
    if decrement < 1e-12 { break }
  }
  return (errors, current)
}

/// tr(CY) for Y = w(C − Θ)⁻¹ stretched until its diagonal is at least 1: never below the largest Σθ.
private func dualValue(_ covariances: Matrix, _ inverse: Matrix, _ weight: Double) -> Double {
  let stretch = inverse.diagonal.map { max(1, (1 / (weight * $0)).squareRoot()) }
  var sum = DoubleDouble(0)
  for i in stretch.indices {
    for j in stretch.indices {
      sum = sum + DoubleDouble.product(covariances[i, j], inverse[i, j] * stretch[i] * stretch[j])
    }
  }
  return (sum * weight).value
}
