#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// What the population is known to be over one question.
public struct PopulationMargin: Sendable, Equatable {
  public let name: String
  /// The answer of each person of the sample.
  public let factor: Factor
  /// How many people the population has at each level.
  public let totals: [Double]

  /// - Throws: `unequalLengths`; `outOfDomain` for a total that is negative or not finite; `emptyCategory` for a level that has people in the
  ///   population and none in the sample, or the other way round: merge it with another.
  public init(name: String, factor: Factor, totals: [Double]) throws(StatisticsError) {
    guard totals.count == factor.levels.count else { throw .unequalLengths(factor.levels.count, totals.count) }
    var counts = [Int](repeating: 0, count: totals.count)
    for code in factor.codes { counts[code] += 1 }
    for (index, total) in totals.enumerated() {
      guard total.isFinite, total >= 0 else {
        throw .outOfDomain("\"\(name)\" has \(total) people at \"\(factor.levels[index])\"")
      }
      if (total == 0) != (counts[index] == 0) { throw .emptyCategory("\(name): \(factor.levels[index])") }
    }
    self.name = name
    self.factor = factor
    self.totals = totals
  }
}

/// Weights brought to known margins.
public struct Raking: Sendable, Equatable {
  /// One a person; over every level of every margin they add up to the population's total.
  public let weights: [Double]
  /// Final weight over the first one, both of the same sum: the least and the largest.
  public let smallestFactor, largestFactor: Double
  public let iterations: Int
  /// The largest difference from a total, as a share of it.
  public let largestMisfit: Double
  let indicators: Matrix

  /// n·Σw²/(Σw)² ≥ 1 of the final weights: how many times the variance grows by weights that differ.
  public var weightingEffect: Double { Double(weights.count) / effectiveSize }

  /// Kish's effective sample size (Σw)²/Σw², at most n.
  public var effectiveSize: Double { kishEffectiveSize(weights) }
}

/// (Σw)²/Σw² of weights above 0, scaled so that no square overflows or vanishes.
func kishEffectiveSize(_ weights: [Double]) -> Double {
  let largest = weights.max() ?? 1
  let (sum, squares) = weights.reduce((0.0, 0.0)) { ($0.0 + $1 / largest, $0.1 + ($1 / largest) * ($1 / largest)) }
  return sum * sum / squares
}

/// Raking: changes weights as little as can be so that they meet every margin; with one margin, post-stratification.
///
/// wᵢ = dᵢ·F(xᵢᵀλ), x the margins' indicators, with Σ wᵢxᵢ the totals. F(u) = eᵘ is what adjusting margin after margin leads to; within bounds L < 1 < U,
/// F(u) = [L(U − 1) + U(1 − L)e^{Au}]/[U − 1 + (1 − L)e^{Au}], A = (U − L)/((1 − L)(U − 1)). λ minimises the convex Σ dᵢ∫F − λ·totals, by Newton's
/// method with halved steps.
/// - Parameters:
///   - weights: n first weights, finite and > 0.
///   - margins: one or more of n people; all with the same total.
///   - bounds: least and largest factor, 0 ≤ L < 1 < U; none unless given.
/// - Throws: `unequalLengths`, `tooFewValues`, `notFinite`, `outOfDomain` (weights, bounds, margins whose totals differ, named); `noConvergence` naming the
///   margin and level that cannot be met together with the others.
/// - Note: Deming and Stephan (1940), doi:10.1214/aoms/1177731829; Deville, Särndal and Sautory (1993), doi:10.1080/01621459.1993.10476369.
///   Reference values: `Fixtures/survey/survey.json` (R's `survey`).
public func rake(
  _ weights: [Double], to margins: [PopulationMargin], bounds: (lower: Double, upper: Double)? = nil
) throws(StatisticsError) -> Raking {
  let n = weights.count
  guard n > 0, let first = margins.first else { throw .tooFewValues(n) }
  try checkFinite(weights, "a weight")
  for weight in weights where !(weight > 0) { throw .outOfDomain("a weight is above 0, but one is \(weight)") }
  if let bounds, !(bounds.lower >= 0 && bounds.lower < 1 && bounds.upper > 1 && bounds.upper.isFinite) {
    throw .outOfDomain("bounds lie around 1, not at \(bounds.lower) and \(bounds.upper)")
  }
  let population = first.totals.reduce(0, +)
  guard population > 0, population.isFinite else {
    throw .outOfDomain("\"\(first.name)\" has nobody in the population")
  }
  for margin in margins {
    guard margin.factor.codes.count == n else { throw .unequalLengths(n, margin.factor.codes.count) }
    let total = margin.totals.reduce(0, +)
    guard abs(total - population) <= 1e-9 * population else {
      throw .outOfDomain(
        "margins are of one population, but \"\(first.name)\" has \(population) people and \"\(margin.name)\" \(total)")
    }
  }
  // Everybody first moved to the right number of people, so that factors are about shape; bounds are of that.
  let scale = population / weights.reduce(0, +)
  guard scale.isFinite, scale > 0 else { throw .notFinite("the sum of the weights") }
  var solver = RakingSolver(start: weights.map { $0 * scale }, margins: margins, bounds: bounds)
  return try solver.solved()
}

private struct RakingSolver {
  let start: [Double]
  let margins: [PopulationMargin]
  let bounds: (lower: Double, upper: Double)?
  /// Of each margin, the place of its first level among all.
  private let offsets: [Int]
  private let targets: [Double]
  private var lambda: [Double]

