#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How often the largest of several correlated standard normal values passes a bound.
struct NormalOrthant: Sendable, Equatable {
  private enum Structure: Sendable, Equatable {
    /// ρᵢⱼ = λᵢλⱼ.
    case product([Double])
    /// Of three: what the second and third keep of the first, and how they are related without it.
    case three(first: [Double], rest: Double)
    /// L of ρ = LLᵀ.
    case general(Matrix)
  }

  private let structure: Structure
  /// Random shifts of the lattice; one empty shift where a quadrature needs none.
  let shifts: [[Double]]

  init(_ correlation: Matrix) throws(StatisticsError) {
    guard let factor = Cholesky(correlation, tolerance: 1e-12) else {
      throw .notPositiveDefinite("the matrix of correlations")
    }
    if let loadings = NormalOrthant.loadings(correlation) {
      structure = .product(loadings)
      shifts = [[]]
    } else if let three = NormalOrthant.three(correlation) {
      structure = three
      shifts = [[]]
    } else {
      structure = .general(factor.lower)
      var chance = SeededGenerator(seed: 1)
      shifts = (0..<12).map { _ in (0..<correlation.rowCount).map { _ in chance.unit() } }
    }
  }

  /// P(max Z > bound) or P(max |Z| > bound).
  func beyond(_ bound: Double, _ sides: MultivariateT.Sides, _ shift: [Double]) -> Double {
    switch structure {
    case .product(let loadings):
      return NormalOrthant.beyond(
        upper: loadings.map { _ in bound }, lower: sides == .both ? loadings.map { _ in -bound } : nil, loadings)
    case .three(let first, let rest):
      return beyondThree(bound, sides, first, rest)
    case .general(let lower):
      return beyondMany(bound, sides, lower, shift)
    }
  }

  /// Beyond this loading the factors are so steep that a quadrature would take too many steps: lattice points then.
  private static let steepest = 0.995

  private static func three(_ correlation: Matrix) -> Structure? {
    guard correlation.rowCount == 3 else { return nil }
    let (a, b) = (correlation[0, 1], correlation[0, 2])
    let rest = (correlation[1, 2] - a * b) / ((1 - a * a) * (1 - b * b)).squareRoot()
    guard max(abs(a), abs(b)) < steepest, abs(rest).squareRoot() < steepest else { return nil }
    return .three(first: [a, b], rest: rest)
  }

  /// λ with ρᵢⱼ = λᵢλⱼ, if there is one.
  private static func loadings(_ correlation: Matrix) -> [Double]? {
    let d = correlation.rowCount
    if d == 1 { return [0] }
    if d == 2 {
      let root = abs(correlation[0, 1]).squareRoot()
      guard root < steepest else { return nil }
      return [root, correlation[0, 1] < 0 ? -root : root]
    }
    // From the pair that is related the most: λᵢ² = ρᵢⱼρᵢₖ/ρⱼₖ.
    var best = (0.0, 0, 1, 2)
    for j in 0..<d {
      for k in (j + 1)..<max(d, j + 1) {
        for i in 0..<d where i != j && i != k {
          let least = min(abs(correlation[j, k]), abs(correlation[i, j]), abs(correlation[i, k]))
          if least > best.0 { best = (least, i, j, k) }
        }
      }
    }
    var result = [Double](repeating: 0, count: d)
    if best.0 > 1e-8 {
      let (_, i, j, k) = best
      let square = correlation[i, j] * correlation[i, k] / correlation[j, k]
      guard square > 0, square < 1 else { return nil }
      result[i] = square.squareRoot()
      for other in 0..<d where other != i { result[other] = correlation[i, other] / result[i] }
    }
    for row in 0..<d {
      guard abs(result[row]) < steepest else { return nil }
      for column in 0..<row where abs(correlation[row, column] - result[row] * result[column]) > 1e-12 { return nil }
    }
    return result
  }

