import Statistics
import Testing

/// Awkward input to linear models: the answer is finite numbers or a `StatisticsError`, and nothing traps.
@Suite("No input makes a linear model trap or return what is not a number")
struct LinearModelFuzzTests {
  private static let awkward: [Double] = [
    0, -0.0, 1, -1, 2, 2, 3, 0.1, 0.3, .leastNormalMagnitude / 8, .leastNonzeroMagnitude, 1e-160, 1e160, -1e160, 1e300,
    1.7e308, -1.7e308,
    1e15 + 0.3, .nan, .infinity,
  ]

  static func values(_ numbers: inout SeededNumbers, _ length: Int) -> [Double] {
    switch numbers.whole(0...11) {
    case 0: (0..<length).map { _ in awkward[numbers.whole(0...awkward.count - 1)] }
    case 1: (0..<length).map { _ in awkward[numbers.whole(0...17)] }
    case 2: (0..<length).map { _ in awkward[numbers.whole(0...8)] }
    case 3: [Double](repeating: awkward[numbers.whole(0...17)], count: length)
    case 4: (0..<length).map { _ in 1e150 * numbers.bell() }
    case 5: (0..<length).map { _ in 1e-158 * numbers.bell() }
    case 6: (0..<length).map { _ in 1e12 + numbers.bell() }
    default: (0..<length).map { _ in Double(numbers.whole(-3...3)) }
    }
  }

  static func variables(_ numbers: inout SeededNumbers, _ length: Int) throws(StatisticsError) -> [String: Variable] {
    let levels = numbers.whole(1...3)
    let other = numbers.whole(1...4)
    return [
      "x": .numeric(values(&numbers, length)), "z": .numeric(values(&numbers, length)),
      "a": .factor(
        try Factor(
          levels: (0..<levels).map { "a\($0)" }, codes: (0..<length).map { _ in numbers.whole(0...levels - 1) },
          contrasts: numbers.whole(0...1) == 0 ? .sum : .treatment())),
      "b": .factor(
        try Factor(levels: (0..<other).map { "b\($0)" }, codes: (0..<length).map { _ in numbers.whole(0...other - 1) })),
    ]
  }

  @Test("Models, their tests and their covariances", arguments: 0..<20)
  func models(block: UInt64) throws {
    var answered = 0
    for seed in (block * 25)..<(block * 25 + 25) {
      var numbers = SeededNumbers(seed: seed)
      let length = numbers.whole(0...16)
      let choices = [
        [Term("x")], [Term("a")], [Term("x"), Term("z")], [Term("a"), Term("x")], [Term("a"), Term("b")],
        [Term("a"), Term("x"), Term("a", "x")],
        [Term("a", "b")], [],
      ]
      let terms = choices[numbers.whole(0...choices.count - 1)]
      let y = Self.values(&numbers, numbers.whole(0...19) == 0 ? 3 : length)
      let weights = numbers.whole(0...3) == 0 ? Self.values(&numbers, length).map(abs) : nil
      let clusters = (0..<length).map { _ in numbers.whole(0...4) }
      let confidence = [0.95, 0, 1, 1 - 1e-16, 1e-12][numbers.whole(0...9) / 2]
      guard let variables = try? Self.variables(&numbers, length),
        let design = try? Design(variables, terms: terms, intercept: numbers.whole(0...3) > 0)
      else { continue }
      var model: LinearModel?
      answered += probe("linearModel", seed: seed) { () throws(StatisticsError) in
        let found = try linearModel(design, outcome: y, weights: weights)
        model = found
        return (
          found.coefficients, found.standardErrors, found.residuals, found.fitted, found.covariance.elements,
          [
            found.rSquared, found.adjustedRSquared, found.residualSumOfSquares, found.totalSumOfSquares,
            found.residualStandardDeviation,
          ],
          [found.logLikelihood, found.aic, found.bic], found.leverages,
          found.standardisedResiduals,
          found.cooksDistances
        )
      }
      guard let model else { continue }
      answered += probe("overallTest", seed: seed) { () throws(StatisticsError) in try model.overallTest() }
      for type in SumOfSquaresType.allCases {
        answered += probe("termTests", seed: seed) { () throws(StatisticsError) in
          try model.termTests(type).map { [$0.sumOfSquares, $0.meanSquare, $0.test.statistic, $0.test.pValue] }
        }
      }
      let contrast = Self.values(&numbers, model.coefficients.count)
      let unit = model.coefficients.indices.map { $0 == 0 ? 1.0 : 0 }
      let estimators: [CovarianceEstimator] =
        [.classical] + HeteroscedasticCorrection.allCases.map { .heteroscedastic($0) }
        + ClusterCorrection.allCases.map { .clustered($0, by: clusters) }
      for estimator in estimators {
        answered += probe("tests \(estimator)", seed: seed) { () throws(StatisticsError) in
          try model.coefficientTests(confidence: confidence, covariance: estimator)
        }
        answered += probe("contrast \(estimator)", seed: seed) { () throws(StatisticsError) in
          try model.contrastTest(contrast, covariance: estimator)
        }
        answered += probe("wald \(estimator)", seed: seed) { () throws(StatisticsError) in
          try model.waldTest([contrast, unit], covariance: estimator)
        }
        let type = SumOfSquaresType.allCases[numbers.whole(0...2)]
        answered += probe("waldTermTests \(estimator)", seed: seed) { () throws(StatisticsError) in
          try model.waldTermTests(type, covariance: estimator)
        }
        answered += probe("covariance \(estimator)", seed: seed) { () throws(StatisticsError) in
          try model.covariance(estimator).elements
        }
      }
    }
    #expect(answered > 30, "too little of the input is usable to test anything")
  }

