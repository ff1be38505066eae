#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Predictors turned into columns at right angles, each with mean square 1, in which every likelihood is well shaped whatever the
/// units, offsets and correlations of the predictors.
struct PredictorBasis {
  /// n × p.
  let columns: Matrix
  /// Coefficients of the predictors = `toCoefficients` · coefficients of the basis; upper triangular.
  let toCoefficients: Matrix

  /// - Throws: `rankDeficient`, with the names of the columns that follow from earlier ones.
  init(_ matrix: Matrix, names: [String]) throws(StatisticsError) {
    try checkFinite(matrix.elements, "a predictor")
    let (n, p) = (matrix.rowCount, matrix.columnCount)
    // Powers of two, so that scaling loses nothing and lengths do not overflow.
    let powers = (0..<p).map { column in
      let largest = matrix.column(column).reduce(0) { max($0, abs($1)) }
      return largest > 0 ? -Int32(ilogb(largest)) : 0
    }
    var scaled = matrix
    for column in 0..<p {
      for row in 0..<n { scaled[row, column] = scalbn(matrix[row, column], Int(powers[column])) }
    }
    let decomposition = QRDecomposition(scaled, tolerance: 1e-11)
    guard decomposition.rank == p else {
      throw .rankDeficient(columns: decomposition.dependent.map { names[$0] })
    }
    let length = Double(n).squareRoot()
    var basis = Matrix(rows: n, columns: p)
    for column in 0..<p {
      var unit = [Double](repeating: 0, count: n)
      unit[column] = length
      for (row, value) in decomposition.rotatedBack(unit).enumerated() { basis[row, column] = value }
    }
    let upper = decomposition.upper
    var inverse = Matrix(rows: p, columns: p)
    for column in 0..<p {
      inverse[column, column] = 1 / upper[column, column]
      for row in (0..<column).reversed() {
        var sum = 0.0
        for k in (row + 1)...column { sum += upper[row, k] * inverse[k, column] }
        inverse[row, column] = -sum / upper[row, row]
      }
    }
    for column in 0..<p {
      for row in 0...column { inverse[row, column] = scalbn(inverse[row, column] * length, Int(powers[row])) }
    }
    columns = basis
    toCoefficients = inverse
    try checkFinite(inverse.elements, "a coefficient")
  }
}