  /// 1 − ∫ φ(z) Π P(lowerᵢ < λᵢz + √(1 − λᵢ²)eᵢ < upperᵢ) dz, from the chances beyond, so that small ones keep their digits.
  ///
  /// By the trapezoid rule: its error falls like exp(−2π²/(h²(1 + Σκ²))) with κ = λ/√(1 − λ²), the steepness of each factor.
  private static func beyond(upper: [Double], lower: [Double]?, _ loadings: [Double]) -> Double {
    let spreads = loadings.map { (1 - $0 * $0).squareRoot() }
    let steepness = zip(loadings, spreads).reduce(1) { $0 + ($1.0 / $1.1) * ($1.0 / $1.1) }
    let step = 0.72 / steepness.squareRoot()
    let reach = 9 + zip(upper, loadings).reduce(0) { max($0, abs($1.0 * $1.1)) }
    let count = Int((min(reach, 38) / step).rounded(.up))
    var sum = 0.0
    for place in -count...count {
      let z = Double(place) * step
      var logInside = 0.0
      for index in loadings.indices {
        let mean = loadings[index] * z
        var outside = NormalTail.upper((upper[index] - mean) / spreads[index])
        if let lower { outside += NormalTail.upper((mean - lower[index]) / spreads[index]) }
        logInside += log1p(-min(outside, 1))
      }
      sum += NormalTail.density(z) * -expm1(logInside)
    }
    return sum * step
  }

  /// Given the first of three, the others are two related values around what they keep of it.
  private func beyondThree(_ bound: Double, _ sides: MultivariateT.Sides, _ kept: [Double], _ rest: Double) -> Double {
    let spreads = kept.map { (1 - $0 * $0).squareRoot() }
    let root = abs(rest).squareRoot()
    let loadings = [root, rest < 0 ? -root : root]
    let start = sides == .both ? -bound : min(-9, bound - 2)
    let inner = integrate(to: bound - start) { distance in
      let z = start + distance
      let upper = zip(kept, spreads).map { (bound - $0 * z) / $1 }
      let lower = sides == .both ? zip(kept, spreads).map { (-bound - $0 * z) / $1 } : nil
      return NormalTail.density(z) * NormalOrthant.beyond(upper: upper, lower: lower, loadings)
    }
    return NormalTail.upper(bound) * (sides == .both ? 2 : 1) + inner
  }

  /// Genz's sequence of conditional uniform values over multiples of roots of primes (Richtmyer), mirrored to make it periodic.
  private func beyondMany(_ bound: Double, _ sides: MultivariateT.Sides, _ lower: Matrix, _ shift: [Double]) -> Double {
    let d = lower.rowCount
    let points = 1021
    // Roots of primes, whose multiples spread evenly whatever the dimension.
    let generator = NormalOrthant.primes(d).map { $0.squareRoot() }
    var y = [Double](repeating: 0, count: d)
    var sum = 0.0
    for point in 1...points {
      var inside = 1.0
      for row in 0..<d {
        var mean = 0.0
        for column in 0..<row { mean += lower[row, column] * y[column] }
        let low = sides == .both ? NormalTail.upper(-(-bound - mean) / lower[row, row]) : 0
        let width = max(0, NormalTail.upper(-(bound - mean) / lower[row, row]) - low)
        inside *= width
        guard inside > 0, row < d - 1 else { break }
        let raw = Double(point) * generator[row] + shift[row]
        let unit = abs(2 * (raw - raw.rounded(.down)) - 1)
        y[row] = NormalTail.quantile(min(max(low + unit * width, 1e-300), 1 - 1e-16))
      }
      sum += 1 - inside
    }
    return sum / Double(points)
  }

  private static func primes(_ count: Int) -> [Double] {
    var found: [Int] = []
    var candidate = 2
    while found.count < count {
      if found.allSatisfy({ candidate % $0 != 0 }) { found.append(candidate) }
      candidate += 1
    }
    return found.map(Double.init)
  }
}
