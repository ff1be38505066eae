import Statistics
import Testing

/// Against R's own functions from `r.R` (version in the file).
@Suite("Distributions against R") struct AgreementWithRTests {
  private func continuous(_ family: String, _ p: [Double]) throws -> (any ContinuousDistribution)? {
    switch family {
    case "norm": try Normal(mean: p[0], standardDeviation: p[1])
    case "t": try StudentT(degreesOfFreedom: p[0])
    case "chisq": try ChiSquared(degreesOfFreedom: p[0])
    case "f": try FDistribution(numerator: p[0], denominator: p[1])
    case "beta": try Beta(alpha: p[0], beta: p[1])
    case "gamma": try Gamma(shape: p[0], rate: p[1])
    default: nil
    }
  }

  private func discrete(_ family: String, _ p: [Double]) throws -> any DiscreteDistribution {
    switch family {
    case "binom": return try Binomial(trials: Int(p[0]), probability: p[1])
    case "hyper": return try Hypergeometric(successes: Int(p[0]), failures: Int(p[1]), draws: Int(p[2]))
    default: throw UnknownCase(name: family)
    }
  }

  private func value(_ row: DistributionFixtures.FromR) throws -> Double {
    let family = String(row.function.dropFirst())
    let parameters = try row.parameters.map(number)
    let argument = try number(row.argument)
    if let distribution = try continuous(family, parameters) {
      switch row.function.first {
      case "d": return try distribution.density(argument)
      case "p": return row.lower ? try distribution.cumulative(argument) : try distribution.survival(argument)
      default: return try distribution.quantile(argument)
      }
    }
    let distribution = try discrete(family, parameters)
    switch row.function.first {
    case "d": return distribution.mass(Int(argument))
    case "p": return row.lower ? distribution.cumulative(Int(argument)) : distribution.survival(Int(argument))
    default: return Double(try distribution.quantile(argument))
    }
  }

  @Test("584 densities, masses, tails and quantiles agree to 1e-11, two digits beyond what is asked")
  func agreement() throws {
    let rows = try DistributionFixtures.fromR()
    #expect(rows.count == 584)
    for row in rows {
      let ours = try value(row)
      #expect(relativeError(ours, try number(row.value)) < 1e-11, "\(row): \(ours)")
    }
  }
}
