import Statistics
import Testing

/// Awkward input to regressions and survival methods: finite numbers or a `StatisticsError`, and nothing traps.
@Suite("No input makes a regression trap or return what is not a number")
struct RegressionFuzzTests {
  private static let awkward: [Double] = [
    0, -0.0, 1, -1, 2, 3, 0.1, .leastNonzeroMagnitude, 1e-160, 1e160, -1e160, 1e300, 1.7e308, -1.7e308, 1e15 + 0.3,
    .nan,
    .infinity, -.infinity,
  ]

  private static func values(_ numbers: inout SeededNumbers, _ length: Int) -> [Double] {
    switch numbers.whole(0...15) {
    case 0: (0..<length).map { _ in awkward[numbers.whole(0...awkward.count - 1)] }
    case 1: (0..<length).map { _ in awkward[numbers.whole(0...14)] }
    case 2: [Double](repeating: awkward[numbers.whole(0...14)], count: length)
    case 3: (0..<length).map { _ in 1e150 * numbers.bell() }
    case 4: (0..<length).map { _ in 1e-158 * numbers.bell() }
    case 5: (0..<length).map { _ in 1e9 + numbers.uniform() }
    case 6...9: (0..<length).map { _ in Double(numbers.whole(0...2)) }
    default: (0..<length).map { _ in numbers.bell() }
    }
  }

  private static func counts(_ numbers: inout SeededNumbers, _ length: Int, upTo largest: Int) -> [Double] {
    numbers.whole(0...9) == 0
      ? values(&numbers, length) : (0..<length).map { _ in Double(numbers.whole(0...largest)) }
  }

  private static func design(_ numbers: inout SeededNumbers, _ length: Int) throws(StatisticsError) -> Design {
    let codes = (0..<length).map { _ in numbers.whole(0...2) }
    let variables: [String: Variable] = [
      "x": .numeric(values(&numbers, length)), "z": .numeric(values(&numbers, length)),
      "g": .factor(try Factor(levels: ["a", "b", "c"], codes: codes)),
    ]
    let shapes = [[Term("x")], [Term("x"), Term("z")], [Term("g")], [Term("x"), Term("g"), Term("x", "g")], []]
    return try Design(
      variables, terms: shapes[numbers.whole(0...4)], intercept: numbers.whole(0...7) > 0)
  }

  private static func confidence(_ numbers: inout SeededNumbers) -> Double {
    let awkward = [0, 1, .nan, 1e-12, 1 - 1e-12]
    return numbers.whole(0...5) == 0 ? awkward[numbers.whole(0...4)] : 0.95
  }

