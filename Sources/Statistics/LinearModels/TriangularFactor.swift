/// The triangle R of a table X = QR and z = Qᵀy, at about 32 digits: all that least squares needs of the rows.
///
/// The columns keep their order. Sums of squares that an ordering of the columns adds one after the other are the squares of z,
/// so that none is a difference of large numbers.
struct TriangularFactor: Sendable, Equatable {
  /// The number of columns of X.
  let count: Int
  /// R, column after column, count × count.
  private(set) var upper: [DoubleDouble]
  /// z.
  private(set) var target: [DoubleDouble]
  /// The columns that follow from those before them, by index; R and z are of use only while there are none.
  private(set) var dependent: [Int] = []
  /// The smallest part of a column's length that those before it leave.
  private(set) var smallestRemainder = 1.0

  /// A column of which a smaller part is left depends on those before it.
  private let tolerance: Double

  /// Below the rounding of a sum of doubles, and well below what NIST's hardest polynomial leaves.
  static let ofDoubles = 1e-12
  /// Of numbers that are known to some 32 digits.
  static let ofDecimals = 1e-18

  subscript(row: Int, column: Int) -> DoubleDouble { upper[column * count + row] }

  /// By Householder's reflections of the columns and y, which they replace.
  init(reflecting columns: [[DoubleDouble]], _ y: [DoubleDouble], tolerance: Double = ofDoubles) {
    count = columns.count
    self.tolerance = tolerance
    upper = [DoubleDouble](repeating: DoubleDouble(0), count: count * count)
    var columns = columns + [y]
    var place = 0
    for column in 0..<count {
      let whole = squares(columns[column][...])
      let rest = squares(columns[column][place...])
      let remainder = whole.high > 0 ? (rest / whole).squareRoot().high : 0
      smallestRemainder = min(smallestRemainder, remainder)
      guard place < y.count, remainder > tolerance else {
        dependent.append(column)
        continue
      }
      let length = rest.squareRoot()
      let head = columns[column][place]
      let diagonal = head.high > 0 ? -length : length
      var mirror = Array(columns[column][place...])
      mirror[0] = head - diagonal
      // Half the squared length of the mirror's normal.
      let scale = length * (mirror[0].high > 0 ? mirror[0] : -mirror[0])
      for other in (column + 1)...count {
        let share = product(mirror, columns[other][place...]) / scale
        for (row, value) in mirror.enumerated() { columns[other][place + row] += -(share * value) }
      }
      for row in 0..<place { upper[column * count + row] = columns[column][row] }
      upper[column * count + place] = diagonal
      place += 1
    }
    target = Array(columns[count].prefix(count))
    target += [DoubleDouble](repeating: DoubleDouble(0), count: count - target.count)
  }

  /// By Cholesky's factor of the products of the columns and y with each other, the lower triangle of them column after column.
  init(products: [DoubleDouble], count: Int, tolerance: Double = ofDoubles) {
    self.count = count
    self.tolerance = tolerance
    upper = [DoubleDouble](repeating: DoubleDouble(0), count: count * count)
    target = [DoubleDouble](repeating: DoubleDouble(0), count: count)
    for column in 0...count {
      for row in 0..<min(column + 1, count) {
        var sum = products[row * (count + 1) + column]
        for k in 0..<row { sum += -(self[k, row] * (column < count ? self[k, column] : target[k])) }
        if column == count {
          target[row] = sum / self[row, row]
        } else if row < column {
          upper[column * count + row] = sum / self[row, row]
        } else {
          let whole = products[column * (count + 1) + column]
          let remainder = whole.high > 0 && sum.high > 0 ? (sum / whole).squareRoot().high : 0
          smallestRemainder = min(smallestRemainder, remainder)
          let isDependent = !(remainder > tolerance)
          if isDependent { dependent.append(column) }
          upper[column * count + row] = isDependent ? DoubleDouble(1) : sum.squareRoot()
        }
      }
    }
  }

  /// R⁻¹z.
  var solution: [DoubleDouble] {
    var result = target
    for row in (0..<count).reversed() {
      for column in (row + 1)..<max(count, row + 1) { result[row] += -(self[row, column] * result[column]) }
      result[row] = result[row] / self[row, row]
    }
    return result
  }

  /// R⁻ᵀx.
  func forward(_ x: [DoubleDouble]) -> [DoubleDouble] {
    var result = x
    for row in 0..<count {
      for column in 0..<row { result[row] += -(self[column, row] * result[column]) }
      result[row] = result[row] / self[row, row]
    }
    return result
  }

  /// (XᵀX)⁻¹ = R⁻¹R⁻ᵀ, column after column.
  var inverseCrossProduct: [DoubleDouble] {
    let units = (0..<count).map { column in
      forward((0..<count).map { DoubleDouble($0 == column ? 1 : 0) })
    }
    return units.flatMap { first in units.map { product(first, $0[...]) } }
  }

  /// The sums of squares that columns add, each after those before it; some or all columns, in any order.
  func squaresAdded(inOrder order: [Int]) -> [DoubleDouble] {
    let chosen = order.map { column in (0..<count).map { self[$0, column] } }
    return TriangularFactor(reflecting: chosen, target, tolerance: tolerance).target.prefix(order.count).map { $0 * $0 }
  }
}

/// Σx².
private func squares(_ x: ArraySlice<DoubleDouble>) -> DoubleDouble {
  var sum = DoubleDouble(0)
  for value in x { sum += value * value }
  return sum
}

/// Σxy.
private func product(_ x: [DoubleDouble], _ y: ArraySlice<DoubleDouble>) -> DoubleDouble {
  var sum = DoubleDouble(0)
  for (x, y) in zip(x, y) { sum += x * y }
  return sum
}