  init(start: [Double], margins: [PopulationMargin], bounds: (lower: Double, upper: Double)?) {
    self.start = start
    self.margins = margins
    self.bounds = bounds
    var offsets: [Int] = []
    var targets: [Double] = []
    for margin in margins {
      offsets.append(targets.count)
      targets += margin.totals
    }
    self.offsets = offsets
    self.targets = targets
    lambda = [Double](repeating: 0, count: targets.count)
  }

  mutating func solved() throws(StatisticsError) -> Raking {
    var state = evaluate(lambda)
    var iterations = 0
    while state.misfit > 1e-15, iterations < 200 {
      guard let step = step(from: state) else { break }
      // Half as far until it goes down or comes nearer: Newton's step may overshoot, and on the way down the worst level may become worse.
      var share = 1.0
      var next = state
      var moved = lambda
      repeat {
        moved = zip(lambda, step).map { $0 + share * $1 }
        next = evaluate(moved)
        share /= 2
      } while !state.isImproved(by: next) && share > 1e-6
      guard state.isImproved(by: next) else { break }
      lambda = moved
      state = next
      iterations += 1
    }
    guard state.misfit < 1e-10 else {
      throw .noConvergence(
        "raking to \(name(of: state.worst)) (after \(iterations) Newton steps\(bounds == nil ? "" : " within the bounds"))"
      )
    }
    let factors = zip(state.weights, start).map { $0 / $1 }
    var indicators = Matrix(rows: start.count, columns: targets.count)
    for (margin, offset) in zip(margins, offsets) {
      for (row, code) in margin.factor.codes.enumerated() { indicators[row, offset + code] = 1 }
    }
    return Raking(
      weights: state.weights, smallestFactor: factors.min() ?? 1, largestFactor: factors.max() ?? 1,
      iterations: iterations, largestMisfit: state.misfit, indicators: indicators)
  }

  private struct State {
    var weights: [Double]
    /// dᵢ·F′.
    var slopes: [Double]
    var rest: [Double]
    /// What λ minimises.
    var height: DoubleDouble
    var misfit: Double
    var worst: Int

    /// Near the end rounding hides how the height falls, and the misfit decides.
    func isImproved(by next: State) -> Bool {
      let fall = (height - next.height).value
      return next.misfit < misfit || fall > 1e-12 * abs(height.value)
    }
  }

  private func evaluate(_ lambda: [Double]) -> State {
    var state = State(weights: start, slopes: start, rest: targets, height: DoubleDouble(0), misfit: 0, worst: 0)
    for row in start.indices {
      var u = 0.0
      for (margin, offset) in zip(margins, offsets) { u += lambda[offset + margin.factor.codes[row]] }
      let (value, slope, integral) = factor(u)
      state.height += DoubleDouble(start[row] * integral)
      state.weights[row] = start[row] * value
      state.slopes[row] = start[row] * slope
      for (margin, offset) in zip(margins, offsets) {
        state.rest[offset + margin.factor.codes[row]] -= state.weights[row]
      }
    }
    for (place, target) in targets.enumerated() { state.height += DoubleDouble(-lambda[place] * target) }
    for place in targets.indices where targets[place] > 0 {
      let misfit = abs(state.rest[place]) / targets[place]
      if !(misfit <= state.misfit) { (state.misfit, state.worst) = (misfit.isNaN ? .infinity : misfit, place) }
    }
    return state
  }

  /// F, its derivative, and its integral but for a constant.
  private func factor(_ u: Double) -> (value: Double, slope: Double, integral: Double) {
    guard let (lower, upper) = bounds else { return (exp(u), exp(u), exp(u)) }
    let steepness = (upper - lower) / ((1 - lower) * (upper - 1))
    let growth = exp(min(max(steepness * u, -700), 700))
    let (a, b) = (upper - 1, (1 - lower) * growth)
    let value = (lower * a + upper * b) / (a + b)
    let room = (1 - lower) * (upper - 1)
    return (value, (value - lower) * (upper - value) / room, lower * u + room * log(a + b))
  }

  /// (XᵀSX)⁻¹ rest; levels that follow from others stay where they are.
  private func step(from state: State) -> [Double]? {
    var cross = Matrix(rows: targets.count, columns: targets.count)
    for row in start.indices {
      for (first, firstOffset) in zip(margins, offsets) {
        for (second, secondOffset) in zip(margins, offsets) {
          cross[firstOffset + first.factor.codes[row], secondOffset + second.factor.codes[row]] += state.slopes[row]
        }
      }
    }
    // Levels of few people and levels of many on one scale, so that the few are not taken to follow from others.
    let units = cross.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    for column in targets.indices {
      for row in targets.indices { cross[row, column] *= units[row] * units[column] }
    }
    guard cross.elements.allSatisfy(\.isFinite) else { return nil }
    let solution = QRDecomposition(cross, tolerance: 1e-9).solve(zip(state.rest, units).map { $0 * $1 })
    let step = zip(solution, units).map { ($0 ?? 0) * $1 }
    return step.allSatisfy(\.isFinite) ? step : nil
  }

  private func name(of place: Int) -> String {
    let margin = offsets.lastIndex { $0 <= place } ?? 0
    return "\(margins[margin].name), \(margins[margin].factor.levels[place - offsets[margin]])"
  }
}