  @Test("Generalised linear models", arguments: 0..<12)
  func models(block: UInt64) {
    var answered = 0
    for seed in (block * 25)..<(block * 25 + 25) {
      var numbers = SeededNumbers(seed: seed + 11)
      let length = numbers.whole(0...14)
      let confidence = Self.confidence(&numbers)
      let family: GeneralisedLinearFamily = [
        .binomial, .poisson, .negativeBinomial(theta: Self.awkward[numbers.whole(0...17)]), .binomial,
      ][numbers.whole(0...3)]
      let response = Self.counts(&numbers, length, upTo: family == .binomial ? 1 : 6)
      let weights = numbers.whole(0...3) == 0 ? Self.counts(&numbers, length, upTo: 2) : nil
      let offset = numbers.whole(0...3) == 0 ? Self.values(&numbers, length) : nil
      guard let design = try? Self.design(&numbers, length) else { continue }
      let clusters = (0..<length).map { _ in numbers.whole(0...3) }
      answered += probe("generalisedLinearModel", seed: seed) { () throws(StatisticsError) in
        let model = try generalisedLinearModel(response, design, family: family, weights: weights, offset: offset)
        let estimates = model.estimates
        answered += probe("wald", seed: seed) { () throws(StatisticsError) in
          try estimates.waldEstimates(confidence: confidence).map { estimate throws(StatisticsError) in
            (estimate, estimate.statistic, try? estimate.ratio)
          }
        }
        for correction in HeteroscedasticCorrection.allCases {
          answered += probe("robust", seed: seed) { () throws(StatisticsError) in
            try estimates.robustCovariance(correction)
          }
        }
        answered += probe("clusters", seed: seed) { () throws(StatisticsError) in
          try model.averageMarginalEffects(
            covariance: try estimates.clusteredCovariance(clusters), confidence: confidence)
        }
        answered += probe("effects", seed: seed) { () throws(StatisticsError) in try model.averageMarginalEffects()
        }
        answered += probe("terms", seed: seed) { () throws(StatisticsError) in try model.termTests() }
        answered += probe("profile", seed: seed) { () throws(StatisticsError) in
          try model.profileInterval(column: numbers.whole(0...2), confidence: confidence)
        }
        answered += probe("residuals", seed: seed) { () throws(StatisticsError) in
          (try model.pearsonResiduals, model.devianceResiduals)
        }
        answered += probe("dispersion", seed: seed) { () throws(StatisticsError) in
          (try model.dispersion(), try model.quasiCovariance())
        }
        answered += probe("pseudo-R²", seed: seed) { () throws(StatisticsError) in
          let share = try model.pseudoRSquared()
          return (share, share.mcFadden, share.coxSnell, share.nagelkerke)
        }
        answered += probe("calibration", seed: seed) { () throws(StatisticsError) in
          try model.hosmerLemeshow(groups: numbers.whole(-1...10))
        }
        answered += probe("area", seed: seed) { () throws(StatisticsError) in
          try model.areaUnderCurve(confidence: confidence)
        }
        return (model, estimates.aic, estimates.bic, estimates.standardErrors)
      }
      answered += probe("area of a score", seed: seed) { () throws(StatisticsError) in
        try areaUnderCurve(Self.values(&numbers, length), event: response.map { $0 > 0 }, confidence: confidence)
      }
      answered += probe("firth", seed: seed) { () throws(StatisticsError) in
        let model = try firthLogisticRegression(response, design, weights: weights, offset: offset)
        if seed % 4 == 0 {
          answered += probe("profile of firth", seed: seed) { () throws(StatisticsError) in
            try model.profileInterval(column: numbers.whole(0...2), confidence: confidence)
          }
        }
        return model
      }
      answered += probe("negative binomial", seed: seed) { () throws(StatisticsError) in
        let model = try negativeBinomialRegression(response, design, weights: weights, offset: offset)
        answered += probe("its terms", seed: seed) { () throws(StatisticsError) in try model.termTests() }
        return model
      }
    }
    #expect(answered > 20, "too little of the input is usable to test anything")
  }

  @Test("Ordinal models", arguments: 0..<12)
  func ordinal(block: UInt64) {
    var answered = 0
    for seed in (block * 20)..<(block * 20 + 20) {
      var numbers = SeededNumbers(seed: seed + 90_000)
      let length = numbers.whole(0...16)
      let weights = numbers.whole(0...3) == 0 ? Self.counts(&numbers, length, upTo: 2) : nil
      let codes = (0..<(numbers.whole(0...15) == 0 ? 3 : length)).map { _ in numbers.whole(0...2) }
      guard let design = try? Self.design(&numbers, length),
        let outcome = try? Factor(levels: ["low", "middle", "high"], codes: codes),
        let groups = try? Factor(levels: ["p", "q", "r"], codes: (0..<length).map { _ in numbers.whole(0...2) })
      else { continue }
      answered += probe("proportionalOdds", seed: seed) { () throws(StatisticsError) in
        let model = try proportionalOdds(outcome, design, weights: weights)
        answered += probe("its tests", seed: seed) { () throws(StatisticsError) in try model.termTests() }
        answered += probe("proportionality", seed: seed) { () throws(StatisticsError) in
          try model.proportionalityTest(of: model.design.terms.first)
        }
        answered += probe("its effects", seed: seed) { () throws(StatisticsError) in
          try model.averageMarginalEffects(covariance: try model.estimates.robustCovariance())
        }
        answered += probe("its profile", seed: seed) { () throws(StatisticsError) in
          try model.profileInterval(index: numbers.whole(0...3), confidence: Self.confidence(&numbers))
        }
        answered += probe("brant", seed: seed) { () throws(StatisticsError) in try model.brantTest() }
        answered += probe("score of odds", seed: seed) { () throws(StatisticsError) in
          try model.proportionalityScoreTest()
        }
        answered += probe("ordinal pseudo-R²", seed: seed) { () throws(StatisticsError) in
          try model.pseudoRSquared().nagelkerke
        }
        return (model, model.linearPredictor)
      }
      if seed % 3 == 0 {
        answered += probe("mixed", seed: seed) { () throws(StatisticsError) in
          let points = [0, 1, 7, 15, 200][numbers.whole(0...4)]
          let model = try proportionalOddsMixed(outcome, design, groups: groups, quadraturePoints: points)
          return (model, model.intraclassCorrelation)
        }
      }
    }
    #expect(answered > 10, "too little of the input is usable to test anything")
  }

