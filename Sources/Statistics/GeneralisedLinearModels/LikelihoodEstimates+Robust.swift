extension LikelihoodEstimates {
  /// How the squared scores of clusters are corrected for their small number.
  public enum ClusterCorrection: Sendable, Equatable, CaseIterable {
    /// As they are.
    case cr0
    /// G/(G − 1) times, G the number of clusters.
    case cr1
  }

  /// The covariance that holds when rows are independent but vary otherwise than the model says.
  ///
  /// V (Σ cᵢ uᵢuᵢᵀ) V: V the model's covariance, uᵢ the score of row i, cᵢ the correction.
  /// - Throws: `outOfDomain` for hc2 and hc3 of a model whose rows have no leverage (ordinal, Cox), or a row of leverage 1; `tooFewValues`
  ///   for hc1 without more rows than coefficients; `notFinite`.
  /// - Note: White (1982), doi:10.2307/1912526; MacKinnon and White (1985), doi:10.1016/0304-4076(85)90158-7.
  public func robustCovariance(_ correction: HeteroscedasticCorrection = .hc0) throws(StatisticsError) -> Matrix {
    switch correction {
    case .hc0: return try finite(influences.crossProduct())
    case .hc1:
      guard rows > names.count else { throw .tooFewValues(rows) }
      return try finite(influences.crossProduct() * (Double(rows) / Double(rows - names.count)))
    case .hc2, .hc3:
      guard let leverages else {
        throw .outOfDomain("the rows of this model have no leverages, so hc0, hc1 and clusters are what it has")
      }
      for leverage in leverages where leverage > 1 - 1e-9 {
        throw .outOfDomain("a row that no other supports has leverage 1 and leaves hc2 and hc3 undefined")
      }
      return try finite(
        influences.crossProduct(weights: leverages.map { 1 / (correction == .hc2 ? 1 - $0 : (1 - $0) * (1 - $0)) }))
    }
  }

  /// The covariance that holds when only the clusters are independent.
  ///
  /// V (Σ_g u_g u_gᵀ) V · c, u_g the summed scores of cluster g.
  /// - Parameter clusters: one a row, any whole numbers.
  /// - Throws: `unequalLengths`; `tooFewGroups` for less than two clusters that count; `notFinite`.
  /// - Note: Liang and Zeger (1986), doi:10.1093/biomet/73.1.13; Cox models: Lin and Wei (1989), doi:10.1080/01621459.1989.10478874.
  public func clusteredCovariance(
    _ clusters: [Int], correction: ClusterCorrection = .cr1
  ) throws(StatisticsError) -> Matrix {
    guard clusters.count == influences.rowCount else { throw .unequalLengths(influences.rowCount, clusters.count) }
    var places: [Int: Int] = [:]
    for (row, cluster) in clusters.enumerated() where counted[row] && places[cluster] == nil {
      places[cluster] = places.count
    }
    guard places.count >= 2 else { throw .tooFewGroups(places.count) }
    var sums = Matrix(rows: places.count, columns: names.count)
    for (row, cluster) in clusters.enumerated() {
      guard let place = places[cluster] else { continue }
      for column in names.indices { sums[place, column] += influences[row, column] }
    }
    let count = Double(places.count)
    return try finite(sums.crossProduct() * (correction == .cr1 ? count / (count - 1) : 1))
  }

  private func finite(_ matrix: Matrix) throws(StatisticsError) -> Matrix {
    try checkFinite(matrix.elements, "a robust variance")
    return matrix
  }
}
