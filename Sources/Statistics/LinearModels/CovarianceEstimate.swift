/// A covariance matrix of coefficients, and how well it is known.
struct CovarianceEstimate: Sendable, Equatable {
  let matrix: Matrix
  /// The degrees of freedom of any contrast, unless `clusters` says better.
  let freedom: Double
  /// What CR2 knows of its own variability.
  var clusters: ClusterMoments?
  /// Whether it is s²(XᵀWX)⁻¹.
  var isClassical = false

  func degreesOfFreedom(_ contrast: [Double]) throws(StatisticsError) -> Double {
    try clusters?.satterthwaite(contrast) ?? freedom
  }

  func degreesOfFreedom(_ contrasts: [[Double]]) throws(StatisticsError) -> Double {
    try clusters?.hotelling(contrasts) ?? freedom
  }
}

extension LinearModel {
  /// The covariance matrix of the coefficients.
  ///
  /// Heteroscedastic: (XᵀWX)⁻¹ Σ ωᵢ(wᵢrᵢ)²xᵢxᵢᵀ (XᵀWX)⁻¹, ω as `HeteroscedasticCorrection` says. Clustered: the same around
  /// Σ XᵍᵀWᵍAᵍrᵍrᵍᵀAᵍWᵍXᵍ over clusters g, with a factor or, for CR2, Aᵍ = Bᵍ^(−½) where Bᵍ is the block of (I − H)(I − H)ᵀ, which is (I − Hᵍᵍ)^(−½) without
  /// weights; where rows of a cluster alone decide a coefficient, that direction is left out.
  /// - Throws: `unequalLengths`; `tooFewGroups` below two clusters; `outOfDomain` for HC2 and HC3 if a row alone decides a coefficient;
  ///   `notFinite` beyond the range of a double.
  /// - Note: White (1980), doi:10.2307/1912934; MacKinnon and White (1985), doi:10.1016/0304-4076(85)90158-7; Bell and McCaffrey (2002), Survey
  ///   Methodology 28. CR2 takes errors of one variance as its working model, beside weights too, as `clubSandwich` does. Reference values:
  ///   `Fixtures/linear` (`sandwich`, `clubSandwich`).
  public func covariance(_ estimator: CovarianceEstimator) throws(StatisticsError) -> Matrix {
    try covarianceEstimate(estimator).matrix
  }

  func covarianceEstimate(_ estimator: CovarianceEstimator) throws(StatisticsError) -> CovarianceEstimate {
    let whole = Double(residualDegreesOfFreedom)
    switch estimator {
    case .classical: return CovarianceEstimate(matrix: covariance, freedom: whole, isClassical: true)
    case .heteroscedastic(let correction):
      let rows = TurnedRows(self)
      let factors = try heteroscedasticFactors(correction, rows)
      let squares = factors.indices.map { row in
        let score = rows.residuals[row] * rows.weights[row]
        return score * score * factors[row]
      }
      let meat = rows.table.crossProduct(weights: squares)
      return CovarianceEstimate(matrix: try rows.covariance(meat), freedom: whole)
    case .clustered(let correction, let clusters):
      guard clusters.count == count else { throw .unequalLengths(count, clusters.count) }
      let members = Dictionary(grouping: clusters.indices) { clusters[$0] }.sorted { $0.key < $1.key }.map(\.value)
      guard members.count >= 2 else { throw .tooFewGroups(members.count) }
      return try clusteredEstimate(correction, members)
    }
  }

  private func heteroscedasticFactors(
    _ correction: HeteroscedasticCorrection, _ rows: TurnedRows
  ) throws(StatisticsError) -> [Double] {
    switch correction {
    case .hc0: return [Double](repeating: 1, count: count)
    case .hc1: return [Double](repeating: Double(count) / Double(residualDegreesOfFreedom), count: count)
    case .hc2, .hc3:
      var result: [Double] = []
      for (row, free) in rows.free.enumerated() {
        guard free > LinearModel.leastFree else {
          throw .outOfDomain("row \(row + 1) alone decides a coefficient, so that its error cannot be told; use HC1")
        }
        result.append(correction == .hc2 ? 1 / free : 1 / (free * free))
      }
      return result
    }
  }

  private func clusteredEstimate(
    _ correction: ClusterCorrection, _ members: [[Int]]
  ) throws(StatisticsError) -> CovarianceEstimate {
    let rows = TurnedRows(self)
    let k = coefficients.count
    let (m, n) = (Double(members.count), Double(count))
    let moments = correction == .cr2 ? try ClusterMoments(rows, members) : nil
    let scores =
      moments?.scores
      ?? members.map { members in
        (0..<k).map { column in
          members.reduce(0) { $0 + rows.table[$1, column] * rows.weights[$1] * rows.residuals[$1] }
        }
      }
    let meat = try Matrix(rows: scores).crossProduct()
    let factor =
      switch correction {
      case .cr0, .cr2: 1.0
      case .cr1: m / (m - 1)
      case .cr1s: m * (n - 1) / ((m - 1) * Double(residualDegreesOfFreedom))
      }
    return CovarianceEstimate(matrix: try rows.covariance(meat * factor), freedom: m - 1, clusters: moments)
  }
}
