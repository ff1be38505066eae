import Statistics
import Testing

/// SplitMix64: the same numbers in every run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Any bit pattern, a special value, or an ordinary number of any size.
  mutating func wildDouble() -> Double {
    switch next() % 8 {
    case 0: return Double(bitPattern: next())
    case 1:
      let special = [
        0, -0.0, 1, -1, 0.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e-8, 1e15,
      ]
      return special[Int(next() % UInt64(special.count))]
    case 2: return Double(bitPattern: next() >> 2)
    case 3: return Double.random(in: 0...1, using: &self)
    default:
      // Powers of ten by repeated products, over the range that the parameters allow and a little beyond.
      var value = Double.random(in: 1...10, using: &self)
      for _ in 0..<Int(next() % 17) { value *= 10 }
      if next() % 2 == 0 { value *= 1e-9 }
      return next() % 4 == 0 ? -value : value
    }
  }

  mutating func wildInt() -> Int {
    switch next() % 4 {
    case 0: Int(bitPattern: UInt(next()))
    case 1: [Int.min, Int.max, 0, 1, -1][Int(next() % 5)]
    default: Int(next() >> (20 + next() % 44))
    }
  }
}

@Suite("Distributions under wild input") struct DistributionFuzzTests {
  private func make(_ random: inout Seeded) -> (any ContinuousDistribution)? {
    let (first, second) = (random.wildDouble(), random.wildDouble())
    return switch random.next() % 6 {
    case 0: try? Normal(mean: first, standardDeviation: second)
    case 1: try? StudentT(degreesOfFreedom: first)
    case 2: try? ChiSquared(degreesOfFreedom: first)
    case 3: try? FDistribution(numerator: first, denominator: second)
    case 4: try? Beta(alpha: first, beta: second)
    default: try? Gamma(shape: first, rate: second)
    }
  }

  @Test("No argument or parameter traps or gives NaN, and every probability lies in 0...1", arguments: 0..<8)
  func continuous(seed: UInt64) throws {
    var random = Seeded(state: seed)
    var made = 0
    for _ in 0..<2000 {
      guard let distribution = make(&random) else { continue }
      made += 1
      try check(distribution, at: random.wildDouble())
    }
    #expect(made > 200)
  }

  @Test("The studentized range neither traps nor gives NaN", arguments: 0..<4)
  func range(seed: UInt64) throws {
    var random = Seeded(state: 100 + seed)
    var made = 0
    for _ in 0..<150 {
      let groups = random.next() % 3 == 0 ? random.wildInt() : Int(random.next() % 40)
      guard let range = try? StudentizedRange(groups: groups, degreesOfFreedom: random.wildDouble()) else { continue }
      made += 1
      try check(range, at: random.wildDouble())
    }
    #expect(made > 20)
  }

  private func check(_ distribution: any ContinuousDistribution, at x: Double) throws {
    guard !x.isNaN else {
      #expect(throws: StatisticsError.self) { try distribution.cumulative(x) }
      #expect(throws: StatisticsError.self) { try distribution.density(x) }
      #expect(throws: StatisticsError.self) { try distribution.quantile(x) }
      return
    }
    #expect(try distribution.density(x) >= 0, "density of \(distribution) at \(x)")
    for value in [try distribution.cumulative(x), try distribution.survival(x)] {
      #expect((0...1).contains(value), "\(distribution) at \(x)")
    }
    for value in [try distribution.logCumulative(x), try distribution.logSurvival(x)] {
      #expect(value <= 0, "log tail of \(distribution) at \(x)")
    }
    guard (0...1).contains(x) else {
      #expect(throws: StatisticsError.self) { try distribution.quantile(x) }
      #expect(throws: StatisticsError.self) { try distribution.upperQuantile(x) }
      return
    }
    #expect(!(try distribution.quantile(x).isNaN), "quantile of \(distribution) at \(x)")
    #expect(!(try distribution.upperQuantile(x).isNaN), "upper quantile of \(distribution) at \(x)")
  }

  @Test("No count traps or gives NaN", arguments: 0..<4)
  func discrete(seed: UInt64) throws {
    var random = Seeded(state: 200 + seed)
    var made = 0
    for _ in 0..<500 {
      let distribution: (any DiscreteDistribution)? =
        random.next() % 2 == 0
        ? try? Binomial(trials: random.wildInt(), probability: random.wildDouble())
        : try? Hypergeometric(
          successes: random.wildInt() >> 24, failures: random.wildInt() >> 24, draws: random.wildInt() >> 26)
      guard let distribution else { continue }
      made += 1
      let k = random.wildInt()
      for value in [distribution.mass(k), distribution.cumulative(k), distribution.survival(k)] {
        #expect((0...1).contains(value), "\(distribution) at \(k)")
      }
      #expect(distribution.logCumulative(k) <= 0)
      #expect(distribution.logSurvival(k) <= 0)
      let p = random.wildDouble()
      if (0...1).contains(p) {
        _ = try distribution.quantile(p)
        _ = try distribution.upperQuantile(p)
      } else {
        #expect(throws: StatisticsError.self) { try distribution.quantile(p) }
      }
    }
    #expect(made > 20)
  }
}
