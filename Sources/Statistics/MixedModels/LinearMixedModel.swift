#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A linear model whose coefficients vary in part between groups.
public struct LinearMixedModel: Sendable, Equatable {
  public enum Estimation: Sendable, Equatable {
    /// Variances from the likelihood of what the fixed part leaves: unbiased in balanced data.
    case restrictedMaximumLikelihood
    /// For the comparison of models that differ in their fixed part.
    case maximumLikelihood
  }

  public let estimation: Estimation
  public let outcome: [Double]
  /// nil where every row counts as 1.
  public let weights: [Double]?
  /// nil for none.
  public let offset: [Double]?
  /// Of the fixed coefficients.
  public let names: [String]
  /// Where each name belongs; nil for the intercept.
  public let termOfColumn: [Int?]
  public let terms: [Term]
  public let coefficients: [Double]
  /// σ²(XᵀH⁻¹X)⁻¹, the variances taken as known.
  public let covariance: Matrix
  /// In the order of the random terms.
  public let components: [VarianceComponent]
  /// σ², in squared units of the outcome; of a row of weight w it is σ²/w.
  public let residualVariance: Double
  /// The variance of Xβ over the rows (n − 1), without the offset.
  public let fixedVariance: Double
  /// −2 log likelihood at its maximum: the deviance, or the REML criterion.
  public let criterion: Double
  /// Xβ + Zb, and the offset.
  public let fitted: [Double]
  public let residuals: [Double]
  /// Newton steps taken, from how many starting points.
  public let steps, starts: Int

  let frame: MixedFrame
  let solution: MixedSolution

  var objective: MixedObjective { MixedObjective(system: frame.system, estimation: estimation) }

  /// n.
  public var observationCount: Int { outcome.count }
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }
  public var logLikelihood: Double { -criterion / 2 }
  /// Fixed coefficients, variances and covariances.
  public var parameterCount: Int { names.count + frame.system.parameters.count + 1 }
  public var aic: Double { criterion + 2 * Double(parameterCount) }
  /// With log n of all observations, as most programs have it.
  public var bic: Double { criterion + log(Double(observationCount)) * Double(parameterCount) }
  /// Whether the covariances of a term are singular at the maximum: a variance of 0 or a perfect correlation.
  public var isSingular: Bool { components.contains(where: \.isSingular) }
}

/// The variances of a random term, and what it came to in each group.
public struct VarianceComponent: Sendable, Equatable {
  public let name: String
  /// Of the effects that vary.
  public let effects: [String]
  /// q × q, in units of the outcome by those of the effects.
  public let covariance: Matrix
  /// The mean over the rows of zᵀSz, z the effects' values there: what the term adds to the outcome's variance.
  public let meanVariance: Double
  /// The number of independent directions in which the groups differ, at most q.
  public let rank: Int
  public let levels: [String]
  /// One row a group: the conditional modes b (best linear unbiased predictions).
  public let modes: Matrix
  /// Their standard deviations given the data, coefficients and variances taken as known.
  public let modeDeviations: Matrix

  public var isSingular: Bool { rank < effects.count }
  public var standardDeviations: [Double] { covariance.diagonal.map { $0.squareRoot() } }

  /// nil where one of the two does not vary, or is not among the effects.
  public func correlation(_ first: Int, _ second: Int) -> Double? {
    guard effects.indices.contains(first), effects.indices.contains(second) else { return nil }
    let product = (covariance[first, first] * covariance[second, second]).squareRoot()
    return product > 0 ? min(1, max(-1, covariance[first, second] / product)) : nil
  }
}

