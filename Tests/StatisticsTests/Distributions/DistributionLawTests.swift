import Foundation
import Statistics
import Testing

@Suite("Laws of the distributions") struct DistributionLawTests {
  static let continuous: [any ContinuousDistribution] = {
    var all: [any ContinuousDistribution] = [Normal.standard]
    func add(_ make: () throws -> any ContinuousDistribution) { if let made = try? make() { all.append(made) } }
    add { try Normal(mean: -40, standardDeviation: 0.03) }
    for freedom in [0.5, 1, 2, 11.3, 880, 1e7] {
      add { try StudentT(degreesOfFreedom: freedom) }
      add { try ChiSquared(degreesOfFreedom: freedom) }
      add { try FDistribution(numerator: freedom, denominator: 35) }
      add { try FDistribution(numerator: 4, denominator: freedom) }
      add { try Beta(alpha: freedom, beta: 2.5) }
      add { try StudentizedRange(groups: 4, degreesOfFreedom: freedom) }
    }
    add { try Gamma(shape: 0.07, rate: 12) }
    add { try StudentizedRange(groups: 60, degreesOfFreedom: 30) }
    add { try StudentizedRange(groups: 5, degreesOfFreedom: .infinity) }
    return all
  }()

  static let discrete: [any DiscreteDistribution] = {
    var all: [any DiscreteDistribution] = []
    func add(_ make: () throws -> any DiscreteDistribution) { if let made = try? make() { all.append(made) } }
    for (trials, probability) in [(0, 0.4), (1, 0.3), (40, 0.5), (700, 0.01), (300, 0.999), (20, 0), (20, 1)] {
      add { try Binomial(trials: trials, probability: probability) }
    }
    for (successes, failures, draws) in [(0, 0, 0), (5, 0, 3), (0, 7, 3), (17, 23, 14), (300, 8, 290), (90, 4000, 60)] {
      add { try Hypergeometric(successes: successes, failures: failures, draws: draws) }
    }
    return all
  }()

  private static let probabilities = [
    1e-250, 1e-60, 1e-9, 0.001, 0.01, 0.05, 0.2, 0.4, 0.5, 0.6, 0.9, 0.975, 0.999, 1 - 1e-12,
  ]

  @Test("Every distribution of the list could be made")
  func complete() {
    #expect(Self.continuous.count == 41)
    #expect(Self.discrete.count == 13)
  }

  @Test("The quantile undoes the cumulative, and the two tails fill 1", arguments: continuous.indices)
  func inverse(index: Int) throws {
    let distribution = Self.continuous[index]
    for p in Self.probabilities {
      let x = try distribution.quantile(p)
      // A quantile beyond the smallest or largest double has no way back.
      if x != 0 && x.isFinite && abs(x) > 1e-290 {
        // x is rounded, which moves the cumulative by density · x · 2⁻⁵³.
        let slack = try distribution.density(x) * abs(x) * 3e-16
        #expect(abs(try distribution.cumulative(x) - p) <= 1e-13 * p + slack, "\(distribution) at p = \(p)")
        #expect(abs(try distribution.cumulative(x) + distribution.survival(x) - 1) < 1e-14, "\(distribution)")
        let logs = (try distribution.logCumulative(x), try distribution.logSurvival(x))
        #expect(logs.0 <= 0 && logs.1 <= 0)
      }
      let y = try distribution.upperQuantile(p)
      // Nor has one that rounds to the end of the beta distribution's support.
      if y != 0 && y.isFinite && abs(y) > 1e-290 && p < 0.9 && !(distribution is Beta && y == 1) {
        let slack = try distribution.density(y) * abs(y) * 3e-16
        #expect(abs(try distribution.survival(y) - p) <= 1e-13 * p + slack, "\(distribution) at upper p = \(p)")
      }
    }
  }

  @Test("Cumulative rises, survival falls, and no density is negative", arguments: continuous.indices)
  func monotone(index: Int) throws {
    let distribution = Self.continuous[index]
    let points = try stride(from: 0.01, to: 1, by: 0.03).map { try distribution.quantile($0) }
    for (left, right) in zip(points, points.dropFirst()) where left < right {
      #expect(try distribution.cumulative(left) <= distribution.cumulative(right))
      #expect(try distribution.survival(left) >= distribution.survival(right))
      #expect(try distribution.density(left) >= 0)
    }
    #expect(points == points.sorted())
  }

