#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How factors are turned so that each item loads on few of them.
public enum FactorRotation: Sendable, Equatable {
  /// As extracted: every factor explains as much as it can of what is left.
  case unrotated
  /// Kaiser's varimax with rows made of equal length first; factors stay uncorrelated.
  case varimax
  /// Direct oblimin with γ = 0 (quartimin); factors may be correlated.
  case oblimin
  /// Varimax drawn towards its own loadings to this power, usually 4; factors may be correlated.
  case promax(power: Double)
}

/// Loadings that were turned, and the correlations of their factors.
public struct RotatedLoadings: Sendable, Equatable {
  /// k × m, in order of the variance that factors explain, each with a positive sum.
  public let loadings: Matrix
  /// m × m.
  public let correlations: Matrix
}

/// Turns loadings towards simple structure.
///
/// Varimax makes the sum over factors of the variance of squared loadings largest, by plane rotations until none turns any more.
/// Oblimin makes ¼Σ_{j≠l}Σᵢλᵢⱼ²λᵢₗ² least by gradient projection from the unrotated loadings, to a slope of 1e-10 (times the
/// square of Σλ²). Promax fits varimax loadings to their signed powers.
/// - Parameter loadings: k × m.
/// - Throws: `notFinite`, `outOfDomain` for a promax power below 1 or above 20, `notPositiveDefinite` when factors fall together,
///   `noConvergence`.
/// - Note: Kaiser (1958), doi:10.1007/BF02289233; Jennrich (2002), doi:10.1007/BF02294706; Hendrickson and White (1964),
///   doi:10.1111/j.2044-8317.1964.tb00244.x. Reference values: `Fixtures/psychometrics/factors.json` (R's `varimax`, `promax`,
///   GPArotation's `oblimin`).
public func rotate(_ loadings: Matrix, by rotation: FactorRotation) throws(StatisticsError) -> RotatedLoadings {
  try checkFinite(loadings.elements, "a loading")
  // Beyond this squares of squares would overflow; loadings of items with unit variance are at most about 1.
  guard loadings.elements.allSatisfy({ abs($0) < 1e50 }) else { throw .outOfDomain("loadings lie below 1e50") }
  let m = loadings.columnCount
  guard m > 1, loadings.rowCount > 0 else { return ordered(loadings, .identity(m)) }
  switch rotation {
  case .unrotated: return ordered(loadings, .identity(m))
  case .varimax: return ordered(try varimax(loadings), .identity(m))
  case .oblimin: return try oblimin(loadings)
  case .promax(let power):
    guard power >= 1, power <= 20 else { throw .outOfDomain("the power of promax lies between 1 and 20") }
    return try promax(try varimax(loadings), power)
  }
}

/// Factors from the one that explains most to the one that explains least, each with a positive sum.
private func ordered(_ loadings: Matrix, _ correlations: Matrix) -> RotatedLoadings {
  let squares = (0..<loadings.columnCount).map { loadings.column($0).reduce(0) { $0 + $1 * $1 } }
  let order = squares.indices.sorted { (squares[$0], $1) > (squares[$1], $0) }
  let signs = order.map { loadings.column($0).reduce(0, +) < 0 ? -1.0 : 1.0 }
  var turned = loadings.selecting(columns: order)
  var related = correlations
  for (place, column) in order.enumerated() {
    for row in 0..<turned.rowCount { turned[row, place] *= signs[place] }
    for (other, row) in order.enumerated() {
      related[other, place] = other == place ? 1 : correlations[row, column] * signs[place] * signs[other]
    }
  }
  return RotatedLoadings(loadings: turned, correlations: related)
}

private func varimax(_ loadings: Matrix) throws(StatisticsError) -> Matrix {
  let (k, m) = (loadings.rowCount, loadings.columnCount)
  let lengths = (0..<k).map { row in loadings.row(row).reduce(0) { $0 + $1 * $1 }.squareRoot() }
  var result = loadings
  for row in 0..<k where lengths[row] > 0 { for column in 0..<m { result[row, column] /= lengths[row] } }
  for _ in 0..<1000 {
    var largest = 0.0
    for p in 0..<m {
      for q in (p + 1)..<max(m, p + 1) {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
        for row in 0..<k {
          let (x, y) = (result[row, p], result[row, q])
          let (u, v) = (x * x - y * y, 2 * x * y)
          a += u
          b += v
          c += u * u - v * v
          d += 2 * u * v
        }
        let (height, width) = (d - 2 * a * b / Double(k), c - (a * a - b * b) / Double(k))
        guard abs(height) > 1e-15 * Double(k) || width < -1e-15 * Double(k) else { continue }
        let angle = atan2(height, width) / 4
        largest = max(largest, abs(angle))
        let (cosine, sine) = (cos(angle), sin(angle))
        for row in 0..<k {
          let (x, y) = (result[row, p], result[row, q])
          result[row, p] = cosine * x + sine * y
          result[row, q] = cosine * y - sine * x
        }
      }
    }
    if largest < 1e-13 {
      for row in 0..<k { for column in 0..<m { result[row, column] *= lengths[row] } }
      return result
    }
  }
  throw .noConvergence("varimax (1000 rounds of plane rotations)")
}

