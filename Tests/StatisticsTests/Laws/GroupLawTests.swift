import Statistics
import Testing

@Suite("Comparisons of groups obey their laws")
struct GroupLawTests {
  @Test("Test statistics ignore the unit, the origin and the order of groups", arguments: 1...15)
  func invariance(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let groups = numbers.groups(4, sizes: 3...12)
    let plain = groups.map { Moments($0) }
    let moved = groups.map { group in Moments(group.map { 12 - 3 * $0 }) }
    let order = [2, 0, 3, 1]
    let turned = order.map { plain[$0] }
    for other in [moved, turned] {
      #expect(isClose(try oneWayANOVA(plain).statistic, try oneWayANOVA(other).statistic))
      #expect(isClose(try oneWayANOVA(plain).pValue, try oneWayANOVA(other).pValue))
      #expect(isClose(try oneWayANOVA(plain).omegaSquared, try oneWayANOVA(other).omegaSquared))
      #expect(isClose(try welchANOVA(plain).statistic, try welchANOVA(other).statistic))
      #expect(isClose(try welchANOVA(plain).degreesOfFreedomWithin, try welchANOVA(other).degreesOfFreedomWithin))
    }
    for (first, second) in zip(try tukeyHSD(plain), try tukeyHSD(moved)) {
      #expect(isClose(first.pValue, second.pValue, 1e-9))
      #expect(isClose(-3 * first.difference, second.difference))
      #expect(isClose(-3 * first.lower, second.upper))
    }
    for (first, second) in zip(try gamesHowell(plain), try gamesHowell(moved)) {
      #expect(isClose(first.pValue, second.pValue, 1e-9))
    }
    let table = try GroupedTabulation(groups: groups)
    let other = try GroupedTabulation(groups: order.map { groups[$0].map { 12 - 3 * $0 } })
    #expect(isClose(try brownForsythe(table).statistic, try brownForsythe(other).statistic, 1e-9))
  }

  @Test("Rank tests see order only, and answers may come counted", arguments: 1...15)
  func ranks(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let groups = (0..<3).map { shift in (0..<numbers.whole(3...40)).map { _ in Double(numbers.whole(0...6) + shift) } }
    let table = try GroupedTabulation(groups: groups)
    let bent = try GroupedTabulation(groups: groups.map { $0.map { $0 * $0 * $0 - 5 } })
    let counted = try GroupedTabulation(values: table.values, counts: table.counts)
    let joined = try GroupedTabulation(groups: groups.map { try Tabulation($0.shuffled(using: &numbers)) })
    for other in [bent, counted, joined] {
      #expect(try kruskalWallis(table) == kruskalWallis(other))
      #expect(try dunn(table) == dunn(other))
    }
    let backwards = try kruskalWallis(GroupedTabulation(groups: groups.map { $0.map { -$0 } }))
    #expect(isClose(try kruskalWallis(table).statistic, backwards.statistic))
  }

  @Test("Two groups: F is t squared, and Tukey, Games–Howell and the t-tests agree", arguments: 1...10)
  func twoGroups(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let groups = numbers.groups(2, sizes: 3...15)
    let moments = groups.map { Moments($0) }
    let student = try studentTTest(groups[0], groups[1])
    let classic = try oneWayANOVA(moments)
    #expect(isClose(classic.statistic, student.statistic * student.statistic))
    #expect(isClose(classic.pValue, student.pValue))
    let tukey = try #require(try tukeyHSD(moments).first)
    #expect(isClose(tukey.pValue, student.pValue, 1e-9))
    #expect(isClose(-tukey.lower, student.upper, 1e-9) && isClose(-tukey.upper, student.lower, 1e-9))
    let welch = try welchTTest(groups[0], groups[1])
    let robust = try welchANOVA(moments)
    #expect(isClose(robust.statistic, welch.statistic * welch.statistic))
    #expect(isClose(robust.pValue, welch.pValue))
    let howell = try #require(try gamesHowell(moments).first)
    #expect(isClose(howell.pValue, welch.pValue, 1e-9))
    #expect(isClose(howell.degreesOfFreedom, welch.degreesOfFreedom))
  }

  @Test("Doubling every person leaves effect sizes and roughly doubles the evidence", arguments: 1...5)
  func duplication(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let groups = numbers.groups(3, sizes: 5...9)
    let once = groups.map { Moments($0) }
    let twice = once.map { $0.merged(with: $0) }
    #expect(isClose(try oneWayANOVA(once).etaSquared, try oneWayANOVA(twice).etaSquared, 1e-12))
    let ratio = try oneWayANOVA(twice).statistic / oneWayANOVA(once).statistic
    let n = Double(groups.joined().count)
    #expect(isClose(ratio, (2 * n - 3) / (n - 3), 1e-12))
  }

  @Test("Every method names the group that it cannot use, and drops none")
  func refusals() throws {
    let groups = [Moments([1, 2, 4]), Moments([3]), Moments([2, 2, 2])]
    #expect(try oneWayANOVA(groups).degreesOfFreedomWithin == 4)
    #expect(try tukeyHSD(groups).count == 3)
    #expect(throws: StatisticsError.groupTooSmall(group: 1, count: 1, needed: 2)) { try welchANOVA(groups) }
    #expect(throws: StatisticsError.groupTooSmall(group: 1, count: 1, needed: 2)) { try gamesHowell(groups) }
    #expect(throws: StatisticsError.groupWithoutVariance(group: 1)) { try welchANOVA([groups[0], groups[2]]) }
    #expect(throws: StatisticsError.groupTooSmall(group: 1, count: 0, needed: 1)) {
      try oneWayANOVA([groups[0], Moments()])
    }
    #expect(throws: StatisticsError.zeroVariance) { try oneWayANOVA([groups[1], groups[2]]) }
    #expect(throws: StatisticsError.tooFewGroups(1)) { try oneWayANOVA([groups[0]]) }
    #expect(throws: StatisticsError.zeroVariance) {
      try kruskalWallis(GroupedTabulation(groups: [[1, 1], [1]]))
    }
    #expect(throws: StatisticsError.zeroVariance) { try pairedTTest([0.3, 1.3, 2.3], [0.1, 1.1, 2.1]) }
  }
}
