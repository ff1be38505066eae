#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// One fit of a factor model, from checked input to the result.
struct FactorEstimation {
  let groups: [FactorGroup]
  let model: FactorModel
  let invariance: MeasurementInvariance
  let estimator: FactorEstimator
  let scaling: ItemScaling
  /// Of each factor, the unit that its marker gives it within the calculation.
  let factorScales: [Double]
  let layout: FactorLayout
  let moments: [GroupMoments]
  let people: Double

  init(
    _ groups: [FactorGroup], _ model: FactorModel, invariance: MeasurementInvariance = .configural,
    freeing: [FreedParameter] = [], estimator: FactorEstimator = .maximumLikelihood
  ) throws(StatisticsError) {
    for (place, group) in groups.enumerated() {
      guard group.sample.means.count == model.items.count else {
        throw .unequalLengths(model.items.count, group.sample.means.count)
      }
      guard !groups[..<place].contains(where: { $0.name == group.name }) else {
        throw .outOfDomain("the group \(group.name) is named twice")
      }
      guard estimator == .maximumLikelihood || group.cases != nil else {
        throw .outOfDomain("robust errors need the answers themselves, not their covariances")
      }
    }
    let scaling = ItemScaling(groups.map(\.sample))
    try checkFinite(scaling.centres, "a mean")
    try checkFinite(scaling.spreads, "a standard deviation")
    factorScales = model.factors.map { factor in
      guard model.identification == .marker else { return 1 }
      return model.items.firstIndex { $0 == factor.items.first }.map { scaling.spreads[$0] } ?? 1
    }
    layout = try FactorLayout(
      model, scales: factorScales, groupNames: groups.map(\.name), invariance: invariance, freeing: freeing)
    let free = layout.names.count
    guard free <= 800 else {
      throw .tooMuchWork("a factor model with \(free) parameters", instead: "fewer items or groups")
    }
    guard layout.degreesOfFreedom >= 0 else {
      throw .outOfDomain("the model has \(free) parameters, but the data only \(layout.momentCount) moments")
    }
    let people = groups.reduce(0) { $0 + Double($1.sample.count) }
    var moments: [GroupMoments] = []
    for group in groups {
      moments.append(try scaling.moments(group.sample, of: people, group: groups.count > 1 ? group.name : nil))
    }
    self.groups = groups
    self.model = model
    self.invariance = invariance
    self.estimator = estimator
    self.scaling = scaling
    self.moments = moments
    self.people = people
  }

  func result() throws(StatisticsError) -> ConfirmatoryFactorAnalysis {
    let search = FactorSearch(layout: layout, groups: moments)
    try checkIdentified(search, at: FactorStart.generic(layout))
    let point = try search.solve()
    let solved = point.parts.map(\.model)
    guard let information = Cholesky(search.information(solved), tolerance: 1e-11) else {
      try checkIdentified(search, at: point.parameters)
      throw .noConvergence("the fit of the factor model (its information is singular to rounding)")
    }
    var covariance = information.inverse * (1 / people)
    let (statistic, freedom) = (max(0, people * point.value), layout.degreesOfFreedom)
    let baseline = moments.reduce(0) { sum, group in
      sum + max(0, group.covariances.diagonal.reduce(-group.logDeterminant) { $0 + log($1) }) * group.count
    }
    let k = model.items.count
    func fit(_ scaling: (model: Double, baseline: Double)) throws(StatisticsError) -> FactorModelFit {
      try FactorModelFit(
        statistic: statistic, degreesOfFreedom: freedom, baseline: baseline,
        baselineDegreesOfFreedom: groups.count * k * (k - 1) / 2, people: people, groups: groups.count, scaling: scaling
      )
    }
    var robustFit: FactorModelFit?
    if estimator != .maximumLikelihood {
      let robust = try RobustFactorErrors(self, search, point, information)
      covariance = robust.covariance
      robustFit = try fit((robust.scalingFactor, robust.baselineScalingFactor))
    }
    let parameters = FactorReport(self, solved, covariance).parameters()
    for parameter in parameters {
      try checkFinite([parameter.estimate, parameter.standardError ?? 0], "an estimate in the items' units")
    }
    let heywood = model.items.indices.filter { item in solved.contains { $0.residualCovariances[item, item] < 0 } }
    return ConfirmatoryFactorAnalysis(
      model: model, groupNames: groups.map(\.name), counts: groups.map(\.sample.count), invariance: invariance,
      parameters: parameters, freeParameters: layout.names.count, fit: try fit((1, 1)), robustFit: robustFit,
      standardisedRootMeanSquareResidual: residual(solved), logLikelihood: logLikelihood(point),
      heywoodItems: heywood,
      groupsWithImpossibleFactors: solved.indices.filter { Cholesky(solved[$0].factorCovariances) == nil })
  }

  /// −½ Σ n (k log 2π + log|S| + k + discrepancy), in the items' units.
  private func logLikelihood(_ point: FactorSearch.Point) -> Double {
    let k = Double(model.items.count)
    let units = scaling.spreads.reduce(0) { $0 + 2 * log($1) }
    return zip(moments, point.parts).reduce(0) { sum, pair in
      sum - 0.5 * pair.0.count * (k * log(2 * Double.pi) + units + pair.0.logDeterminant + k + pair.1.value)
    }
  }

  private func residual(_ solved: [FactorMoments]) -> Double {
    zip(moments, solved).reduce(0) { sum, pair in
      let (group, model) = pair
      let spreads = group.covariances.diagonal.map { $0.squareRoot() }
      var squares = 0.0
      var terms = 0.0
      for i in spreads.indices {
        for j in 0...i {
          let difference = (group.covariances[i, j] - model.covariances[i, j]) / spreads[i] / spreads[j]
          squares += difference * difference
          terms += 1
        }
        guard layout.hasMeans else { continue }
        let difference = (group.means[i] - model.means[i]) / spreads[i]
        squares += difference * difference
        terms += 1
      }
      return sum + group.share * (squares / terms).squareRoot()
    }
  }

  /// Names the parameters that may change together without changing any moment.
  private func checkIdentified(_ search: FactorSearch, at parameters: [Double]) throws(StatisticsError) {
    let models = groups.indices.compactMap { FactorMoments(layout, group: $0, parameters) }
    guard models.count == groups.count else { return }
    var information = search.information(models)
    if Cholesky(information, tolerance: 1e-9) != nil { return }
    let roots = information.diagonal.map { $0.squareRoot() }
    guard roots.allSatisfy({ $0 > 0 }) else {
      throw .unidentified(parameters: roots.indices.filter { !(roots[$0] > 0) }.map { layout.names[$0] })
    }
    for i in roots.indices { for j in roots.indices { information[i, j] /= roots[i] * roots[j] } }
    let eigen = try SymmetricEigen(information)
    let flat = eigen.values.indices.filter { eigen.values[$0] < 1e-11 }
    guard !flat.isEmpty else { return }
    let involved = roots.indices.filter { row in flat.contains { abs(eigen.vectors[row, $0]) > 1e-4 } }
    throw .unidentified(parameters: involved.map { layout.names[$0] })
  }
}
