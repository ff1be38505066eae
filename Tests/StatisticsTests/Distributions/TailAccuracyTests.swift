import Statistics
import Testing

/// Against 60-digit values from `tails.py` (mpmath; version in the file).
@Suite("Tails against 60 digits") struct TailAccuracyTests {
  private func distribution(_ row: DistributionFixtures.Tail) throws -> any ContinuousDistribution {
    let p = try row.parameters.map(number)
    switch row.distribution {
    case "normal": return Normal.standard
    case "t": return try StudentT(degreesOfFreedom: p[0])
    case "chiSquared": return try ChiSquared(degreesOfFreedom: p[0])
    case "gamma": return try Gamma(shape: p[0], rate: p[1])
    case "f": return try FDistribution(numerator: p[0], denominator: p[1])
    case "beta": return try Beta(alpha: p[0], beta: p[1])
    default: throw UnknownCase(name: row.distribution)
    }
  }

  @Test("Both tails, their logarithms and the density are right to 2e-14, from df 0.5 to 1e8 and down to 1e-300")
  func tails() throws {
    let rows = try DistributionFixtures.tails()
    #expect(rows.count == 731)
    for row in rows {
      let distribution = try distribution(row)
      let x = try number(row.x)
      for (name, value, text) in [
        ("cumulative", try distribution.cumulative(x), row.cumulative),
        ("survival", try distribution.survival(x), row.survival),
        ("logCumulative", try distribution.logCumulative(x), row.logCumulative),
        ("logSurvival", try distribution.logSurvival(x), row.logSurvival),
        ("density", try distribution.density(x), row.density),
      ] {
        let reference = try number(text)
        // Below the normal range a double has no digits left to compare.
        if abs(reference) < 1e-300 {
          #expect(abs(value) < 1.1e-300, "\(name) of \(row)")
        } else {
          #expect(relativeError(value, reference) < 2e-14, "\(name) of \(row): \(value)")
        }
      }
    }
  }

  @Test("The quantiles return to the point the tail came from")
  func quantiles() throws {
    for row in try DistributionFixtures.tails() {
      let distribution = try distribution(row)
      let x = try number(row.x)
      let density = try number(row.density)
      let lower = try number(row.cumulative)
      let upper = try number(row.survival)
      for (p, found) in [
        (lower, lower < 0.6 ? try distribution.quantile(lower) : x),
        (upper, upper < 0.6 ? try distribution.upperQuantile(upper) : x),
      ] where p > 1e-300 {
        // What the rounding of p itself moves, and ten units in the last place of x.
        let allowed = 1e-14 * (abs(x) + p / density)
        #expect(abs(found - x) <= allowed, "quantile of \(p) in \(row): \(found)")
      }
    }
  }
}