private func promax(_ loadings: Matrix, _ power: Double) throws(StatisticsError) -> RotatedLoadings {
  var target = loadings
  for place in target.elements.indices { target.elements[place] *= pow(abs(target.elements[place]), power - 1) }
  guard let cross = Cholesky(loadings.crossProduct()) else { throw .notPositiveDefinite("the loadings' cross-product") }
  var transform = cross.solve(loadings.transposed * target)
  guard let inverse = Cholesky(transform.crossProduct(), tolerance: 1e-13)?.inverse else {
    throw .notPositiveDefinite("the promax transformation")
  }
  let m = loadings.columnCount
  for column in 0..<m {
    let scale = inverse[column, column].squareRoot()
    for row in 0..<m { transform[row, column] *= scale }
  }
  return ordered(loadings * transform, correlations(inverse))
}

/// A place of the search for oblimin: the factors as columns of unit length, and what follows from them.
private struct ObliminPoint {
  let factors, loadings, slope: Matrix
  let value: Double
  /// The length of the slope along unit-length columns.
  let steepness: Double

  /// nil where factors fall together.
  init?(_ unrotated: Matrix, _ factors: Matrix) {
    let m = factors.columnCount
    guard let inverse = factors.inverse else { return nil }
    let loadings = unrotated * inverse.transposed
    var gradient = loadings
    var value = 0.0
    for row in 0..<loadings.rowCount {
      let total = loadings.row(row).reduce(0) { $0 + $1 * $1 }
      for column in 0..<m {
        let square = loadings[row, column] * loadings[row, column]
        value += square * (total - square) / 4
        gradient[row, column] = loadings[row, column] * (total - square)
      }
    }
    var slope = (loadings.transposed * gradient * inverse).transposed * -1
    var squares = 0.0
    for column in 0..<m {
      let along = zip(factors.column(column), slope.column(column)).reduce(0) { $0 + $1.0 * $1.1 }
      for row in 0..<m {
        slope[row, column] -= factors[row, column] * along
        squares += slope[row, column] * slope[row, column]
      }
    }
    guard squares.isFinite, value.isFinite else { return nil }
    self.factors = factors
    self.loadings = loadings
    self.slope = slope
    self.value = value
    steepness = squares.squareRoot()
  }
}

private func oblimin(_ unrotated: Matrix) throws(StatisticsError) -> RotatedLoadings {
  let m = unrotated.columnCount
  guard var point = ObliminPoint(unrotated, .identity(m)) else { throw .notFinite("a loading") }
  let scale = unrotated.elements.reduce(0) { $0 + $1 * $1 }
  var step = 1.0
  search: for _ in 0..<50_000 {
    if point.steepness <= 1e-10 * scale * scale { break }
    step *= 2
    // A step that is halved this often moves nothing any more.
    for _ in 0..<(point.steepness < 1e-8 * scale * scale ? 8 : 60) {
      var moved = point.factors - point.slope * step
      for column in 0..<m {
        let length = moved.column(column).reduce(0) { $0 + $1 * $1 }.squareRoot()
        for row in 0..<m { moved[row, column] /= length }
      }
      if let next = ObliminPoint(unrotated, moved) {
        let gain = point.value - next.value
        // Near the end the value is all rounding, and the slope tells.
        let isNear = point.steepness < 1e-6 * scale * scale
        if gain > 0.5 * point.steepness * point.steepness * step || (isNear && next.steepness < point.steepness) {
          point = next
          continue search
        }
      }
      step /= 2
    }
    break
  }
  guard point.steepness <= 1e-9 * max(scale * scale, .leastNormalMagnitude) else {
    throw .noConvergence("oblimin (gradient projection from the unrotated loadings)")
  }
  return ordered(point.loadings, point.factors.crossProduct())
}

extension Matrix {
  /// By elimination with row exchange; nil where it is singular to rounding.
  fileprivate var inverse: Matrix? {
    let n = rowCount
    var (left, right) = (self, Matrix.identity(n))
    for column in 0..<n {
      let pivot = (column..<n).max { abs(left[$0, column]) < abs(left[$1, column]) } ?? column
      guard abs(left[pivot, column]) > 1e-12 else { return nil }
      for k in 0..<n {
        (left[column, k], left[pivot, k]) = (left[pivot, k], left[column, k])
        (right[column, k], right[pivot, k]) = (right[pivot, k], right[column, k])
      }
      let head = left[column, column]
      for k in 0..<n {
        left[column, k] /= head
        right[column, k] /= head
      }
      for row in 0..<n where row != column {
        let factor = left[row, column]
        for k in 0..<n {
          left[row, k] -= factor * left[column, k]
          right[row, k] -= factor * right[column, k]
        }
      }
    }
    return right
  }
}
