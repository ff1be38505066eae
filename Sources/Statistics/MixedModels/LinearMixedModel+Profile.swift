#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

extension LinearMixedModel {
  /// A standard deviation of a mixed model.
  public enum Deviation: Sendable, Equatable {
    /// Of the residuals, σ.
    case residual
    /// Of one effect of a random term, both by 0-based index.
    case random(term: Int, effect: Int = 0)
  }

  /// Profile-likelihood interval of a standard deviation: all values at which −2 log likelihood, the other parameters at their best,
  /// is at most the χ² quantile on 1 degree of freedom above its least.
  ///
  /// Of the criterion by which the model was fitted (R's `confint` always takes the full likelihood, so fit by that to compare).
  /// - Returns: in units of the outcome by those of the effect; 0 below where the data allow that the effect does not vary.
  /// - Throws: `outOfDomain` for an unknown effect or a level outside (0, 1); `noConvergence`.
  /// - Note: Venzon and Moolgavkar (1988), doi:10.2307/2347496. Reference values: `Fixtures/mixed/profiles.json`.
  public func profileInterval(of deviation: Deviation, confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    try checkConfidence(confidence)
    let excess = try ChiSquared(degreesOfFreedom: 1).upperQuantile(1 - confidence)
    let profile: any MixedProfile
    let estimate: Double
    var unit = frame.unit
    switch deviation {
    case .residual:
      profile = ResidualProfile(self)
      unit *= frame.weights.unit.squareRoot()
      estimate = residualVariance.squareRoot() / unit
    case .random(let term, let effect):
      guard components.indices.contains(term), components[term].effects.indices.contains(effect) else {
        throw .outOfDomain("the model has no effect number \(effect) of a random term number \(term)")
      }
      profile = try EffectProfile(self, term: term, effect: effect)
      estimate = components[term].covariance[effect, effect].squareRoot() / frame.unit
    }
    let bounds = try search(profile, estimate: estimate, excess: excess)
    return Interval(
      estimate: estimate * unit, lower: bounds.lower * unit, upper: bounds.upper * unit, confidence: confidence)
  }

  private func search(
    _ profile: any MixedProfile, estimate: Double, excess: Double
  ) throws(StatisticsError) -> (lower: Double, upper: Double) {
    let what = "the search for a bound of the profile likelihood"
    let least = try NewtonMinimum(from: profile.start, what: what) { profile.slope($0, at: estimate) }
    var warm = least.point
    let wanted = excess.squareRoot()
    /// Nearly linear in the deviation: the root of the excess, less the wanted one.
    func distance(_ value: Double) throws(StatisticsError) -> Double {
      let found = try NewtonMinimum(from: warm, what: what) { profile.slope($0, at: value) }
      warm = found.point
      return max(0, found.value - least.value).squareRoot() - wanted
    }
    /// From the estimate by steps of `factor` to the first point beyond the bound, then back to it.
    func bound(from start: Double, by factor: Double) throws(StatisticsError) -> Double {
      warm = least.point
      var inside = (point: estimate, value: -wanted)
      var outside = start
      for _ in 0..<60 {
        outside *= factor
        let value = try distance(outside)
        if value >= 0 { return try bracketedRoot(from: inside, to: (outside, value), what: what, distance) }
        inside = (outside, value)
      }
      throw .noConvergence(what)
    }
    let upper = try bound(from: max(estimate, profile.floor), by: 1.5)
    if profile.floor == 0 { return (try bound(from: estimate, by: 1 / 1.5), upper) }
    guard estimate > 0 else { return (0, upper) }
    warm = least.point
    let atZero = try distance(0)
    guard atZero > 0 else { return (0, upper) }
    warm = least.point
    return (try bracketedRoot(from: (0, atZero), to: (estimate, -wanted), what: what, distance), upper)
  }
}

/// −2 log likelihood with one standard deviation given, as a function of the rest; deviations in the frame's unit.
private protocol MixedProfile {
  var start: [Double] { get }
  /// Where the search for the upper bound starts if the estimate is 0; 0 if it cannot be.
  var floor: Double { get }
  func slope(_ x: [Double], at deviation: Double) -> (value: Double, gradient: [Double])?
}

/// σ given; x is θ.
private struct ResidualProfile: MixedProfile {
  let model: LinearMixedModel

