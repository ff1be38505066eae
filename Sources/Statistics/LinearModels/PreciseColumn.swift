/// A column of numbers at up to 32 digits, scaled by a power of two so that the largest lies between ½ and 1 and no square overflows.
struct PreciseColumn: Sendable, Equatable {
  private(set) var high: [Double]
  /// What is known beyond `high`; empty if nothing is.
  private(set) var low: [Double]
  /// A value is 2^exponent × the scaled one.
  let exponent: Int

  init(_ values: [Double], beyond: [Double] = []) {
    let largest = values.reduce(0) { max($0, abs($1)) }
    exponent = largest > 0 ? Int(largest.exponent) + 1 : 0
    // In two steps, since a power of two for the largest or smallest numbers overflows.
    let first = Double(sign: .plus, exponent: -exponent / 2, significand: 1)
    let second = Double(sign: .plus, exponent: -exponent - (-exponent / 2), significand: 1)
    high = values.map { $0 * first * second }
    low = beyond.allSatisfy { $0 == 0 } ? [] : beyond.map { $0 * first * second }
    normalise()
  }

  /// Every value times a factor.
  func multiplied(by factors: [DoubleDouble]) -> PreciseColumn {
    var result = self
    result.low = [Double](repeating: 0, count: high.count)
    for row in high.indices {
      let value = self[row] * factors[row]
      result.high[row] = value.high
      result.low[row] = value.low
    }
    return result
  }

  subscript(row: Int) -> DoubleDouble { DoubleDouble(high[row], low.isEmpty ? 0 : low[row]) }

  /// The upper 26 bits of each value, so that products of halves are exact.
  var upperHalves: [Double] {
    high.map { value in
      let spread = value * 134_217_729
      return spread - (spread - value)
    }
  }

  private mutating func normalise() {
    for row in low.indices {
      let sum = DoubleDouble.sum(high[row], low[row])
      high[row] = sum.high
      low[row] = sum.low
    }
  }
}

/// Σxy at twice the precision of the numbers; `xUpper` and `yUpper` are their `upperHalves`.
///
/// Products and sums carry their rounding along (Dekker's product, Knuth's sum) in four lanes, which a processor works on side by side.
/// - Note: Ogita, Rump and Oishi (2005), doi:10.1137/030601818.
func preciseProduct(_ x: PreciseColumn, _ xUpper: [Double], _ y: PreciseColumn, _ yUpper: [Double]) -> DoubleDouble {
  let count = x.high.count
  var sum = SIMD4<Double>.zero
  var lost = SIMD4<Double>.zero
  x.high.withUnsafeBufferPointer { x in
    y.high.withUnsafeBufferPointer { y in
      xUpper.withUnsafeBufferPointer { xUpper in
        yUpper.withUnsafeBufferPointer { yUpper in
          for row in stride(from: 0, to: count - count % 4, by: 4) {
            let (a, b) = (lanes(x, row), lanes(y, row))
            let (aUpper, bUpper) = (lanes(xUpper, row), lanes(yUpper, row))
            let (aLower, bLower) = (a - aUpper, b - bUpper)
            let product = a * b
            let rest = ((aUpper * bUpper - product) + aUpper * bLower + aLower * bUpper) + aLower * bLower
            let next = sum + product
            let back = next - sum
            lost += ((sum - (next - back)) + (product - back)) + rest
            sum = next
          }
        }
      }
    }
  }
  var total = DoubleDouble(0)
  for lane in 0..<4 { total += DoubleDouble.sum(sum[lane], lost[lane]) }
  for row in (count - count % 4)..<count { total += DoubleDouble.product(x.high[row], y.high[row]) }
  var beyond = 0.0
  if !x.low.isEmpty { for row in 0..<count { beyond += x.low[row] * y.high[row] } }
  if !y.low.isEmpty { for row in 0..<count { beyond += x.high[row] * y.low[row] } }
  return total + beyond
}

@inline(__always)
private func lanes(_ values: UnsafeBufferPointer<Double>, _ row: Int) -> SIMD4<Double> {
  SIMD4(values[row], values[row + 1], values[row + 2], values[row + 3])
}
