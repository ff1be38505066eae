#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How much each row of a mixed model counts: its residual has variance σ²/w. Rows times √w have variance σ² again.
struct PriorWeights: Sendable, Equatable {
  /// √(w/unit).
  let roots: [Double]
  /// A power of 4, so that a scale of the weights costs neither digits nor range.
  let unit: Double
  /// Σ log w.
  let logSum: Double
  /// The mean of unit/w.
  let meanInverse: Double

  /// - Parameter weights: nil counts every row as 1.
  /// - Throws: `unequalLengths`, `notFinite`, `outOfDomain` for a weight of 0 or less.
  init(_ weights: [Double]?, count: Int) throws(StatisticsError) {
    guard let weights else {
      (roots, unit, logSum, meanInverse) = ([Double](repeating: 1, count: count), 1, 0, 1)
      return
    }
    guard weights.count == count else { throw .unequalLengths(count, weights.count) }
    try checkFinite(weights, "a weight")
    guard weights.allSatisfy({ $0 > 0 }) else {
      throw .outOfDomain("weights of rows are above 0; leave rows that do not count out of the table")
    }
    let exponent = (weights.max() ?? 1).exponent
    let unit = Double(sign: .plus, exponent: exponent - (exponent & 1), significand: 1)
    guard let least = weights.min(), least / unit > 1e-100 else {
      throw .outOfDomain("the largest weight is more than 10¹⁰⁰ times the smallest")
    }
    roots = weights.map { ($0 / unit).squareRoot() }
    self.unit = unit
    logSum = weights.reduce(DoubleDouble(0)) { $0 + log($1) }.value
    meanInverse = weights.reduce(0) { $0 + unit / $1 } / Double(count)
  }
}
