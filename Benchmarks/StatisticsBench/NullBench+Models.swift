import Foundation
import Statistics

/// Models whose outcome has nothing to do with the predictor that is tested.
extension NullBench {
  static let models: [Entry] = linear + likelihood + mixed + permutations

  /// From the Poisson distribution: arrivals until the waiting times have passed the mean.
  private static func count(mean: Double, _ chance: inout SeededGenerator) -> Double {
    var arrivals = 0.0
    var product = 1 - chance.unit()
    while product > exp(-mean) {
      arrivals += 1
      product *= 1 - chance.unit()
    }
    return arrivals
  }

  /// Predictors x and z.
  private static func design(_ n: Int, _ chance: inout SeededGenerator) throws -> Design {
    try Design(["x": .numeric(noise(n, &chance)), "z": .numeric(noise(n, &chance))], terms: [Term("x"), Term("z")])
  }

  private static let linear: [Entry] = [
    Entry(name: "linear model, coefficient, 12 rows", promise: .exact) { chance in
      try linearModel(try design(12, &chance), outcome: noise(12, &chance)).coefficientTests()[1].pValue
    },
    Entry(name: "linear model, term of three groups (type II), 18 rows", promise: .exact) { chance in
      let team = try Factor(levels: ["a", "b", "c"], codes: (0..<18).map { $0 % 3 })
      let design = try Design(
        ["team": .factor(team), "x": .numeric(noise(18, &chance))], terms: [Term("team"), Term("x")])
      return try linearModel(design, outcome: noise(18, &chance)).termTests(.hierarchical)[0].test.pValue
    },
    Entry(name: "linear model, HC3, 60 rows, spread grows with x", promise: .about) { chance in
      let design = try design(60, &chance)
      let outcome = (0..<60).map { (0.5 + abs(design.matrix[$0, 1])) * chance.normal() }
      return try linearModel(design, outcome: outcome).coefficientTests(covariance: .heteroscedastic(.hc3))[1].pValue
    },
    Entry(name: "linear model, CR2 within 12 teams of 5, arm by team", promise: .about) { chance in
      let arm = (0..<60).map { Double($0 / 5 % 2) }
      let teams = noise(12, &chance)
      let outcome = (0..<60).map { teams[$0 / 5] + chance.normal() }
      let design = try Design(["arm": .numeric(arm)], terms: [Term("arm")])
      return try linearModel(design, outcome: outcome)
        .coefficientTests(covariance: .clustered(.cr2, by: (0..<60).map { $0 / 5 }))[1].pValue
    },
  ]

  private static let likelihood: [Entry] = [
    Entry(name: "logistic regression, likelihood ratio, 100 rows", promise: .about) { chance in
      let outcome = (0..<100).map { _ in chance.unit() < 0.4 ? 1.0 : 0 }
      return try generalisedLinearModel(outcome, try design(100, &chance), family: .binomial).termTests()[0].comparison
        .pValue
    },
    Entry(name: "Poisson regression, likelihood ratio, 60 rows", promise: .about) { chance in
      let outcome = (0..<60).map { _ in count(mean: 2, &chance) }
      return try generalisedLinearModel(outcome, try design(60, &chance), family: .poisson).termTests()[0].comparison
        .pValue
    },
    Entry(name: "proportional odds, likelihood ratio, 80 rows", promise: .about) { chance in
      let outcome = try Factor(levels: ["0", "1", "2"], codes: (0..<80).map { _ in chance.below(3) })
      return try proportionalOdds(outcome, try design(80, &chance)).termTests()[0].comparison.pValue
    },
  ]

  private static let mixed: [Entry] = [
    Entry(name: "mixed model, Satterthwaite, arm by team, 12 teams of 5", promise: .about) { chance in
      let teams = noise(12, &chance)
      let outcome = (0..<60).map { teams[$0 / 5] + chance.normal() }
      let design = try Design(["arm": .numeric((0..<60).map { Double($0 / 5 % 2) })], terms: [Term("arm")])
      let groups = try Factor(levels: (0..<12).map { String($0) }, codes: (0..<60).map { $0 / 5 })
      let model = try linearMixedModel(outcome, design, random: [try RandomTerm("team", groups: groups)])
      return try model.inference(.satterthwaite).coefficientTests()[1].pValue
    }
  ]

  private static let permutations: [Entry] = [
    Entry(name: "permutation test, 8 teams of 5 in two arms, all 70 divisions", promise: .atMost) { chance in
      let teams = noise(8, &chance)
      let outcome = (0..<40).map { teams[$0 / 5] + chance.normal() }
      let units = try SamplingUnits(count: 40, clusters: (0..<40).map { $0 / 5 })
      return try permutationTest(
        outcome, arms: (0..<40).map { $0 / 5 % 2 }, units: units, settings: PermutationSettings(seed: 1)
      ).pValue
    }
  ]
}
