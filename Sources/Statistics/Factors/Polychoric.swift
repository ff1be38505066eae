#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The correlation of two normal variables that show only as ordered categories.
public struct PolychoricCorrelation: Sendable, Equatable {
  public let estimate: Double
  /// Of the estimate, from the observed information; after two steps as if the thresholds were known.
  public let standardError: Double
  /// Where the normal variables pass from one category to the next, of rows and of columns; empty categories are left out.
  public let rowThresholds, columnThresholds: [Double]
  /// Largest, up to the multinomial constant: Σ n log p.
  public let logLikelihood: Double
  /// Likelihood-ratio test of the normal model against the table as it is, (r − 1)(c − 1) − 1 degrees of freedom.
  public let statistic: Double
  public let degreesOfFreedom: Int
  /// nil without degrees of freedom.
  public let pValue: Double?
  /// The number of people.
  public let count: Int
}

/// How a polychoric correlation is found.
public enum PolychoricMethod: Sendable, Hashable, CaseIterable {
  /// Thresholds from the margins, then the correlation by largest likelihood.
  case twoStep
  /// Thresholds and correlation together by largest likelihood.
  case maximumLikelihood
}

/// The polychoric correlation of a table of counts; of two by two the tetrachoric.
///
/// p_ij = the probability of a rectangle between thresholds under the bivariate normal distribution; Σ n_ij log p_ij is made largest by
/// Newton's method.
/// - Parameters:
///   - table: r × c counts of people, categories in order.
///   - method: as named there.
///   - emptyCells: added to each empty cell of the categories that occur, 0 or more; an empty cell of a two-by-two table otherwise
///     leaves no estimate inside −1…1. (psych adds 0.5, polycor nothing.)
/// - Throws: `unequalLengths`, `tooFewGroups` for fewer than two categories that occur, `outOfDomain`, `noConvergence` when the
///   likelihood grows up to a correlation of ±1.
/// - Note: Olsson (1979), doi:10.1007/BF02296207. Reference values: `Fixtures/psychometrics/polychoric.json` (polycor's `polychor`, its
///   searches taken to the end).
public func polychoricCorrelation(
  _ table: [[Int]], method: PolychoricMethod = .twoStep, emptyCells: Double = 0
) throws(StatisticsError) -> PolychoricCorrelation {
  let width = table.first?.count ?? 0
  for row in table where row.count != width { throw .unequalLengths(width, row.count) }
  let count = try checkCounts(table.flatMap { $0 }, of: table.count * width)
  guard emptyCells >= 0, emptyCells <= 1 else {
    throw .outOfDomain("what is added to empty cells lies between 0 and 1")
  }
  let columns = (0..<width).filter { column in table.contains { $0[column] > 0 } }
  let kept = table.filter { row in row.contains { $0 > 0 } }.map { row in columns.map { Double(row[$0]) } }
  guard kept.count >= 2 else { throw .tooFewGroups(kept.count) }
  guard columns.count >= 2 else { throw .tooFewGroups(columns.count) }
  guard kept.count * columns.count <= 10_000 else {
    throw .tooMuchWork("a polychoric correlation of so many categories", instead: "Spearman's or Pearson's")
  }
  let counts = kept.map { $0.map { $0 == 0 ? emptyCells : $0 } }
  let model = OrdinalTable(counts: counts)
  var parameters = try model.start()
  let free = method == .twoStep ? [0] : Array(parameters.indices)
  parameters[0] = try model.bestCorrelation(parameters)
  if method == .maximumLikelihood { parameters = try model.climb(parameters) }
  let end = model.derivatives(parameters)
  guard let information = Cholesky(end.information.selecting(free)), end.logLikelihood.isFinite else {
    throw .noConvergence("the polychoric correlation (the likelihood is flat at its top)")
  }
  let total = counts.joined().reduce(0, +)
  let saturated = counts.joined().reduce(0.0) { $1 > 0 ? $0 + $1 * log($1 / total) : $0 }
  let statistic = max(0, 2 * (saturated - end.logLikelihood))
  let freedom = (counts.count - 1) * (columns.count - 1) - 1
  let rows = counts.count
  return PolychoricCorrelation(
    estimate: parameters[0], standardError: information.inverse[0, 0].squareRoot(),
    rowThresholds: Array(parameters[1..<rows]), columnThresholds: Array(parameters[rows...]),
    logLikelihood: end.logLikelihood, statistic: statistic, degreesOfFreedom: freedom,
    pValue: freedom > 0 ? try ChiSquared(degreesOfFreedom: Double(freedom)).survival(statistic) : nil, count: count)
}

