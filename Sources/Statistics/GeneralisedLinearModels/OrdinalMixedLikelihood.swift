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
  /// How the bounds of each row answer to the parameters.
  private let lines: [OrdinalLikelihood.Lines]

  init(fixed: OrdinalLikelihood, groups: [[Int]], rule: GaussHermite) {
    self.fixed = fixed
    self.groups = groups
    self.rule = rule
    lines = fixed.codes.indices.map { fixed.gradients($0) }
  }

  /// One group: its log-likelihood, its score, the information, and where u is most likely.
  struct Part {
    let value: Double
    let score: [Double]
    let information: Matrix
    let mode: Double
    /// u at each node, its posterior share, and the rows' terms there.
    fileprivate let places, shares: [Double]
    fileprivate let terms: [[OrdinalTerms]]
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

  func part(_ rows: [Int], _ parameters: [Double]) -> Part? {
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
      for (row, term) in zip(rows, here) {
        for (place, factor) in lines[row].upper { score[place] += term.upper * factor }
        for (place, factor) in lines[row].lower { score[place] += term.lower * factor }
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
    for (place, row) in rows.enumerated() {
      addCurvature(lines[row], shares: shares, places: places, terms: terms, row: place, to: &information)
    }
    return Part(
      value: top + log(total) + log(spread) - 0.5723649429247001, score: mean, information: information, mode: mode,
      places: places, shares: shares, terms: terms)
  }

  /// The posterior mean of each row's score, in the order of the group's rows.
  func rowScores(_ rows: [Int], _ part: Part) -> [[Double]] {
    rows.enumerated().map { place, row in
      var score = [Double](repeating: 0, count: part.score.count)
      for (node, share) in part.shares.enumerated() {
        let term = part.terms[node][place]
        for (a, x) in lines[row].upper { score[a] += share * term.upper * x }
        for (a, x) in lines[row].lower { score[a] += share * term.lower * x }
        score[score.count - 1] -= share * part.places[node] * (term.upper + term.lower)
      }
      return score
    }
  }

  /// Adds one row's expected curvature.
  private func addCurvature(
    _ line: OrdinalLikelihood.Lines, shares: [Double], places: [Double], terms: [[OrdinalTerms]], row: Int,
    to information: inout Matrix
  ) {
    let last = information.rowCount - 1
    var (first, second, across) = (0.0, 0.0, 0.0)
    var (firstMoved, secondMoved, twice) = (0.0, 0.0, 0.0)
    for node in shares.indices {
      let (share, u, term) = (shares[node], places[node], terms[node][row])
      first += share * term.upperUpper
      second += share * term.lowerLower
      across += share * term.upperLower
      firstMoved -= share * u * (term.upperUpper + term.upperLower)
      secondMoved -= share * u * (term.lowerLower + term.upperLower)
      twice += share * u * u * (term.upperUpper + 2 * term.upperLower + term.lowerLower)
    }
    for (a, x) in line.upper {
      for (b, y) in line.upper { information[a, b] += first * x * y }
      for (b, y) in line.lower {
        information[a, b] += across * x * y
        information[b, a] += across * x * y
      }
      information[a, last] += firstMoved * x
      information[last, a] += firstMoved * x
    }
    for (a, x) in line.lower {
      for (b, y) in line.lower { information[a, b] += second * x * y }
      information[a, last] += secondMoved * x
      information[last, a] += secondMoved * x
    }
    information[last, last] += twice
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