/// A linear mixed model: y = offset + Xβ + Σ Zₖbₖ + ε, bₖ ~ N(0, Sₖ) for each group on its own, ε ~ N(0, σ²W⁻¹), W the weights.
///
/// Minimises −2 log likelihood = log|H| [+ log|XᵀH⁻¹X|] + m(1 + log(2πr²/m)), H = W⁻¹ + ZSZᵀ/σ², r² the least
/// (y − Xβ)ᵀH⁻¹(y − Xβ) after the offset is taken from y, m = n or, in brackets, n − p; σ² = r²/m.
/// - Parameters:
///   - outcome: n values.
///   - fixed: n × p, columns that do not follow from each other.
///   - random: any number of terms, nested, crossed, or of one grouping. Groups of more than one grouping are joined by the people
///     whom they share; all levels but those of the grouping with the most effects form dense tables.
///   - weights: n weights above 0, inversely proportional to the variance of each row's residual, as of means of so many people; nil
///     counts every row as 1.
///   - offset: n values of known coefficient 1; nil for none.
/// - Returns: a maximum on the boundary too, then `isSingular`.
/// - Throws: `unequalLengths`, `notFinite`; `rankDeficient` with the columns; `tooFewValues` unless n > p + 1; `tooFewGroups`;
///   `outOfDomain` where a term has as many effects as there are values, or for a weight of 0 or less; `zeroVariance` for an outcome that the predictors or the
///   groups give exactly; `tooMuchWork`; `noConvergence`.
/// - Note: Bates, Mächler, Bolker and Walker (2015), doi:10.18637/jss.v067.i01. Reference values: `Fixtures/mixed`.
public func linearMixedModel(
  _ outcome: [Double], _ fixed: Design, random: [RandomTerm], weights: [Double]? = nil, offset: [Double]? = nil,
  estimation: LinearMixedModel.Estimation = .restrictedMaximumLikelihood
) throws(StatisticsError) -> LinearMixedModel {
  var frame = try MixedFrame(outcome: outcome, fixed: fixed, random: random, weights: weights, offset: offset)
  var fit = try MixedFit(frame.system, estimation)
  let found = fit.solution.factorization
  // Groups far apart throw the least-squares coefficients far off within groups: what those leave is mostly what the better ones
  // take, and the difference costs digits. Taken from the better ones it is small.
  if found.residualSquares < 0.01 * found.outcomeSquares {
    frame = try MixedFrame(
      outcome: outcome, fixed: fixed, random: random, weights: weights, offset: offset,
      start: frame.coefficients(found))
    fit = try MixedFit(frame.system, estimation, after: fit)
  }
  return try LinearMixedModel(outcome, fixed, random, weights, offset, estimation, frame, fit)
}

extension LinearMixedModel {
  fileprivate init(
    _ outcome: [Double], _ fixed: Design, _ random: [RandomTerm], _ weights: [Double]?, _ offset: [Double]?,
    _ estimation: Estimation, _ frame: MixedFrame, _ fit: MixedFit
  ) throws(StatisticsError) {
    let (system, solution, point) = (frame.system, fit.solution, fit.solution.factorization)
    let m = MixedObjective(system: system, estimation: estimation).degreesOfFreedom
    let deviation = (point.residualSquares / m).squareRoot() * frame.unit
    self.estimation = estimation
    self.outcome = outcome
    self.weights = weights
    self.offset = offset
    names = fixed.names
    termOfColumn = fixed.termOfColumn
    terms = fixed.terms
    coefficients = frame.coefficients(point)
    let moved = frame.toCoefficients * point.basisCoefficients
    let root = frame.toCoefficients * deviation
    covariance = root * point.fixedInverse * root.transposed
    residualVariance = deviation * deviation * frame.weights.unit
    let logDeterminants =
      point.logDeterminant
      + (estimation == .maximumLikelihood ? 0 : point.fixedLogDeterminant + frame.fixedLogScale)
    // Weights in their own unit: what that adds to r² and to log|XᵀH⁻¹X| it takes from log|H|.
    let logWeights = frame.weights.logSum - Double(outcome.count) * log(frame.weights.unit)
    criterion = logDeterminants - logWeights + m * (1 + log(2 * Double.pi) + 2 * log(deviation))
    var components: [VarianceComponent] = []
    for (term, place) in zip(random, frame.places) {
      components.append(
        try VarianceComponent(term, place, system, solution, deviation: deviation, unit: frame.unit))
    }
    self.components = components
    // What the fixed part leaves, without taking one large number from another.
    var rest = zip(frame.rest, fixed.matrix * moved).map { ($0 - $1) * frame.unit }
    for (term, component) in zip(random, components) {
      for column in 0..<component.effects.count {
        for (row, level) in term.groups.codes.enumerated() {
          rest[row] -= term.effects.matrix[row, column] * component.modes[level, column]
        }
      }
    }
    residuals = rest
    fitted = zip(outcome, rest).map { $0 - $1 }
    steps = fit.steps
    starts = fit.starts
    self.frame = frame
    self.solution = solution
    fixedVariance = LinearMixedModel.variance(of: fixed.matrix, coefficients)
    try checkFinite(coefficients + covariance.elements + fitted + residuals, "a result of the mixed model")
    try checkFinite(
      components.flatMap { $0.covariance.elements + $0.modes.elements + $0.modeDeviations.elements } + [
        residualVariance, criterion, fixedVariance, meanResidualVariance,
      ] + components.map(\.meanVariance), "a variance of the mixed model")
    guard residualVariance > 0 else { throw .notFinite("the residual variance") }
  }

