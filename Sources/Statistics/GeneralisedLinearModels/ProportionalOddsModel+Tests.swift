extension ProportionalOddsModel {
  private var name: String { "proportional-odds regression" }

  func likelihood(
    keeping kept: [Int], free: [Int] = []
  ) throws(StatisticsError) -> OrdinalLikelihood {
    try OrdinalLikelihood(
      design.matrix.selecting(columns: kept), names: kept.map { design.names[$0] }, free: free, codes: outcome.codes,
      weights: weights, categoryCount: outcome.levels.count)
  }

  /// The interval in which the likelihood-ratio test keeps a coefficient or a threshold.
  /// - Parameter index: 0-based, in the order of `estimates`.
  /// - Throws: `outOfDomain`, `noConvergence`.
  public func profileInterval(
    index: Int, confidence: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    let likelihood = try likelihood(keeping: columns)
    return try likelihood.profile(index, by: likelihood.map, from: likelihood.start(), confidence, name)
  }

  /// A type II likelihood-ratio test of each term.
  /// - Throws: as `proportionalOdds`.
  public func termTests() throws(StatisticsError) -> [LikelihoodTermTest] {
    try likelihoodTermTests(design) { kept throws(StatisticsError) in
      let likelihood = try likelihood(keeping: kept.filter { columns.contains($0) })
      return try maximise(likelihood, from: likelihood.start(), name: name).point.value.value
    }
  }

  /// Whether a term moves the odds of every cut alike: the likelihood ratio against a model with coefficients of its own at each cut.
  ///
  /// (categories − 2) × columns degrees of freedom.
  /// - Parameter term: one of the design's; nil for all predictors at once.
  /// - Throws: `outOfDomain` for an unknown term, a scale of two categories, or a model without predictors; `separation` or
  ///   `noConvergence` where the freer model has no finite estimates.
  /// - Note: Peterson and Harrell (1990), doi:10.2307/2347760; as `ordinal::nominal_test`. Reference values: `Fixtures/glm/ordinal.json`.
  public func proportionalityTest(of term: Term? = nil) throws(StatisticsError) -> LikelihoodComparison {
    let columns = columns
    let free = columns.indices.filter { place in
      guard let term else { return true }
      return design.termOfColumn[columns[place]].map { design.terms[$0] == term } ?? false
    }
    guard !free.isEmpty else {
      throw .outOfDomain(term.map { "the model has no term \"\($0.name)\"" } ?? "the model has no predictors")
    }
    guard outcome.levels.count > 2 else { throw .outOfDomain("two categories have one cut, so nothing can differ") }
    let freer = try likelihood(keeping: columns, free: Array(free))
    let top = try maximise(freer, from: freer.start(), name: "regression with effects that differ between cuts")
    return try LikelihoodComparison(
      estimates.logLikelihood, top.point.value.value, degreesOfFreedom: (outcome.levels.count - 2) * free.count)
  }

  /// Average marginal effects on the probability of each category, as in `GeneralisedLinearModel`.
  /// - Parameter covariance: of coefficients and thresholds, if not the model's own.
  /// - Returns: one a variable or level and category, named `age:high`; those of a variable sum to 0.
  /// - Throws: `outOfDomain`, `unequalLengths`, `notPositiveDefinite`, `notFinite`.
  public func averageMarginalEffects(
    covariance: Matrix? = nil, confidence: Double = 0.95
  ) throws(StatisticsError) -> [WaldEstimate] {
    let covariance = covariance ?? estimates.covariance
    let size = estimates.names.count
    guard covariance.rowCount == size, covariance.columnCount == size else {
      throw .unequalLengths(size, covariance.rowCount)
    }
    var result: [WaldEstimate] = []
    for effect in try design.effects() {
      for level in outcome.levels.indices {
        let (estimate, gradient) = averaged(effect, level)
        let variance = covariance.form(gradient, gradient)
        let name = "\(effect.name):\(outcome.levels[level])"
        try checkFinite(gradient + [estimate, variance], "the marginal effect of \"\(name)\"")
        result.append(try WaldEstimate(name: name, estimate: estimate, variance: variance, confidence: confidence))
      }
    }
    return result
  }

  private func averaged(_ effect: DesignEffect, _ level: Int) -> (estimate: Double, gradient: [Double]) {
    let columns = columns
    let first = effect.first.selecting(columns: columns)
    let second = effect.second?.selecting(columns: columns)
    let (coefficients, thresholds) = (coefficients, thresholds)
    let table = predictors
    let eta = table * coefficients
    let (before, after) = (first * coefficients, second.map { $0 * coefficients })
    var (estimate, total) = (0.0, 0.0)
    var gradient = [Double](repeating: 0, count: estimates.names.count)
    func add(_ factors: (upper: Double, lower: Double), _ predictors: [Double], _ weight: Double) {
      for column in predictors.indices {
        gradient[column] -= weight * (factors.upper + factors.lower) * predictors[column]
      }
      if level < thresholds.count { gradient[predictors.count + level] += weight * factors.upper }
      if level > 0 { gradient[predictors.count + level - 1] += weight * factors.lower }
    }
    for row in eta.indices where weights[row] > 0 {
      let weight = weights[row]
      total += weight
      if let second, let after {
        let one = categoryProbabilityAndSlopes(level, cuts: thresholds, after[row])
        let zero = categoryProbabilityAndSlopes(level, cuts: thresholds, before[row])
        estimate += weight * (one.probability - zero.probability)
        add(one.slopes, second.row(row), weight)
        add(zero.slopes, first.row(row), -weight)
      } else {
        let rise = before[row]
        let slopes = categoryProbabilityAndSlopes(level, cuts: thresholds, eta[row]).slopes
        estimate -= weight * (slopes.upper + slopes.lower) * rise
        // The slopes' own slopes: f′ = f (1 − 2F).
        let upper = level < thresholds.count ? slopes.upper * tilt(thresholds[level] - eta[row]) : 0
        let lower = level > 0 ? slopes.lower * tilt(thresholds[level - 1] - eta[row]) : 0
        add((-rise * upper, -rise * lower), table.row(row), weight)
        for column in columns.indices {
          gradient[column] -= weight * (slopes.upper + slopes.lower) * first[row, column]
        }
      }
    }
    return (estimate / total, gradient.map { $0 / total })
  }

  private func tilt(_ x: Double) -> Double { logistic(-x) - logistic(x) }
}
