#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// log P(a category between two cumulative log odds) with its derivatives; nil stands for ±∞ at the ends of the scale.
///
/// F(a) − F(b) = F(a) F(−b) (1 − e^{b−a}), F the logistic function: the logarithm falls apart into three concave terms without
/// cancellation.
struct OrdinalTerms {
  let value: Double
  /// By a and by b.
  let upper, lower: Double
  /// Minus the second derivatives.
  let upperUpper, lowerLower, upperLower: Double

  /// nil unless b < a.
  init?(upper a: Double?, lower b: Double?) {
    var (value, first, second, firstBend, secondBend, across) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    if let a {
      value -= softplus(-a)
      first += logistic(-a)
      firstBend += logistic(a) * logistic(-a)
    }
    if let b {
      value -= softplus(b)
      second -= logistic(b)
      secondBend += logistic(b) * logistic(-b)
    }
    if let a, let b {
      let gap = a - b
      guard gap > 0 else { return nil }
      value += log(-expm1(-gap))
      // e^{−g}/(1 − e^{−g}), and the same over 1 − e^{−g} once more.
      let rate = exp(-gap) / -expm1(-gap)
      let bend = rate / -expm1(-gap)
      first += rate
      second -= rate
      firstBend += bend
      secondBend += bend
      across -= bend
    }
    self.value = value
    upper = first
    lower = second
    upperUpper = firstBend
    lowerLower = secondBend
    upperLower = across
  }
}

/// Σ weight · log P(category), cumulative log odds τⱼ·z − x·γ of categories up to j; τ of each cut, then γ.
///
/// z is the constant and the predictors whose effect may differ from cut to cut, x the others; both from one `PredictorBasis` of the
/// constant and all predictors, in that order.
struct OrdinalLikelihood: LogLikelihood {
  let basis: PredictorBasis
  /// Of the predictors without the constant, in the order of the basis.
  let names: [String]
  /// 1 and the number of predictors that may differ from cut to cut.
  let freeCount: Int
  let codes: [Int]
  let weights: [Double]
  let categoryCount: Int

  var cutCount: Int { categoryCount - 1 }
  var slopeCount: Int { basis.columns.columnCount - freeCount }
  var parameterCount: Int { cutCount * freeCount + slopeCount }

  /// - Parameters:
  ///   - matrix: predictors without a constant; those of `free` go before the others.
  ///   - codes, weights: one a row; every category below `categoryCount` occurs.
  init(
    _ matrix: Matrix, names: [String], free: [Int] = [], codes: [Int], weights: [Double], categoryCount: Int
  ) throws(StatisticsError) {
    let used = weights.indices.filter { weights[$0] > 0 }
    let order = free + matrix.columnIndices.filter { !free.contains($0) }
    var whole = Matrix(rows: matrix.rowCount, columns: matrix.columnCount + 1, filledWith: 1)
    for (place, column) in order.enumerated() {
      for row in 0..<matrix.rowCount { whole[row, place + 1] = matrix[row, column] }
    }
    self.names = order.map { names[$0] }
    basis = try PredictorBasis(whole.selecting(rows: used), names: ["the thresholds"] + self.names)
    freeCount = free.count + 1
    self.codes = used.map { codes[$0] }
    self.weights = used.map { weights[$0] }
    self.categoryCount = categoryCount
  }

  /// The log odds of the observed shares, and no effects.
  func start() -> [Double] {
    var counts = [Double](repeating: 0, count: categoryCount)
    for (code, weight) in zip(codes, weights) { counts[code] += weight }
    var result = [Double](repeating: 0, count: parameterCount)
    var below = 0.0
    for cut in 0..<cutCount {
      below += counts[cut]
      let above = counts[(cut + 1)...].reduce(0, +)
      result[cut * freeCount] = (log(below) - log(above)) / basis.toCoefficients[0, 0]
    }
    return result
  }

