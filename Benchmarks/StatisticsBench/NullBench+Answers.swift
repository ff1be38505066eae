import Foundation
import Statistics

/// Raters who guess, items that measure nothing or one thing, counts, ranks by approximation, and generalised models.
extension NullBench {
  static let answers: [Entry] = agreement + items + approximations + generalised + levels

  private static func guesses(_ units: Int, raters: Int, _ chance: inout SeededGenerator) throws -> Ratings {
    try Ratings(
      raters: (0..<raters).map { _ in (0..<units).map { _ in Double(chance.below(3)) } }, values: [0, 1, 2])
  }

  private static func scores(_ chance: inout SeededGenerator) throws -> IntraclassCorrelations {
    try intraclassCorrelations((0..<8).map { _ in noise(3, &chance) })
  }

  private static let agreement: [Entry] = [
    Entry(name: "Cohen's kappa, 100 units, 3 categories", promise: .about) { chance in
      try cohenKappa(guessedTable(100, &chance)).pValue
    },
    Entry(name: "kappa, quadratic weights, 100 units, 3 categories", promise: .about) { chance in
      try cohenKappa(guessedTable(100, &chance), weights: .quadratic).pValue
    },
    // A large-sample error: of 100 units p ≤ 0.05 in 6.2 % of data sets.
    Entry(name: "Fleiss' kappa, 400 units, 4 raters", promise: .about) {
      try fleissKappa(guesses(400, raters: 4, &$0)).pValue
    },
    Entry(name: "Gwet's AC1, 100 units, 2 raters", promise: .about) { try gwetAC(guesses(100, raters: 2, &$0)).pValue },
    Entry(name: "Brennan and Prediger, 100 units, 2 raters", promise: .about) {
      try brennanPrediger(guesses(100, raters: 2, &$0)).pValue
    },
    Entry(name: "ICC(1), 8 subjects, 3 raters", promise: .exact) { try scores(&$0).oneWay.pValue },
    Entry(name: "ICC(3), 8 subjects, 3 raters", promise: .exact) { try scores(&$0).consistency.pValue },
  ]

  private static func guessedTable(_ units: Int, _ chance: inout SeededGenerator) -> [[Int]] {
    var table = [[Int]](repeating: [0, 0, 0], count: 3)
    for _ in 0..<units { table[chance.below(3)][chance.below(3)] += 1 }
    return table
  }

  private static let items: [Entry] = [
    Entry(name: "Bartlett's sphericity, 50 people, 4 items", promise: .about) { chance in
      try bartlettSphericity(SampleCovariance(cases: (0..<50).map { _ in noise(4, &chance) })).pValue
    },
    Entry(name: "factor analysis, one factor is enough, 150 people, 6 items", promise: .about) { chance in
      let cases = (0..<150).map { _ in (chance.normal(), noise(6, &chance)) }.map { level, row in row.map { $0 + level }
      }
      return try factorAnalysis(
        SampleCovariance(cases: cases), factors: 1, method: .maximumLikelihood, rotation: .unrotated
      ).pValue ?? 1
    },
    Entry(name: "polychoric correlation, fit, 300 people, 3 × 3", promise: .about) { chance in
      var table = [[Int]](repeating: [0, 0, 0], count: 3)
      func category(_ value: Double) -> Int { value < -0.5 ? 0 : value < 0.6 ? 1 : 2 }
      for _ in 0..<300 {
        let x = chance.normal()
        table[category(x)][category(0.4 * x + 0.84.squareRoot() * chance.normal())] += 1
      }
      return try polychoricCorrelation(table, method: .maximumLikelihood).pValue ?? 1
    },
  ]

  private static let approximations: [Entry] = [
    Entry(name: "Wilcoxon rank sum, normal, 25 and 30 with ties", promise: .about) { chance in
      let values = (0..<55).map { _ in Double(chance.below(8)) }
      return try wilcoxonRankSum(Array(values[..<25]), Array(values[25...]), method: .approximate).pValue
    },
    Entry(name: "Wilcoxon signed rank, normal, 40", promise: .about) {
      try wilcoxonSignedRank(noise(40, &$0), method: .approximate).pValue
    },
    Entry(name: "Kolmogorov–Smirnov, limit, 60 values", promise: .about) {
      try kolmogorovSmirnov(noise(60, &$0), against: Normal.standard, method: .approximate).pValue
    },
    Entry(name: "Kolmogorov–Smirnov of two samples, limit, 50 and 70", promise: .atMost) {
      try kolmogorovSmirnov(noise(50, &$0), noise(70, &$0), method: .approximate).pValue
    },
    Entry(name: "Spearman's ρ, 7 pairs", promise: .atMost) { try spearman(noise(7, &$0), noise(7, &$0)).pValue },
    Entry(name: "Kendall's τ, 7 pairs", promise: .atMost) { try kendall(noise(7, &$0), noise(7, &$0)).pValue },
    Entry(name: "χ² with Yates' correction, 2 × 2, 50 people", promise: .atMost) { chance in
      var table = [[0, 0], [0, 0]]
      for person in 0..<50 { table[person % 2][chance.unit() < 0.4 ? 1 : 0] += 1 }
      return try chiSquaredTest(table, yates: true).pValue
    },
  ]

