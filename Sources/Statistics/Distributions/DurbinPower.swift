/// P(D < d) for the largest distance D of n values, and its slope in d: n!/nⁿ times the middle element of Hⁿ.
///
/// With k = ⌊nd⌋ + 1, h = k − nd and m = 2k − 1, H has 1/(i − j + 1)! on and below the first diagonal above the main one,
/// less hⁱ/i! in the first column and, mirrored, in the last row. The power is applied to the middle unit vector; the slope
/// is carried along by the product rule.
struct DurbinPower {
  private var value = DoubleDouble(0)
  private var derivative = DoubleDouble(0)
  /// Powers of two taken out on the way.
  private var exponent = 0

  /// P(D < d).
  var lower: ScaledSum { ScaledSum(logScale: DoubleDouble.ln2 * Double(exponent), sum: max(0, value.value)) }
  /// P(D ≥ d), good where it is not below about 1e-12.
  var upper: Double { (DoubleDouble(1) - Self.scaled(value, exponent)).value }
  /// The density at d.
  var slope: ScaledSum { ScaledSum(logScale: DoubleDouble.ln2 * Double(exponent), sum: max(0, derivative.value)) }

  init(_ n: Int, _ d: Double, withSlope: Bool) {
    let reach = DoubleDouble.product(Double(n), d)
    let middle = Int(reach.value.rounded(.down)) + 1
    let h = DoubleDouble(Double(middle)) - reach
    let m = 2 * middle - 1
    let edge = Edge(h, size: m, count: Double(n))
    var vector = [DoubleDouble](repeating: DoubleDouble(0), count: m)
    vector[middle - 1] = DoubleDouble(1)
    var slopes = [DoubleDouble](repeating: DoubleDouble(0), count: withSlope ? m : 0)
    for step in 1...n {
      let factor = DoubleDouble(Double(step)) / DoubleDouble(Double(n))
      if withSlope {
        slopes = edge.times(slopes)
        for (i, change) in edge.slopeTimes(vector).enumerated() { slopes[i] = (slopes[i] + change) * factor }
      }
      vector = edge.times(vector).map { $0 * factor }
      let largest = vector.reduce(0) { max($0, $1.high) }
      guard largest > 0, largest < 1e-60 || largest > 1e60 else { continue }
      let power = -Int(largest.exponent)
      exponent -= power
      vector = vector.map { Self.scaled($0, power) }
      slopes = slopes.map { Self.scaled($0, power) }
    }
    value = vector[middle - 1]
    if withSlope { derivative = slopes[middle - 1] }
  }

  private static func scaled(_ x: DoubleDouble, _ power: Int) -> DoubleDouble {
    let factor = Double(sign: .plus, exponent: power, significand: 1)
    return DoubleDouble(x.high * factor, x.low * factor)
  }
}

/// Durbin's matrix by its bands and its two edges.
private struct Edge {
  private let size: Int
  /// 1/r!, r = 0, 1, …; beyond 100 nothing is left of it.
  private let inverses: [DoubleDouble]
  /// The first column from the top, which is the last row from its end; its last element is the corner.
  private let column: [DoubleDouble]
  private let columnSlope: [DoubleDouble]

  init(_ h: DoubleDouble, size: Int, count n: Double) {
    self.size = size
    var inverses = [DoubleDouble(1)]
    for r in 1...max(1, size) { inverses.append(inverses[r - 1] / DoubleDouble(Double(r))) }
    self.inverses = inverses
    var column: [DoubleDouble] = []
    var slopes: [DoubleDouble] = []
    // h falls by n for each unit of d.
    var power = DoubleDouble(1)
    for i in 1...size {
      slopes.append(inverses[i] * power * Double(i) * n)
      power = power * h
      column.append(inverses[i] * (DoubleDouble(1) - power))
    }
    // The corner has lost hᵐ twice, and gains what both edges took.
    let twice = h * 2 - 1
    let last = inverses[size]
    var corner = DoubleDouble(1) - power * 2
    var cornerSlope = slopes[size - 1] * 2
    if twice.high > 0 {
      var part = DoubleDouble(1)
      for _ in 1..<max(1, size) { part = part * twice }
      cornerSlope = cornerSlope - last * part * (2 * Double(size) * n)
      corner = corner + part * twice
    }
    column[size - 1] = last * corner
    slopes[size - 1] = cornerSlope
    self.column = column
    columnSlope = slopes
  }

  func times(_ vector: [DoubleDouble]) -> [DoubleDouble] {
    (0..<size).map { i in
      var sum = column[i] * vector[0]
      if i == size - 1 {
        for j in stride(from: 1, to: size, by: 1) { sum = sum + column[size - 1 - j] * vector[j] }
        return sum
      }
      for j in stride(from: max(1, i - 99), through: i + 1, by: 1) { sum = sum + inverses[i - j + 1] * vector[j] }
      return sum
    }
  }

  /// The matrix's derivative in d, times a vector.
  func slopeTimes(_ vector: [DoubleDouble]) -> [DoubleDouble] {
    (0..<size).map { i in
      var sum = columnSlope[i] * vector[0]
      if i == size - 1 {
        for j in stride(from: 1, to: size, by: 1) { sum = sum + columnSlope[size - 1 - j] * vector[j] }
      }
      return sum
    }
  }
}
