#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A = LLᵀ of a symmetric positive definite matrix; only its lower triangle is read.
struct Cholesky {
  /// L; zero above the diagonal.
  let lower: Matrix

  /// nil if a pivot is not above `tolerance` of its diagonal element.
  init?(_ matrix: Matrix, tolerance: Double = 1e-14) {
    let n = matrix.rowCount
    guard n == matrix.columnCount else { return nil }
    var factor = Matrix(rows: n, columns: n)
    for column in 0..<n {
      var pivot = matrix[column, column]
      for k in 0..<column { pivot -= factor[column, k] * factor[column, k] }
      guard pivot.isFinite, pivot > tolerance * abs(matrix[column, column]), pivot > 0 else { return nil }
      let root = pivot.squareRoot()
      factor[column, column] = root
      for row in (column + 1)..<max(n, column + 1) {
        var sum = matrix[row, column]
        for k in 0..<column { sum -= factor[row, k] * factor[column, k] }
        factor[row, column] = sum / root
      }
    }
    lower = factor
  }

  /// log det A.
  var logDeterminant: Double { lower.diagonal.reduce(0) { $0 + 2 * log($1) } }

  /// L⁻¹b.
  func forward(_ b: [Double]) -> [Double] {
    var x = b
    for row in x.indices {
      for k in 0..<row { x[row] -= lower[row, k] * x[k] }
      x[row] /= lower[row, row]
    }
    return x
  }

  /// L⁻ᵀb.
  func backward(_ b: [Double]) -> [Double] {
    var x = b
    for row in x.indices.reversed() {
      for k in (row + 1)..<max(x.count, row + 1) { x[row] -= lower[k, row] * x[k] }
      x[row] /= lower[row, row]
    }
    return x
  }

  /// A⁻¹b.
  func solve(_ b: [Double]) -> [Double] { backward(forward(b)) }

  /// A⁻¹B, column by column.
  func solve(_ b: Matrix) -> Matrix {
    var result = Matrix(rows: b.rowCount, columns: b.columnCount)
    for column in 0..<b.columnCount {
      for (row, value) in solve(b.column(column)).enumerated() { result[row, column] = value }
    }
    return result
  }

  var inverse: Matrix { solve(.identity(lower.rowCount)) }
}
