import Foundation
import Statistics

/// Comparisons of several means, designs with covariates or repeated measures, and trials.
extension NullBench {
  static let designs: [Entry] = comparisons + occasions + trials

  private static func sample(_ n: Int, _ chance: inout SeededGenerator) -> Moments { Moments(noise(n, &chance)) }

  /// People in groups of the same size, as a factor.
  private static func factor(_ n: Int, levels: Int) throws -> Factor {
    try Factor(levels: (0..<levels).map { String($0) }, codes: (0..<n).map { $0 % levels })
  }

  private static func means(_ n: Int, levels: Int, _ chance: inout SeededGenerator) throws -> EstimatedMarginalMeans {
    let design = try Design(["arm": .factor(try factor(n, levels: levels))], terms: [Term("arm")])
    return try linearModel(design, outcome: noise(n, &chance)).estimatedMarginalMeans(of: ["arm"])
  }

  private static let comparisons: [Entry] = [
    // What `against()` gives without its interval, whose search would take most of an hour: equal groups are all related by ½.
    Entry(name: "Dunnett, least of 3 against a control, 6 each", promise: .exact) { chance in
      let tests = try means(24, levels: 4, &chance).against(adjustment: .none)
      let correlation = try Matrix(rows: (0..<3).map { row in (0..<3).map { $0 == row ? 1 : 0.5 } })
      return try MultivariateT(correlation: correlation, degreesOfFreedom: 20)
        .survival(tests.map { abs($0.statistic) }.max() ?? 0).value
    },
    Entry(name: "Holm, least of 3 pairs of means, 6 each", promise: .atMost) {
      try means(18, levels: 3, &$0).pairwise(adjustment: .holm).map(\.pValue).min() ?? 1
    },
    Entry(name: "analysis of covariance, 3 groups of 6", promise: .exact) { chance in
      try analysisOfCovariance(
        outcome: noise(18, &chance), group: factor(18, levels: 3), covariates: ["x": noise(18, &chance)]
      ).groups.test.pValue
    },
    Entry(name: "equal slopes, 3 groups of 6", promise: .exact) { chance in
      try analysisOfCovariance(
        outcome: noise(18, &chance), group: factor(18, levels: 3), covariates: ["x": noise(18, &chance)]
      ).homogeneityOfSlopes.pValue
    },
    Entry(name: "two-way ANOVA, interaction, 2 × 3, cells of 2 to 4", promise: .exact) { chance in
      let codes = (0..<18).map { ($0 < 8 ? 0 : 1, $0 % 3) }
      let first = try Factor(levels: ["a", "b"], codes: codes.map(\.0))
      let second = try Factor(levels: ["x", "y", "z"], codes: codes.map(\.1))
      return try twoWayANOVA(outcome: noise(18, &chance), first: first, second: second)[2].test.pValue
    },
    Entry(name: "linear model, all 3 predictors, 12 rows", promise: .exact) { chance in
      let (x, y, z) = (noise(12, &chance), noise(12, &chance), noise(12, &chance))
      let design = try Design(
        ["x": .numeric(x), "y": .numeric(y), "z": .numeric(z)], terms: [Term("x"), Term("y"), Term("z")])
      return try linearModel(design, outcome: noise(12, &chance)).overallTest().pValue
    },
    Entry(name: "linear model, 2 contrasts with CR2 (HTZ), 15 teams of 4, 3 arms by team", promise: .about) { chance in
      let arm = try Factor(levels: ["a", "b", "c"], codes: (0..<60).map { $0 / 4 % 3 })
      let teams = noise(15, &chance)
      let outcome = (0..<60).map { teams[$0 / 4] + chance.normal() }
      return try linearModel(try Design(["arm": .factor(arm)], terms: [Term("arm")]), outcome: outcome)
        .waldTest([[0, 1, 0], [0, 0, 1]], covariance: .clustered(.cr2, by: (0..<60).map { $0 / 4 })).pValue
    },
  ]

  private static func twoGroups(_ chance: inout SeededGenerator) throws -> RepeatedMeasuresANOVA {
    // A person's own level, the same on all occasions.
    let rows = (0..<11).map { _ in (chance.normal(), noise(4, &chance)) }.map { level, row in row.map { $0 + level } }
    return try repeatedMeasuresANOVA(Matrix(rows: rows), groups: (0..<11).map { $0 < 5 ? 0 : 1 })
  }

