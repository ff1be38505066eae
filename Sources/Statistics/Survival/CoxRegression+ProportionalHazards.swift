#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension CoxRegression {
  /// Whether hazard ratios stay the same over time.
  public struct ProportionalHazardsTest: Sendable, Equatable {
    /// All predictors together.
    public let all: LikelihoodComparison
    /// Each term of the design.
    public let terms: [LikelihoodTermTest]
  }

  /// How time enters the test of proportional hazards.
  public enum TimeScale: Sendable, Equatable, CaseIterable {
    /// 1 less the Kaplan–Meier survival just before.
    case kaplanMeier
    case identity
    case logarithm
    /// Midranks of everybody's exit.
    case rank
  }

  /// Grambsch and Therneau's test as the score test of an interaction of each predictor with time.
  ///
  /// u = Σ g(t)(x − x̄) over the events, tested by its part of the information of effects and interactions together.
  /// - Parameter scale: g, of which the mean over the events is taken away.
  /// - Throws: `outOfDomain` for the logarithm of a time 0; `notPositiveDefinite` where too few times carry events; `notFinite`.
  /// - Note: Grambsch and Therneau (1994), doi:10.1093/biomet/81.3.515; as `cox.zph` of R's survival from version 3 on.
  ///   Reference values: `Fixtures/survival/survival.json`.
  public func proportionalHazardsTest(
    _ scale: TimeScale = .kaplanMeier
  ) throws(StatisticsError) -> ProportionalHazardsTest {
    let columns = columns
    let likelihood = try likelihood(keeping: columns)
    let p = columns.count
    let transformed = try scale.transformed(likelihood.times)
    var slopes = [DoubleDouble](repeating: DoubleDouble(0), count: p)
    var (plain, once, twice) = (Matrix(rows: p, columns: p), Matrix(rows: p, columns: p), Matrix(rows: p, columns: p))
    likelihood.visit(likelihood.columns * parameters, curvature: true) { moment in
      // Everybody with an event at one time has the same g.
      let g = transformed[moment.events[0]]
      for row in moment.events {
        for a in 0..<p { slopes[a] = slopes[a] + g * likelihood.weights[row] * likelihood.columns[row, a] }
      }
      for step in moment.steps {
        for a in 0..<p {
          slopes[a] = slopes[a] - g * step.weight * step.means[a]
          for b in 0..<p {
            let value = step.weight * step.covariance[min(a, b), max(a, b)]
            plain[a, b] += value
            once[a, b] += g * value
            twice[a, b] += g * g * value
          }
        }
      }
    }
    guard let factor = Cholesky(plain) else { throw .notPositiveDefinite("the information of the coefficients") }
    // What the interactions have beyond the effects; of the predictors themselves, not of the basis.
    let core = twice - once * factor.solve(once)
    let map = likelihood.toCoefficients
    let scores = map.transposedSolve(slopes.map(\.value))
    var half = Matrix(rows: p, columns: p)
    for column in 0..<p {
      for (row, value) in map.transposedSolve(core.column(column)).enumerated() { half[column, row] = value }
    }
    var information = half
    for column in 0..<p {
      for (row, value) in map.transposedSolve(half.column(column)).enumerated() { information[row, column] = value }
    }
    func test(_ chosen: [Int]) throws(StatisticsError) -> LikelihoodComparison {
      guard let factor = Cholesky(information.selecting(chosen), tolerance: 1e-12) else {
        throw .notPositiveDefinite("the information of the interactions with time")
      }
      let statistic = factor.forward(chosen.map { scores[$0] }).reduce(0) { $0 + $1 * $1 }
      try checkFinite([statistic], "the test of proportional hazards")
      return try LikelihoodComparison(0, statistic / 2, degreesOfFreedom: chosen.count)
    }
    var terms: [LikelihoodTermTest] = []
    for (index, term) in design.terms.enumerated() {
      let own = columns.indices.filter { design.termOfColumn[columns[$0]] == index }
      if !own.isEmpty { terms.append(LikelihoodTermTest(term: term, comparison: try test(Array(own)))) }
    }
    return ProportionalHazardsTest(all: try test(Array(columns.indices)), terms: terms)
  }
}

extension CoxRegression.TimeScale {
  /// g at each exit, less its mean over the events; the curve is that of the people, whatever their weights.
  fileprivate func transformed(_ times: SurvivalTimes) throws(StatisticsError) -> [Double] {
    let raw: [Double]
    switch self {
    case .identity: raw = times.exit
    case .logarithm:
      guard times.exit.allSatisfy({ $0 > 0 }) else { throw .outOfDomain("the logarithm of a time 0 is not defined") }
      raw = times.exit.map { log($0) }
    case .rank:
      let sorted = times.exit.sorted()
      var places: [Double: (first: Int, last: Int)] = [:]
      for (place, time) in sorted.enumerated() { places[time] = (places[time]?.first ?? place, place) }
      raw = times.exit.map { time in
        let (first, last) = places[time] ?? (0, 0)
        return Double(first + last) / 2 + 1
      }
    case .kaplanMeier:
      var before: [Double: Double] = [:]
      var survival = 1.0
      for step in try Statistics.kaplanMeier(times).steps {
        before[step.time] = survival
        survival = step.survival
      }
      raw = times.exit.map { 1 - (before[$0] ?? 1) }
    }
    let ofEvents = times.event.indices.filter { times.event[$0] }.map { raw[$0] }
    let mean = ofEvents.reduce(DoubleDouble(0)) { $0 + $1 }.value / Double(ofEvents.count)
    return raw.map { $0 - mean }
  }
}

extension Matrix {
  /// T⁻ᵀb of an upper triangular T.
  func transposedSolve(_ b: [Double]) -> [Double] {
    var x = b
    for column in x.indices {
      for k in 0..<column { x[column] -= self[k, column] * x[k] }
      x[column] /= self[column, column]
    }
    return x
  }
}
