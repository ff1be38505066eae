/// A least-squares fit with what its standard errors need.
struct Projection {
  let coefficients, fitted: [Double]
  let residualVariance: Double
  private let matrix: Matrix
  private let residuals: [Double]
  private let inverse: Matrix

  /// - Parameter predictors: whose residuals count, if not those of `matrix`.
  init(
    _ decomposition: QRDecomposition, _ matrix: Matrix, _ outcome: [Double], predictors: Matrix? = nil
  ) throws(StatisticsError) {
    let solved = decomposition.solve(outcome).map { $0 ?? 0 }
    try checkFinite(solved, "a coefficient")
    coefficients = solved
    fitted = matrix * solved
    let used = predictors.map { $0 * solved } ?? fitted
    residuals = zip(outcome, used).map { $0 - $1 }
    var sum = DoubleDouble(0)
    for residual in residuals { sum += DoubleDouble.product(residual, residual) }
    let spread = Moments(outcome)
    guard sum.isFinite, spread.isFinite else { throw .notFinite("a sum of squares") }
    // What rounding leaves of a perfect fit is no variance.
    let largest = outcome.reduce(0) { max($0, abs($1)) }
    guard (sum.value / Double(outcome.count)).squareRoot() > 1e-13 * largest else { throw .zeroVariance }
    residualVariance = sum.value / Double(outcome.count - matrix.columnCount)
    self.matrix = matrix
    let ordered = decomposition.inverseCrossProduct
    var inverse = Matrix(rows: ordered.rowCount, columns: ordered.rowCount)
    for (row, place) in decomposition.order.prefix(ordered.rowCount).enumerated() {
      for (column, other) in decomposition.order.prefix(ordered.rowCount).enumerated() {
        inverse[place, other] = ordered[row, column]
      }
    }
    self.inverse = inverse
  }

  func covariance(_ errors: TwoStageLeastSquares.Errors) throws(StatisticsError) -> Matrix {
    let (n, k) = (Double(matrix.rowCount), Double(matrix.columnCount))
    let result: Matrix
    switch errors {
    case .classical: result = inverse * residualVariance
    case .robust: result = sandwich(squares)
    case .robustSmallSample: result = sandwich(squares) * (n / (n - k))
    case .clustered(let labels):
      let clusters = Partition(labels: labels)
      var scores = Matrix(rows: clusters.count, columns: matrix.columnCount)
      for cluster in 0..<clusters.count {
        for column in 0..<matrix.columnCount {
          scores[cluster, column] = clusters[cluster].reduce(0) { $0 + matrix[$1, column] * residuals[$1] }
        }
      }
      let count = Double(clusters.count)
      result = sandwich(scores.crossProduct()) * (count / (count - 1) * (n - 1) / (n - k))
    }
    try checkFinite(result.elements, "a standard error")
    return result
  }

  /// Wald's F of the columns from `kept` on.
  func instrumentTest(
    _ name: String, from kept: Int, _ errors: TwoStageLeastSquares.Errors
  ) throws(StatisticsError) -> TwoStageLeastSquares.FirstStage {
    let columns = Array(kept..<matrix.columnCount)
    guard let cholesky = Cholesky(try covariance(errors).selecting(columns)) else {
      throw .notPositiveDefinite("the covariance of the instruments' coefficients")
    }
    let scaled = cholesky.forward(columns.map { coefficients[$0] })
    let statistic = scaled.reduce(0) { $0 + $1 * $1 } / Double(columns.count)
    guard statistic.isFinite else { throw .zeroVariance }
    let rest = try errors.degreesOfFreedom(rows: matrix.rowCount, coefficients: matrix.columnCount)
    return TwoStageLeastSquares.FirstStage(
      name: name, coefficients: columns.map { coefficients[$0] }, statistic: statistic,
      degreesOfFreedomInstruments: columns.count, degreesOfFreedomResidual: rest,
      pValue: try FDistribution(numerator: Double(columns.count), denominator: Double(rest)).survival(statistic))
  }

  private var squares: Matrix { matrix.crossProduct(weights: residuals.map { $0 * $0 }) }

  private func sandwich(_ filling: Matrix) -> Matrix { inverse * filling * inverse }
}
