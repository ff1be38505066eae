#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The rows of a model turned to P = XR⁻¹, so that PᵀWP = I, with residuals and weights, all in scaled units.
///
/// The hat matrix is PPᵀW: whatever robust estimators need is a product of rows of P.
struct TurnedRows {
  /// P.
  let table: Matrix
  let residuals: [Double]
  /// 1 where the model has none.
  let weights: [Double]
  /// R⁻¹, and what brings a coefficient back to its own unit.
  private let inverse: Matrix
  private let unit: Int
  private let exponents: [Int]

  init(_ model: LinearModel) {
    let factor = model.squares.factor
    let (n, k) = (model.count, model.coefficients.count)
    let columns = (0..<k).map { PreciseColumn(model.design.matrix.column($0)) }
    var table = Matrix(rows: n, columns: k)
    let isWell = factor.smallestRemainder > LeastSquares.wellConditioned
    let upper = factor.upper.map(\.value)
    var x = [Double](repeating: 0, count: k)
    for row in 0..<n {
      if isWell {
        for column in 0..<k {
          var value = columns[column].high[row]
          for place in 0..<column { value -= upper[column * k + place] * x[place] }
          x[column] = value / upper[column * k + column]
          table[row, column] = x[column]
        }
      } else {
        for (column, value) in factor.forward(columns.map { $0[row] }).enumerated() { table[row, column] = value.value }
      }
    }
    self.table = table
    residuals = model.squares.residuals
    weights = model.weights.map { PreciseColumn($0).high } ?? [Double](repeating: 1, count: n)
    var inverse = Matrix(rows: k, columns: k)
    for column in 0..<k {
      // R⁻ᵀ column by column is R⁻¹ row by row.
      let unit = (0..<k).map { DoubleDouble($0 == column ? 1 : 0) }
      for (row, value) in factor.forward(unit).enumerated() { inverse[column, row] = value.value }
    }
    self.inverse = inverse
    unit = model.squares.outcomeExponent
    exponents = model.squares.exponents
  }

  /// R⁻¹ · meat · R⁻ᵀ in the units of the coefficients.
  func covariance(_ meat: Matrix) throws(StatisticsError) -> Matrix {
    var result = inverse * meat * inverse.transposed
    for column in 0..<result.columnCount {
      for row in 0..<result.rowCount {
        result[row, column] = scalbn(result[row, column], Int32(2 * unit - exponents[row] - exponents[column]))
      }
    }
    try checkFinite(result.elements, "a variance of a coefficient")
    return result
  }

  /// R⁻ᵀc for a contrast of the coefficients, up to a factor.
  func turned(_ contrast: [Double]) -> [Double] {
    // The largest becomes about 1, so that units far apart do not overflow.
    let largest = zip(contrast, exponents).map { $0 == 0 ? Int.min : Int($0.exponent) - $1 }.max() ?? 0
    let scaled = zip(contrast, exponents).map { $0 == 0 ? 0 : scalbn($0, Int32(clamping: -$1 - largest)) }
    return inverse.transposedTimes(scaled)
  }
}
