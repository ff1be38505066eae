/// Items as combinations of fewer common factors.
public struct FactorAnalysis: Sendable, Equatable {
  public let method: FactorMethod
  public let rotation: FactorRotation
  /// k items × m factors: the pattern, in order of the variance that factors explain, each with a positive sum.
  public let loadings: Matrix
  /// m × m; the identity unless the rotation is oblique.
  public let factorCorrelations: Matrix
  /// Of each item, the part of its variance that it shares with no factor.
  public let uniquenesses: [Double]
  /// Items, 0-based, whose uniqueness was held at 0.005: a Heywood case, a sign of too many factors or too few people.
  public let heywoodItems: [Int]
  /// The discrepancy log|Σ| − log|R| + tr(RΣ⁻¹) − k at the solution; nil where R is not positive definite.
  public let discrepancy: Double?
  /// ((k − m)² − k − m)/2.
  public let degreesOfFreedom: Int
  /// Bartlett's χ² of the fit, and its p-value; nil without degrees of freedom, people enough, or a discrepancy.
  public let statistic, pValue: Double?
  /// √ of the mean squared residual correlation.
  public let rootMeanSquareResidual: Double

  /// 1 − uniqueness.
  public var communalities: [Double] { uniquenesses.map { 1 - $0 } }

  /// The correlations of items and factors: the pattern times the factors' correlations.
  public var structure: Matrix { loadings * factorCorrelations }
}

/// Exploratory factor analysis of correlations by minres or maximum likelihood, rotated.
///
/// R ≈ ΛΦΛᵀ + Ψ. Minres makes Σ_{i<j}(r_ij − (ΛΛᵀ)_ij)² least, maximum likelihood log|Σ| + tr(RΣ⁻¹); both by Newton's method in the
/// uniquenesses, to the last digits. χ² = (n − 1 − (2k + 5)/6 − 2m/3) · discrepancy.
/// - Parameters:
///   - sample: of k items; the correlations are analysed.
///   - factors: m ≥ 1, few enough that degrees of freedom are not below 0.
///   - method, rotation: as named there.
/// - Throws: `tooFewItems`, `outOfDomain` for too many factors, `notPositiveDefinite` (maximum likelihood, and rotations that fail),
///   `noConvergence`.
/// - Note: Harman and Jones (1966), doi:10.1007/BF02289468; Jöreskog (1967), doi:10.1007/BF02289658. Reference values:
///   `Fixtures/psychometrics/extraction.json`.
public func factorAnalysis(
  _ sample: SampleCovariance, factors: Int, method: FactorMethod = .minimumResidual,
  rotation: FactorRotation = .oblimin
) throws(StatisticsError) -> FactorAnalysis {
  let r = sample.correlations
  let k = r.rowCount
  guard k >= 3 else { throw .tooFewItems(k) }
  guard factors >= 1, factors < k else { throw .outOfDomain("\(k) items cannot have \(factors) factors") }
  let freedom = ((k - factors) * (k - factors) - k - factors) / 2
  guard freedom >= 0 else { throw .outOfDomain("\(factors) factors are too many for \(k) items") }
  guard k <= 300 else { throw .tooMuchWork("factor analysis of \(k) items", instead: "scales made of the items") }
  let positive = Cholesky(r)
  if method == .maximumLikelihood, positive == nil { throw .notPositiveDefinite("the matrix of correlations") }
  let search = UniquenessSearch(correlations: r, factors: factors, method: method)
  let uniquenesses = try search.solve()
  let plain = try search.loadings(uniquenesses)
  let rotated = try rotate(plain, by: rotation)
  var model = plain * plain.transposed
  var squares = 0.0
  for i in 0..<k {
    for j in 0..<i { squares += (r[i, j] - model[i, j]) * (r[i, j] - model[i, j]) }
    model[i, i] += uniquenesses[i]
  }
  var discrepancy: Double?
  if let positive, let fitted = Cholesky(model) {
    discrepancy = max(
      0, fitted.logDeterminant - positive.logDeterminant + fitted.solve(r).diagonal.reduce(0, +) - Double(k))
  }
  let factor = Double(sample.count) - 1 - Double(2 * k + 5) / 6 - 2 * Double(factors) / 3
  var (statistic, pValue): (Double?, Double?) = (nil, nil)
  if freedom > 0, factor > 0, let discrepancy {
    statistic = factor * discrepancy
    pValue = try ChiSquared(degreesOfFreedom: Double(freedom)).survival(factor * discrepancy)
  }
  return FactorAnalysis(
    method: method, rotation: rotation, loadings: rotated.loadings, factorCorrelations: rotated.correlations,
    uniquenesses: uniquenesses,
    heywoodItems: uniquenesses.indices.filter { uniquenesses[$0] <= UniquenessSearch.lowest },
    discrepancy: discrepancy, degreesOfFreedom: freedom, statistic: statistic, pValue: pValue,
    rootMeanSquareResidual: (squares / Double(k * (k - 1) / 2)).squareRoot())
}
