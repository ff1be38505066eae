import Statistics
import Testing

@Suite("Pooled estimates are those of Rubin's rules")
struct PoolingTests {
  struct Case: Decodable, Sendable {
    let estimates, variances: [Double]
    /// Absent when without end.
    let complete: Double?
    let estimate, within, between, total, df, r, fmi, p, lower, upper: Double
  }

  @Test("Every figure is that of mice")
  func agreement() throws {
    let file = try TopicFixture<Case>("trials/pooling")
    #expect(file.cases.count >= 150)
    for (index, wanted) in file.cases.enumerated() {
      let found = try pooledEstimate(
        wanted.estimates, variances: wanted.variances, completeDataDegreesOfFreedom: wanted.complete)
      for (name, actual, wanted) in [
        ("estimate", found.estimate, wanted.estimate), ("within", found.withinVariance, wanted.within),
        ("between", found.betweenVariance, wanted.between), ("total", found.totalVariance, wanted.total),
        ("df", try #require(found.degreesOfFreedom), wanted.df), ("r", try #require(found.relativeIncrease), wanted.r),
        ("fmi", found.fractionOfMissingInformation, wanted.fmi), ("p", found.pValue, wanted.p),
        ("lower", found.lower, wanted.lower), ("upper", found.upper, wanted.upper),
      ] {
        expectClose(actual, wanted, file.tolerance, "\(name) of case \(index)")
      }
    }
  }

  @Test("Estimates that are all the same pool to themselves")
  func noGaps() throws {
    let many = try pooledEstimate([2, 2, 2], variances: [0.25, 0.25, 0.25])
    #expect(many.degreesOfFreedom == nil && many.standardError == 0.5 && many.fractionOfMissingInformation == 0)
    #expect(isClose(many.upper, 2 + 0.5 * 1.959963984540054))
    let few = try pooledEstimate([2, 2, 2], variances: [0.25, 0.25, 0.25], completeDataDegreesOfFreedom: 10)
    #expect(isClose(try #require(few.degreesOfFreedom), 11.0 / 13 * 10))
  }

  @Test("Another unit moves and scales everything, and the order of imputations nothing")
  func laws() throws {
    let (estimates, variances) = ([1.2, 1.9, 1.4, 1.1], [0.2, 0.25, 0.21, 0.3])
    let plain = try pooledEstimate(estimates, variances: variances, completeDataDegreesOfFreedom: 40)
    let scaled = try pooledEstimate(
      estimates.reversed().map { -100 * $0 }, variances: variances.reversed().map { 10_000 * $0 },
      completeDataDegreesOfFreedom: 40)
    #expect(isClose(plain.lower * -100, scaled.upper) && isClose(plain.pValue, scaled.pValue))
    #expect(isClose(try #require(plain.degreesOfFreedom), try #require(scaled.degreesOfFreedom)))
    #expect(throws: StatisticsError.zeroVariance) { try pooledEstimate([1, 1], variances: [0, 0]) }
    #expect(throws: StatisticsError.self) { try pooledEstimate([1, 1], variances: [1, -1]) }
  }
}
