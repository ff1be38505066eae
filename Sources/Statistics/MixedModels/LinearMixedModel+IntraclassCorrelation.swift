extension LinearMixedModel {
  /// The share of the variance that lies between the groups of some random terms, with its profile-likelihood interval.
  ///
  /// v̄ₖ/(Σ v̄ + σ̄²): v̄ of a term the mean over the rows of zᵀSz, which is the intercept's variance where nothing else varies; σ̄² the mean
  /// of σ²/w. With random slopes people of one group are alike in different degrees: the share is that of the data's own z, and moves
  /// with them. The interval holds all shares at which −2 log likelihood, every other parameter at its best, is at most the χ² quantile on
  /// 1 degree of freedom above its least; of the criterion by which the model was fitted.
  /// - Parameter terms: 0-based random terms, taken together; for pupils in classes in schools [class, school] gives how alike two
  ///   pupils of a class are, [school] two pupils of two classes of a school.
  /// - Returns: from 0 to 1; 0 below where the data allow that the groups do not differ.
  /// - Throws: `outOfDomain` for no or an unknown term, or a level outside (0, 1); `noConvergence`.
  /// - Note: Johnson (2014), doi:10.1111/2041-210X.12225; Venzon and Moolgavkar (1988), doi:10.2307/2347496. Reference values:
  ///   `Fixtures/mixed/profiles.json`, `Fixtures/mixed/shares.json`.
  public func intraclassCorrelation(
    of terms: [Int] = [0], confidence: Double = 0.95
  ) throws(StatisticsError) -> Interval {
    try checkConfidence(confidence)
    guard !terms.isEmpty, terms.allSatisfy(components.indices.contains) else {
      throw .outOfDomain("the model has no random terms number \(terms)")
    }
    let what = "the search for a bound of the intraclass correlation"
    let excess = try ChiSquared(degreesOfFreedom: 1).upperQuantile(1 - confidence).squareRoot()
    let profile = ShareProfile(self, terms: Set(terms))
    let least = objective.value(solution.factorization)
    let estimate = profile.share(solution.factorization.theta)
    var warm = profile.start
    func distance(_ share: Double) throws(StatisticsError) -> Double {
      let odds = share / (1 - share)
      guard !profile.free.isEmpty else {
        guard let found = profile.slope([], odds: odds) else { throw .noConvergence(what) }
        return max(0, found.value - least).squareRoot() - excess
      }
      let found = try NewtonMinimum(from: warm, what: what) { profile.slope($0, odds: odds) }
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
    warm = profile.start
    let atZero = estimate > 0 ? try distance(0) : -excess
    guard atZero > 0 else { return Interval(estimate: estimate, lower: 0, upper: upper, confidence: confidence) }
    warm = profile.start
    let lower = try bracketedRoot(from: (0, atZero), to: (estimate, -excess), what: what, distance)
    return Interval(estimate: estimate, lower: lower, upper: upper, confidence: confidence)
  }

  /// The share of the variance that goes with the predictors: var(Xβ)/(var(Xβ) + Σ v̄ + σ̄²), v̄ and σ̄² as in `intraclassCorrelation`.
  ///
  /// No interval comes with it: β is not part of the restricted likelihood, and Xβ varies by chance even where β is 0. Refits of
  /// resampled groups are the way to one.
  /// - Note: Nakagawa and Schielzeth (2013), doi:10.1111/j.2041-210x.2012.00261.x; Johnson (2014), doi:10.1111/2041-210X.12225.
  public var marginalRSquared: Double { fixedVariance / totalVariance }

  /// The share of the variance that goes with the predictors and the groups.
  public var conditionalRSquared: Double { 1 - meanResidualVariance / totalVariance }

  /// σ̄², the mean over the rows of σ²/w.
  public var meanResidualVariance: Double { residualVariance * frame.weights.meanInverse / frame.weights.unit }

  private var totalVariance: Double {
    components.reduce(fixedVariance + meanResidualVariance) { $0 + $1.meanVariance }
  }
}

/// −2 log likelihood with the share of some terms in the variance given, as a function of the rest.
///
/// v̄ of a term is σ²θᵀQθ. Given v̄/(v̄′ + σ̄²) of the chosen terms to the others, their θ counts as a direction; (θᵀQθ − 1)² is added, 0
/// at the least point, so that its length is not left to rounding.
private struct ShareProfile {
  let objective: MixedObjective
  /// The parameters that are sought: all, or without that of a single chosen variance, which has no direction.
  let free: [Int]
  let start: [Double]
  private let point: [Double]
  private let own: [Int]
  private let ownForm, restForm: Matrix
  /// σ̄²/σ².
  private let residual: Double

  init(_ model: LinearMixedModel, terms: Set<Int>) {
    let parameters = model.frame.system.parameters
    objective = model.objective
    residual = model.frame.weights.meanInverse
    var (own, forms) = ([Int](), [Matrix(rows: parameters.count, columns: parameters.count)])
    forms.append(forms[0])
    for (index, place) in model.frame.places.enumerated() {
      let members = parameters.indices.filter {
        parameters[$0].grouping == place.grouping && place.columns.contains(parameters[$0].row)
      }
      if terms.contains(index) { own += members }
      let (first, kind) = (place.columns.lowerBound, terms.contains(index) ? 0 : 1)
      for i in members {
        for j in members where parameters[i].column == parameters[j].column {
          forms[kind][i, j] = place.spread[parameters[i].row - first, parameters[j].row - first]
        }
      }
    }
    (ownForm, restForm) = (forms[0], forms[1])
    var point = model.solution.factorization.theta
    let length = forms[0].form(point, point).squareRoot()
    for i in own {
      let isDiagonal = parameters[i].row == parameters[i].column
      point[i] = length > 1e-8 ? point[i] / length : (isDiagonal ? 1 : 0)
    }
    self.own = own
    self.point = point
    free = own.count == 1 ? parameters.indices.filter { $0 != own[0] } : Array(parameters.indices)
    start = free.map { point[$0] }
  }

  func share(_ theta: [Double]) -> Double {
    let own = ownForm.form(theta, theta)
    return own / (own + restForm.form(theta, theta) + residual)
  }

  func slope(_ x: [Double], odds: Double) -> (value: Double, gradient: [Double])? {
    var theta = point
    for (index, value) in zip(free, x) { theta[index] = value }
    let (ownSlope, restSlope) = (ownForm * theta, restForm * theta)
    let length = own.reduce(0) { $0 + ownSlope[$1] * theta[$1] }
    let rest = theta.indices.reduce(residual) { $0 + restSlope[$1] * theta[$1] }
    guard length > 0 else { return nil }
    let size = (odds * rest / length).squareRoot()
    let direction = theta
    for i in own { theta[i] *= size }
    guard let found = objective.slope(theta) else { return nil }
    var gradient = found.gradient
    // The size moves with the direction's length and with the others' variance.
    let bySize = own.reduce(0) { $0 + found.gradient[$1] * direction[$1] * size }
    for i in own { gradient[i] *= size }
    for i in gradient.indices {
      gradient[i] += bySize * (restSlope[i] / rest - ownSlope[i] / length) + 4 * (length - 1) * ownSlope[i]
    }
    return (found.value + (length - 1) * (length - 1), free.map { gradient[$0] })
  }
}