  private static let occasions: [Entry] = [
    Entry(name: "repeated measures, between groups of 5 and 6", promise: .exact) {
      try twoGroups(&$0).effect("group")?.test.pValue ?? 1
    },
    Entry(name: "repeated measures, group by occasion, groups of 5 and 6", promise: .exact) {
      try twoGroups(&$0).effect("group", "occasion")?.test.pValue ?? 1
    },
    Entry(name: "repeated measures, Huynh–Feldt, 20 people, spread 1 to 4", promise: .about) { chance in
      try repeatedMeasuresANOVA(
        Matrix(rows: (0..<20).map { _ in (1...4).map { Double($0) * chance.normal() } })
      ).effects[0].huynhFeldt.pValue
    },
    Entry(name: "Mauchly, 20 people, 4 times", promise: .about) { chance in
      try repeatedMeasuresANOVA(Matrix(rows: (0..<20).map { _ in noise(4, &chance) })).effects[0].sphericity.mauchly?
        .pValue ?? 1
    },
  ]

  private static let trials: [Entry] = [
    Entry(name: "non-inferiority at its margin, 6 and 9, equal variances", promise: .exact) { chance in
      let worse = Moments(noise(6, &chance).map { $0 - 0.5 })
      return try nonInferiorityTest(worse, sample(9, &chance), margin: 0.5, equalVariances: true).pValue
    },
    Entry(name: "equivalence at one of its bounds, 12 and 12", promise: .atMost) { chance in
      let higher = Moments(noise(12, &chance).map { $0 + 1 })
      return try equivalenceTest(higher, sample(12, &chance), lower: -1, upper: 1, equalVariances: true).pValue
    },
    Entry(name: "two-stage least squares, 100 rows, F of the instrument about 40", promise: .about) { chance in
      let (instrument, hidden) = (noise(100, &chance), noise(100, &chance))
      let dose = (0..<100).map { instrument[$0] * 0.8 + hidden[$0] + 0.7 * chance.normal() }
      let outcome = hidden.map { $0 + chance.normal() }
      return try twoStages(outcome, dose, instrument).test(1).pValue
    },
    Entry(name: "first stage, 20 rows", promise: .exact) { chance in
      try twoStages(noise(20, &chance), noise(20, &chance), noise(20, &chance)).firstStages[0].pValue
    },
    Entry(name: "complier effect, 120 people, 60 % uptake", promise: .about) { chance in
      let assigned = (0..<120).map { Double($0 % 2) }
      let complier = (0..<120).map { _ in chance.unit() < 0.6 }
      let received = (0..<120).map { complier[$0] ? assigned[$0] : 0 }
      let outcome = complier.map { ($0 ? 0.5 : 0) + chance.normal() }
      return try complierEffect(outcome, assigned: assigned, received: received).effect.pValue
    },
    Entry(name: "multiple imputation, a fifth of 40 outcomes missing, 10 imputations", promise: .about) { chance in
      let x = noise(40, &chance)
      let y = (0..<40).map { _ in (chance.normal(), chance.unit()) }.map { value, gap in gap < 0.2 ? nil : value }
      let filled = try multipleImputation(
        [IncompleteColumn(x.map { $0 }), IncompleteColumn(y, method: .normal)], imputations: 10, iterations: 1,
        seed: UInt64(chance.below(1 << 40)))
      let fits = try filled.completed.map { columns in
        try linearModel(Design(["x": .numeric(columns[0])], terms: [Term("x")]), outcome: columns[1])
          .coefficientTests()[1]
      }
      return try pooledEstimate(
        fits.map(\.estimate), variances: fits.map { $0.standardError * $0.standardError },
        completeDataDegreesOfFreedom: 38
      ).pValue
    },
    Entry(name: "permutation test, 12 people, 199 draws", promise: .atMost) { try drawn(nil, &$0) },
    Entry(name: "permutation test, 12 people, up to 199 draws, stopped at 10 as extreme", promise: .atMost) {
      try drawn(10, &$0)
    },
  ]

  private static func drawn(_ stopAfter: Int?, _ chance: inout SeededGenerator) throws -> Double {
    let settings = PermutationSettings(
      draws: 199, exhaustiveUpTo: 0, stopAfter: stopAfter, seed: UInt64(chance.below(1 << 40)))
    return try permutationTest(
      noise(12, &chance), arms: (0..<12).map { $0 % 2 }, units: SamplingUnits(count: 12), settings: settings
    ).pValue
  }

  private static func twoStages(
    _ outcome: [Double], _ dose: [Double], _ instrument: [Double]
  ) throws -> TwoStageLeastSquares {
    let ones = [Double](repeating: 1, count: outcome.count)
    return try twoStageLeastSquares(
      outcome, exogenous: Design(Matrix(columns: [ones]), names: ["(Intercept)"]),
      endogenous: Design(Matrix(columns: [dose]), names: ["dose"]),
      instruments: Design(Matrix(columns: [instrument]), names: ["instrument"]))
  }
}
