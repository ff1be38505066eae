/// Outcomes of a generalised linear model, checked.
struct GeneralisedLinearData: Sendable, Equatable {
  let response, trials, weights, offset: [Double]

  /// - Throws: `unequalLengths`, `notFinite`, `outOfDomain`, `tooFewValues` if no weight is above 0.
  init(
    response: [Double], family: GeneralisedLinearFamily, trials: [Double]?, weights: [Double]?, offset: [Double]?,
    rows: Int
  ) throws(StatisticsError) {
    let ones = [Double](repeating: 1, count: rows)
    self.response = response
    self.trials = trials ?? ones
    self.weights = weights ?? ones
    self.offset = offset ?? [Double](repeating: 0, count: rows)
    for column in [self.response, self.trials, self.weights, self.offset] {
      guard column.count == rows else { throw .unequalLengths(rows, column.count) }
      try checkFinite(column, "an outcome, number of trials, weight or offset")
    }
    for weight in self.weights where weight < 0 {
      throw .outOfDomain("a weight is 0 or more, but one is \(weight)")
    }
    for (y, m) in zip(self.response, self.trials) {
      guard y >= 0, y == y.rounded(), y <= 1e15 else {
        throw .outOfDomain("a count is a whole number from 0 to 1e15, but one is \(y)")
      }
      if family == .binomial {
        guard m == m.rounded(), m >= 1, m <= 1e15, y <= m else {
          throw .outOfDomain("successes lie between 0 and the number of trials, but one is \(y) of \(m)")
        }
      } else if trials != nil {
        throw .outOfDomain("only a binomial outcome has a number of trials")
      }
    }
    if case .negativeBinomial(let theta) = family {
      guard theta >= 1e-8, theta <= 1e8 else {
        throw .outOfDomain("theta must lie between 1e-8 and 1e8, but it is \(theta)")
      }
    }
    guard self.weights.contains(where: { $0 > 0 }) else { throw .tooFewValues(0) }
  }

  /// The rows that count.
  var used: [Int] { weights.indices.filter { weights[$0] > 0 } }
}

extension Matrix {
  /// The chosen rows, in that order.
  func selecting(rows: [Int]) -> Matrix {
    guard rows.count != rowCount else { return self }
    var result = Matrix(rows: rows.count, columns: columnCount)
    for column in 0..<columnCount {
      for (place, row) in rows.enumerated() { result[place, column] = self[row, column] }
    }
    return result
  }
}

/// Σ weight · log f(response | predictors) over the rows that count, in the coefficients of a `PredictorBasis`.
struct GeneralisedLinearLikelihood: LogLikelihood {
  let family: GeneralisedLinearFamily
  let basis: PredictorBasis
  let names: [String]
  let matrix: Matrix
  let response, trials, weights, offset: [Double]
  /// The log-likelihood of a perfect fit.
  private let saturated: DoubleDouble

  init(
    _ matrix: Matrix, names: [String], data: GeneralisedLinearData, family: GeneralisedLinearFamily
  ) throws(StatisticsError) {
    let used = data.used
    self.family = family
    self.names = names
    self.matrix = matrix.selecting(rows: used)
    basis = try PredictorBasis(self.matrix, names: names)
    response = used.map { data.response[$0] }
    trials = used.map { data.trials[$0] }
    weights = used.map { data.weights[$0] }
    offset = used.map { data.offset[$0] }
    var sum = DoubleDouble(0)
    for row in response.indices { sum = sum + family.saturated(response[row], trials: trials[row]) * weights[row] }
    saturated = sum
  }

  func linearPredictor(_ parameters: [Double]) -> [Double] {
    zip(basis.columns * parameters, offset).map { $0 + $1 }
  }

