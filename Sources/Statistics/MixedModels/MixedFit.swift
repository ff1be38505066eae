#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The search for the relative variances θ under which the data are most likely.
struct MixedFit: Sendable, Equatable {
  let solution: MixedSolution
  let steps: Int
  /// How many starting points were followed.
  let starts: Int

  /// - Parameter previous: a fit to go on from; nil for a search.
  init(
    _ system: MixedSystem, _ estimation: LinearMixedModel.Estimation, after previous: MixedFit? = nil
  ) throws(StatisticsError) {
    let objective = MixedObjective(system: system, estimation: estimation)
    let starts = previous.map { [$0.solution.factorization.theta] } ?? MixedFit.starts(system, objective)
    guard !starts.isEmpty else { throw .noConvergence("the search for the variances, undefined at every start,") }
    var best: NewtonMinimum?
    var steps = 0
    var failure: StatisticsError?
    for start in starts {
      do throws(StatisticsError) {
        let found = try NewtonMinimum(from: start, what: MixedFit.what(starts.count), objective.slope)
        steps += found.steps
        if found.value < (best?.value ?? .infinity) - 1e-12 * abs(found.value) { best = found }
      } catch { failure = error }
    }
    guard let best else { throw failure ?? .noConvergence(MixedFit.what(starts.count)) }
    let lowest = try MixedFit.lowestValley((best.point, best.value), system, objective)
    let theta = try MixedFit.atBoundary(lowest, system, objective)
    guard let found = MixedFactorization(system, theta: MixedFit.signed(theta, system)) else {
      throw .noConvergence(MixedFit.what(starts.count))
    }
    // Below either bound the residuals are rounding: of the outcome, or of what the predictors take from it within groups.
    guard found.residualSquares > 1e-26 * Double(system.rowCount), found.residualSquares > 1e-12 * found.outcomeSquares
    else { throw .zeroVariance }
    solution = MixedSolution(system, found)
    self.steps = steps + (previous?.steps ?? 0)
    self.starts = previous?.starts ?? starts.count
  }

  private static func what(_ starts: Int) -> String {
    "the search for the variances of the groups, from \(starts) starting \(starts == 1 ? "point" : "points"),"
  }

  /// The best of a coarse scan of the variances, first together and then term by term, and what else could lead to a lower point.
  private static func starts(_ system: MixedSystem, _ objective: MixedObjective) -> [[Double]] {
    let steps = [0, 0.03, 0.1, 0.3, 1, 3, 10, 30.0]
    let blocks = system.groupings.enumerated().flatMap { grouping, value in value.blocks.map { (grouping, $0) } }
    func theta(_ scales: [Double]) -> [Double] {
      system.parameters.map { parameter in
        guard parameter.row == parameter.column else { return 0 }
        return zip(blocks, scales).first { $0.0.0 == parameter.grouping && $0.0.1.contains(parameter.row) }?.1 ?? 0
      }
    }
    func value(_ scales: [Double]) -> Double { objective.value(theta(scales)) ?? .infinity }
    let together = steps.map { value([Double](repeating: $0, count: blocks.count)) }
    if system.parameters.count == 1 {
      // Every valley of the scan.
      return steps.indices.filter { index in
        together[index].isFinite && (index == 0 || together[index - 1] > together[index])
          && (index == steps.count - 1 || together[index + 1] >= together[index])
      }
      // At 0 itself the slope is 0 even where 0 is not the least point.
      .map { theta([max(0.01, steps[$0])]) }
    }
    guard let least = together.indices.dropFirst().min(by: { together[$0] < together[$1] }), together[least].isFinite
    else { return [] }
    var scales = [Double](repeating: steps[least], count: blocks.count)
    var current = together[least]
    for index in blocks.indices {
      for step in steps.dropFirst() {
        var other = scales
        other[index] = step
        let found = value(other)
        if found < current { (scales, current) = (other, found) }
      }
    }
    // The scan sees nothing of covariances: where there are any, a second start.
    let plain = [Double](repeating: 1, count: blocks.count)
    return scales == plain || system.parameters.allSatisfy { $0.row == $0.column }
      ? [theta(scales)] : [theta(scales), theta(plain)]
  }

  private typealias Valley = (theta: [Double], value: Double)

  /// How far the criterion may rise, others held, where an effect is taken out that is worth a search without it.
  private static let worthSearching = 10.0

  /// A valley where an effect does not vary at all may be deeper than the one that was found beside it.
  private static func lowestValley(
    _ found: Valley, _ system: MixedSystem, _ objective: MixedObjective
  ) throws(StatisticsError) -> Valley {
    // The scan of a single variance has looked at every valley.
    guard system.parameters.count > 1 else { return found }
    var lowest = found
    for (index, effect) in system.parameters.enumerated() where effect.row == effect.column && found.theta[index] != 0 {
      let own = system.parameters.indices.filter {
        let parameter = system.parameters[$0]
        return parameter.grouping == effect.grouping
          && (parameter.row == effect.row || parameter.column == effect.row)
      }
      var without = found.theta
      for place in own { without[place] = 0 }
      guard let value = objective.value(without), value < found.value + worthSearching else { continue }
      let other = try least(from: found.theta, without: own, objective)
      if other.value < lowest.value - 1e-12 * max(1, abs(lowest.value)) { lowest = other }
    }
    return lowest
  }

