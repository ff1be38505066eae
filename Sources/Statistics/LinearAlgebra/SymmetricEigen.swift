/// Eigenvalues and orthonormal eigenvectors of a symmetric matrix, A = VΛVᵀ, by Jacobi rotations: slow beyond a few hundred
/// rows, and accurate to the last digits of each value.
/// - Note: Golub and Van Loan, Matrix Computations, §8.5.
struct SymmetricEigen {
  /// From the largest to the smallest.
  let values: [Double]
  /// Column j belongs to value j.
  let vectors: Matrix

  init(_ matrix: Matrix) throws(StatisticsError) {
    let n = matrix.rowCount
    guard n == matrix.columnCount else { throw .unequalLengths(n, matrix.columnCount) }
    try checkFinite(matrix.elements, "an element of the matrix")
    var a = matrix
    var v = Matrix.identity(n)
    for _ in 0..<60 {
      var rotated = false
      for p in 0..<n {
        for q in (p + 1)..<max(n, p + 1)
        where abs(a[p, q]) > 1e-17 * abs(a[p, p]).squareRoot() * abs(a[q, q]).squareRoot() {
          // Below this the rotation is lost in rounding.
          guard abs(a[p, q]) > .leastNormalMagnitude else { continue }
          rotated = true
          SymmetricEigen.rotate(&a, &v, p, q)
        }
      }
      if !rotated {
        let order = (0..<n).sorted { a[$0, $0] > a[$1, $1] }
        values = order.map { a[$0, $0] }
        vectors = v.selecting(columns: order)
        return
      }
    }
    throw .noConvergence("the search for eigenvalues")
  }

  private static func rotate(_ a: inout Matrix, _ v: inout Matrix, _ p: Int, _ q: Int) {
    let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    let (first, second, between) = (a[p, p], a[q, q], a[p, q])
    for k in 0..<a.rowCount where k != p && k != q {
      let (x, y) = (a[k, p], a[k, q])
      a[k, p] = c * x - s * y
      a[p, k] = a[k, p]
      a[k, q] = s * x + c * y
      a[q, k] = a[k, q]
    }
    a[p, p] = first - t * between
    a[q, q] = second + t * between
    a[p, q] = 0
    a[q, p] = 0
    for k in 0..<v.rowCount {
      let (x, y) = (v[k, p], v[k, q])
      v[k, p] = c * x - s * y
      v[k, q] = s * x + c * y
    }
  }
}
