/// A solution in the items' units and standardised, with errors by the delta method.
struct FactorReport {
  private let estimation: FactorEstimation
  private let solved: [FactorMoments]
  private let covariance: Matrix

  init(_ estimation: FactorEstimation, _ solved: [FactorMoments], _ covariance: Matrix) {
    (self.estimation, self.solved, self.covariance) = (estimation, solved, covariance)
  }

  func parameters() -> [FactorParameter] {
    let layout = estimation.layout
    return solved.indices.flatMap { group in
      let signs = signs(group)
      return layout.groups[group].map { entry in
        let (unit, shift) = unit(entry.place)
        let value = value(entry.place, solved[group])
        let sign = sign(entry.place, signs)
        let error = entry.free.map { max(0, covariance[$0, $0]).squareRoot() * unit }
        let standard = standardised(entry, group)
        return FactorParameter(
          place: entry.place, group: group, estimate: sign * value * unit + shift, standardError: error,
          standardised: standard.map { sign * $0.value }, standardisedStandardError: standard?.error)
      }
    }
  }

  /// Standardised factors may be turned round; all groups the way in which the first has a positive sum of loadings. Factors with a
  /// covariance that is given as other than 0 stay as they are.
  private func signs(_ group: Int) -> [Double] {
    let model = estimation.model
    return model.factors.indices.map { factor in
      guard model.identification == .standardisedFactors else { return 1 }
      let isTied = model.factors.indices.contains { $0 != factor && (model.fixedCovariance(factor, $0) ?? 0) != 0 }
      let source = estimation.invariance >= .metric ? 0 : group
      return !isTied && solved[source].loadings.column(factor).reduce(0, +) < 0 ? -1 : 1
    }
  }

  private func sign(_ place: FactorPlace, _ signs: [Double]) -> Double {
    switch place {
    case .loading(_, let factor), .factorMean(let factor): signs[factor]
    case .factorCovariance(let a, let b): signs[a] * signs[b]
    default: 1
    }
  }

  private func value(_ place: FactorPlace, _ model: FactorMoments) -> Double {
    switch place {
    case .loading(let item, let factor): model.loadings[item, factor]
    case .residualCovariance(let i, let j): model.residualCovariances[i, j]
    case .factorCovariance(let a, let b): model.factorCovariances[a, b]
    // μ − Λα.
    case .intercept(let item):
      model.factorMeans.indices.reduce(model.means[item]) { $0 - model.loadings[item, $1] * model.factorMeans[$1] }
    case .factorMean(let factor): model.factorMeans[factor]
    }
  }

  /// What a number of the calculation is multiplied with, and what is added.
  private func unit(_ place: FactorPlace) -> (Double, Double) {
    let (spreads, scales) = (estimation.scaling.spreads, estimation.factorScales)
    return switch place {
    case .loading(let item, let factor): (spreads[item] / scales[factor], 0)
    case .residualCovariance(let i, let j): (spreads[i] * spreads[j], 0)
    case .factorCovariance(let a, let b): (scales[a] * scales[b], 0)
    case .intercept(let item): (spreads[item], estimation.scaling.centres[item])
    case .factorMean(let factor): (scales[factor], 0)
    }
  }

  /// nil where a variance that is divided by is not positive.
  private func standardised(_ entry: FactorLayout.Entry, _ group: Int) -> (value: Double, error: Double?)? {
    let model = solved[group]
    let value = value(entry.place, model)
    /// The variances that are divided by: of items, residuals and factors, and the power of each.
    var divisors: [(FactorPlace?, item: Int, variance: Double, power: Double)] = []
    func item(_ i: Int, _ power: Double) { divisors.append((nil, i, model.covariances[i, i], power)) }
    func factor(_ a: Int, _ power: Double) {
      divisors.append((.factorCovariance(a, a), 0, model.factorCovariances[a, a], power))
    }
    var isDefinition = false
    var shift = 0.0
    switch entry.place {
    case .loading(let i, let a):
      factor(a, 0.5)
      item(i, -0.5)
    case .residualCovariance(let i, let j):
      if i == j {
        item(i, -1)
      } else {
        for place in [i, j] {
          divisors.append((.residualCovariance(place, place), 0, model.residualCovariances[place, place], -0.5))
        }
      }
    case .factorCovariance(let a, let b):
      isDefinition = a == b || (entry.free == nil && value == 0)
      factor(a, -0.5)
      factor(b, -0.5)
    case .intercept(let i):
      item(i, -0.5)
      // In the items' units, from their own zero.
      shift = estimation.scaling.centres[i] / estimation.scaling.spreads[i]
    case .factorMean(let a):
      isDefinition = entry.free == nil
      factor(a, -0.5)
    }
    guard divisors.allSatisfy({ $0.variance > 0 }) else { return nil }
    var scale = 1.0
    for divisor in divisors {
      let root = divisor.variance.squareRoot()
      scale *= divisor.power == 0.5 ? root : divisor.power == -0.5 ? 1 / root : 1 / divisor.variance
    }
    if case .factorCovariance(let a, let b) = entry.place, a == b { return (1, nil) }
    let result = (value + shift) * scale
    guard result.isFinite else { return nil }
    guard !isDefinition else { return (result, nil) }
    var gradient = [Double](repeating: 0, count: covariance.rowCount)
    if let free = entry.free { gradient[free] += scale }
    for divisor in divisors {
      let share = result * divisor.power / divisor.variance
      for slope in model.slopes {
        if let place = divisor.0 {
          if slope.place == place { gradient[slope.parameter] += share }
        } else {
          let row = divisor.item
          gradient[slope.parameter] += share * 2 * slope.weight * model.basis[row, slope.u] * model.basis[row, slope.v]
        }
      }
    }
    let error = max(0, covariance.form(gradient, gradient)).squareRoot()
    return (result, error.isFinite ? error : nil)
  }
}
