import Foundation
import Statistics
import Testing

/// Against double quadrature at 50 digits from `studentized_range.py` (mpmath; R's `ptukey` beside it).
@Suite("The studentized range") struct StudentizedRangeTests {
  private func distribution(_ row: DistributionFixtures.Range) throws -> StudentizedRange {
    try StudentizedRange(groups: row.groups, degreesOfFreedom: number(row.degreesOfFreedom))
  }

  @Test("Both tails agree with quadrature to 1e-13, down to 1e-97")
  func quadrature() throws {
    let rows = try DistributionFixtures.ranges()
    #expect(rows.count == 154)
    for row in rows {
      let range = try distribution(row)
      let q = try number(row.q)
      #expect(relativeError(try range.cumulative(q), try number(row.cumulative)) < 1e-13, "\(row)")
      #expect(relativeError(try range.survival(q), try number(row.survival)) < 1e-13, "\(row)")
    }
  }

  @Test("R's ptukey agrees with quadrature to 3e-4 only, and is wrong altogether in the far tail")
  func comparisonWithR() throws {
    let errors = try DistributionFixtures.ranges().map { row in
      (
        absolute: abs(try number(row.survivalFromR) - number(row.survival)),
        relative: relativeError(try number(row.survivalFromR), try number(row.survival))
      )
    }
    let worst = errors.map(\.absolute).max() ?? 0
    #expect(worst < 3e-4)
    #expect(worst > 1e-4)
    #expect(errors.contains { $0.relative > 100 })
    // The case that is usually quoted: 20 groups, 5 degrees of freedom, q = 12.
    let quoted = try #require(
      try DistributionFixtures.ranges().first { $0.groups == 20 && $0.degreesOfFreedom == "5" && $0.q == "12.0" })
    let byR = abs(try number(quoted.survivalFromR) - number(quoted.survival))
    #expect(byR > 1e-6)
    let ours = abs(try distribution(quoted).survival(12) - number(quoted.survival))
    #expect(ours < 1e-14)
  }

  @Test("The quantiles return to q to 1e-12")
  func quantiles() throws {
    for row in try DistributionFixtures.ranges() {
      let range = try distribution(row)
      let q = try number(row.q)
      let (lower, upper) = (try number(row.cumulative), try number(row.survival))
      if lower < 0.6 { #expect(relativeError(try range.quantile(lower), q) < 1e-12, "\(row)") }
      if upper < 0.6 { #expect(relativeError(try range.upperQuantile(upper), q) < 1e-12, "\(row)") }
    }
  }

  @Test("With two groups it is |t|·√2", arguments: [0.5, 1, 3.5, 20, 880, 1e6])
  func twoGroups(degreesOfFreedom: Double) throws {
    let range = try StudentizedRange(groups: 2, degreesOfFreedom: degreesOfFreedom)
    let t = try StudentT(degreesOfFreedom: degreesOfFreedom)
    for q in [1e-5, 0.3, 1, 2.5, 6, 11, 40, 700] {
      let point = q / 2.0.squareRoot()
      #expect(relativeError(try range.survival(q), 2 * (try t.survival(point))) < 2e-13, "q = \(q)")
      #expect(relativeError(try range.density(q), 2.0.squareRoot() * (try t.density(point))) < 2e-13, "q = \(q)")
    }
  }

  @Test("With a known variance and two groups it is the normal range")
  func knownVariance() throws {
    let range = try StudentizedRange(groups: 2, degreesOfFreedom: .infinity)
    for q in [0.01, 1, 5, 19, 21, 35] {
      let expected = 2 * (try Normal.standard.survival(q / 2.0.squareRoot()))
      #expect(relativeError(try range.survival(q), expected) < 2e-13, "q = \(q)")
    }
  }

  @Test("The density is the slope of the cumulative", arguments: [(3, 5.0), (4, 36.0), (12, 2.5), (80, 200.0)])
  func slope(groups: Int, degreesOfFreedom: Double) throws {
    let range = try StudentizedRange(groups: groups, degreesOfFreedom: degreesOfFreedom)
    for q in [0.8, 2.0, 4.0, 7.0] {
      let step = 1e-3
      let below = try range.cumulative(q - step) - range.cumulative(q + step)
      let twice = try range.cumulative(q - 2 * step) - range.cumulative(q + 2 * step)
      // Five-point difference: its own error is of the order step⁴.
      let slope = (twice - 8 * below) / (12 * step)
      #expect(abs(slope - (try range.density(q))) < 1e-9, "q = \(q)")
    }
  }

  @Test("More groups and fewer degrees of freedom make a given range less surprising")
  func order() throws {
    var last = 0.0
    for groups in [2, 3, 4, 7, 15, 16, 17, 18, 40, 120, 700, 1000] {
      let survival = try StudentizedRange(groups: groups, degreesOfFreedom: 25).survival(6)
      #expect(survival > last)
      last = survival
    }
    last = 1
    for freedom in [0.1, 0.7, 1, 3, 10, 100, 1e4, 1e9, .infinity] {
      let survival = try StudentizedRange(groups: 5, degreesOfFreedom: freedom).survival(6)
      #expect(survival < last)
      last = survival
    }
  }

  @Test("Groups and degrees of freedom outside the range are refused with a reason")
  func refusals() {
    #expect(throws: StatisticsError.tooFewGroups(1)) { try StudentizedRange(groups: 1, degreesOfFreedom: 5) }
    #expect(throws: StatisticsError.self) { try StudentizedRange(groups: 1001, degreesOfFreedom: 5) }
    #expect(throws: StatisticsError.self) { try StudentizedRange(groups: 3, degreesOfFreedom: 0.05) }
    #expect(throws: StatisticsError.notFinite("degrees of freedom")) {
      try StudentizedRange(groups: 3, degreesOfFreedom: .nan)
    }
    #expect(throws: StatisticsError.self) { try StudentizedRange(groups: 3, degreesOfFreedom: -.infinity) }
  }
}
