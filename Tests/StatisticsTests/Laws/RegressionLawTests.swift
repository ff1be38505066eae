import Foundation
import Statistics
import Testing

@Suite("Regressions and survival methods obey their laws")
struct RegressionLawTests {
  private struct Sample {
    var x: [Double]
    var z: [Double]
    var role: [Int]
    var success: [Double]
    var count: [Double]
    var level: [Int]
    var time: [Double]
    var event: [Bool]

    init(seed: UInt64, rows: Int = 60) {
      var numbers = SeededNumbers(seed: seed)
      (x, z, role, success, count, level, time, event) = ([], [], [], [], [], [], [], [])
      for row in 0..<rows {
        // Whole sixty-fourths, so that a shift and a change of unit by powers of two lose nothing.
        x.append((64 * numbers.bell()).rounded() / 64)
        z.append((100 * numbers.uniform()).rounded() / 10)
        role.append(row % 3)
        let signal = 0.5 * x[row] - 0.1 * z[row] + [0, 0.4, -0.3][row % 3]
        let chance = log(1 / numbers.uniform() - 1)
        success.append(signal > chance ? 1 : 0)
        count.append((exp(0.8 + signal) * -log(numbers.uniform())).rounded())
        level.append(signal - chance < -0.8 ? 0 : signal - chance < 0.7 ? 1 : 2)
        time.append(-log(numbers.uniform()) / exp(signal) * 10 + 0.01)
        event.append(numbers.uniform() < 0.7)
      }
    }

    func design(shift: Double = 0, scale: Double = 1) throws -> Design {
      try Design(
        [
          "x": .numeric(x.map { shift + scale * $0 }), "z": .numeric(z),
          "role": .factor(try Factor(levels: ["a", "b", "c"], codes: role)),
        ], terms: [Term("x"), Term("z"), Term("role")])
    }

    func outcome(reversed: Bool = false) throws -> Factor {
      try Factor(levels: ["low", "middle", "high"], codes: level.map { reversed ? 2 - $0 : $0 })
    }

    /// The same people in another order, `times` times over.
    func repeated(_ times: Int, shuffledBy seed: UInt64) -> Sample {
      var numbers = SeededNumbers(seed: seed)
      let order = (0..<times).flatMap { _ in x.indices }.shuffled(using: &numbers)
      var result = self
      result.x = order.map { x[$0] }
      result.z = order.map { z[$0] }
      result.role = order.map { role[$0] }
      result.success = order.map { success[$0] }
      result.count = order.map { count[$0] }
      result.level = order.map { level[$0] }
      result.time = order.map { time[$0] }
      result.event = order.map { event[$0] }
      return result
    }
  }

