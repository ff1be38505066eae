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
    // Gram and Schmidt's way with twice the digits: what it loses on nearly dependent columns lies beyond those of a double.
    var vectors: [[DoubleDouble]] = []
    var upper = [[DoubleDouble]](repeating: [DoubleDouble](repeating: DoubleDouble(0), count: p), count: p)
    for column in 0..<p {
      var rest = scaled.column(column).map { DoubleDouble($0) }
      for (place, vector) in vectors.enumerated() {
        let share = PredictorBasis.product(vector, rest)
        upper[place][column] = share
        for row in 0..<n { rest[row] = rest[row] - vector[row] * share }
      }
      let length = PredictorBasis.root(PredictorBasis.product(rest, rest))
      upper[column][column] = length
      let inverse = DoubleDouble(1) / length
      for row in 0..<n { rest[row] = rest[row] * inverse }
      vectors.append(rest)
    }
    let size = PredictorBasis.root(DoubleDouble(Double(n)))
    var basis = Matrix(rows: n, columns: p)
    var map = Matrix(rows: p, columns: p)
    for column in 0..<p {
      for row in 0..<n { basis[row, column] = (vectors[column][row] * size).value }
      // One column of the inverse of the triangle, from its diagonal upwards.
      var inverse = [DoubleDouble](repeating: DoubleDouble(0), count: column + 1)
      inverse[column] = DoubleDouble(1) / upper[column][column]
      for row in (0..<column).reversed() {
        var sum = DoubleDouble(0)
        for k in (row + 1)...column { sum = sum + upper[row][k] * inverse[k] }
        inverse[row] = -(sum / upper[row][row])
      }
      for row in 0...column { map[row, column] = scalbn((inverse[row] * size).value, Int(powers[row])) }
    }
    columns = basis
    toCoefficients = map
    try checkFinite(map.elements, "a coefficient")
  }

  /// The coefficients of the basis that bring it nearest to y.
  func shares(of y: [Double]) -> [Double] { columns.transposedTimes(y).map { $0 / Double(columns.rowCount) } }

  private static func product(_ a: [DoubleDouble], _ b: [DoubleDouble]) -> DoubleDouble {
    var sum = DoubleDouble(0)
    for row in a.indices { sum = sum + a[row] * b[row] }
    return sum
  }

  private static func root(_ square: DoubleDouble) -> DoubleDouble {
    let guess = square.value.squareRoot()
    return DoubleDouble(guess) + (square - DoubleDouble.product(guess, guess)) / DoubleDouble(2 * guess)
  }
}