  @Test("Survival methods", arguments: 0..<12)
  func survival(block: UInt64) {
    var answered = 0
    for seed in (block * 30)..<(block * 30 + 30) {
      var numbers = SeededNumbers(seed: seed + 500_000)
      let length = numbers.whole(0...14)
      let exit =
        numbers.whole(0...5) == 0
        ? Self.values(&numbers, length) : (0..<length).map { _ in Double(numbers.whole(1...9)) }
      let entry = numbers.whole(0...4) == 0 ? exit.map { _ in Double(numbers.whole(0...3)) } : nil
      guard let times = try? SurvivalTimes(exit: exit, event: exit.map { _ in numbers.whole(0...2) > 0 }, entry: entry)
      else { continue }
      let confidence = Self.confidence(&numbers)
      let groups = (0..<length).map { _ in numbers.whole(0...2) }
      let strata = numbers.whole(0...2) == 0 ? (0..<length).map { _ in numbers.whole(0...1) } : nil
      answered += probe("kaplanMeier", seed: seed) { () throws(StatisticsError) in
        let curve = try kaplanMeier(times, confidence: confidence)
        answered += probe("its mean", seed: seed) { () throws(StatisticsError) in
          try curve.restrictedMean(until: Self.awkward[numbers.whole(0...17)])
        }
        answered += probe("its quantile", seed: seed) { () throws(StatisticsError) in
          try curve.eventTime(numbers.whole(0...3) == 0 ? Self.awkward[numbers.whole(0...17)] : 0.3)
        }
        return (curve, curve.median, curve.steps.map(\.standardError))
      }
      answered += probe("logRank", seed: seed) { () throws(StatisticsError) in
        try logRankTest(times, groups: groups, strata: strata)
      }
      answered += probe("trend", seed: seed) { () throws(StatisticsError) in
        let scores = numbers.whole(0...2) == 0 ? Self.values(&numbers, Set(groups).count) : nil
        return try logRankTrendTest(times, groups: groups, scores: scores, strata: strata)
      }
      answered += probe("restricted means", seed: seed) { () throws(StatisticsError) in
        let half = exit.indices.filter { $0 % 2 == 0 }
        let part = try SurvivalTimes(exit: half.map { exit[$0] }, event: half.map { times.event[$0] })
        let horizon = numbers.whole(0...2) == 0 ? Self.awkward[numbers.whole(0...17)] : 3
        return try compareRestrictedMeans(times, part, until: horizon, confidence: confidence)
      }
      answered += probe("concordance", seed: seed) { () throws(StatisticsError) in
        try concordance(times, risk: Self.values(&numbers, length), strata: strata).index
      }
      guard let design = try? Self.design(&numbers, length) else { continue }
      answered += probe("cox", seed: seed) { () throws(StatisticsError) in
        let weights =
          [nil, nil, Self.counts(&numbers, length, upTo: 2), Self.values(&numbers, length).map { abs($0) }][
            numbers.whole(0...3)]
        let model = try coxRegression(
          times, design, strata: strata, weights: weights, ties: seed % 4 == 0 ? .breslow : .efron)
        answered += probe("expected survival", seed: seed) { () throws(StatisticsError) in
          let people = [Self.values(&numbers, model.estimates.names.count), model.estimates.names.map { _ in 1 }]
          return try model.expectedSurvival(
            of: numbers.whole(0...1) == 0 ? people : [people[1]], stratum: [nil, nil, 0, 1][numbers.whole(0...3)],
            hazard: [nil, .efron, .breslow][numbers.whole(0...2)],
            covariance: numbers.whole(0...2) == 0 ? try model.estimates.robustCovariance() : nil, confidence: confidence
          ).map { curve in (curve, curve.steps.map(\.survival)) }
        }
        for scale in CoxRegression.TimeScale.allCases {
          answered += probe("hazards", seed: seed) { () throws(StatisticsError) in
            try model.proportionalHazardsTest(scale)
          }
        }
        answered += probe("terms of cox", seed: seed) { () throws(StatisticsError) in try model.termTests() }
        answered += probe("profile of cox", seed: seed) { () throws(StatisticsError) in
          try model.profileInterval(index: numbers.whole(0...1), confidence: confidence)
        }
        answered += probe("robust cox", seed: seed) { () throws(StatisticsError) in
          try (model.estimates.robustCovariance(), model.estimates.clusteredCovariance(groups))
        }
        return model
      }
    }
    #expect(answered > 20, "too little of the input is usable to test anything")
  }
}