  func point(_ parameters: [Double]) -> LikelihoodPoint? {
    let eta = linearPredictor(parameters)
    var value = saturated
    var slopes = eta
    var curvatures = eta
    for row in eta.indices {
      let terms = family.terms(response[row], trials: trials[row], eta[row])
      value = value + DoubleDouble.product(weights[row], terms.value)
      slopes[row] = weights[row] * terms.slope
      curvatures[row] = weights[row] * terms.curvature
    }
    return LikelihoodPoint(
      value: value, gradient: basis.columns.preciseTransposedTimes(slopes),
      information: basis.columns.crossProduct(weights: curvatures))
  }

  /// Coefficients from one weighted regression on guesses of each row's linear predictor.
  func start() throws(StatisticsError) -> [Double] {
    let eta = response.indices.map { family.start(response[$0], trials: trials[$0]) }
    let curvatures = eta.indices.map {
      weights[$0] * family.terms(response[$0], trials: trials[$0], eta[$0]).weight
    }
    let working = eta.indices.map { curvatures[$0] * (eta[$0] - offset[$0]) }
    guard let factor = Cholesky(basis.columns.crossProduct(weights: curvatures)) else {
      return [Double](repeating: 0, count: basis.columns.columnCount)
    }
    let start = factor.solve(basis.columns.transposedTimes(working))
    try checkFinite(start, "a first guess of the coefficients")
    return start
  }

  /// Separation of the rows by a combination of the predictors, or counts that a combination sends to 0.
  func recession(_ direction: [Double], from parameters: [Double]) -> StatisticsError? {
    let ends = response.indices.map { family.openEnd(response[$0], trials: trials[$0]) }
    let along = basis.columns * parameters
    let furthest = along.reduce(0) { max($0, abs($1)) }
    // Rows on the border have only rounding between them and 0.
    if zip(ends, along).allSatisfy({ $0 * $1 > 1e-9 * furthest }) {
      return separation(parameters, ends, isComplete: true)
    }
    let moves = basis.columns * direction
    let largest = moves.reduce(0) { max($0, abs($1)) }
    let rounding = 1e-8 * largest
    guard largest > 0,
      zip(ends, moves).allSatisfy({ $0 == 0 ? abs($1) <= rounding : $0 * $1 >= -rounding })
    else { return nil }
    return separation(direction, ends, isComplete: zip(ends, moves).allSatisfy { $0 * $1 > rounding })
  }

  private func separation(_ direction: [Double], _ ends: [Double], isComplete: Bool) -> StatisticsError {
    let sizes = zip(basis.toCoefficients * direction, names.indices).map { coefficient, column in
      abs(coefficient) * matrix.column(column).reduce(0) { max($0, abs($1)) }
    }
    let largest = sizes.max() ?? 0
    let taking = names.indices.filter { sizes[$0] > 1e-6 * largest }
    let alone = taking.filter { separatesAlone(matrix.column($0), ends) }
    return .separation(columns: (alone.isEmpty ? taking : alone).map { names[$0] }, isComplete: isComplete)
  }

  /// Whether a column that varies divides the outcomes at some value of its own, given a constant beside it.
  private func separatesAlone(_ column: [Double], _ ends: [Double]) -> Bool {
    guard let first = column.first, column.contains(where: { $0 != first }) else { return false }
    guard ends.contains(1) || ends.contains(0), ends.contains(-1) || ends.contains(0) else { return false }
    return [1.0, -1.0].contains { sign in
      var (low, high) = (-Double.infinity, Double.infinity)
      for (value, end) in zip(column, ends) {
        if end <= 0 { low = max(low, sign * value) }
        if end >= 0 { high = min(high, sign * value) }
      }
      return low <= high
    }
  }
}

extension Matrix {
  /// Aᵀx with sums of twice the digits.
  func preciseTransposedTimes(_ x: [Double]) -> [Double] {
    (0..<columnCount).map { column in
      var sum = DoubleDouble(0)
      for row in 0..<rowCount { sum = sum + DoubleDouble.product(self[row, column], x[row]) }
      return sum.value
    }
  }
}
