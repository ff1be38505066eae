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
struct TurnedRows: Sendable, Equatable {
  /// P.
  let table: Matrix
  /// The rows' shares in their own fitted values, and what they leave: h and 1 − h.
  let leverages, free: [Double]
  let residuals: [Double]
  /// 1 where the model has none.
  let weights: [Double]
  /// R⁻¹, and what brings a coefficient back to its own unit.
  private let inverse: Matrix
  private let unit: Int
  private let exponents: [Int]

  /// Where more of every column than this is left by those before it, doubles lose no digit that shows.
  private static let wellConditioned = 0.01
  /// Of a higher leverage h twice the digits are needed for those of 1 − h.
  private static let high = 0.9

  init(_ model: LinearModel) {
    let factor = model.squares.factor
    let (n, k) = (model.count, model.coefficients.count)
    let columns = model.squares.predictors
    let weights = model.squares.weights
    let upper = factor.upper.map(\.value)
    let isWell = factor.smallestRemainder > TurnedRows.wellConditioned
    var table = Matrix(rows: n, columns: k)
    var x = [Double](repeating: 0, count: k)
    var leverages: [Double] = []
    var free: [Double] = []
    for row in 0..<n {
      var leverage = 1.0
      if isWell {
        var sum = 0.0
        for column in 0..<k {
          var value = columns[column].high[row]
          for place in 0..<column { value -= upper[column * k + place] * x[place] }
          x[column] = value / upper[column * k + column]
          sum += x[column] * x[column]
        }
        leverage = sum * (weights?.high[row] ?? 1)
      }
      if leverage < TurnedRows.high {
        leverages.append(leverage)
        free.append(1 - leverage)
      } else {
        let precise = factor.forward(columns.map { $0[row] })
        x = precise.map(\.value)
        var share = precise.reduce(DoubleDouble(0)) { $0 + $1 * $1 }
        if let weights { share = share * weights[row] }
        leverages.append(min(1, share.value))
        free.append(max(0, (-share + 1).value))
      }
      for column in 0..<k { table[row, column] = x[column] }
    }
    self.table = table
    self.leverages = leverages
    self.free = free
    residuals = model.squares.residuals
    self.weights = weights?.high ?? [Double](repeating: 1, count: n)
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
