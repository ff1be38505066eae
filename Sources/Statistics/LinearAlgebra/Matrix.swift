/// A table of numbers, n rows by k columns, stored column after column.
public struct Matrix: Sendable, Equatable {
  public let rowCount, columnCount: Int
  /// Column after column.
  public internal(set) var elements: [Double]

  /// All zero.
  public init(rows: Int, columns: Int) {
    rowCount = max(rows, 0)
    columnCount = max(columns, 0)
    elements = [Double](repeating: 0, count: rowCount * columnCount)
  }

  /// - Parameter columns: k columns of one length.
  /// - Throws: `unequalLengths`.
  public init(columns: [[Double]]) throws(StatisticsError) {
    rowCount = columns.first?.count ?? 0
    columnCount = columns.count
    elements = []
    elements.reserveCapacity(rowCount * columnCount)
    for column in columns {
      guard column.count == rowCount else { throw .unequalLengths(rowCount, column.count) }
      elements += column
    }
  }

  /// - Parameter rows: n rows of one length.
  /// - Throws: `unequalLengths`.
  public init(rows: [[Double]]) throws(StatisticsError) {
    self.init(rows: rows.count, columns: rows.first?.count ?? 0)
    for (index, row) in rows.enumerated() {
      guard row.count == columnCount else { throw .unequalLengths(columnCount, row.count) }
      for (column, value) in row.enumerated() { self[index, column] = value }
    }
  }

  static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }

  /// - Precondition: both indices lie within the table.
  public internal(set) subscript(row: Int, column: Int) -> Double {
    @inline(__always) get { elements[column * rowCount + row] }
    @inline(__always) set { elements[column * rowCount + row] = newValue }
  }

  public func column(_ index: Int) -> [Double] { Array(elements[index * rowCount..<(index + 1) * rowCount]) }

  public func row(_ index: Int) -> [Double] { (0..<columnCount).map { self[index, $0] } }

  public var diagonal: [Double] { (0..<min(rowCount, columnCount)).map { self[$0, $0] } }

  var transposed: Matrix {
    var result = Matrix(rows: columnCount, columns: rowCount)
    for column in 0..<columnCount {
      for row in 0..<rowCount { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The chosen columns, in that order.
  func selecting(columns: [Int]) -> Matrix {
    var result = Matrix(rows: rowCount, columns: columns.count)
    for (place, column) in columns.enumerated() {
      for row in 0..<rowCount { result[row, place] = self[row, column] }
    }
    return result
  }

  /// The chosen rows and columns, in that order.
  func selecting(_ indices: [Int]) -> Matrix {
    var result = Matrix(rows: indices.count, columns: indices.count)
    for (place, column) in indices.enumerated() {
      for (other, row) in indices.enumerated() { result[other, place] = self[row, column] }
    }
    return result
  }

  /// U⁻¹ of an upper triangle without zeros on its diagonal; what lies below is not read.
  var upperTriangularInverse: Matrix {
    var inverse = Matrix(rows: rowCount, columns: rowCount)
    for column in 0..<rowCount {
      inverse[column, column] = 1 / self[column, column]
      for row in (0..<column).reversed() {
        var sum = 0.0
        for k in (row + 1)...column { sum += self[row, k] * inverse[k, column] }
        inverse[row, column] = -sum / self[row, row]
      }
    }
    return inverse
  }
}

extension Matrix {
  /// The shapes must fit.
  static func * (a: Matrix, b: Matrix) -> Matrix {
    precondition(a.columnCount == b.rowCount)
    var result = Matrix(rows: a.rowCount, columns: b.columnCount)
    for column in 0..<b.columnCount {
      for inner in 0..<a.columnCount {
        let factor = b[inner, column]
        for row in 0..<a.rowCount { result[row, column] += a[row, inner] * factor }
      }
    }
    return result
  }

  static func * (a: Matrix, x: [Double]) -> [Double] {
    precondition(a.columnCount == x.count)
    var result = [Double](repeating: 0, count: a.rowCount)
    for column in 0..<a.columnCount {
      for row in 0..<a.rowCount { result[row] += a[row, column] * x[column] }
    }
    return result
  }

  /// Aᵀx.
  func transposedTimes(_ x: [Double]) -> [Double] {
    precondition(rowCount == x.count)
    return (0..<columnCount).map { column in
      var sum = 0.0
      for row in 0..<rowCount { sum += self[row, column] * x[row] }
      return sum
    }
  }

  /// AᵀWA with weights on the rows (1 unless given); symmetric.
  func crossProduct(weights: [Double]? = nil) -> Matrix {
    var result = Matrix(rows: columnCount, columns: columnCount)
    for first in 0..<columnCount {
      for second in first..<columnCount {
        var sum = 0.0
        if let weights {
          for row in 0..<rowCount { sum += self[row, first] * weights[row] * self[row, second] }
        } else {
          for row in 0..<rowCount { sum += self[row, first] * self[row, second] }
        }
        result[first, second] = sum
        result[second, first] = sum
      }
    }
    return result
  }

  static func + (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b, +) }
  static func - (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b, -) }

  static func * (a: Matrix, factor: Double) -> Matrix {
    var result = a
    for index in result.elements.indices { result.elements[index] *= factor }
    return result
  }

  private func combined(with other: Matrix, _ body: (Double, Double) -> Double) -> Matrix {
    precondition(rowCount == other.rowCount && columnCount == other.columnCount)
    var result = self
    for index in elements.indices { result.elements[index] = body(elements[index], other.elements[index]) }
    return result
  }

  /// aᵀMb.
  func form(_ a: [Double], _ b: [Double]) -> Double { zip(a, self * b).reduce(0) { $0 + $1.0 * $1.1 } }
}
