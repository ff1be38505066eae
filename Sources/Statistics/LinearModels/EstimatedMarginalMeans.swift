/// A mean that a model expects for a combination of levels, with the other predictors balanced out.
public struct EstimatedMarginalMean: Sendable, Equatable {
  /// The level of each factor asked for, in the order asked.
  public let levels: [String]
  /// In the unit of the outcome.
  public let mean, standardError: Double
  public let degreesOfFreedom: Double
  /// The mean's own confidence interval.
  public let lower, upper: Double

  public var name: String { levels.joined(separator: " ") }
}

extension EstimatedMarginalMean {
  fileprivate func naming(first count: Int) -> EstimatedMarginalMean {
    EstimatedMarginalMean(
      levels: Array(levels.prefix(count)), mean: mean, standardError: standardError,
      degreesOfFreedom: degreesOfFreedom, lower: lower, upper: upper)
  }
}

/// Estimated marginal means of some factors, ready to be compared.
public struct EstimatedMarginalMeans: Sendable, Equatable {
  public let means: [EstimatedMarginalMean]
  public let confidence: Double
  /// What the coefficients are multiplied by for each mean.
  public let weights: [[Double]]
  let model: LinearModel
  let spread: CovarianceEstimate
}

/// The marginal means where some factors stand at one combination of their levels.
public struct ConditionalMarginalMeans: Sendable, Equatable {
  /// The level of each factor held, in the order given.
  public let levels: [String]
  /// The means there; comparisons of them allow for each other and not for those elsewhere.
  public let means: EstimatedMarginalMeans
}

extension LinearModel {
  /// Means of a factor's levels at each level of other factors, as `emmeans` writes `a | b`.
  ///
  /// - Parameters:
  ///   - factors: whose means; the first changes fastest.
  ///   - held: the factors that stand at each combination of their levels in turn; the first changes fastest.
  /// - Throws: as `estimatedMarginalMeans(of:at:confidence:covariance:)`; `outOfDomain` without a factor to hold.
  public func estimatedMarginalMeans(
    of factors: [String], by held: [String], at values: [String: Double] = [:], confidence: Double = 0.95,
    covariance estimator: CovarianceEstimator = .classical
  ) throws(StatisticsError) -> [ConditionalMarginalMeans] {
    guard !factors.isEmpty, !held.isEmpty else {
      throw .outOfDomain("means of one or more factors are taken by one or more others")
    }
    let cells = try estimatedMarginalMeans(
      of: factors + held, at: values, confidence: confidence, covariance: estimator)
    let groups = Dictionary(grouping: cells.means.indices) { Array(cells.means[$0].levels.dropFirst(factors.count)) }
    return groups.values.sorted { $0[0] < $1[0] }.map { places in
      ConditionalMarginalMeans(
        levels: Array(cells.means[places[0]].levels.dropFirst(factors.count)),
        means: EstimatedMarginalMeans(
          means: places.map { cells.means[$0].naming(first: factors.count) }, confidence: confidence,
          weights: places.map { cells.weights[$0] }, model: self, spread: cells.spread))
    }
  }

  /// Means of a factor's levels (or of combinations of several factors' levels), as the model expects them.
  ///
  /// Predictions over all combinations of levels of all factors, numeric predictors at their means, averaged with equal weight over the factors that are not
  /// asked for: Lb, with standard errors √(LVLᵀ).
  /// - Parameters:
  ///   - factors: one or more factors of the model. The first changes fastest.
  ///   - values: where a numeric predictor stands instead of at its (unweighted) mean.
  ///   - estimator: of the coefficients' spread.
  /// - Throws: `outOfDomain` for what is no factor or predictor of the model; `tooMuchWork` above 100,000 combinations; `notFinite`; `zeroVariance` for a
  ///   perfect fit.
  /// - Note: Searle, Speed and Milliken (1980), doi:10.1080/00031305.1980.10483031. Reference values: `Fixtures/linear` (R's `emmeans`).
  public func estimatedMarginalMeans(
    of factors: [String], at values: [String: Double] = [:], confidence: Double = 0.95,
    covariance estimator: CovarianceEstimator = .classical
  ) throws(StatisticsError) -> EstimatedMarginalMeans {
    try checkConfidence(confidence)
    guard !factors.isEmpty, Set(factors).count == factors.count else {
      throw .outOfDomain("means are those of one or more factors, each named once")
    }
    var levels: [(name: String, factor: Factor)] = []
    for name in factors {
      guard case .factor(let factor)? = design.variables[name] else {
        throw .outOfDomain("the model has no factor \"\(name)\"")
      }
      levels.append((name, factor))
    }
    for (name, value) in values {
      guard design.variables[name]?.numbers != nil else {
        throw .outOfDomain("the model has no numeric predictor \"\(name)\"")
      }
      try checkFinite([value], "where \"\(name)\" stands")
    }
    for (name, variable) in design.variables.sorted(by: { $0.key < $1.key }) {
      if case .factor(let factor) = variable, !factors.contains(name) { levels.append((name, factor)) }
    }
    var size = 1
    for (_, factor) in levels {
      size *= factor.levels.count
      guard size <= 100_000 else { throw .tooMuchWork("averaging over so many combinations", instead: "fewer factors") }
    }
    let grid = try Design(gridVariables(levels, size, values), terms: design.terms, intercept: design.hasIntercept)
    let asked = levels.prefix(factors.count).reduce(1) { $0 * $1.factor.levels.count }
    let spread = try covarianceEstimate(estimator)
    var means: [EstimatedMarginalMean] = []
    var weights: [[Double]] = []
    for index in 0..<asked {
      let rows = stride(from: index, to: size, by: asked)
      let share = 1 / Double(size / asked)
      let weight = coefficients.indices.map { column in rows.reduce(0) { $0 + grid.matrix[$1, column] } * share }
      let test = try contrast(weight, name: "", spread, confidence)
      var rest = index
      var named: [String] = []
      for (_, factor) in levels.prefix(factors.count) {
        named.append(factor.levels[rest % factor.levels.count])
        rest /= factor.levels.count
      }
      means.append(
        EstimatedMarginalMean(
          levels: named, mean: test.estimate, standardError: test.standardError,
          degreesOfFreedom: test.degreesOfFreedom,
          lower: test.lower, upper: test.upper))
      weights.append(weight)
    }
    return EstimatedMarginalMeans(
      means: means, confidence: confidence, weights: weights, model: self, spread: spread)
  }

  /// Every combination of levels, the first factor changing fastest.
  private func gridVariables(
    _ levels: [(name: String, factor: Factor)], _ size: Int, _ values: [String: Double]
  ) throws(StatisticsError) -> [String: Variable] {
    var result: [String: Variable] = [:]
    var period = 1
    for (name, factor) in levels {
      let codes = (0..<size).map { $0 / period % factor.levels.count }
      result[name] = .factor(try Factor(levels: factor.levels, codes: codes, contrasts: factor.contrasts))
      period *= factor.levels.count
    }
    for (name, variable) in design.variables {
      guard let column = variable.numbers else { continue }
      result[name] = .numeric([Double](repeating: values[name] ?? Moments(column).mean, count: size))
    }
    return result
  }
}
