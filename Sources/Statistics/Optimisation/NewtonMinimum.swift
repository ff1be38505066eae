/// The least value of a smooth function of a few numbers of order 1 near a starting point, to the last digits.
///
/// Newton steps with the exact gradient and a second derivative by central differences of it, kept within a region in which the
/// quadratic model has proved right; where the function bends downwards the step follows that bend, so that saddles are left. Once
/// the function's own rounding hides its decrease, steps are judged by the gradient, which is what fixes the last digits.
/// - Note: Nocedal and Wright, Numerical Optimization (2006), ch. 4.
struct NewtonMinimum {
  let point: [Double]
  let value: Double
  let steps: Int

  /// - Parameters:
  ///   - evaluate: value and gradient; nil where the function is not defined.
  /// - Throws: `noConvergence`, naming `what`.
  init(
    from start: [Double], what: String,
    _ evaluate: ([Double]) -> (value: Double, gradient: [Double])?
  ) throws(StatisticsError) {
    guard var here = evaluate(start) else { throw .noConvergence("\(what), undefined where it started,") }
    var x = start
    var radius = 1.0
    var count = 0
    var known: Matrix?
    while count < 200 {
      count += 1
      guard let bend = known ?? NewtonMinimum.secondDerivative(at: x, evaluate) else { break }
      let step = try NewtonMinimum.step(gradient: here.gradient, bend: bend, radius: radius)
      let length = NewtonMinimum.length(step)
      let predicted = -NewtonMinimum.dot(here.gradient, step) - bend.form(step, step) / 2
      let noise = 1e-13 * max(1, abs(here.value))
      let next = zip(x, step).map { $0 + $1 }
      // After so short a step the second derivative is what it was.
      known = length < 1e-5 ? bend : nil
      let there = evaluate(next)
      if predicted <= noise {
        // Rounding hides the decrease: the gradient decides.
        guard let there, NewtonMinimum.length(there.gradient) < 0.5 * NewtonMinimum.length(here.gradient) else {
          point = x
          value = here.value
          steps = count
          return
        }
        (x, here) = (next, there)
        continue
      }
      let gain = there.map { (here.value - $0.value) / predicted } ?? -1
      if gain < 0.25 { radius = 0.25 * min(length, radius) } else if gain > 0.75 { radius = max(radius, 2 * length) }
      if gain > 1e-4, let there { (x, here) = (next, there) } else { known = bend }
      if radius < 1e-14 * max(1, NewtonMinimum.length(x)) { break }
    }
    throw .noConvergence("\(what), after \(count) Newton steps,")
  }

  private static func secondDerivative(
    at x: [Double], _ evaluate: ([Double]) -> (value: Double, gradient: [Double])?
  ) -> Matrix? {
    var result = Matrix(rows: x.count, columns: x.count)
    for i in x.indices {
      let h = 1e-4 * max(abs(x[i]), 0.01)
      var (above, below) = (x, x)
      above[i] += h
      below[i] -= h
      guard let up = evaluate(above), let down = evaluate(below) else { return nil }
      for j in x.indices {
        let slope = (up.gradient[j] - down.gradient[j]) / (above[i] - below[i])
        guard slope.isFinite else { return nil }
        result[i, j] += slope / 2
        result[j, i] += slope / 2
      }
    }
    return result
  }

  /// The least point of the quadratic model within the radius.
  private static func step(gradient: [Double], bend: Matrix, radius: Double) throws(StatisticsError) -> [Double] {
    let eigen = try SymmetricEigen(bend)
    let parts = gradient.indices.map { -dot(gradient, eigen.vectors.column($0)) }
    let (largest, least) = (max(abs(eigen.values.first ?? 0), abs(eigen.values.last ?? 0)), eigen.values.last ?? 0)
    let flat = 1e-13 * largest
    /// Along each eigenvector, with μ added to the bend; flat directions without slope stay.
    func along(_ shift: Double) -> [Double] {
      zip(parts, eigen.values).map { part, value in value + shift > flat ? part / (value + shift) : 0 }
    }
    var best = along(0)
    if least < -flat || length(best) > radius {
      var low = max(0, -least)
      var high = low + length(parts) / radius + flat * 2
      for _ in 0..<100 {
        let middle = (low + high) / 2
        if length(along(middle)) > radius { low = middle } else { high = middle }
      }
      best = along(high)
      let rest = radius * radius - dot(best, best)
      // No slope along the downward bend: either way is down.
      if least < -flat, rest > 1e-6 * radius * radius, let last = best.indices.last { best[last] += rest.squareRoot() }
    }
    return eigen.vectors * best
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
  private static func length(_ a: [Double]) -> Double { dot(a, a).squareRoot() }
}
