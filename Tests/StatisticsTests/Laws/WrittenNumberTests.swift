import Statistics
import Testing

/// What a decimal says beyond its double counts wherever numbers are counted.
@Suite struct WrittenNumberTests {
  private func written(_ whole: String, _ tenths: [Int]) -> [DecimalNumber] {
    tenths.compactMap { DecimalNumber("\(whole).\($0)") }
  }

  private let first = [4, 3, 5, 3, 5, 2, 9]
  private let second = [1, 3, 8, 2, 7, 6, 5]

  @Test("A common offset of 10¹² leaves moments, shape, spread and differences as they are")
  func offset() throws {
    let (near, far) = ("0", "1000000000000")
    for tenths in [first, second] {
      let (a, b) = (try Tabulation(written(near, tenths)), try Tabulation(written(far, tenths)))
      let deviations = (try #require(a.moments.standardDeviation), try #require(b.moments.standardDeviation))
      #expect(abs(deviations.1 / deviations.0 - 1) < 1e-15)
      let shapes = (try a.shape, try b.shape)
      #expect(abs(shapes.1.skewness - shapes.0.skewness) < 1e-14)
    }
    func spread(_ whole: String) throws -> OneWayANOVA {
      try brownForsythe(
        GroupedTabulation(groups: [Tabulation(written(whole, first)), Tabulation(written(whole, second))]))
    }
    #expect(abs(try spread(far).statistic / (try spread(near).statistic) - 1) < 1e-14)
    func paired(_ whole: String) throws -> TTest { try pairedTTest(written(whole, first), written(whole, second)) }
    #expect(abs(try paired(far).statistic / (try paired(near).statistic) - 1) < 1e-14)
    func r(_ whole: String) throws -> Double { try pearson(written(whole, first), written(whole, second)).estimate }
    #expect(abs(try r(far) - (try r(near))) < 1e-15)
  }

  @Test("Numbers that share a double and differ as written are two values; equal ones are one")
  func sharedDouble() throws {
    let numbers = ["10000000000000000.1", "10000000000000000.3", "10000000000000000.1"].compactMap { DecimalNumber($0) }
    #expect(Set(numbers.map(\.value)).count == 1)
    let table = try Tabulation(numbers)
    #expect(table.counts == [2, 1] && table.values.count == 2)
    let groups = try GroupedTabulation(groups: [table, Tabulation(Array(numbers.prefix(1)))])
    #expect(groups.counts == [[2, 1], [1, 0]] && groups.groupCounts == [3, 1])
    #expect(groups.moments[0] == table.moments)
    let deviation = try #require(table.moments.standardDeviation)
    #expect(abs(deviation - (0.08 / 6).squareRoot()) < 1e-15)
  }

  @Test("Differences that are equal as written are refused, and a remainder larger than its double is brought in order")
  func equalDifferences() {
    #expect(throws: StatisticsError.zeroVariance) {
      try pairedTTest(
        ["0.3", "1.3", "7.3"].compactMap { DecimalNumber($0) }, ["0.1", "1.1", "7.1"].compactMap { DecimalNumber($0) })
    }
    #expect(DecimalNumber(1, remainder: 2) == DecimalNumber(3))
    #expect(DecimalNumber(-0.0) == DecimalNumber(0) && DecimalNumber(.infinity, remainder: 1).remainder == 0)
    #expect(throws: StatisticsError.self) {
      try Tabulation([DecimalNumber(.nan), DecimalNumber("0.1") ?? DecimalNumber(0)])
    }
  }
}
