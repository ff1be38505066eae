import Statistics
import Testing

@Suite("No input makes a mixed model trap or return what is not a number")
struct MixedModelFuzzTests {
  private static let awkward: [Double] = [
    0, 1, -1, 2, 2, 3, 0.1, .leastNormalMagnitude, .leastNonzeroMagnitude, 1e-160, 1e160, -1e160, 1e300, 1.7e308,
    1e15 + 0.3, .nan, .infinity,
  ]

  private static func column(_ numbers: inout SeededNumbers, _ count: Int) -> [Double] {
    switch numbers.whole(0...11) {
    case 0: (0..<count).map { _ in awkward[numbers.whole(0...awkward.count - 1)] }
    case 1: [Double](repeating: awkward[numbers.whole(0...14)], count: count)
    case 2: (0..<count).map { _ in 1e150 * numbers.bell() }
    case 3: (0..<count).map { _ in 1e-158 * numbers.bell() }
    case 4: (0..<count).map { Double($0 % 3) }
    case 5: (0..<count).map { _ in 1e9 + numbers.bell() }
    case 6: (0..<count).map { _ in Double(numbers.whole(0...1)) }
    default: (0..<count).map { _ in numbers.bell() }
    }
  }

  private static func term(_ numbers: inout SeededNumbers, _ count: Int) throws(StatisticsError) -> RandomTerm {
    let levels = numbers.whole(1...max(1, count / 2 + 1))
    let length = numbers.whole(0...40) == 0 ? count + 1 : count
    let groups = try Factor(
      levels: (0..<levels).map(String.init), codes: (0..<length).map { _ in numbers.whole(0...(levels - 1)) })
    guard numbers.whole(0...2) == 0 else { return try RandomTerm("g", groups: groups) }
    let one = [Double](repeating: 1, count: length)
    let columns = [one, column(&numbers, length)]
    let effects = try Design(Matrix(columns: columns), names: ["1", "x"])
    return try RandomTerm("g", groups: groups, effects: effects, correlated: numbers.whole(0...1) == 0)
  }

  private static func check(_ values: [Double], _ what: String, _ seed: UInt64) {
    #expect(values.allSatisfy { $0.isFinite }, "\(what), seed \(seed): \(values)")
  }

  /// Runs one call; 1 if it answered.
  private static func attempt(_ body: () throws(StatisticsError) -> Void) -> Int {
    do throws(StatisticsError) {
      try body()
      return 1
    } catch {
      #expect(!error.description.isEmpty)
      return 0
    }
  }

  @Test("Fits, intervals and tests", arguments: 0..<12)
  func models(block: UInt64) {
    var answered = 0
    for seed in (block * 20)..<(block * 20 + 20) {
      var numbers = SeededNumbers(seed: seed)
      let count = numbers.whole(0...24)
      answered += Self.attempt { () throws(StatisticsError) in
        var columns = [[Double](repeating: 1, count: count)]
        if numbers.whole(0...1) == 0 { columns.append(Self.column(&numbers, count)) }
        let design = try Design(Matrix(columns: columns), names: columns.indices.map { "x\($0)" })
        var terms: [RandomTerm] = []
        for _ in 0..<numbers.whole(1...2) { terms.append(try Self.term(&numbers, count)) }
        if numbers.whole(0...9) == 0, let first = terms.first { terms.append(first) }
        let outcome = Self.column(&numbers, count)
        let restricted = numbers.whole(0...1) == 0
        // Weights mostly usable, offsets as awkward as outcomes.
        let weights =
          numbers.whole(0...2) == 0
          ? Self.column(&numbers, count).map { numbers.whole(0...3) == 0 ? $0 : abs($0) } : nil
        let offset = numbers.whole(0...2) == 0 ? Self.column(&numbers, count) : nil
        let model = try linearMixedModel(
          outcome, design, random: terms, weights: weights, offset: offset,
          estimation: restricted ? .restrictedMaximumLikelihood : .maximumLikelihood)
        Self.check(model.coefficients + model.standardErrors + model.covariance.elements, "coefficients", seed)
        Self.check([model.criterion, model.aic, model.bic, model.residualVariance], "criteria", seed)
        Self.check([model.fixedVariance, model.meanResidualVariance], "variances", seed)
        #expect((0...1).contains(model.marginalRSquared) && (0...1).contains(model.conditionalRSquared), "seed \(seed)")
        Self.check(model.fitted + model.residuals, "fitted values", seed)
        for component in model.components {
          Self.check(component.standardDeviations + component.modes.elements, "effects", seed)
          Self.check(component.modeDeviations.elements, "deviations of effects", seed)
          if let correlation = component.correlation(0, component.effects.count - 1) {
            Self.check([correlation], "a correlation", seed)
          }
        }
        Self.others(model, seed)
      }
    }
    #expect(answered > 0)
  }

  private static func others(_ model: LinearMixedModel, _ seed: UInt64) {
    for method in [MixedInference.Method.satterthwaite, .kenwardRoger] {
      _ = attempt { () throws(StatisticsError) in
        let inference = try model.inference(method)
        check(inference.covariance.elements, "the covariance", seed)
        for test in try inference.coefficientTests() {
          check([test.estimate, test.statistic, test.degreesOfFreedom, test.pValue], "a test", seed)
          let interval = try test.interval()
          check([interval.lower, interval.upper], "an interval", seed)
        }
        for test in try inference.termTests() { check([test.statistic, test.denominator, test.pValue], "F", seed) }
        let all = model.names.indices.map { row in model.names.indices.map { $0 == row ? 1.0 : 0 } }
        let test = try inference.joint(all)
        check([test.statistic, test.denominator, test.pValue, test.scale], "a joint test", seed)
      }
    }
    guard seed % 4 == 0 else { return }
    for deviation in [LinearMixedModel.Deviation.residual, .random(term: 0), .random(term: 1, effect: 7)] {
      _ = attempt { () throws(StatisticsError) in
        let interval = try model.profileInterval(of: deviation)
        check([interval.estimate, interval.lower, interval.upper], "a profile interval", seed)
        #expect(interval.lower <= interval.estimate && interval.estimate <= interval.upper)
      }
    }
    _ = attempt { () throws(StatisticsError) in
      let share = try model.intraclassCorrelation()
      check([share.estimate, share.lower, share.upper], "an intraclass correlation", seed)
    }
    _ = attempt { () throws(StatisticsError) in
      check([try likelihoodRatioTest(model, model).pValue], "a comparison", seed)
    }
  }

  @Test("Groups and design effects")
  func groups() {
    for seed in 0..<300 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let lists = (0..<numbers.whole(0...5)).map { _ in Moments(Self.column(&numbers, numbers.whole(0...6))) }
      _ = Self.attempt { () throws(StatisticsError) in
        let result = try groupedIntraclassCorrelation(lists)
        Self.check([result.single, result.singleByMeanSize, result.mean], "an intraclass correlation", seed)
        let (one, many) = (try result.interval(), try result.meanInterval())
        Self.check([one.lower, one.upper, many.lower, many.upper], "its interval", seed)
      }
      let value = { (numbers: inout SeededNumbers) in Self.column(&numbers, 1)[0] }
      _ = Self.attempt { () throws(StatisticsError) in
        Self.check(
          [
            try groupedDesignEffect(
              intraclassCorrelation: value(&numbers), meanGroupSize: value(&numbers),
              coefficientOfVariation: value(&numbers))
          ], "a design effect", seed)
      }
    }
  }
}
