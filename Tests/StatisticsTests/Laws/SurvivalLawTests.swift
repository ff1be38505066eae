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
}
