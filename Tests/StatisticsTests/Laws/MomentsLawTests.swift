import Statistics
import Testing

@Suite("Moments and tables obey their laws")
struct MomentsLawTests {
  @Test("Moments of chunks merge into the moments of the whole, in any order", arguments: 1...20)
  func chunks(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let offset = [0, 1e3, 1e8, -1e12][Int(seed % 4)]
    let values = (0..<2000).map { _ in offset + numbers.bell() }
    let whole = Moments(values)
    var parts: [Moments] = []
    var start = 0
    while start < values.count {
      let end = min(values.count, start + numbers.whole(1...97))
      parts.append(Moments(values[start..<end]))
      start = end
    }
    parts.shuffle(using: &numbers)
    let merged = parts.reduce(Moments()) { $0.merged(with: $1) }
    #expect(merged.count == whole.count)
    #expect(isClose(merged.mean, whole.mean, 1e-15))
    #expect(isClose(merged.sumOfSquaredDeviations, whole.sumOfSquaredDeviations, 1e-15))
  }

  @Test("Shifting moves the mean only, scaling scales both", arguments: 1...10)
  func shiftAndScale(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let values = (0..<100).map { _ in Double(numbers.whole(-50...50)) }
    let plain = Moments(values)
    let shifted = Moments(values.map { $0 + 4096 })
    #expect(isClose(shifted.mean, plain.mean + 4096, 1e-15))
    #expect(isClose(shifted.sumOfSquaredDeviations, plain.sumOfSquaredDeviations, 1e-14))
    let scaled = Moments(values.map { $0 * -8 })
    #expect(isClose(scaled.mean, -8 * plain.mean, 1e-15))
    #expect(isClose(scaled.sumOfSquaredDeviations, 64 * plain.sumOfSquaredDeviations, 1e-14))
  }

  @Test("Counted values have the moments and quantiles of the values written out", arguments: 1...10)
  func counted(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let values = (0..<(seed % 2 == 0 ? 40 : 5000)).map { _ in Double(numbers.whole(0...6)) }
    let table = try Tabulation(values.shuffled(using: &numbers))
    #expect(table.values == Set(values).sorted())
    #expect(table.counts.reduce(0, +) == values.count)
    let counted = try Moments(values: table.values.reversed(), counts: table.counts.reversed())
    #expect(isClose(counted.mean, Moments(values).mean, 1e-15))
    #expect(isClose(counted.sumOfSquaredDeviations, Moments(values).sumOfSquaredDeviations, 1e-14))
    #expect(isClose(table.moments.mean, counted.mean, 1e-15))
    let sorted = values.sorted()
    #expect(try table.quantile(0) == sorted[0])
    #expect(try table.quantile(1) == sorted[sorted.count - 1])
    #expect(try table.median == table.quantile(0.5))
    #expect(try table == Tabulation(values: values, counts: values.map { _ in 1 }))
  }

  @Test("Minus zero is zero, and values nobody gave leave the table")
  func zeroes() throws {
    let table = try Tabulation(values: [0, -0.0, 3, 1], counts: [2, 3, 0, 1])
    #expect(table.values == [0, 1])
    #expect(table.counts == [5, 1])
    #expect(table.values[0].sign == .plus)
    let groups = try GroupedTabulation(values: [2, 9, 1], counts: [[1, 0, 2], [0, 0, 4]])
    #expect(groups.values == [1, 2])
    #expect(groups.counts == [[2, 1], [4, 0]])
    #expect(groups.groupCounts == [3, 4])
    #expect(try GroupedTabulation(groups: [[1, 1, 2], [1, 1, 1, 1]]) == groups)
  }

  @Test("A published summary gives back its mean and standard deviation")
  func summaries() throws {
    let group = try Moments(count: 22, mean: 3.5, standardDeviation: 0.8)
    #expect(group.mean == 3.5)
    #expect(isClose(try #require(group.standardDeviation), 0.8, 1e-15))
    let single = try Moments(count: 1, mean: 2.8, standardDeviation: nil)
    #expect(single.standardDeviation == nil)
    #expect(throws: StatisticsError.missingStandardDeviation(group: 0)) {
      try Moments(count: 2, mean: 1, standardDeviation: nil)
    }
    #expect(throws: StatisticsError.tooFewValues(0)) { try Moments(count: 0, mean: 1, standardDeviation: 1) }
  }

  @Test("Mean and variance are missing, not wrong, for a group of one")
  func single() {
    #expect(Moments([4]).mean == 4)
    #expect(Moments([4]).variance == nil)
    #expect(Moments().variance == nil)
    #expect(Moments([4, 4, 4]).variance == 0)
    #expect(!Moments([1, .nan]).isFinite)
    #expect(Moments([1, .infinity]).standardDeviation == nil)
  }

  @Test("Shares of a question with several answers are of people, not of ticks")
  func multipleAnswersBase() throws {
    let ticks = [[true, true, false], [true, false, false], [false, false, false], [true, true, true]]
    let shares = try multipleAnswers(ticks: ticks)
    #expect(shares.map(\.count) == [3, 2, 1])
    #expect(shares.map(\.share.estimate) == [1, 2.0 / 3, 1.0 / 3])
    #expect(try multipleAnswers([3, 2, 1], base: 4).map(\.share.estimate) == [0.75, 0.5, 0.25])
    #expect(throws: StatisticsError.outOfDomain("5 of 4 people is not a share")) { try multipleAnswers([5], base: 4) }
    let rows = try frequencies(Tabulation([2, 1, 2, 5]))
    #expect(rows.map(\.share) == [0.25, 0.5, 0.25])
    #expect(rows.map(\.cumulativeShare) == [0.25, 0.75, 1])
  }

  @Test("Groups in one pass are the groups value by value, whatever comes first", arguments: 0..<40)
  func byGroup(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let offset = [0, 1e6, -1e12, 0.1][Int(seed % 4)]
    var values = (0..<200).map { _ in offset + numbers.bell() }
    if seed % 3 == 0 { values[0] += 1e9 }
    let codes = (0..<200).map { $0 == 0 ? 0 : numbers.whole(0...3) }
    let found = try Moments.byGroup(values, codes: codes, groups: 5)
    for group in 0..<5 {
      let alone = Moments(zip(values, codes).filter { $0.1 == group }.map(\.0))
      #expect(found[group].count == alone.count && isClose(found[group].mean, alone.mean, 1e-15))
      #expect(isClose(found[group].sumOfSquaredDeviations, alone.sumOfSquaredDeviations, 1e-15))
    }
    #expect(found[4].count == 0)
    #expect(throws: StatisticsError.unequalLengths(1, 0)) { try Moments.byGroup([1], codes: [], groups: 1) }
    #expect(throws: StatisticsError.self) { try Moments.byGroup([1], codes: [1], groups: 1) }
    #expect(throws: StatisticsError.tooFewGroups(0)) { try Moments.byGroup([], codes: [], groups: 0) }
    let spoilt = try Moments.byGroup([1, .nan, 1e300, -1e300], codes: [0, 0, 1, 1], groups: 2)
    #expect(!spoilt[0].isFinite && !spoilt[1].isFinite)
  }
}