/// The polychoric correlations of k ordinal items, each pair in two steps.
///
/// Pair by pair, so the matrix need not be positive definite.
/// - Parameters:
///   - cases: n people × k items, no gaps; an item's distinct values, ascending, are its categories.
///   - emptyCells: as for `polychoricCorrelation`.
/// - Throws: as `polychoricCorrelation`; `tooFewItems`, `tooFewValues`, `notFinite`.
public func polychoricCorrelations(_ cases: [[Double]], emptyCells: Double = 0) throws(StatisticsError) -> Matrix {
  guard let k = cases.first?.count else { throw .tooFewValues(0) }
  guard k >= 2 else { throw .tooFewItems(k) }
  for row in cases {
    guard row.count == k else { throw .unequalLengths(k, row.count) }
    try checkFinite(row, "an answer")
  }
  var result = Matrix.identity(k)
  for i in 0..<k {
    for j in 0..<i {
      let pair = try crossClassification(cases.map { $0[i] }, cases.map { $0[j] })
      result[i, j] = try polychoricCorrelation(pair.table, emptyCells: emptyCells).estimate
      result[j, i] = result[i, j]
    }
  }
  return result
}

/// A table of counts under the bivariate normal model. Parameters: the correlation, thresholds of rows, thresholds of columns.
private struct OrdinalTable {
  let counts: [[Double]]
  var rows: Int { counts.count }
  var columns: Int { counts[0].count }
  var total: Double { counts.joined().reduce(0, +) }

  struct Derivatives {
    var logLikelihood = 0.0
    var gradient: [Double]
    /// Minus the second derivatives.
    var information: Matrix
    /// The sum of squared first derivatives in its place: definite wherever it is.
    var expected: Matrix
  }

  /// Thresholds at the normal quantiles of the margins; correlation 0.
  func start() throws(StatisticsError) -> [Double] {
    var parameters = [0.0]
    for margin in [
      counts.map { $0.reduce(0, +) }, (0..<columns).map { column in counts.reduce(0) { $0 + $1[column] } },
    ] {
      var below = 0.0
      for count in margin.dropLast() {
        below += count
        parameters.append(try Normal.standard.quantile(min(below / total, 1)))
      }
    }
    try checkFinite(parameters, "a threshold")
    return parameters
  }

  /// The correlation at which the likelihood is largest, thresholds as they are: the best of a grid, then Newton's method with halving
  /// between its neighbours, where the slope changes sign.
  func bestCorrelation(_ parameters: [Double]) throws(StatisticsError) -> Double {
    func at(_ rho: Double) -> Derivatives {
      var moved = parameters
      moved[0] = rho
      return derivatives(moved, onlyCorrelation: true)
    }
    func slope(_ rho: Double) -> (first: Double, second: Double) {
      let found = at(rho)
      return (found.gradient[0], -found.information[0, 0])
    }
    // Even steps of Fisher's z, to a correlation of 0.99995.
    let grid = (-26...26).map { tanh(0.2038 * Double($0)) }
    let likelihoods = grid.map { at($0).logLikelihood }
    guard let top = grid.indices.max(by: { likelihoods[$0] < likelihoods[$1] }), top > 0, top < grid.count - 1 else {
      throw .noConvergence("the polychoric correlation (its likelihood grows towards a correlation of −1 or 1)")
    }
    var (low, high) = (grid[top - 1], grid[top + 1])
    var rho = grid[top]
    for _ in 0..<200 {
      let here = slope(rho)
      if here.first == 0 { return rho }
      if here.first > 0 { low = rho } else { high = rho }
      let newton = rho - here.first / here.second
      let next = here.second < 0 && newton > low && newton < high ? newton : 0.5 * (low + high)
      if abs(next - rho) < 1e-15 || next == low || next == high { return next }
      rho = next
    }
    return rho
  }

  /// Newton's method for all parameters from the two-step solution.
  func climb(_ start: [Double]) throws(StatisticsError) -> [Double] {
    var parameters = start
    var here = derivatives(parameters)
    func steepness(_ gradient: [Double]) -> Double { gradient.reduce(0) { max($0, abs($1)) } }
    for _ in 0..<200 {
      let before = steepness(here.gradient)
      if before < 1e-13 * total { return parameters }
      guard let factor = Cholesky(here.information, tolerance: 1e-12) ?? Cholesky(here.expected, tolerance: 1e-12)
      else {
        break
      }
      let direction = factor.solve(here.gradient)
      var step = 1.0
      var moved = false
      while step > 1e-8 {
        let next = zip(parameters, direction).map { $0 + step * $1 }
        if isOrdered(next) {
          let tried = derivatives(next)
          let isNear = before < 1e-6 * total
          if tried.logLikelihood > here.logLikelihood || (isNear && steepness(tried.gradient) < before) {
            (parameters, here, moved) = (next, tried, true)
            break
          }
        }
        if before < 1e-10 * total { break }
        step /= 2
      }
      if !moved { break }
    }
    guard steepness(here.gradient) < 1e-9 * total else {
      throw .noConvergence("the polychoric correlation (Newton's method from the two-step solution)")
    }
    return parameters
  }

