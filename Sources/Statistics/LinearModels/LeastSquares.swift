/// Weighted least squares at about 32 digits, in units in which nothing overflows.
struct LeastSquares: Sendable, Equatable {
  let predictors: [PreciseColumn]
  /// nil where all rows count alike.
  let weights: PreciseColumn?
  let factor: TriangularFactor
  /// The powers of two by which outcome and weights were scaled.
  let outcomeExponent, weightExponent: Int
  /// Coefficients and residuals of the scaled columns; the residuals are rounded.
  let coefficients: [DoubleDouble]
  let residuals: [Double]
  /// Σwr² of the scaled columns; 0 when every residual is within the rounding of the numbers given.
  let residualSquares: DoubleDouble

  /// Above this much work the triangle comes from products of columns, which is exact enough unless a column is nearly dependent.
  private static let reflectionLimit = 150_000
  /// A column of which a smaller part is left asks for reflections whatever the work.
  private static let wellConditioned = 1e-5

  /// - Parameters:
  ///   - weights: above 0, one a row, or nil.
  ///   - isDecimal: whether the numbers carry what their decimals say beyond doubles.
  init(_ predictors: [PreciseColumn], _ outcome: PreciseColumn, weights: PreciseColumn?, isDecimal: Bool) {
    let rows = outcome.high.count
    let roots = weights.map { weights in (0..<rows).map { weights[$0].squareRoot() } }
    let columns = roots.map { roots in predictors.map { $0.multiplied(by: roots) } } ?? predictors
    let y = roots.map { outcome.multiplied(by: $0) } ?? outcome
    let k = predictors.count
    let tolerance = isDecimal ? TriangularFactor.ofDecimals : TriangularFactor.ofDoubles
    var factor: TriangularFactor?
    if rows * k * k > LeastSquares.reflectionLimit {
      let quick = TriangularFactor(products: LeastSquares.products(columns + [y]), count: k, tolerance: tolerance)
      if quick.smallestRemainder > LeastSquares.wellConditioned { factor = quick }
    }
    self.factor =
      factor
      ?? TriangularFactor(
        reflecting: columns.map { c in (0..<rows).map { c[$0] } }, (0..<rows).map { y[$0] }, tolerance: tolerance)
    self.predictors = predictors
    self.weights = weights
    outcomeExponent = outcome.exponent
    weightExponent = weights?.exponent ?? 0
    coefficients = self.factor.dependent.isEmpty ? self.factor.solution : []
    var residuals = (0..<rows).map { outcome[$0] }
    var sizes = outcome.high.map { abs($0) }
    for (column, coefficient) in zip(predictors, coefficients) {
      LeastSquares.subtract(column, times: coefficient, from: &residuals, &sizes)
    }
    let noise = isDecimal ? 0x1p-92 : 0x1p-52
    // Coefficients are found to some 30 digits of the largest row, whatever the others.
    let least = isDecimal ? 0x1p-98 * (sizes.max() ?? 0) : 0
    if zip(residuals, sizes).allSatisfy({ abs($0.high) <= noise * $1 + least }) {
      self.residuals = [Double](repeating: 0, count: rows)
      residualSquares = DoubleDouble(0)
    } else {
      self.residuals = residuals.map(\.value)
      var sum = DoubleDouble(0)
      for (row, residual) in residuals.enumerated() {
        let square = residual * residual
        sum += weights.map { square * $0[row] } ?? square
      }
      residualSquares = sum
    }
  }

  /// The powers of two by which predictors were scaled.
  var exponents: [Int] { predictors.map(\.exponent) }

  /// Products of every two columns, (k + 1)² of them.
  private static func products(_ columns: [PreciseColumn]) -> [DoubleDouble] {
    let halves = columns.map(\.upperHalves)
    let count = columns.count
    var result = [DoubleDouble](repeating: DoubleDouble(0), count: count * count)
    for first in 0..<count {
      for second in first..<count {
        let sum = preciseProduct(columns[first], halves[first], columns[second], halves[second])
        result[first * count + second] = sum
        result[second * count + first] = sum
      }
    }
    return result
  }

  private static func subtract(
    _ column: PreciseColumn, times coefficient: DoubleDouble, from residuals: inout [DoubleDouble],
    _ sizes: inout [Double]
  ) {
    let size = abs(coefficient.high)
    // Multiplied by a double the product needs no more than its own rounding.
    let (upper, lower) = halves(of: coefficient.high)
    for row in residuals.indices {
      let x = column.high[row]
      let (xUpper, xLower) = halves(of: x)
      let product = x * coefficient.high
      var rest = ((xUpper * upper - product) + xUpper * lower + xLower * upper) + xLower * lower
      rest += x * coefficient.low
      if !column.low.isEmpty { rest += column.low[row] * coefficient.high }
      residuals[row] += -DoubleDouble.sum(product, rest)
      sizes[row] += abs(x) * size
    }
  }

  @inline(__always)
  private static func halves(of value: Double) -> (Double, Double) {
    let spread = value * 134_217_729
    let upper = spread - (spread - value)
    return (upper, value - upper)
  }
}