  /// Of Xβ, by columns less their means: what is the same in every row costs no digits.
  private static func variance(of matrix: Matrix, _ coefficients: [Double]) -> Double {
    let n = Double(matrix.rowCount)
    var parts = [Double](repeating: 0, count: matrix.rowCount)
    for (column, coefficient) in coefficients.enumerated() {
      let values = matrix.column(column)
      let mean = values.reduce(0) { $0 + $1 / n }
      for (row, value) in values.enumerated() { parts[row] += (value - mean) * coefficient }
    }
    // The columns' means are gone, and so is that of the parts.
    return parts.reduce(0) { $0 + $1 * $1 } / (n - 1)
  }
}

extension VarianceComponent {
  fileprivate init(
    _ term: RandomTerm, _ place: MixedFrame.TermPlace, _ system: MixedSystem,
    _ solution: MixedSolution, deviation: Double, unit: Double
  ) throws(StatisticsError) {
    let grouping = system.groupings[place.grouping]
    let (q, whole) = (place.columns.count, grouping.size)
    let lambda = solution.factorization.lambdas[place.grouping]
    var own = Matrix(rows: q, columns: q)
    var scale = own
    for (a, row) in place.columns.enumerated() {
      for (b, column) in place.columns.enumerated() {
        own[a, b] = lambda[row * whole + column]
        scale[a, b] = grouping.scale[row, column]
      }
    }
    let root = scale * own
    name = term.name
    effects = term.effects.names
    levels = term.groups.levels
    covariance = (root * deviation) * (root * deviation).transposed
    meanVariance = (0..<q).reduce(0) { $0 + place.spread.form(own.column($1), own.column($1)) } * deviation * deviation
    let spreads = try SymmetricEigen(own * own.transposed).values
    rank = spreads.count { $0 > 1e-12 * max(1e-4, spreads.first ?? 0) }
    var modes = Matrix(rows: levels.count, columns: q)
    var deviations = modes
    let (p, width) = (system.columnCount, system.width)
    let beta = solution.factorization.basisCoefficients
    for level in levels.indices {
      let spot = solution.spot(system, grouping: place.grouping, level: level)
      let u = place.columns.map { column in
        let start = (spot.start + column) * width
        return (0..<p).reduce(spot.effects[start + p]) { $0 - spot.effects[start + $1] * beta[$1] }
      }
      var variance = Matrix(rows: q, columns: q)
      for (a, row) in place.columns.enumerated() {
        for (b, column) in place.columns.enumerated() {
          variance[a, b] = spot.inverse[(spot.start + row) * spot.stride + spot.column + column]
        }
      }
      for (a, value) in (root * u).enumerated() { modes[level, a] = value * unit }
      let spread = (root * variance * root.transposed).diagonal
      for a in 0..<q { deviations[level, a] = max(0, spread[a]).squareRoot() * deviation }
    }
    self.modes = modes
    modeDeviations = deviations
  }
}
