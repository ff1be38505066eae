/// Whether one set of coefficients holds at every cut of a scale.
public struct ParallelLinesTest: Sendable, Equatable {
  public let statistic: Double
  /// (categories − 2) × columns.
  public let degreesOfFreedom: Int
  /// Upper tail of χ².
  public let pValue: Double

  init(_ statistic: Double, _ degreesOfFreedom: Int) throws(StatisticsError) {
    try checkFinite([statistic], "a test of proportional odds")
    self.statistic = max(0, statistic)
    self.degreesOfFreedom = degreesOfFreedom
    pValue = try ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).survival(max(0, statistic))
  }
}

extension ProportionalOddsModel {
  /// Brant's test of all predictors, and of each term of the design.
  public struct BrantTest: Sendable, Equatable {
    public let all: ParallelLinesTest
    public let terms: [Term: ParallelLinesTest]
  }

  /// Brant's test of proportional odds: logistic regressions at each cut, their coefficients compared by Wald's test.
  ///
  /// bⱼ of P(y > j), Cov(bⱼ, bₖ) = (XᵀWⱼX)⁻¹ XᵀWⱼₖX (XᵀWₖX)⁻¹ with Wⱼₖ = w πₖ(1 − πⱼ) for j ≤ k; (Db)ᵀ(DVDᵀ)⁻¹Db, D the differences to the first cut.
  /// - Throws: `separation` where predictors divide the outcomes at one cut; `notPositiveDefinite` where there are too few people for as many
  ///   coefficients; `outOfDomain` for two categories or a model without predictors; `noConvergence`.
  /// - Note: Brant (1990), doi:10.2307/2532457. Reference values: `Fixtures/glm/brant.json`.
  public func brantTest() throws(StatisticsError) -> BrantTest {
    let cuts = outcome.levels.count - 1
    let columns = columns
    let p = columns.count
    try checkComparable(predictors: p)
    let used = weights.indices.filter { weights[$0] > 0 }
    let table = design.matrix.selecting(columns: columns).selecting(rows: used)
    var whole = Matrix(rows: used.count, columns: p + 1, filledWith: 1)
    for column in 0..<p {
      for row in used.indices { whole[row, column + 1] = table[row, column] }
    }
    let names = ["(Intercept)"] + columns.map { design.names[$0] }
    // In one basis for all cuts: the test asks for no more than differences of lines.
    var slopes: [[Double]] = []
    var predictors: [[Double]] = []
    var inverses: [Matrix] = []
    var basis: PredictorBasis?
    for cut in 0..<cuts {
      let data = try GeneralisedLinearData(
        response: used.map { outcome.codes[$0] > cut ? 1 : 0 }, family: .binomial, trials: nil,
        weights: used.map { weights[$0] }, offset: nil, rows: used.count)
      let likelihood = try GeneralisedLinearLikelihood(whole, names: names, data: data, family: .binomial)
      let maximum = try maximise(likelihood, from: likelihood.start(), name: "logistic regression at one cut")
      guard let factor = Cholesky(maximum.point.information) else {
        throw .notPositiveDefinite("the information of the coefficients")
      }
      slopes.append(maximum.parameters)
      predictors.append(likelihood.linearPredictor(maximum.parameters))
      inverses.append(factor.inverse)
      basis = likelihood.basis
    }
    guard let basis else { throw .tooFewGroups(outcome.levels.count) }
    var covariance = Matrix(rows: cuts * p, columns: cuts * p)
    for first in 0..<cuts {
      for second in first..<cuts {
        let between = used.indices.map {
          weights[used[$0]] * logistic(predictors[second][$0]) * logistic(-predictors[first][$0])
        }
        let block = inverses[first] * basis.columns.crossProduct(weights: between) * inverses[second]
        for a in 0..<p {
          for b in 0..<p {
            covariance[first * p + a, second * p + b] = block[a + 1, b + 1]
            covariance[second * p + b, first * p + a] = block[a + 1, b + 1]
          }
        }
      }
    }
    // The predictors' own coefficients are T times those of the basis; without the constant T is triangular still.
    let map = basis.toCoefficients
    func test(_ chosen: [Int]) throws(StatisticsError) -> ParallelLinesTest {
      var contrasts: [[Double]] = []
      var differences: [Double] = []
      for cut in 1..<cuts {
        for column in chosen {
          var contrast = [Double](repeating: 0, count: cuts * p)
          var difference = 0.0
          for inner in 0..<p {
            let factor = map[column + 1, inner + 1]
            contrast[cut * p + inner] = factor
            contrast[inner] = -factor
            difference += factor * (slopes[cut][inner + 1] - slopes[0][inner + 1])
          }
          contrasts.append(contrast)
          differences.append(difference)
        }
      }
      let lines = try Matrix(columns: contrasts)
      guard let factor = Cholesky(lines.transposed * covariance * lines, tolerance: 1e-11) else {
        throw .notPositiveDefinite("the covariance of coefficients at different cuts")
      }
      return try ParallelLinesTest(factor.forward(differences).reduce(0) { $0 + $1 * $1 }, differences.count)
    }
    var terms: [Term: ParallelLinesTest] = [:]
    for (index, term) in design.terms.enumerated() {
      let own = columns.indices.filter { design.termOfColumn[columns[$0]] == index }
      if !own.isEmpty { terms[term] = try test(Array(own)) }
    }
    return BrantTest(all: try test(Array(0..<p)), terms: terms)
  }

  /// The score test of proportional odds of all predictors: the slopes of coefficients that may differ between cuts, where they do not.
  ///
  /// uᵀI⁻¹u with the expected information of the freer model at the estimates of this one. It needs no fit of the freer model, and so exists where
  /// `proportionalityTest` has no finite estimates; with few people a category it rejects too often.
  /// - Throws: `notPositiveDefinite` where the freer model has more coefficients than the people carry; `outOfDomain` for two categories or a
  ///   model without predictors.
  /// - Note: Peterson and Harrell (1990), doi:10.2307/2347760; as SAS's PROC LOGISTIC. Reference values: `Fixtures/glm/brant.json`.
  public func proportionalityScoreTest() throws(StatisticsError) -> ParallelLinesTest {
    let (cuts, p) = (outcome.levels.count - 1, columns.count)
    try checkComparable(predictors: p)
    let plain = try likelihood(keeping: columns)
    let fitted = try maximise(plain, from: plain.start(), name: "proportional-odds regression").parameters
    let freer = try likelihood(keeping: columns, free: Array(0..<p))
    // Every cut with the same slopes; the freer model adds them where the plain one takes them away.
    let parameters = (0..<cuts).flatMap { cut in [fitted[cut]] + fitted[cuts...].map { -$0 } }
    guard let point = freer.point(parameters), let information = freer.expectedInformation(parameters) else {
      throw .notFinite("the log-likelihood")
    }
    guard let factor = Cholesky(information, tolerance: 1e-11) else {
      throw .notPositiveDefinite("the information of coefficients that differ between cuts")
    }
    return try ParallelLinesTest(
      factor.forward(point.gradient).reduce(0) { $0 + $1 * $1 }, (cuts - 1) * p)
  }

  private func checkComparable(predictors: Int) throws(StatisticsError) {
    guard predictors > 0 else { throw .outOfDomain("the model has no predictors") }
    guard outcome.levels.count > 2 else { throw .outOfDomain("two categories have one cut, so nothing can differ") }
  }
}
