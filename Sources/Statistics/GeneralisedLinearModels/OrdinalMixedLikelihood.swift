#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The likelihood of an ordinal regression whose groups have intercepts σu, u standard normal, integrated out; σ is the last parameter.
///
/// Each group's integral by Gauss–Hermite quadrature around the mode of its integrand. Slopes and curvature are those of the integral
/// itself (Fisher's and Louis's identities), by the same quadrature.
struct OrdinalMixedLikelihood: LogLikelihood {
  let fixed: OrdinalLikelihood
  /// Rows of each group.
  let groups: [[Int]]
  let rule: GaussHermite

  /// One group: its log-likelihood, its score, the information, and where u is most likely.
  struct Part {
    let value: Double
    let score: [Double]
    let information: Matrix
    let mode: Double
    /// The posterior mean of each row's score, in the order of the group's rows; none unless asked for.
    let rowScores: [[Double]]
  }

  func point(_ parameters: [Double]) -> LikelihoodPoint? {
    var value = DoubleDouble(0)
    var gradient = [DoubleDouble](repeating: DoubleDouble(0), count: parameters.count)
    var information = Matrix(rows: parameters.count, columns: parameters.count)
    for group in groups {
      guard let part = part(group, parameters) else { return nil }
      value = value + part.value
      for place in gradient.indices { gradient[place] = gradient[place] + part.score[place] }
      information = information + part.information
    }
    return LikelihoodPoint(value: value, gradient: gradient.map(\.value), information: information)
  }

  func recession(_ direction: [Double], from parameters: [Double]) -> StatisticsError? {
    fixed.recession(Array(direction.dropLast()), from: Array(parameters.dropLast()))
  }

  func part(_ rows: [Int], _ parameters: [Double], scoringRows: Bool = false) -> Part? {
    let size = parameters.count
    let sigma = parameters[size - 1]
    let core = Array(parameters.dropLast())
    let bounds = rows.map { fixed.bounds($0, core) }
    guard let (mode, spread) = peak(bounds, sigma) else { return nil }
    var heights: [Double] = []
    var scores: [[Double]] = []
    var terms: [[OrdinalTerms]] = []
    let places = rule.nodes.map { mode + 2.0.squareRoot() * spread * $0 }
    for (node, u) in places.enumerated() {
      guard let here = conditional(bounds, sigma * u) else { return nil }
      heights.append(rule.logWeights[node] + here.reduce(0) { $0 + $1.value } - u * u / 2)
      var score = [Double](repeating: 0, count: size)
      for (row, term) in here.enumerated() {
        fixed.addLine(term.upper, term.lower, rows[row], to: &score)
        score[size - 1] -= u * (term.upper + term.lower)
      }
      scores.append(score)
      terms.append(here)
    }
    let top = heights.max() ?? 0
    guard top.isFinite else { return nil }
    let total = heights.reduce(0) { $0 + exp($1 - top) }
    let shares = heights.map { exp($0 - top) / total }
    let mean = (0..<size).map { place in zip(shares, scores).reduce(0) { $0 + $1.0 * $1.1[place] } }
    var information = Matrix(rows: size, columns: size)
    // What is not known of u takes away the spread of the score.
    for (share, score) in zip(shares, scores) {
      for a in 0..<size {
        for b in 0..<size { information[a, b] -= share * (score[a] - mean[a]) * (score[b] - mean[b]) }
      }
    }
    var rowScores: [[Double]] = []
    for (place, row) in rows.enumerated() {
      let average = OrdinalAverage(shares, places, terms, place)
      add(average, row, to: &information)
      guard scoringRows else { continue }
      var own = [Double](repeating: 0, count: size)
      fixed.addLine(average.upper, average.lower, row, to: &own)
      own[size - 1] = average.moved
      rowScores.append(own)
    }
    return Part(
      value: top + log(total) + log(spread) - 0.5723649429247001, score: mean, information: information, mode: mode,
      rowScores: rowScores)
  }

  /// Adds one row's expected curvature.
  private func add(_ average: OrdinalAverage, _ row: Int, to information: inout Matrix) {
    let last = information.rowCount - 1
    // The parameters of the fixed part come first, so that its places are those of the whole.
    fixed.add(average.bend, row, of: fixed.codes[row], to: &information)
    var across = [Double](repeating: 0, count: last)
    fixed.addLine(average.upperMoved, average.lowerMoved, row, to: &across)
    for (place, value) in across.enumerated() {
      information[place, last] += value
      information[last, place] += value
    }
    information[last, last] += average.twiceMoved
  }

  private typealias Bounds = (upper: Double?, lower: Double?)

  private func conditional(_ bounds: [Bounds], _ shift: Double) -> [OrdinalTerms]? {
    var result: [OrdinalTerms] = []
    result.reserveCapacity(bounds.count)
    for bound in bounds {
      guard let terms = OrdinalTerms(upper: bound.upper.map { $0 - shift }, lower: bound.lower.map { $0 - shift })
      else {
        return nil
      }
      result.append(terms)
    }
    return result
  }

  /// The most likely u of a group and the width there; the integrand's logarithm is concave.
  private func peak(_ bounds: [Bounds], _ sigma: Double) -> (mode: Double, spread: Double)? {
    var u = 0.0
    for _ in 0..<100 {
      guard let terms = conditional(bounds, sigma * u) else { return nil }
      let slope = -sigma * terms.reduce(0) { $0 + $1.upper + $1.lower } - u
      let bend = sigma * sigma * terms.reduce(0) { $0 + $1.upperUpper + 2 * $1.upperLower + $1.lowerLower } + 1
      let step = slope / bend
      guard step.isFinite else { return nil }
      // Shorter than one width of the logistic curve, so that Newton's method cannot jump to and fro.
      u += abs(sigma * step) > 2 ? 2 / abs(sigma) * (step < 0 ? -1 : 1) : step
      if abs(step) <= 1e-10 * (1 + abs(u)) { return (u, 1 / bend.squareRoot()) }
    }
    return nil
  }
}

/// Means of a row's derivatives over where its group's u may lie; those by σ are moved by u.
private struct OrdinalAverage {
  private(set) var (upper, lower, moved) = (0.0, 0.0, 0.0)
  private(set) var (upperMoved, lowerMoved, twiceMoved) = (0.0, 0.0, 0.0)
  let bend: OrdinalLikelihood.Bend

  init(_ shares: [Double], _ places: [Double], _ terms: [[OrdinalTerms]], _ place: Int) {
    var (first, second, across) = (0.0, 0.0, 0.0)
    for (node, share) in shares.enumerated() {
      let (term, u) = (terms[node][place], places[node])
      upper += share * term.upper
      lower += share * term.lower
      moved -= share * u * (term.upper + term.lower)
      first += share * term.upperUpper
      second += share * term.lowerLower
      across += share * term.upperLower
      upperMoved -= share * u * (term.upperUpper + term.upperLower)
      lowerMoved -= share * u * (term.lowerLower + term.upperLower)
      twiceMoved += share * u * u * (term.upperUpper + 2 * term.upperLower + term.lowerLower)
    }
    bend = OrdinalLikelihood.Bend(first, second, across)
  }
}
