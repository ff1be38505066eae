#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A linear model fitted by (weighted) least squares.
public struct LinearModel: Sendable, Equatable {
  public let design: Design
  /// One value a row, in the unit of the outcome.
  public let outcome: [Double]
  /// One a row, or nil where all count alike.
  public let weights: [Double]?
  /// In the order of `names`, each in units of the outcome by units of its predictor.
  public let coefficients: [Double]
  /// In the units of the coefficients.
  public let standardErrors: [Double]
  /// Outcome − fitted value; exactly 0 everywhere when the model fits to within the rounding of the numbers given.
  public let residuals: [Double]
  /// s = √(Σwr² / (n − k)), in the unit of the outcome.
  public let residualStandardDeviation: Double
  /// Σwr², and Σw(y − ȳ)² (of a model without an intercept Σwy²), in squared units of the outcome.
  public let residualSumOfSquares, totalSumOfSquares: Double
  /// n − k.
  public let residualDegreesOfFreedom: Int
  /// The share of the total sum of squares that the model takes up.
  public let rSquared: Double
  /// s²(XᵀWX)⁻¹.
  public let covariance: Matrix
  let squares: LeastSquares

  /// The coefficients' names.
  public var names: [String] { design.names }

  /// n.
  public var count: Int { outcome.count }

  public var fitted: [Double] { zip(outcome, residuals).map { $0 - $1 } }

  /// 1 − (1 − R²)(n − 1)/(n − k), with n in place of n − 1 without an intercept.
  public var adjustedRSquared: Double {
    let total = Double(count - (design.hasIntercept ? 1 : 0))
    return 1 - (1 - rSquared) * total / Double(residualDegreesOfFreedom)
  }
}

/// What numbers written as decimals say beyond the nearest doubles: 0.1 is the double plus −5.55e-18.
public struct DecimalRemainders: Sendable, Equatable {
  /// One a row.
  public let outcome: [Double]
  /// As the design's table.
  public let predictors: Matrix

  public init(outcome: [Double], predictors: Matrix) {
    self.outcome = outcome
    self.predictors = predictors
  }
}

/// Least squares: the b that makes Σw(y − Xb)² smallest.
///
/// b = (XᵀWX)⁻¹XᵀWy through the triangle of X = QR, all at about 32 digits, so that the input's own digits are the only limit;
/// standard errors √(s²(XᵀWX)⁻¹ⱼⱼ), s² = Σwr²/(n − k).
/// - Parameters:
///   - design: n rows, k columns.
///   - outcome: n values.
///   - weights: n weights above 0, inversely proportional to each row's variance; nil counts every row alike.
///   - remainders: what the written decimals say beyond the nearest doubles, if they should count.
/// - Throws: `rankDeficient` with the columns that follow from others; `tooFewValues` unless n > k; `zeroVariance` for a constant
///   outcome; `unequalLengths`; `outOfDomain` for a weight of 0 or less; `notFinite`, also when a result is beyond a double.
/// - Note: Householder (1958), doi:10.1145/320941.320947; Golub and Van Loan, Matrix Computations, §5.3. A column counts as dependent when less
///   than 1e-12 of its length is left (R's `lm`: 1e-7), with remainders 1e-18. Reference values: `Fixtures/linear` and NIST's certified regressions.
public func linearModel(
  _ design: Design, outcome: [Double], weights: [Double]? = nil, remainders: DecimalRemainders? = nil
) throws(StatisticsError) -> LinearModel {
  let (n, k) = (design.matrix.rowCount, design.matrix.columnCount)
  guard outcome.count == n else { throw .unequalLengths(n, outcome.count) }
  try checkFinite(outcome, "a value of the outcome")
  try checkFinite(design.matrix.elements, "a value of a predictor")
  if let weights {
    guard weights.count == n else { throw .unequalLengths(n, weights.count) }
    try checkFinite(weights, "a weight")
    guard weights.allSatisfy({ $0 > 0 }) else {
      throw .outOfDomain("every weight is above 0: rows that should not count have to be left out")
    }
  }
  if let remainders {
    guard remainders.outcome.count == n else { throw .unequalLengths(n, remainders.outcome.count) }
    guard remainders.predictors.elements.count == design.matrix.elements.count else {
      throw .unequalLengths(design.matrix.elements.count, remainders.predictors.elements.count)
    }
    try checkFinite(remainders.outcome + remainders.predictors.elements, "what a decimal says beyond its double")
  }
  let columns = (0..<k).map { PreciseColumn(design.matrix.column($0), beyond: remainders?.predictors.column($0) ?? []) }
  let squares = LeastSquares(
    columns, PreciseColumn(outcome, beyond: remainders?.outcome ?? []), weights: weights.map { PreciseColumn($0) },
    isDecimal: remainders != nil)
  guard squares.factor.dependent.isEmpty else {
    throw .rankDeficient(columns: squares.factor.dependent.map { design.names[$0] })
  }
  guard n > k else { throw .tooFewValues(n) }
  let isConstant = outcome.allSatisfy { $0 == (design.hasIntercept ? outcome[0] : 0) }
  guard !isConstant || !(remainders?.outcome ?? []).allSatisfy({ $0 == 0 }) else { throw .zeroVariance }
  return try LinearModel(design, outcome, weights, squares)
}

