/// McDonald's omegas of a scale with a general factor and group factors.
public struct Omega: Sendable, Equatable {
  /// The share of the total score's variance that all common factors make.
  public let total: Double
  /// The share that the general factor alone makes.
  public let hierarchical: Double
  /// Of each item on the general factor.
  public let generalLoadings: [Double]
  /// k items × m group factors, uncorrelated with each other and with the general factor (Schmid–Leiman).
  public let groupLoadings: Matrix
  public let uniquenesses: [Double]
  /// Items, 0-based, whose uniqueness, or group factors whose share apart from the general factor, was held at the bound.
  public let heywoodItems, heywoodFactors: [Int]

  /// The general factor's share of the variance that common factors make in the items.
  public var explainedCommonVariance: Double {
    let general = generalLoadings.reduce(0) { $0 + $1 * $1 }
    return general / (general + groupLoadings.elements.reduce(0) { $0 + $1 * $1 })
  }
}

/// Omega total and hierarchical by an exploratory bifactor solution (Schmid and Leiman's transformation of correlated factors).
///
/// m factors by minres and oblimin, R ≈ ΛΦΛᵀ + Ψ; a general factor g of Φ; the items' general loadings are Λg, their group loadings
/// λⱼ√(1 − gⱼ²). With V the sum of all correlations, ω_h = (Σ general loadings)²/V, ω_t = 1 − Σψ/V. With one factor both are the same;
/// with two, both factors get the general loading √|φ|, since their correlation tells no more.
/// - Parameters:
///   - sample: of k items, reversed ones already turned round; the correlations are analysed.
///   - groupFactors: m, usually 3.
///   - method: how the m factors are extracted.
/// - Throws: as `factorAnalysis`; `zeroVariance` when the sum of the items does not vary; `outOfDomain` when two factors are not
///   positively correlated, which leaves no general factor.
/// - Note: McDonald (1999), Test Theory; Schmid and Leiman (1957), doi:10.1007/BF02289209; Zinbarg et al. (2005),
///   doi:10.1007/s11336-003-0974-7. Reference values: `Fixtures/psychometrics/factors.json` (psych's `omega`).
public func omega(
  _ sample: SampleCovariance, groupFactors: Int = 3, method: FactorMethod = .minimumResidual
) throws(StatisticsError) -> Omega {
  let correlations = sample.correlations
  let total = correlations.elements.reduce(0, +)
  guard total > 1e-10 * Double(correlations.rowCount) else { throw .zeroVariance }
  let factors = try factorAnalysis(sample, factors: groupFactors, method: method, rotation: .oblimin)
  let (general, heywood) = try generalFactor(factors.factorCorrelations)
  let loadings = factors.loadings
  let generalLoadings = loadings * general
  var groups = loadings
  for column in 0..<groupFactors {
    let rest = groupFactors == 1 ? 0 : max(0, 1 - general[column] * general[column]).squareRoot()
    for row in 0..<groups.rowCount { groups[row, column] *= rest }
  }
  let sum = generalLoadings.reduce(0, +)
  return Omega(
    total: 1 - factors.uniquenesses.reduce(0, +) / total, hierarchical: sum * sum / total,
    generalLoadings: generalLoadings, groupLoadings: groups, uniquenesses: factors.uniquenesses,
    heywoodItems: factors.heywoodItems, heywoodFactors: heywood)
}

/// The loadings of correlated factors on one that stands above them, and those that were held at the bound.
private func generalFactor(_ correlations: Matrix) throws(StatisticsError) -> (loadings: [Double], heywood: [Int]) {
  switch correlations.rowCount {
  case 1: return ([1], [])
  case 2:
    guard correlations[0, 1] >= 0 else {
      throw .outOfDomain("the two factors are negatively correlated, so there is no general factor")
    }
    return ([Double](repeating: correlations[0, 1].squareRoot(), count: 2), [])
  default:
    let above = try factorAnalysis(
      SampleCovariance(count: 2, covariances: correlations), factors: 1, method: .minimumResidual, rotation: .unrotated)
    return (above.loadings.column(0), above.heywoodItems)
  }
}