  private func same(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-10) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { isClose($0, $1, tolerance) }
  }

  @Test("A predictor's unit and origin change its coefficient alone", arguments: 1...6)
  func units(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let (plain, moved) = (try sample.design(), try sample.design(shift: 2048, scale: 0.125))
    func check(_ a: LikelihoodEstimates, _ b: LikelihoodEstimates, at place: Int) {
      #expect(isClose(a.logLikelihood, b.logLikelihood, 1e-12))
      #expect(isClose(a.values[place], b.values[place] * 0.125, 1e-9))
      #expect(isClose(a.standardErrors[place], b.standardErrors[place] * 0.125, 1e-9))
      #expect(isClose(a.values[place + 1], b.values[place + 1], 1e-9))
    }
    for (response, family) in [(sample.success, GeneralisedLinearFamily.binomial), (sample.count, .poisson)] {
      let first = try generalisedLinearModel(response, plain, family: family)
      let second = try generalisedLinearModel(response, moved, family: family)
      check(first.estimates, second.estimates, at: 1)
      #expect(isClose(first.deviance, second.deviance, 1e-11))
      let (near, far) = (try first.profileInterval(column: 1), try second.profileInterval(column: 1))
      #expect(isClose(near.lower, far.lower * 0.125, 1e-8) && isClose(near.upper, far.upper * 0.125, 1e-8))
    }
    check(
      try negativeBinomialRegression(sample.count, plain).model.estimates,
      try negativeBinomialRegression(sample.count, moved).model.estimates, at: 1)
    check(
      try firthLogisticRegression(sample.success, plain).estimates,
      try firthLogisticRegression(sample.success, moved).estimates, at: 1)
    check(
      try proportionalOdds(sample.outcome(), plain).estimates, try proportionalOdds(sample.outcome(), moved).estimates,
      at: 0)
    let times = try SurvivalTimes(exit: sample.time, event: sample.event)
    let (cox, movedCox) = (try coxRegression(times, plain), try coxRegression(times, moved))
    check(cox.estimates, movedCox.estimates, at: 0)
    #expect(
      isClose(
        try cox.proportionalHazardsTest().all.statistic, try movedCox.proportionalHazardsTest().all.statistic, 1e-7))
  }

  @Test("Every person twice, in any order, is every weight twice", arguments: 1...4)
  func duplication(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let double = sample.repeated(2, shuffledBy: seed)
    let (design, wide) = (try sample.design(), try double.design())
    let twos = [Double](repeating: 2, count: 60)
    let pairs = [
      (
        try generalisedLinearModel(sample.success, design, family: .binomial, weights: twos).estimates,
        try generalisedLinearModel(double.success, wide, family: .binomial).estimates
      ),
      (
        try generalisedLinearModel(sample.count, design, family: .poisson, weights: twos).estimates,
        try generalisedLinearModel(double.count, wide, family: .poisson).estimates
      ),
      (
        try negativeBinomialRegression(sample.count, design, weights: twos).model.estimates,
        try negativeBinomialRegression(double.count, wide).model.estimates
      ),
      (
        try firthLogisticRegression(sample.success, design, weights: twos).estimates,
        try firthLogisticRegression(double.success, wide).estimates
      ),
      (
        try proportionalOdds(sample.outcome(), design, weights: twos).estimates,
        try proportionalOdds(double.outcome(), wide).estimates
      ),
    ]
    for (weighted, twice) in pairs {
      #expect(same(weighted.values, twice.values))
      #expect(same(weighted.covariance.elements, twice.covariance.elements, 1e-9))
      #expect(isClose(weighted.logLikelihood, twice.logLikelihood, 1e-12))
    }
    // Clusters of the two copies are what single rows were.
    let once = try generalisedLinearModel(sample.success, design, family: .binomial).estimates
    let keys = zip(zip(double.x, double.z), double.role).map { "\($0.0.0)|\($0.0.1)|\($0.1)" }
    let clusters = keys.map { key in keys.firstIndex(of: key) ?? 0 }
    if Set(clusters).count == 60 {
      #expect(
        same(
          try pairs[0].1.clusteredCovariance(clusters, correction: .cr0).elements,
          try once.robustCovariance(.hc0).elements, 1e-9))
    }
  }

  @Test("Trials may come one by one or counted", arguments: 1...4)
  func grouping(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let single = try Design(
      ["role": .factor(try Factor(levels: ["a", "b", "c"], codes: sample.role))], terms: [Term("role")])
    let grouped = try Design(
      ["role": .factor(try Factor(levels: ["a", "b", "c"], codes: [0, 1, 2]))], terms: [Term("role")])
    let successes = (0..<3).map { role in
      zip(sample.role, sample.success).filter { $0.0 == role }.reduce(0) { $0 + $1.1 }
    }
    let one = try generalisedLinearModel(sample.success, single, family: .binomial)
    let many = try generalisedLinearModel(successes, grouped, family: .binomial, trials: [20, 20, 20])
    #expect(same(one.estimates.values, many.estimates.values))
    #expect(abs(many.deviance) < 1e-12)
    let odds = successes.map { log($0 / (20 - $0)) }
    #expect(same(many.estimates.values, [odds[0], odds[1] - odds[0], odds[2] - odds[0]], 1e-12))
    let intercept = try generalisedLinearModel(sample.count, interceptOnly(60), family: .poisson)
    #expect(isClose(intercept.estimates.values[0], log(sample.count.reduce(0, +) / 60), 1e-13))
  }

  @Test("Two categories are logistic regression; a turned scale turns the signs", arguments: 1...5)
  func ordinal(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let design = try sample.design()
    let logistic = try generalisedLinearModel(sample.success, design, family: .binomial)
    let two = try proportionalOdds(Factor(levels: ["no", "yes"], codes: sample.success.map { Int($0) }), design)
    #expect(same(two.coefficients, Array(logistic.estimates.values.dropFirst())))
    #expect(isClose(two.thresholds[0], -logistic.estimates.values[0]))
    #expect(isClose(two.estimates.logLikelihood, logistic.estimates.logLikelihood, 1e-13))
    let (up, down) = (
      try proportionalOdds(sample.outcome(), design), try proportionalOdds(sample.outcome(reversed: true), design)
    )
    #expect(same(up.coefficients, down.coefficients.map { -$0 }))
    #expect(same(up.thresholds, down.thresholds.reversed().map { -$0 }))
    let effects = try up.averageMarginalEffects()
    #expect(abs(effects.prefix(3).reduce(0) { $0 + $1.estimate }) < 1e-14)
  }

  @Test("A rate does not depend on the unit of its time at risk; a huge theta is Poisson", arguments: 1...4)
  func rates(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let design = try sample.design()
    let exposure = sample.z.map { log(1 + $0) }
    let days = try generalisedLinearModel(sample.count, design, family: .poisson, offset: exposure)
    let hours = try generalisedLinearModel(
      sample.count, design, family: .poisson, offset: exposure.map { $0 + log(24) })
    #expect(isClose(days.estimates.values[0], hours.estimates.values[0] + log(24)))
    #expect(same(Array(days.estimates.values.dropFirst()), Array(hours.estimates.values.dropFirst())))
    let wide = try generalisedLinearModel(
      sample.count, design, family: .negativeBinomial(theta: 1e8), offset: exposure)
    #expect(same(days.estimates.values, wide.estimates.values, 1e-5))
    #expect(isClose(days.deviance, wide.deviance, 1e-5))
    #expect(throws: StatisticsError.self) {
      try negativeBinomialRegression([Double](repeating: 3, count: 59) + [2], interceptOnly(60))
    }
  }

  @Test("Survival sees the order of times, and the log-rank test is Cox's score test", arguments: 1...5)
  func survival(seed: UInt64) throws {
    let sample = Sample(seed: seed)
    let times = try SurvivalTimes(exit: sample.time, event: sample.event)
    let bent = try SurvivalTimes(exit: sample.time.map { $0 * $0 + 1 }, event: sample.event)
    let design = try sample.design()
    #expect(same(try coxRegression(times, design).estimates.values, try coxRegression(bent, design).estimates.values))
    let groups = sample.role.map { $0 == 0 ? 0 : 1 }
    let one = try Design(["g": .numeric(groups.map(Double.init))], terms: [Term("g")])
    #expect(
      isClose(try coxRegression(times, one).scoreStatistic, try logRankTest(times, groups: groups).statistic, 1e-9))
    #expect(same(try kaplanMeier(times).steps.map(\.survival), try kaplanMeier(bent).steps.map(\.survival), 0))
    // Without censoring the curve is the share that is left, and its area the mean.
    let whole = try SurvivalTimes(exit: sample.time, event: [Bool](repeating: true, count: 60))
    let curve = try kaplanMeier(whole)
    for (index, step) in curve.steps.enumerated() { #expect(isClose(step.survival, Double(59 - index) / 60, 1e-13)) }
    let area = try curve.restrictedMean(until: try #require(sample.time.max()))
    #expect(isClose(area.mean, sample.time.reduce(0, +) / 60, 1e-13))
    // People who enter at time 0 have not come late.
    let late = try SurvivalTimes(
      exit: sample.time, event: sample.event, entry: [Double](repeating: 0, count: 60))
    #expect(
      same(try coxRegression(late, design).estimates.values, try coxRegression(times, design).estimates.values, 0))
    let pairs = try concordance(times, risk: sample.x)
    let turned = try concordance(times, risk: sample.x.map { -$0 })
    #expect(pairs.concordant == turned.discordant && pairs.tied == turned.tied)
    #expect(try concordance(late, risk: sample.x) == pairs)
    let split = try coxRegression(times, design, strata: sample.role.map { _ in 7 })
    #expect(try split.estimates == coxRegression(times, design).estimates)
  }

  @Test("A curve that rests at one half has its median in the middle of the rest")
  func restingCurve() throws {
    let times: [Double] = [1, 2, 3, 4]
    for last in [true, false] {
      let curve = try kaplanMeier(SurvivalTimes(exit: times, event: [true, true, false, last]))
      #expect(curve.median.time == 3 && curve.median.lower == 1 && curve.median.upper == nil)
    }
    #expect(try kaplanMeier(SurvivalTimes(exit: times, event: [false, true, false, false])).median.time == nil)
  }

  @Test("Events that a predictor foretells leave no finite hazard ratio")
  func monotone() throws {
    let times = try SurvivalTimes(
      exit: [1, 2, 3, 4, 5, 6, 7, 8], event: [true, true, true, false, false, true, false, false])
    let design = try Design(
      ["x": .numeric([9, 8, 7, 1, 2, 6, 3, 2]), "z": .numeric([1, 3, 2, 3, 1, 2, 2, 1])], terms: [Term("x"), Term("z")])
    #expect(throws: StatisticsError.separation(columns: ["x"], isComplete: false)) {
      try coxRegression(times, Design(["x": .numeric([9, 8, 7, 1, 2, 6, 3, 2])], terms: [Term("x")]))
    }
    #expect(throws: StatisticsError.self) { try coxRegression(times, design) }
    #expect(throws: StatisticsError.outOfDomain("the model has no predictors")) {
      try coxRegression(times, interceptOnly(8))
    }
  }

  @Test("Groups that differ no more than chance have no variance, and say so")
  func singular() throws {
    let outcome = try Factor(levels: ["a", "b", "c"], codes: (0..<60).map { $0 % 3 })
    let groups = try Factor((0..<60).map { "g\($0 / 6)" })
    let design = try Design(["x": .numeric((0..<60).map { Double($0 * 7 % 11) })], terms: [Term("x")])
    let model = try proportionalOddsMixed(outcome, design, groups: groups)
    #expect(model.isSingular && model.standardErrorOfVariance == nil && model.variancePValue == 1)
    #expect(try model.estimates.values == proportionalOdds(outcome, design).estimates.values)
  }
}