  init(_ model: LinearMixedModel) { self.model = model }

  var start: [Double] { model.solution.factorization.theta }
  var floor: Double { 0 }

  func slope(_ x: [Double], at deviation: Double) -> (value: Double, gradient: [Double])? {
    model.objective.slope(x, logDeviation: log(deviation)).map { ($0.value, $0.byTheta) }
  }
}

/// One effect's deviation given; x is log σ and θ, in which the block of the effect stands for the rows of TΛ over the diagonal of T,
/// and the effect's own row for a direction; (its squared length − 1)² is added, 0 at the least point, so that the length is not left to
/// rounding.
private struct EffectProfile: MixedProfile {
  let model: LinearMixedModel
  let start: [Double]
  let floor: Double
  /// Of x without log σ: the effect's own row, and its block.
  private let own: [Int]
  private let block: [Int]
  /// From the block's rows to those of Λ: T⁻¹ diag T.
  private let toLambda: Matrix
  private let first: Int
  private let unit: Double

  init(_ model: LinearMixedModel, term: Int, effect: Int) throws(StatisticsError) {
    let (system, place) = (model.frame.system, model.frame.places[term])
    let grouping = system.groupings[place.grouping]
    let row = place.columns.lowerBound + effect
    guard let range = grouping.blocks.first(where: { $0.contains(row) }) else { throw .tooFewItems(0) }
    let q = range.count
    let t = grouping.scale.selecting(Array(range))
    var inverse = t.transposed.upperTriangularInverse.transposed
    var forward = t
    for a in 0..<q {
      for b in 0..<q {
        inverse[a, b] *= t[b, b]
        forward[a, b] /= t[a, a]
      }
    }
    let block = system.parameters.indices.filter {
      system.parameters[$0].grouping == place.grouping && range.contains(system.parameters[$0].row)
    }
    let own = block.filter { system.parameters[$0].row == row }
    let theta = model.solution.factorization.theta
    var x = theta
    for i in block {
      let parameter = system.parameters[i]
      x[i] = block.reduce(0) { sum, k in
        let other = system.parameters[k]
        guard other.column == parameter.column else { return sum }
        return sum + forward[parameter.row - range.lowerBound, other.row - range.lowerBound] * theta[k]
      }
    }
    let length = own.reduce(0) { $0 + x[$1] * x[$1] }.squareRoot()
    for i in own { x[i] = length > 1e-8 ? x[i] / length : (i == own.last ? 1 : 0) }
    self.model = model
    self.block = block
    self.own = own
    first = range.lowerBound
    unit = t[row - range.lowerBound, row - range.lowerBound]
    toLambda = inverse
    let deviation = (model.residualVariance / model.frame.weights.unit).squareRoot() / model.frame.unit
    start = [log(deviation)] + x
    floor = 0.1 * deviation * unit
  }

  func slope(_ x: [Double], at deviation: Double) -> (value: Double, gradient: [Double])? {
    let parameters = model.frame.system.parameters
    let square = own.reduce(0) { $0 + x[$1 + 1] * x[$1 + 1] }
    let length = square.squareRoot()
    let size = deviation / unit * exp(-x[0])
    guard length > 0, size.isFinite else { return nil }
    var rows = Array(x.dropFirst())
    for i in own { rows[i] = size * x[i + 1] / length }
    var theta = rows
    for i in block {
      theta[i] = block.reduce(0) { sum, k in
        parameters[k].column == parameters[i].column
          ? sum + toLambda[parameters[i].row - first, parameters[k].row - first] * rows[k] : sum
      }
    }
    guard let here = model.objective.slope(theta, logDeviation: x[0]) else { return nil }
    var slope = here.byTheta
    for k in block {
      slope[k] = block.reduce(0) { sum, i in
        parameters[k].column == parameters[i].column
          ? sum + toLambda[parameters[i].row - first, parameters[k].row - first] * here.byTheta[i] : sum
      }
    }
    let radial = own.reduce(0) { $0 + slope[$1] * x[$1 + 1] / length }
    let byLogDeviation = here.byLogDeviation - size * radial
    for i in own { slope[i] = size / length * (slope[i] - radial * x[i + 1] / length) + 4 * (square - 1) * x[i + 1] }
    return (here.value + (square - 1) * (square - 1), [byLogDeviation] + slope)
  }
}