extension LinearModel {
  fileprivate init(
    _ design: Design, _ outcome: [Double], _ weights: [Double]?, _ squares: LeastSquares
  ) throws(StatisticsError) {
    self.design = design
    self.outcome = outcome
    self.weights = weights
    self.squares = squares
    let freedom = outcome.count - design.matrix.columnCount
    residualDegreesOfFreedom = freedom
    let unit = squares.outcomeExponent
    coefficients = zip(squares.coefficients, squares.exponents).map { scalbn($0.value, Int32(unit - $1)) }
    try checkFinite(coefficients, "a coefficient beyond the range of a double")
    residuals = squares.residuals.map { scalbn($0, Int32(unit)) }
    let regression = squares.factor.target.dropFirst(design.hasIntercept ? 1 : 0).reduce(DoubleDouble(0)) {
      $0 + $1 * $1
    }
    let whole = regression + squares.residualSquares
    guard whole.high > 0 else { throw .zeroVariance }
    rSquared = (regression / whole).value
    let squaredUnit = Int32(2 * unit + squares.weightExponent)
    residualSumOfSquares = scalbn(squares.residualSquares.value, squaredUnit)
    totalSumOfSquares = scalbn(whole.value, squaredUnit)
    let variance = squares.residualSquares / Double(freedom)
    // The square root of an odd power of two is not one.
    let odd = squares.weightExponent & 1
    residualStandardDeviation = scalbn(
      (variance * (odd == 0 ? 1 : 2)).squareRoot().value, Int32(unit + (squares.weightExponent - odd) / 2))
    try checkFinite([residualSumOfSquares, totalSumOfSquares, residualStandardDeviation], "a sum of squares")
    let inverse = squares.factor.inverseCrossProduct
    let k = design.matrix.columnCount
    var covariance = Matrix(rows: k, columns: k)
    for column in 0..<k {
      for row in 0..<k {
        covariance[row, column] = scalbn(
          (inverse[column * k + row] * variance).value,
          Int32(2 * unit - squares.exponents[row] - squares.exponents[column]))
      }
    }
    try checkFinite(covariance.elements, "a variance of a coefficient")
    self.covariance = covariance
    standardErrors = (0..<k).map {
      scalbn((inverse[$0 * k + $0] * variance).squareRoot().value, Int32(unit - squares.exponents[$0]))
    }
  }

  /// log likelihood of normal errors at its maximum, ½(Σ log w − n(log 2π + 1 + log(Σwr²/n))); nil if the fit is perfect.
  public var logLikelihood: Double? {
    guard squares.residualSquares.high > 0 else { return nil }
    let n = Double(count)
    let squaredUnit = Double(2 * squares.outcomeExponent + squares.weightExponent)
    let logVariance = (squares.residualSquares / n).logarithm + DoubleDouble.ln2 * squaredUnit
    let logWeights = (weights ?? []).reduce(DoubleDouble(0)) { $0 + DoubleDouble($1).logarithm }
    return ((logWeights - (logVariance + 1 + DoubleDouble.halfLogTwoPi * 2) * n) * 0.5).value
  }

  /// −2 log likelihood + 2(k + 1): the residual variance is a parameter too; nil if the fit is perfect.
  public var aic: Double? { logLikelihood.map { -2 * $0 + 2 * Double(coefficients.count + 1) } }

  /// −2 log likelihood + (k + 1) log n; nil if the fit is perfect.
  public var bic: Double? {
    logLikelihood.map { -2 * $0 + log(Double(count)) * Double(coefficients.count + 1) }
  }

  /// F of all coefficients but the intercept together.
  /// - Throws: `zeroVariance` if the fit is perfect; `tooFewValues` if there is nothing but an intercept.
  public func overallTest() throws(StatisticsError) -> FTest {
    let columns = Array((design.hasIntercept ? 1 : 0)..<coefficients.count)
    guard !columns.isEmpty else { throw .tooFewValues(0) }
    let target = squares.factor.target
    let sum = columns.reduce(DoubleDouble(0)) { $0 + target[$1] * target[$1] }
    return try fTest(sum, numerator: columns.count)
  }

  /// F of a sum of scaled squares against the residual variance.
  func fTest(_ sum: DoubleDouble, numerator: Int) throws(StatisticsError) -> FTest {
    guard squares.residualSquares.high > 0 else { throw .zeroVariance }
    let freedom = Double(residualDegreesOfFreedom)
    return try FTest(
      statistic: ((sum / Double(numerator)) / (squares.residualSquares / freedom)).value, numerator: Double(numerator),
      denominator: freedom)
  }
}