  @Test("The density integrates to the difference of the cumulative", arguments: continuous.indices)
  func density(index: Int) throws {
    let distribution = Self.continuous[index]
    let from = try distribution.quantile(0.35)
    let to = try distribution.quantile(0.55)
    // Simpson on 200 panels between two inner quantiles, over log x where a density may span many powers of ten.
    let logarithmic = from > 0
    let (start, end) = logarithmic ? (log(from), log(to)) : (from, to)
    let step = (end - start) / 200
    func integrand(_ node: Int) throws -> Double {
      let place = start + Double(node) * step
      return logarithmic ? exp(place) * (try distribution.density(exp(place))) : try distribution.density(place)
    }
    var sum = try integrand(0) + integrand(200)
    for node in 1..<200 { sum += (node % 2 == 1 ? 4 : 2) * (try integrand(node)) }
    #expect(abs(sum * step / 3 - 0.2) < 2e-5, "\(distribution)")
  }

  @Test("The ends of the line and of probability give the limits", arguments: continuous.indices)
  func limits(index: Int) throws {
    let distribution = Self.continuous[index]
    #expect(try distribution.cumulative(-.infinity) == 0)
    #expect(try distribution.cumulative(.infinity) == 1)
    #expect(try distribution.survival(-.infinity) == 1)
    #expect(try distribution.survival(.infinity) == 0)
    #expect(try distribution.density(.infinity) == 0)
    #expect(try distribution.density(-.infinity) == 0)
    #expect(try distribution.quantile(0) == distribution.upperQuantile(1))
    #expect(try distribution.quantile(1) == distribution.upperQuantile(0))
    #expect(try distribution.quantile(0) < distribution.quantile(1))
  }

  @Test("t and normal are symmetric")
  func symmetry() throws {
    for distribution in [Normal.standard, try StudentT(degreesOfFreedom: 3.3)] as [any ContinuousDistribution] {
      for x in [0, 1e-12, 0.4, 2, 9, 33] {
        #expect(try distribution.cumulative(-x) == distribution.survival(x))
        #expect(try distribution.density(-x) == distribution.density(x))
      }
      for p in [1e-9, 0.03, 0.4] { #expect(try distribution.quantile(p) == -distribution.upperQuantile(p)) }
      #expect(try distribution.quantile(0.5) == 0)
    }
  }

  @Test("F with one numerator degree of freedom is t squared, and F(m, n) is the reciprocal of F(n, m)")
  func families() throws {
    let t = try StudentT(degreesOfFreedom: 35)
    let f = try FDistribution(numerator: 1, denominator: 35)
    for x in [0.2, 1, 3, 11] { #expect(relativeError(try f.survival(x * x), 2 * (try t.survival(x))) < 1e-14) }
    let turned = try FDistribution(numerator: 35, denominator: 1)
    for x in [0.25, 1, 4, 16] { #expect(relativeError(try f.survival(x), try turned.cumulative(1 / x)) < 1e-14) }
  }

  @Test("The masses add up to the tails and to 1", arguments: discrete.indices)
  func masses(index: Int) throws {
    let distribution = Self.discrete[index]
    var sum = 0.0
    for k in -2...800 {
      sum += distribution.mass(k)
      #expect(abs(distribution.cumulative(k) - sum) < 1e-13, "\(distribution) at \(k)")
      #expect(abs(distribution.cumulative(k) + distribution.survival(k) - 1) < 1e-14)
    }
    #expect(abs(sum - 1) < 1e-13)
  }

  @Test("The discrete quantile is the first count whose cumulative reaches p", arguments: discrete.indices)
  func discreteQuantiles(index: Int) throws {
    let distribution = Self.discrete[index]
    for p in [1e-200, 0.001, 0.025, 0.3, 0.5, 0.8, 0.999, 1 - 1e-12] {
      let k = try distribution.quantile(p)
      #expect(distribution.cumulative(k) >= p)
      #expect(distribution.mass(k - 1) == 0 || distribution.cumulative(k - 1) < p)
      let upper = try distribution.upperQuantile(p)
      #expect(distribution.survival(upper) <= p)
      #expect(distribution.mass(upper - 1) == 0 || distribution.survival(upper - 1) > p)
    }
  }
}