  /// The cumulative log odds of a row at one cut.
  @inline(__always)
  private func cut(_ index: Int, _ row: Int, _ parameters: [Double], _ shift: Double) -> Double {
    var sum = -shift
    for column in 0..<freeCount { sum += basis.columns[row, column] * parameters[index * freeCount + column] }
    return sum
  }

  /// - Parameter code: another category than the row's own.
  func bounds(_ row: Int, _ parameters: [Double], of code: Int? = nil) -> (upper: Double?, lower: Double?) {
    var shift = 0.0
    for column in 0..<slopeCount {
      shift += basis.columns[row, freeCount + column] * parameters[cutCount * freeCount + column]
    }
    let code = code ?? codes[row]
    return (
      code < cutCount ? cut(code, row, parameters, shift) : nil, code > 0 ? cut(code - 1, row, parameters, shift) : nil
    )
  }

  func point(_ parameters: [Double]) -> LikelihoodPoint? {
    let slopes = cutCount * freeCount
    var value = DoubleDouble(0)
    var gradient = [DoubleDouble](repeating: DoubleDouble(0), count: parameterCount)
    var information = Matrix(rows: parameterCount, columns: parameterCount)
    for row in codes.indices {
      let (a, b) = bounds(row, parameters)
      guard let terms = OrdinalTerms(upper: a, lower: b) else { return nil }
      let (weight, code) = (weights[row], codes[row])
      value = value + DoubleDouble.product(weight, terms.value)
      for column in 0..<freeCount {
        let z = basis.columns[row, column]
        if code < cutCount {
          let place = code * freeCount + column
          gradient[place] = gradient[place] + weight * terms.upper * z
        }
        if code > 0 {
          let place = (code - 1) * freeCount + column
          gradient[place] = gradient[place] + weight * terms.lower * z
        }
      }
      for column in 0..<slopeCount {
        let x = basis.columns[row, freeCount + column]
        gradient[slopes + column] = gradient[slopes + column] - weight * (terms.upper + terms.lower) * x
      }
      add(
        Bend(weight * terms.upperUpper, weight * terms.lowerLower, weight * terms.upperLower), row, of: code,
        to: &information)
    }
    return LikelihoodPoint(value: value, gradient: gradient.map(\.value), information: information)
  }

  /// What `point` has for the information, on average over the outcomes that the parameters make likely.
  func expectedInformation(_ parameters: [Double]) -> Matrix? {
    var information = Matrix(rows: parameterCount, columns: parameterCount)
    for row in codes.indices {
      for code in 0..<categoryCount {
        let (a, b) = bounds(row, parameters, of: code)
        guard let terms = OrdinalTerms(upper: a, lower: b) else { return nil }
        let weight = weights[row] * exp(terms.value)
        add(
          Bend(
            weight * terms.upper * terms.upper, weight * terms.lower * terms.lower, weight * terms.upper * terms.lower),
          row, of: code, to: &information)
      }
    }
    return information
  }

