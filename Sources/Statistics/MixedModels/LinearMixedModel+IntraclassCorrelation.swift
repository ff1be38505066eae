extension LinearMixedModel {
  /// The share of the variance that lies between the groups of a random term: sₖ/(Σ s + σ²), with its profile-likelihood interval.
  ///
  /// Of the criterion by which the model was fitted.
  /// - Parameter term: the 0-based random term; all terms of the model must be intercepts, else the share differs from person to person.
  /// - Returns: from 0 to 1; 0 below where the data allow that the groups do not differ.
  /// - Throws: `outOfDomain` for an unknown term, random slopes, or a level outside (0, 1); `noConvergence`.
  /// - Note: Bliese (2000), in Klein and Kozlowski, Multilevel Theory. Reference values: `Fixtures/mixed/profiles.json`.
  public func intraclassCorrelation(of term: Int = 0, confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    try checkConfidence(confidence)
    guard components.indices.contains(term) else { throw .outOfDomain("the model has no random term number \(term)") }
    guard hasInterceptsOnly else {
      throw .outOfDomain("an intraclass correlation needs a model whose random terms are intercepts")
    }
    let total = components.reduce(residualVariance) { $0 + $1.covariance[0, 0] }
    let estimate = components[term].covariance[0, 0] / total
    let own = frame.system.parameters.firstIndex {
      $0.grouping == frame.places[term].grouping && $0.row == frame.places[term].columns.lowerBound
    }
    guard let own else { throw .outOfDomain("the model has no random term number \(term)") }
    let what = "the search for a bound of the intraclass correlation"
    let excess = try ChiSquared(degreesOfFreedom: 1).upperQuantile(1 - confidence).squareRoot()
    let least = objective.value(solution.factorization)
    let free = frame.system.parameters.indices.filter { $0 != own }
    var warm = free.map { solution.factorization.theta[$0] }
    func distance(_ share: Double) throws(StatisticsError) -> Double {
      let odds = share / (1 - share)
      func slope(_ x: [Double]) -> (value: Double, gradient: [Double])? {
        var theta = solution.factorization.theta
        for (index, value) in zip(free, x) { theta[index] = value }
        theta[own] = (odds * x.reduce(1) { $0 + $1 * $1 }).squareRoot()
        return objective.slope(theta).map { found in
          (
            found.value,
            zip(free, x).map { found.gradient[$0] + (odds == 0 ? 0 : found.gradient[own] * odds * $1 / theta[own]) }
          )
        }
      }
      guard !free.isEmpty else {
        guard let found = slope([]) else { throw .noConvergence(what) }
        return max(0, found.value - least).squareRoot() - excess
      }
      let found = try NewtonMinimum(from: warm, what: what, slope)
      warm = found.point
      return max(0, found.value - least).squareRoot() - excess
    }
    var inside = (point: estimate, value: -excess)
    var rest = (1 - estimate) / 2
    var outside = try distance(1 - rest)
    while outside < 0 {
      inside = (1 - rest, outside)
      rest /= 4
      guard rest > 1e-12 else { throw .noConvergence(what) }
      outside = try distance(1 - rest)
    }
    let upper = try bracketedRoot(from: inside, to: (1 - rest, outside), what: what, distance)
    warm = free.map { solution.factorization.theta[$0] }
    let atZero = estimate > 0 ? try distance(0) : -excess
    guard atZero > 0 else { return Interval(estimate: estimate, lower: 0, upper: upper, confidence: confidence) }
    let lower = try bracketedRoot(from: (0, atZero), to: (estimate, -excess), what: what, distance)
    return Interval(estimate: estimate, lower: lower, upper: upper, confidence: confidence)
  }
}