  private static func design(_ n: Int, _ chance: inout SeededGenerator) throws -> Design {
    try Design(["x": .numeric(noise(n, &chance)), "z": .numeric(noise(n, &chance))], terms: [Term("x"), Term("z")])
  }

  private static func logistic(_ n: Int, _ chance: inout SeededGenerator) throws -> GeneralisedLinearModel {
    let outcome = (0..<n).map { _ in chance.unit() < 0.4 ? 1.0 : 0 }
    return try generalisedLinearModel(outcome, try design(n, &chance), family: .binomial)
  }

  private static let generalised: [Entry] = [
    Entry(name: "logistic regression, Wald, 150 rows", promise: .about) {
      try logistic(150, &$0).estimates.waldEstimates()[1].pValue
    },
    // Of 150 rows p ≤ 0.05 in 6.0 % of data sets.
    Entry(name: "logistic regression, average marginal effect, 500 rows", promise: .about) {
      try logistic(500, &$0).averageMarginalEffects()[0].pValue
    },
    Entry(name: "logistic regression, Wald within 50 clusters of 4", promise: .about) { chance in
      let model = try logistic(200, &chance)
      let spread = try model.estimates.clusteredCovariance((0..<200).map { $0 / 4 })
      return try model.estimates.waldEstimates(covariance: spread)[1].pValue
    },
    Entry(name: "Firth's logistic regression, Wald, 60 rows", promise: .atMost) { chance in
      let outcome = (0..<60).map { _ in chance.unit() < 0.4 ? 1.0 : 0 }
      return try firthLogisticRegression(outcome, try design(60, &chance)).estimates.waldEstimates()[1].pValue
    },
    Entry(name: "negative binomial regression, likelihood ratio, 100 rows", promise: .about) { chance in
      // A geometric count: Poisson with an exponential mean of 3.
      let outcome = (0..<100).map { _ in (log(1 - chance.unit()) / log(0.75)).rounded(.down) }
      return try negativeBinomialRegression(outcome, try design(100, &chance)).termTests()[0].comparison.pValue
    },
    Entry(name: "proportional odds, whether they are, 200 rows", promise: .about) { chance in
      let outcome = try Factor(levels: ["0", "1", "2"], codes: (0..<200).map { _ in chance.below(3) })
      return try proportionalOdds(outcome, try design(200, &chance)).proportionalityTest().pValue
    },
    Entry(name: "Cox regression, Wald, 80 people", promise: .about) { chance in
      let design = try Design(["x": .numeric(noise(80, &chance))], terms: [Term("x")], intercept: false)
      return try coxRegression(try waiting(80, &chance), design).estimates.waldEstimates()[0].pValue
    },
    Entry(name: "proportional hazards, 80 people", promise: .about) { chance in
      let design = try Design(["x": .numeric(noise(80, &chance))], terms: [Term("x")], intercept: false)
      return try coxRegression(try waiting(80, &chance), design).proportionalHazardsTest().all.pValue
    },
  ]

  /// People in teams of five, arms by team.
  private static func teams(_ count: Int, arms: Int, _ chance: inout SeededGenerator) throws
    -> (outcome: [Double], design: Design, empty: Design, random: RandomTerm)
  {
    let rows = count * 5
    let level = noise(count, &chance)
    let outcome = (0..<rows).map { level[$0 / 5] + chance.normal() }
    let arm = try Factor(levels: (0..<arms).map { String($0) }, codes: (0..<rows).map { $0 / 5 % arms })
    let groups = try Factor(levels: (0..<count).map { String($0) }, codes: (0..<rows).map { $0 / 5 })
    return (
      outcome, try Design(["arm": .factor(arm)], terms: [Term("arm")]),
      try Design(Matrix(columns: [[Double](repeating: 1, count: rows)]), names: ["(Intercept)"]),
      try RandomTerm("team", groups: groups)
    )
  }

  private static let levels: [Entry] = [
    Entry(name: "mixed model, Kenward–Roger, 3 arms by team, 12 teams of 5", promise: .about) { chance in
      let data = try teams(12, arms: 3, &chance)
      return try linearMixedModel(data.outcome, data.design, random: [data.random]).inference(.kenwardRoger)
        .termTests()[0].pValue
    },
    Entry(name: "mixed model, likelihood ratio of an arm, 80 teams of 5", promise: .about) { chance in
      let data = try teams(80, arms: 2, &chance)
      func fit(_ design: Design) throws -> LinearMixedModel {
        try linearMixedModel(data.outcome, design, random: [data.random], estimation: .maximumLikelihood)
      }
      return try likelihoodRatioTest(try fit(data.empty), try fit(data.design)).pValue
    },
    Entry(name: "mixed model, likelihood ratio of a slope's variance, 20 teams of 5", promise: .atMost) { chance in
      let data = try teams(20, arms: 2, &chance)
      let slope = try Design(Matrix(columns: [noise(100, &chance)]), names: ["x"])
      let term = try RandomTerm("slope", groups: data.random.groups, effects: slope)
      let smaller = try linearMixedModel(data.outcome, data.empty, random: [data.random])
      return try likelihoodRatioTest(
        smaller, try linearMixedModel(data.outcome, data.empty, random: [data.random, term])
      ).pValue
    },
  ]
}