  @Test("Marginal means, covariance and repeated measures", arguments: 0..<10)
  func thin(block: UInt64) throws {
    var answered = 0
    for seed in (block * 20)..<(block * 20 + 20) {
      var numbers = SeededNumbers(seed: 40_000 + seed)
      let length = numbers.whole(0...16)
      let y = Self.values(&numbers, length)
      let clusters = (0..<length).map { _ in numbers.whole(0...4) }
      if let variables = try? Self.variables(&numbers, length), case .factor(let a)? = variables["a"],
        case .factor(let b)? = variables["b"], case .numeric(let x)? = variables["x"]
      {
        answered += probe("twoWayANOVA", seed: seed) { () throws(StatisticsError) in
          try twoWayANOVA(outcome: y, first: a, second: b).map { [$0.sumOfSquares, $0.test.statistic, $0.test.pValue] }
        }
        answered += probe("analysisOfCovariance", seed: seed) { () throws(StatisticsError) in
          let found = try analysisOfCovariance(outcome: y, group: a, covariates: ["x": x])
          return (found.groups, found.homogeneityOfSlopes, found.adjustedMeans.means)
        }
        let estimator: CovarianceEstimator = seed % 2 == 0 ? .classical : .clustered(.cr2, by: clusters)
        for adjustment in ComparisonAdjustment.allCases {
          answered += probe("means \(adjustment)", seed: seed) { () throws(StatisticsError) in
            let model = try linearModel(Design(variables, terms: [Term("a"), Term("x")]), outcome: y)
            let means = try model.estimatedMarginalMeans(
              of: ["a"], at: seed % 3 == 0 ? ["x": y.first ?? 1] : [:], covariance: estimator)
            return (means.means, try means.pairwise(adjustment: adjustment), try means.against(adjustment: adjustment))
          }
          answered += probe("means by, \(adjustment)", seed: seed) { () throws(StatisticsError) in
            let model = try linearModel(Design(variables, terms: [Term("a"), Term("b")]), outcome: y)
            var found: [MeanContrast] = []
            for group in try model.estimatedMarginalMeans(of: ["a"], by: ["b"], covariance: estimator) {
              found += try group.means.pairwise(adjustment: adjustment)
            }
            return found
          }
        }
      }
      let occasions = numbers.whole(0...4)
      let rows = (0..<length).map { _ in Self.values(&numbers, occasions) }
      answered += probe("repeatedMeasuresANOVA", seed: seed) { () throws(StatisticsError) in
        let groups = (0..<length).map { _ in numbers.whole(-1...2) }
        return try repeatedMeasuresANOVA(Matrix(rows: rows), groups: seed % 2 == 0 ? nil : groups.map { max(0, $0) })
      }
      let halves = (0..<length).map { _ in Self.values(&numbers, 4) }
      let levels = numbers.whole(1...3)
      answered += probe("repeatedMeasuresANOVA of two factors", seed: seed) { () throws(StatisticsError) in
        let labels = (0..<levels).map { "\($0)" }
        let group = try Factor(levels: labels, codes: (0..<length).map { _ in numbers.whole(0...levels - 1) })
        return try repeatedMeasuresANOVA(
          Matrix(rows: halves),
          within: [
            ("s", Factor(levels: ["0", "1"], codes: [0, 1, 0, 1])),
            ("t", Factor(levels: ["0", "1"], codes: [0, 0, 1, 1])),
          ], between: seed % 3 == 0 ? [] : [("g", group)], type: .allCases[numbers.whole(0...2)]
        ).effects.map { ($0, $0.partialEtaSquared) }
      }
    }
    #expect(answered > 5, "too little of the input is usable to test anything")
  }

  @Test("Powers, decimals and their remainders", arguments: 0..<10)
  func readings(block: UInt64) {
    for seed in (block * 20)..<(block * 20 + 20) {
      var numbers = SeededNumbers(seed: 7000 + seed)
      let x = Self.values(&numbers, numbers.whole(0...6))
      _ = probe("polynomialColumns", seed: seed) { () throws(StatisticsError) in
        let columns = try polynomialColumns(
          of: x, remainders: numbers.whole(0...1) == 0 ? [] : x.map { $0 * 1e-17 }, degree: numbers.whole(-1...12))
        return columns.values.elements + columns.remainders.elements
      }
      let characters = Array("0123456789.e-+ x")
      let text = String((0..<numbers.whole(0...40)).map { _ in characters[numbers.whole(0...characters.count - 1)] })
      for text in [text, x.first.map { "\($0)" } ?? "1e-400"] {
        if let number = DecimalNumber(text) { #expect(number.value.isFinite && number.remainder.isFinite, "\(text)") }
      }
    }
  }
}