  /// The score of one row, by parameter.
  func score(_ row: Int, _ parameters: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: parameterCount)
    let (a, b) = bounds(row, parameters)
    guard let terms = OrdinalTerms(upper: a, lower: b) else { return result }
    addLine(weights[row] * terms.upper, weights[row] * terms.lower, row, to: &result)
    return result
  }

  /// Adds multiples of the derivatives of a row's upper and lower bound, by parameter.
  func addLine(_ upper: Double, _ lower: Double, _ row: Int, to line: inout [Double]) {
    let (code, slopes) = (codes[row], cutCount * freeCount)
    for column in 0..<freeCount {
      let z = basis.columns[row, column]
      if code < cutCount { line[code * freeCount + column] += upper * z }
      if code > 0 { line[(code - 1) * freeCount + column] += lower * z }
    }
    for column in 0..<slopeCount { line[slopes + column] -= (upper + lower) * basis.columns[row, freeCount + column] }
  }

  /// Factors of the products of a row's bounds, by parameter; 0 for a bound where the scale ends.
  struct Bend {
    let upperUpper, lowerLower, upperLower: Double

    init(_ upperUpper: Double, _ lowerLower: Double, _ upperLower: Double) {
      (self.upperUpper, self.lowerLower, self.upperLower) = (upperUpper, lowerLower, upperLower)
    }
  }

  /// Adds a row's part of an information; `code` is the category between the bounds.
  func add(_ bend: Bend, _ row: Int, of code: Int, to information: inout Matrix) {
    let (top, bottom, slopes) = (code * freeCount, (code - 1) * freeCount, cutCount * freeCount)
    let (hasUpper, hasLower) = (code < cutCount, code > 0)
    let (upper, lower) = (bend.upperUpper + bend.upperLower, bend.lowerLower + bend.upperLower)
    for first in 0..<freeCount {
      let z = basis.columns[row, first]
      for second in 0..<freeCount {
        let product = z * basis.columns[row, second]
        if hasUpper { information[top + first, top + second] += bend.upperUpper * product }
        if hasLower { information[bottom + first, bottom + second] += bend.lowerLower * product }
        if hasUpper, hasLower {
          information[top + first, bottom + second] += bend.upperLower * product
          information[bottom + second, top + first] += bend.upperLower * product
        }
      }
      for column in 0..<slopeCount {
        let product = z * basis.columns[row, freeCount + column]
        if hasUpper {
          information[top + first, slopes + column] -= upper * product
          information[slopes + column, top + first] -= upper * product
        }
        if hasLower {
          information[bottom + first, slopes + column] -= lower * product
          information[slopes + column, bottom + first] -= lower * product
        }
      }
    }
    for first in 0..<slopeCount {
      let x = (upper + lower) * basis.columns[row, freeCount + first]
      for second in 0..<slopeCount {
        information[slopes + first, slopes + second] += x * basis.columns[row, freeCount + second]
      }
    }
  }

  /// Predictors that order the categories: every upper bound rises and every lower one falls, or stands.
  func recession(_ direction: [Double], from parameters: [Double]) -> StatisticsError? {
    let moves = codes.indices.map { bounds($0, direction) }
    let all = moves.flatMap { [$0.upper, $0.lower].compactMap { $0 } }
    let largest = all.reduce(0) { max($0, abs($1)) }
    let rounding = 1e-8 * largest
    guard largest > 0, moves.allSatisfy({ ($0.upper ?? 0) >= -rounding && ($0.lower ?? 0) <= rounding }) else {
      return nil
    }
    let slopes = basis.toCoefficients * (direction.prefix(freeCount) + direction.suffix(slopeCount))
    let sizes = slopes.indices.dropFirst().map { column in
      // The predictors' own sizes are in the basis: one unit of coefficient moves the bounds by about this.
      abs(slopes[column]) / basis.toCoefficients.row(column).reduce(0) { max($0, abs($1)) }
    }
    let top = sizes.max() ?? 0
    let taking = sizes.indices.filter { sizes[$0] > 1e-6 * top }.map { names[$0] }
    return .separation(
      columns: taking.isEmpty ? ["the thresholds"] : taking,
      isComplete: moves.allSatisfy { ($0.upper ?? 1) > rounding && ($0.lower ?? -1) < -rounding })
  }

  /// The map from the parameters to the predictors' coefficients and then the thresholds, where no effect differs between cuts.
  var map: Matrix {
    var result = Matrix(rows: slopeCount + cutCount, columns: parameterCount)
    for column in 0..<slopeCount {
      for row in 0..<slopeCount { result[row, cutCount + column] = basis.toCoefficients[row + 1, column + 1] }
      for cut in 0..<cutCount { result[slopeCount + cut, cutCount + column] = -basis.toCoefficients[0, column + 1] }
    }
    for cut in 0..<cutCount { result[slopeCount + cut, cut] = basis.toCoefficients[0, 0] }
    return result
  }
}

extension Matrix {
  var columnIndices: Range<Int> { 0..<columnCount }
}