  private func isOrdered(_ parameters: [Double]) -> Bool {
    guard abs(parameters[0]) < 0.99999 else { return false }
    let (first, second) = (parameters[1..<rows], parameters[rows...])
    return zip(first, first.dropFirst()).allSatisfy { $0 < $1 }
      && zip(second, second.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// What a corner (a, b) adds to the probabilities of the cells around it.
  private struct Corner {
    var value = 0.0
    // By the correlation, a and b.
    var first = (rho: 0.0, a: 0.0, b: 0.0)
    var second = (rho: 0.0, rhoA: 0.0, rhoB: 0.0, a: 0.0, ab: 0.0, b: 0.0)

    init(_ a: Double, _ b: Double, _ rho: Double, onlyCorrelation: Bool) {
      value = bivariateNormal(a, b, rho)
      let rest = (1 - rho) * (1 + rho)
      let root = rest.squareRoot()
      let density = bivariateNormalDensity(a, b, rho)
      if !onlyCorrelation {
        if a.isFinite {
          first.a = NormalTail.density(a) * NormalTail.upper(b == .infinity ? -.infinity : (rho * a - b) / root)
        }
        if b.isFinite {
          first.b = NormalTail.density(b) * NormalTail.upper(a == .infinity ? -.infinity : (rho * b - a) / root)
        }
        if a.isFinite { second.a = -a * first.a - rho * density }
        if b.isFinite { second.b = -b * first.b - rho * density }
      }
      guard a.isFinite, b.isFinite else { return }
      first.rho = density
      second.ab = density
      second.rhoA = -density * (a - rho * b) / rest
      second.rhoB = -density * (b - rho * a) / rest
      second.rho = density * (rho / rest + (a - rho * b) * (b - rho * a) / (rest * rest))
    }
  }

  func derivatives(_ parameters: [Double], onlyCorrelation: Bool = false) -> Derivatives {
    let size = onlyCorrelation ? 1 : parameters.count
    let rho = parameters[0]
    let a = [-Double.infinity] + parameters[1..<rows] + [Double.infinity]
    let b = [-Double.infinity] + parameters[rows...] + [Double.infinity]
    let corners = (0...rows).map { i in
      (0...columns).map { j in i == 0 || j == 0 ? nil : Corner(a[i], b[j], rho, onlyCorrelation: onlyCorrelation) }
    }
    var result = Derivatives(
      gradient: [Double](repeating: 0, count: size), information: Matrix(rows: size, columns: size),
      expected: Matrix(rows: size, columns: size))
    for i in 1...rows {
      for j in 1...columns where counts[i - 1][j - 1] > 0 {
        var chance = 0.0
        var slope = [Double](repeating: 0, count: size)
        var bend = Matrix(rows: size, columns: size)
        for (row, column, sign) in [(i, j, 1.0), (i - 1, j, -1.0), (i, j - 1, -1.0), (i - 1, j - 1, 1.0)] {
          guard let corner = corners[row][column] else { continue }
          chance += sign * corner.value
          slope[0] += sign * corner.first.rho
          bend[0, 0] += sign * corner.second.rho
          guard !onlyCorrelation else { continue }
          // The places of this corner's thresholds; the last of each has none.
          let (p, q) = (row < rows ? row : nil, column < columns ? rows + column - 1 : nil)
          if let p {
            slope[p] += sign * corner.first.a
            bend[p, p] += sign * corner.second.a
            bend[0, p] += sign * corner.second.rhoA
          }
          if let q {
            slope[q] += sign * corner.first.b
            bend[q, q] += sign * corner.second.b
            bend[0, q] += sign * corner.second.rhoB
          }
          if let p, let q { bend[p, q] += sign * corner.second.ab }
        }
        chance = max(chance, 1e-300)
        let count = counts[i - 1][j - 1]
        result.logLikelihood += count * log(chance)
        for first in 0..<size {
          result.gradient[first] += count * slope[first] / chance
          for second in first..<size {
            let square = slope[first] * slope[second] / (chance * chance)
            let information = count * (square - bend[first, second] / chance)
            result.information[first, second] += information
            result.expected[first, second] += count * square
            if first != second {
              result.information[second, first] += information
              result.expected[second, first] += count * square
            }
          }
        }
      }
    }
    return result
  }
}
