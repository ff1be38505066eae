/// Tests of a mixed model's coefficients with degrees of freedom that allow for the estimation of its variances.
public struct MixedInference: Sendable, Equatable {
  public enum Method: Sendable, Equatable {
    /// Matches the variance of each estimated variance to that of a χ² (Satterthwaite 1946).
    case satterthwaite
    /// Corrects the coefficients' covariance for the estimated variances too; for restricted maximum likelihood.
    case kenwardRoger
  }

  public let method: Method
  public let names: [String]
  public let coefficients: [Double]
  /// Of the coefficients; adjusted by Kenward and Roger's method.
  public let covariance: Matrix
  /// That of the model, not adjusted.
  let plain: Matrix
  let termOfColumn: [Int?]
  let terms: [Term]
  /// How the covariance answers to each variance, and the covariance of the estimated variances.
  let slopes: [Matrix]
  let variances: Matrix

  /// One test a coefficient.
  public func coefficientTests() throws(StatisticsError) -> [MixedContrast] {
    var result: [MixedContrast] = []
    for index in names.indices { result.append(try contrast(names.indices.map { $0 == index ? 1 : 0 })) }
    return result
  }

  /// One F test a term of the design: that all its coefficients are 0. With sum contrasts these are type III tests.
  public func termTests() throws(StatisticsError) -> [MixedFTest] {
    var result: [MixedFTest] = []
    for term in terms.indices {
      let columns = termOfColumn.indices.filter { termOfColumn[$0] == term }
      guard !columns.isEmpty else { continue }
      result.append(
        try joint(columns.map { column in names.indices.map { $0 == column ? 1 : 0 } }, name: terms[term].name))
    }
    return result
  }

