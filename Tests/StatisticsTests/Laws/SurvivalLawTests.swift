import Statistics
import Testing

@Suite("Survival methods obey their laws")
struct SurvivalLawTests {
  /// People under observation from `start` on, with events at whole times.
  private func sample(seed: UInt64, from start: Double, rows: Int = 40) -> (
    entry: [Double], exit: [Double], event: [Bool]
  ) {
    var numbers = SeededNumbers(seed: seed)
    let exit = (0..<rows).map { _ in start + Double(numbers.whole(1...9)) }
    return (exit.map { _ in start }, exit, exit.map { _ in numbers.uniform() < 0.7 })
  }

  @Test("Groups that never meet are compared with those they meet only", arguments: 1...5)
  func meetings(seed: UInt64) throws {
    let (early, late) = (sample(seed: seed, from: 0), sample(seed: seed + 90, from: 20))
    func times(_ parts: [(entry: [Double], exit: [Double], event: [Bool])]) throws -> SurvivalTimes {
      try SurvivalTimes(exit: parts.flatMap(\.exit), event: parts.flatMap(\.event), entry: parts.flatMap(\.entry))
    }
    let pair = (0..<40).map { $0 % 2 }
    let whole = try logRankTest(times([early, late]), groups: pair + pair.map { 7 - $0 })
    let parts = [try logRankTest(times([early]), groups: pair), try logRankTest(times([late]), groups: pair)]
    #expect(whole.degreesOfFreedom == 2)
    #expect(isClose(whole.statistic, parts[0].statistic + parts[1].statistic, 1e-12))
    #expect(throws: StatisticsError.zeroVariance) {
      try logRankTest(times([early, late]), groups: pair.map { _ in 0 } + pair.map { _ in 1 })
    }
    // Somebody of the first group who stays on joins the two.
    let link = (entry: [0.0, 20], exit: [23.5, 29], event: [false, false])
    let joined = try logRankTest(times([early, late, link]), groups: pair + pair.map { 7 - $0 } + [0, 6])
    #expect(joined.degreesOfFreedom == 3)
  }

  @Test("A weight of two is a person twice, and of nought nobody, by Breslow's rule", arguments: 1...4)
  func weights(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let people = sample(seed: seed, from: 0)
    let x = people.exit.map { _ in (16 * numbers.bell()).rounded() / 16 }
    let weights = x.map { _ in Double(numbers.whole(0...2)) }
    func model(_ rows: [Int], _ weights: [Double]?) throws -> CoxRegression {
      try coxRegression(
        SurvivalTimes(exit: rows.map { people.exit[$0] }, event: rows.map { people.event[$0] }),
        Design(["x": .numeric(rows.map { x[$0] })], terms: [Term("x")]), weights: weights, ties: .breslow)
    }
    let weighted = try model(Array(x.indices), weights)
    let repeated = try model(x.indices.flatMap { row in [Int](repeating: row, count: Int(weights[row])) }, nil)
    #expect(isClose(weighted.estimates.values[0], repeated.estimates.values[0], 1e-12))
    #expect(isClose(weighted.estimates.logLikelihood, repeated.estimates.logLikelihood, 1e-12))
    #expect(isClose(weighted.estimates.covariance[0, 0], repeated.estimates.covariance[0, 0], 1e-12))
    let (one, other) = (try weighted.expectedSurvival(of: [[0.5]])[0], try repeated.expectedSurvival(of: [[0.5]])[0])
    #expect(one.steps.map(\.time) == other.steps.map(\.time))
    for (one, other) in zip(one.steps, other.steps) {
      #expect(isClose(one.cumulativeHazard, other.cumulativeHazard, 1e-12))
      #expect(isClose(one.standardError, other.standardError, 1e-12))
    }
    let present = x.indices.filter { weights[$0] > 0 }
    let only = try model(present, present.map { weights[$0] })
    #expect(try weighted.estimates.robustCovariance() == only.estimates.robustCovariance())
    #expect(weighted.estimates.observations == only.estimates.observations)
  }

  @Test("One group's hazard by Breslow is Nelson and Aalen's, and the trend of two groups the log-rank test")
  func simplest() throws {
    let people = sample(seed: 3, from: 0)
    let times = try SurvivalTimes(exit: people.exit, event: people.event)
    let groups = people.exit.indices.map { $0 % 2 }
    let trend = try logRankTrendTest(times, groups: groups, scores: [-4, 9])
    let plain = try logRankTest(times, groups: groups)
    #expect(isClose(trend.statistic * trend.statistic, plain.statistic, 1e-12))
    #expect(isClose(trend.pValue, plain.pValue, 1e-10))
    #expect((trend.statistic > 0) == (Double(plain.observed[1]) > plain.expected[1]))
    #expect(throws: StatisticsError.zeroVariance) { try logRankTrendTest(times, groups: groups, scores: [2, 2]) }
    // A predictor at right angles to everything: nothing but the hazard of all is left.
    let design = try Design(["x": .numeric((0..<80).map { $0 < 40 ? 1 : -1 })], terms: [Term("x")])
    let twice = try SurvivalTimes(exit: people.exit + people.exit, event: people.event + people.event)
    let curve = try coxRegression(twice, design, ties: .breslow).expectedSurvival(of: [[0]])[0]
    var sum = 0.0
    for (step, wanted) in zip(curve.steps, try kaplanMeier(twice).steps.filter { $0.events > 0 }) {
      sum += Double(wanted.events) / Double(wanted.atRisk)
      #expect(isClose(step.cumulativeHazard, sum, 1e-12))
    }
  }

  @Test("Means are compared only as far as people were observed")
  func horizons() throws {
    let one = try SurvivalTimes(exit: [1, 2, 3, 4], event: [true, true, false, false])
    let two = try SurvivalTimes(exit: [1, 2, 2.5], event: [true, true, true])
    #expect(throws: StatisticsError.self) { try compareRestrictedMeans(one, two, until: 5) }
    let (there, back) = (
      try compareRestrictedMeans(one, two, until: 4), try compareRestrictedMeans(two, one, until: 4)
    )
    #expect(there.difference.estimate == -back.difference.estimate && there.second.mean == 5.5 / 3)
    #expect(there.difference.pValue == back.difference.pValue)
    #expect(throws: StatisticsError.zeroVariance) { try compareRestrictedMeans(one, two, until: 0.5) }
  }

  @Test(
    "A predictor that foretells each event is found among people who enter late, and a stratum without events is no matter"
  )
  func lateSeparation() throws {
    let exit: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 3.8]
    let event = [true, true, true, false, false, true, false, false, false]
    let design = try Design(["x": .numeric([9, 8, 7, 1, 2, 6, 3, 2, 20])], terms: [Term("x")])
    func fit(entry last: Double) throws -> CoxRegression {
      try coxRegression(
        SurvivalTimes(exit: exit, event: event, entry: [0, 0, 0, 0.5, 1.5, 0, 2.5, 0, last]), design)
    }
    // The highest of all is there between events only; or at one of them, with nothing happening to it.
    #expect(throws: StatisticsError.separation(columns: ["x"], isComplete: false)) { try fit(entry: 3.2) }
    #expect(try fit(entry: 2.5).estimates.values.count == 1)
    let people = sample(seed: 8, from: 0)
    let x = people.exit.map { $0 + Double(Int($0) % 3) }
    func fitted(_ extra: Int) throws -> CoxRegression {
      let others = (0..<extra).map { Double($0) }
      return try coxRegression(
        SurvivalTimes(exit: people.exit + others.map { $0 + 1 }, event: people.event + others.map { _ in false }),
        Design(["x": .numeric(x + others)], terms: [Term("x")]), strata: x.map { _ in 1 } + others.map { _ in 2 })
    }
    let (alone, beside) = (try fitted(0), try fitted(5))
    #expect(isClose(alone.estimates.values[0], beside.estimates.values[0], 1e-12))
    #expect(
      isClose(
        try alone.estimates.robustCovariance()[0, 0], try beside.estimates.robustCovariance()[0, 0], 1e-12))
    #expect(try beside.expectedSurvival(of: [[1]], stratum: 2)[0].steps.isEmpty)
    #expect(throws: StatisticsError.self) { try beside.expectedSurvival(of: [[1]], stratum: 3) }
  }
}