  /// θ with the diagonal elements that the search drove towards 0 at 0, where the criterion is least there.
  private static func atBoundary(
    _ found: Valley, _ system: MixedSystem, _ objective: MixedObjective
  ) throws(StatisticsError) -> [Double] {
    var small = system.parameters.indices.filter {
      system.parameters[$0].row == system.parameters[$0].column && abs(found.theta[$0]) < 1e-3
    }
    while !small.isEmpty {
      let (theta, value) = try least(from: found.theta, without: small, objective)
      // A variance of 1e-7 of the residuals' is lost in the rounding of the criterion, but not in that of its slope beside 0.
      let rising = small.filter { index in
        var beside = theta
        beside[index] = found.theta[index] / 2
        guard beside[index] != 0 else { return true }
        guard let slope = objective.slope(beside)?.gradient[index] else { return false }
        return slope / beside[index] >= -1e-14 * Double(system.rowCount)
      }
      if rising == small { return value <= found.value + 2e-13 * max(1, abs(found.value)) ? theta : found.theta }
      small = rising
    }
    return found.theta
  }

  /// The least point near another one with some elements at 0.
  private static func least(
    from point: [Double], without zeros: [Int], _ objective: MixedObjective
  ) throws(StatisticsError) -> Valley {
    var theta = point
    for index in zeros { theta[index] = 0 }
    let free = theta.indices.filter { !zeros.contains($0) }
    guard !free.isEmpty else { return (theta, objective.value(theta) ?? .infinity) }
    func full(_ part: [Double]) -> [Double] {
      var result = theta
      for (index, value) in zip(free, part) { result[index] = value }
      return result
    }
    let reduced = try NewtonMinimum(from: free.map { theta[$0] }, what: "the search with variances of 0") { part in
      objective.slope(full(part)).map { point in (point.value, free.map { point.gradient[$0] }) }
    }
    return (full(reduced.point), reduced.value)
  }

  /// The same covariances with no diagonal element below 0.
  private static func signed(_ theta: [Double], _ system: MixedSystem) -> [Double] {
    var result = theta
    for (index, parameter) in system.parameters.enumerated() {
      let head = system.parameters.firstIndex {
        $0.grouping == parameter.grouping && $0.column == parameter.column && $0.row == parameter.column
      }
      if let head, theta[head] < 0 { result[index] = -theta[index] }
    }
    return result
  }
}

/// −2 log likelihood as a function of θ, up to a constant; full or restricted, the residual variance at its best.
struct MixedObjective {
  let system: MixedSystem
  let estimation: LinearMixedModel.Estimation

  var degreesOfFreedom: Double {
    Double(estimation == .maximumLikelihood ? system.rowCount : system.rowCount - system.columnCount)
  }

  func value(_ theta: [Double]) -> Double? { MixedFactorization(system, theta: theta).map(value) }

  func value(_ point: MixedFactorization) -> Double {
    logDeterminants(point) + degreesOfFreedom * log(point.residualSquares)
  }

  func slope(_ theta: [Double]) -> (value: Double, gradient: [Double])? {
    guard let point = MixedFactorization(system, theta: theta),
      let gradient = gradient(point, precision: degreesOfFreedom / point.residualSquares)
    else { return nil }
    return (value(point), gradient)
  }

  /// The same with the residual deviation given, 2m log σ + r²/σ² in place of m log r², and its slopes by θ and log σ.
  func slope(
    _ theta: [Double], logDeviation: Double
  ) -> (value: Double, byTheta: [Double], byLogDeviation: Double)? {
    let precision = exp(-2 * logDeviation)
    guard let point = MixedFactorization(system, theta: theta), let byTheta = gradient(point, precision: precision)
    else { return nil }
    let (m, squares) = (degreesOfFreedom, point.residualSquares * precision)
    let found = (logDeterminants(point) + 2 * m * logDeviation + squares, byTheta, 2 * m - 2 * squares)
    return found.0.isFinite && found.2.isFinite ? found : nil
  }

  private func logDeterminants(_ point: MixedFactorization) -> Double {
    point.logDeterminant + (estimation == .maximumLikelihood ? 0 : point.fixedLogDeterminant)
  }

  /// By θ, with 1/σ² given.
  private func gradient(_ point: MixedFactorization, precision: Double) -> [Double]? {
    let solution = MixedSolution(system, point)
    let gradient = point.theta.indices.map {
      solution.logDeterminantGradient[$0]
        + (estimation == .maximumLikelihood ? 0 : solution.fixedLogDeterminantGradient[$0])
        + precision * solution.residualSquaresGradient[$0]
    }
    return gradient.allSatisfy(\.isFinite) ? gradient : nil
  }
}
