/// A·P = QR by Householder reflections, columns that depend on earlier ones moved to the end.
///
/// The order of the independent columns is kept, so that the first of two equal predictors stays.
/// - Note: Businger and Golub (1965), doi:10.1007/BF01436084; the rule for dependent columns is that of LINPACK's limited pivoting.
struct QRDecomposition {
  /// Reflections below the diagonal, R on and above it.
  private var packed: Matrix
  private var scales: [Double]
  /// The original column at each place.
  private(set) var order: [Int]
  /// The number of independent columns.
  private(set) var rank: Int

  /// - Parameter tolerance: a column whose remainder is this small a part of its length depends on those before it.
  init(_ matrix: Matrix, tolerance: Double = 1e-7) {
    packed = matrix
    let (n, k) = (matrix.rowCount, matrix.columnCount)
    scales = [Double](repeating: 0, count: k)
    order = Array(0..<k)
    rank = k
    let lengths = (0..<k).map { packed.length(of: $0, from: 0) }
    var place = 0
    while place < min(rank, n) {
      while place < rank, !(packed.length(of: place, from: place) > tolerance * lengths[order[place]]) { demote(place) }
      guard place < rank else { break }
      reflect(place)
      place += 1
    }
    rank = min(rank, n)
  }

  /// R of the independent columns, rank × rank.
  var upper: Matrix {
    var result = Matrix(rows: rank, columns: rank)
    for column in 0..<rank {
      for row in 0...column { result[row, column] = packed[row, column] }
    }
    return result
  }

  /// The original columns that depend on others.
  var dependent: [Int] { order[rank...].sorted() }

  /// Qᵀy.
  func rotated(_ y: [Double]) -> [Double] {
    var result = y
    for place in 0..<rank { apply(place, to: &result) }
    return result
  }

  /// Qz.
  func rotatedBack(_ z: [Double]) -> [Double] {
    var result = z
    for place in (0..<rank).reversed() { apply(place, to: &result) }
    return result
  }

  /// The coefficients of the independent columns that bring A·b nearest to y, by original column; nil for a dependent one.
  func solve(_ y: [Double]) -> [Double?] {
    var b = Array(rotated(y)[..<rank])
    for row in (0..<rank).reversed() {
      for column in (row + 1)..<max(rank, row + 1) { b[row] -= packed[row, column] * b[column] }
      b[row] /= packed[row, row]
    }
    var result = [Double?](repeating: nil, count: order.count)
    for place in 0..<rank { result[order[place]] = b[place] }
    return result
  }

  /// (AᵀA)⁻¹ of the independent columns, in the order of `order`.
  var inverseCrossProduct: Matrix {
    let inverse = upper.upperTriangularInverse
    return inverse * inverse.transposed
  }

  private mutating func demote(_ place: Int) {
    let n = packed.rowCount
    let moved = packed.column(place)
    for column in place..<(packed.columnCount - 1) {
      for row in 0..<n { packed[row, column] = packed[row, column + 1] }
    }
    for row in 0..<n { packed[row, packed.columnCount - 1] = moved[row] }
    order.append(order.remove(at: place))
    rank -= 1
  }

  private mutating func reflect(_ place: Int) {
    let n = packed.rowCount
    let length = packed.length(of: place, from: place)
    let head = packed[place, place]
    let diagonal = head > 0 ? -length : length
    // v = x − diagonal·e, scaled so that its head is 1.
    let pivot = head - diagonal
    for row in (place + 1)..<max(n, place + 1) { packed[row, place] /= pivot }
    scales[place] = -pivot / diagonal
    packed[place, place] = diagonal
    for column in (place + 1)..<max(packed.columnCount, place + 1) {
      var sum = packed[place, column]
      for row in (place + 1)..<max(n, place + 1) { sum += packed[row, place] * packed[row, column] }
      sum *= scales[place]
      packed[place, column] -= sum
      for row in (place + 1)..<max(n, place + 1) { packed[row, column] -= sum * packed[row, place] }
    }
  }

  private func apply(_ place: Int, to y: inout [Double]) {
    var sum = y[place]
    for row in (place + 1)..<max(y.count, place + 1) { sum += packed[row, place] * y[row] }
    sum *= scales[place]
    y[place] -= sum
    for row in (place + 1)..<max(y.count, place + 1) { y[row] -= sum * packed[row, place] }
  }
}

extension Matrix {
  /// The length of a column from a row on, safe from overflow.
  fileprivate func length(of column: Int, from first: Int) -> Double {
    var largest = 0.0
    for row in first..<max(rowCount, first) { largest = max(largest, abs(self[row, column])) }
    guard largest > 0, largest.isFinite else { return largest }
    var sum = 0.0
    for row in first..<rowCount {
      let part = self[row, column] / largest
      sum += part * part
    }
    return largest * sum.squareRoot()
  }
}
