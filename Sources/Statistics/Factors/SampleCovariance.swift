/// Count, means and covariances of k items: what factor analysis and its kin need of the data.
public struct SampleCovariance: Sendable, Equatable {
  /// n people, each with all items.
  public let count: Int
  /// Of each item, in its unit.
  public let means: [Double]
  /// k × k, denominator n − 1.
  public let covariances: Matrix

  /// - Parameter cases: n ≥ 2 people × k items, no gaps.
  /// - Throws: `tooFewValues`, `tooFewItems`, `unequalLengths`, `notFinite`, `zeroVariance` for an item that does not vary.
  public init(cases: [[Double]]) throws(StatisticsError) {
    guard cases.count >= 2 else { throw .tooFewValues(cases.count) }
    let k = cases[0].count
    for row in cases {
      guard row.count == k else { throw .unequalLengths(k, row.count) }
      try checkFinite(row, "an answer")
    }
    let moments = (0..<k).map { item in Moments(cases.lazy.map { $0[item] }) }
    let deviations = (0..<k).map { item in cases.map { DoubleDouble($0[item]) - moments[item].preciseMean } }
    var covariances = Matrix(rows: k, columns: k)
    for i in 0..<k {
      for j in 0...i {
        var sum = DoubleDouble(0)
        for person in cases.indices { sum += deviations[i][person] * deviations[j][person] }
        covariances[i, j] = (sum / Double(cases.count - 1)).value
        covariances[j, i] = covariances[i, j]
      }
    }
    try self.init(count: cases.count, means: moments.map(\.mean), covariances: covariances)
  }

  /// From published or earlier figures.
  /// - Parameters:
  ///   - count: n ≥ 2.
  ///   - means: one an item; all 0 unless given, which serves whatever needs no means.
  ///   - covariances: k × k, symmetric, denominator n − 1; correlations will do where units do not matter.
  /// - Throws: as from cases; `outOfDomain` for a matrix that is not symmetric or not square.
  public init(count: Int, means: [Double]? = nil, covariances: Matrix) throws(StatisticsError) {
    guard count >= 2 else { throw .tooFewValues(count) }
    let k = covariances.rowCount
    let means = means ?? [Double](repeating: 0, count: k)
    guard means.count == k else { throw .unequalLengths(k, means.count) }
    try checkFinite(means, "a mean")
    self.count = count
    self.means = means
    self.covariances = try checkedSymmetric(covariances)
  }

  /// k × k.
  public var correlations: Matrix { Statistics.correlations(covariances) }
}

/// The matrix with both triangles equal, if it can be one of covariances.
func checkedSymmetric(_ matrix: Matrix) throws(StatisticsError) -> Matrix {
  let k = matrix.rowCount
  guard k == matrix.columnCount else { throw .outOfDomain("a matrix of covariances is square") }
  guard k >= 1 else { throw .tooFewItems(0) }
  try checkFinite(matrix.elements, "a covariance")
  for i in 0..<k where !(matrix[i, i] > .leastNormalMagnitude && matrix[i, i] < 1e300) {
    if matrix[i, i] >= 0, matrix[i, i] <= .leastNormalMagnitude { throw .zeroVariance }
    throw .outOfDomain("the variance of item \(i + 1) lies beyond 0 to 1e300")
  }
  var result = matrix
  for i in 0..<k {
    for j in 0..<i {
      let scale = matrix[i, i].squareRoot() * matrix[j, j].squareRoot()
      guard abs(matrix[i, j] - matrix[j, i]) <= 1e-9 * scale else {
        throw .outOfDomain("a matrix of covariances is symmetric")
      }
      guard abs(matrix[i, j]) <= scale * (1 + 1e-9) else {
        throw .notPositiveDefinite("the matrix of covariances")
      }
      result[j, i] = matrix[i, j]
    }
  }
  return result
}

/// Of a matrix of covariances that `checkedSymmetric` has let through.
func correlations(_ covariances: Matrix) -> Matrix {
  var result = covariances
  let scales = covariances.diagonal.map { $0.squareRoot() }
  for i in scales.indices {
    for j in scales.indices { result[i, j] = i == j ? 1 : covariances[i, j] / scales[i] / scales[j] }
  }
  return result
}