  /// A linear combination of the coefficients, l'β.
  /// - Parameter weights: one a coefficient, not all 0.
  /// - Throws: `unequalLengths`, `notFinite`, `outOfDomain`.
  public func contrast(_ weights: [Double]) throws(StatisticsError) -> MixedContrast {
    try check(weights)
    let estimate = zip(weights, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    let (variance, known) = (covariance.form(weights, weights), plain.form(weights, weights))
    guard variance > 0, known > 0, variance.isFinite, estimate.isFinite else {
      throw .notFinite("a contrast's variance")
    }
    let slope = slopes.map { $0.form(weights, weights) / known }
    let freedom = 2 / variances.form(slope, slope)
    return try MixedContrast(
      estimate: estimate, standardError: variance.squareRoot(), degreesOfFreedom: try checkedFreedom(freedom))
  }

  /// That several combinations of the coefficients are 0 together.
  ///
  /// Satterthwaite: t² of the principal components of the combinations, averaged; 2E/(E − q), E = Σ ν/(ν − 2), gives their degrees of
  /// freedom (2 where a ν is at most 2). The components turn with the units of the predictors, and so, a little, do the degrees of freedom.
  /// Kenward–Roger: F scaled so that its mean and variance are those of an F distribution.
  /// - Parameter combinations: q rows of one weight a coefficient, none following from the others.
  /// - Throws: `unequalLengths`, `notFinite`, `outOfDomain`, `rankDeficient`.
  public func joint(_ combinations: [[Double]], name: String = "") throws(StatisticsError) -> MixedFTest {
    guard !combinations.isEmpty else { throw .tooFewValues(0) }
    for weights in combinations { try check(weights) }
    let l = try Matrix(rows: combinations)
    let known = try SymmetricEigen(l * plain * l.transposed)
    guard let largest = known.values.first, let least = known.values.last, largest > 0, least > 1e-13 * largest else {
      throw .rankDeficient(columns: [name.isEmpty ? "the combinations" : name])
    }
    if combinations.count == 1 {
      let one = try contrast(combinations[0])
      return try MixedFTest(
        name: name, statistic: one.statistic * one.statistic, numerator: 1, denominator: one.degreesOfFreedom, scale: 1)
    }
    let rotated = known.vectors.transposed * l
    return switch method {
    case .satterthwaite: try satterthwaite(rotated, known.values, name)
    case .kenwardRoger: try kenwardRoger(rotated, known.values, name)
    }
  }

  private func satterthwaite(_ rows: Matrix, _ values: [Double], _ name: String) throws(StatisticsError) -> MixedFTest {
    let q = values.count
    let effects = rows * coefficients
    var freedoms: [Double] = []
    for (index, value) in values.enumerated() {
      let slope = slopes.map { $0.form(rows.row(index), rows.row(index)) / value }
      freedoms.append(try checkedFreedom(2 / variances.form(slope, slope)))
    }
    let statistic = zip(effects, values).reduce(0) { $0 + $1.0 * $1.0 / $1.1 } / Double(q)
    let (least, most) = (freedoms.min() ?? 2, freedoms.max() ?? 2)
    // 2E/(E − q) with E − q = Σ 2/(ν − 2), and the limit where all ν are one.
    let excess = freedoms.reduce(0) { $0 + 2 / ($1 - 2) }
    let freedom =
      most - least < 1e-8
      ? freedoms.reduce(0, +) / Double(q) : least <= 2 ? 2 : 2 * (Double(q) + excess) / excess
    return try MixedFTest(
      name: name, statistic: statistic, numerator: q, denominator: try checkedFreedom(freedom), scale: 1)
  }

  private func kenwardRoger(_ rows: Matrix, _ values: [Double], _ name: String) throws(StatisticsError) -> MixedFTest {
    let q = values.count
    let size = Double(q)
    // In the basis in which the covariance of the combinations is I.
    let parts = slopes.map { slope in
      var part = rows * slope * rows.transposed
      for a in 0..<q { for b in 0..<q { part[a, b] /= (values[a] * values[b]).squareRoot() } }
      return part
    }
    var (first, second) = (0.0, 0.0)
    for i in parts.indices {
      for j in parts.indices {
        first += variances[i, j] * parts[i].diagonal.reduce(0, +) * parts[j].diagonal.reduce(0, +)
        second += variances[i, j] * zip(parts[i].elements, parts[j].elements).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    let b = (first + 6 * second) / (2 * size)
    let g = ((size + 1) * first - (size + 4) * second) / ((size + 2) * second)
    let c = 3 * size + 2 * (1 - g)
    let (v0, v1, v2) = (1 + g / c * b, 1 - (size - g) / c * b, 1 - (size + 2 - g) / c * b)
    let ratio = (1 - second / size) / v1
    let freedom = try checkedFreedom(4 + (size + 2) / (ratio * ratio * v0 / v2 - 1))
    // The scale has a pole at 2 degrees of freedom.
    let scale = abs(freedom - 2) < 0.01 ? 1 : freedom * (1 - second / size) / (freedom - 2)
    let effects = rows * coefficients
    guard let adjusted = Cholesky(rows * covariance * rows.transposed) else {
      throw .notPositiveDefinite("the adjusted covariance of the combinations")
    }
    let statistic = adjusted.forward(effects).reduce(0) { $0 + $1 * $1 } / size
    return try MixedFTest(
      name: name, statistic: statistic * scale, numerator: q, denominator: freedom, scale: scale)
  }

  private func check(_ weights: [Double]) throws(StatisticsError) {
    guard weights.count == coefficients.count else { throw .unequalLengths(coefficients.count, weights.count) }
    try checkFinite(weights, "a weight of a contrast")
    guard weights.contains(where: { $0 != 0 }) else { throw .outOfDomain("a contrast has a weight other than 0") }
  }

  private func checkedFreedom(_ value: Double) throws(StatisticsError) -> Double {
    guard value.isFinite, value >= 1e-8 else {
      throw .outOfDomain("the approximation gives no degrees of freedom here")
    }
    return min(value, 1e15)
  }
}

/// A combination of coefficients with Student's t test against 0.
public struct MixedContrast: Sendable, Equatable {
  public let estimate, standardError: Double
  public let degreesOfFreedom: Double
  /// Two-sided.
  public let pValue: Double

  public var statistic: Double { estimate / standardError }

  init(estimate: Double, standardError: Double, degreesOfFreedom: Double) throws(StatisticsError) {
    self.estimate = estimate
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    let statistic = abs(estimate / standardError)
    guard statistic.isFinite else { throw .notFinite("a contrast's t") }
    pValue = 2 * (try StudentT(degreesOfFreedom: degreesOfFreedom).survival(statistic))
  }

  /// - Throws: `outOfDomain` for a level outside (0, 1).
  public func interval(confidence: Double = 0.95) throws(StatisticsError) -> Interval {
    try checkConfidence(confidence)
    let width =
      standardError * (try StudentT(degreesOfFreedom: degreesOfFreedom).upperQuantile((1 - confidence) / 2))
    guard (estimate - width).isFinite, (estimate + width).isFinite else { throw .notFinite("a bound of the interval") }
    return Interval(estimate: estimate, lower: estimate - width, upper: estimate + width, confidence: confidence)
  }
}

/// An F test of several combinations of coefficients.
public struct MixedFTest: Sendable, Equatable {
  public let name: String
  /// F, scaled where the method scales it.
  public let statistic: Double
  public let numerator: Int
  public let denominator: Double
  /// Kenward and Roger's factor on F; else 1.
  public let scale: Double
  public let pValue: Double

  init(name: String, statistic: Double, numerator: Int, denominator: Double, scale: Double) throws(StatisticsError) {
    guard statistic.isFinite, statistic >= 0 else { throw .notFinite("an F of the mixed model") }
    self.name = name
    self.statistic = statistic
    self.numerator = numerator
    self.denominator = denominator
    self.scale = scale
    pValue = try FDistribution(numerator: Double(numerator), denominator: denominator).survival(statistic)
  }
}
