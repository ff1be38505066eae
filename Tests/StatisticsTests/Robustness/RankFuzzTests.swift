import Statistics
import Testing

/// Awkward input to the rank tests and the new distributions: finite numbers or a `StatisticsError`, and nothing traps.
@Suite("No input makes a rank test or a new distribution trap or return what is not a number")
struct RankFuzzTests {
  private static let awkward: [Double] = [
    0, -0.0, 1, -1, 2, 0.5, 0.1, .leastNonzeroMagnitude, .leastNormalMagnitude, 1e-300, 1e-160, 1e-9, 1e9, 1e15, 1e160,
    -1e160, 1e300, 1.7e308, -1.7e308, .nan, .infinity, -.infinity,
  ]

  private static func value(_ numbers: inout SeededNumbers) -> Double {
    switch numbers.whole(0...3) {
    case 0: awkward[numbers.whole(0...awkward.count - 1)]
    case 1: numbers.uniform()
    default: Double(numbers.whole(-40...400)) / 8
    }
  }

  private static func count(_ numbers: inout SeededNumbers) -> Int {
    let choices = [0, 1, 2, 40, -1, .max, .min, 1 << 53, 1 << 31, 2001]
    return numbers.whole(0...4) == 0 ? choices[numbers.whole(0...choices.count - 1)] : numbers.whole(0...9)
  }

  private static func values(_ numbers: inout SeededNumbers) -> [Double] {
    let length = numbers.whole(0...8)
    return numbers.whole(0...2) == 0
      ? (0..<length).map { _ in value(&numbers) } : (0..<length).map { _ in Double(numbers.whole(-3...3)) }
  }

  @Test("Tests", arguments: 0..<10)
  func tests(block: UInt64) {
    var answered = 0
    for seed in (block * 40)..<(block * 40 + 40) {
      var numbers = SeededNumbers(seed: seed + 7_000_000)
      let (a, b, c) = (Self.values(&numbers), Self.values(&numbers), Self.values(&numbers))
      let confidence = numbers.whole(0...3) == 0 ? Self.value(&numbers) : 0.95
      let point = numbers.whole(0...1) == 0 ? 0 : Self.value(&numbers)
      for method in RankTestMethod.allCases {
        answered += probe("rankSum", seed: seed) { () throws(StatisticsError) in
          try wilcoxonRankSum(a, b, confidence: confidence, method: method)
        }
        answered += probe("signedRank", seed: seed) { () throws(StatisticsError) in
          try wilcoxonSignedRank(a, around: point, confidence: confidence, method: method)
        }
        answered += probe("signedRank pairs", seed: seed) { () throws(StatisticsError) in
          try wilcoxonSignedRank(a, minus: b, method: method)
        }
        answered += probe("distances", seed: seed) { () throws(StatisticsError) in
          try kolmogorovSmirnov(a, b, method: method)
        }
        answered += probe("distance", seed: seed) { () throws(StatisticsError) in
          try kolmogorovSmirnov(a, against: Normal.standard, method: method)
        }
      }
      answered += probe("kruskalWallis", seed: seed) { () throws(StatisticsError) in
        try kruskalWallisExact(GroupedTabulation(groups: [a, b, c]), workLimit: 3000)
      }
      answered += probe("kruskalWallis sizes", seed: seed) { () throws(StatisticsError) in
        let sizes = (0..<numbers.whole(0...3)).map { _ in Self.count(&numbers) }
        let ties = (0..<numbers.whole(0...4)).map { _ in Self.count(&numbers) }
        let h = Self.value(&numbers)
        let made = try KruskalWallisDistribution(sizes: sizes, tieCounts: seed % 2 == 0 ? nil : ties, workLimit: 3000)
        return [try made.mass(h), try made.cumulative(h), try made.survival(h)] + made.values
      }
    }
    #expect(answered > 100)
  }

  @Test("Continuous distributions", arguments: 0..<10)
  func continuous(block: UInt64) throws {
    var made = 0
    for seed in (block * 60)..<(block * 60 + 60) {
      var numbers = SeededNumbers(seed: seed + 8_000_000)
      let (p, q, r) = (Self.value(&numbers), Self.value(&numbers), Self.value(&numbers))
      let size = Self.count(&numbers)
      let x = Self.value(&numbers)
      // Non-centralities that are refused or quick; the largest take a while in a debug build.
      let lambda = abs(r) > 1e6 && r.isFinite ? 300 : r
      let distribution: (any ContinuousDistribution)? =
        switch numbers.whole(0...4) {
        case 0: try? NoncentralChiSquared(degreesOfFreedom: p, noncentrality: lambda)
        case 1: try? NoncentralF(numerator: p, denominator: q, noncentrality: lambda)
        case 2: try? NoncentralT(degreesOfFreedom: p, noncentrality: abs(r) > 1e3 ? -30 : r)
        case 3: try? KolmogorovDistribution(count: size > 100 && size < 3000 ? 30 : size)
        default: KolmogorovLimit()
        }
      guard let distribution else { continue }
      made += 1
      let about = "\(distribution) at \(x)"
      guard !x.isNaN else {
        #expect(throws: StatisticsError.self) { try distribution.survival(x) }
        continue
      }
      #expect(try distribution.density(x) >= 0, "\(about)")
      #expect((0...1).contains(try distribution.cumulative(x)), "\(about)")
      #expect((0...1).contains(try distribution.survival(x)), "\(about)")
      #expect(try distribution.logCumulative(x) <= 0, "\(about)")
      #expect(try distribution.logSurvival(x) <= 0, "\(about)")
      if (0...1).contains(x) {
        #expect(!(try distribution.quantile(x).isNaN), "\(about)")
        #expect(!(try distribution.upperQuantile(x).isNaN), "\(about)")
      } else {
        #expect(throws: StatisticsError.self) { try distribution.quantile(x) }
      }
    }
    #expect(made > 10)
  }

  @Test("Discrete distributions", arguments: 0..<10)
  func discrete(block: UInt64) throws {
    var made = 0
    for seed in (block * 60)..<(block * 60 + 60) {
      var numbers = SeededNumbers(seed: seed + 9_000_000)
      let (p, q) = (Self.value(&numbers), Self.value(&numbers))
      let (a, b, c, k) = (
        Self.count(&numbers), Self.count(&numbers), Self.count(&numbers), Self.count(&numbers)
      )
      let ties = (0..<numbers.whole(0...5)).map { _ in Self.count(&numbers) }
      let distribution: (any DiscreteDistribution)? =
        switch numbers.whole(0...8) {
        case 0: try? Poisson(mean: p)
        case 1: try? NegativeBinomial(size: p, probability: q)
        case 2: try? NegativeBinomial(size: p, mean: q)
        case 3: try? FisherNoncentralHypergeometric(successes: a, failures: b, draws: c, oddsRatio: p)
        case 4: try? RankSumDistribution(first: a, second: b)
        case 5: try? TiedRankSumDistribution(tieCounts: ties, first: a)
        case 6: try? SignedRankDistribution(count: a)
        case 7: try? TiedSignedRankDistribution(tieCounts: ties)
        default: try? TwoSampleKolmogorovDistribution(first: a, second: b, tieCounts: seed % 2 == 0 ? nil : ties)
        }
      guard let distribution else { continue }
      made += 1
      let about = "\(distribution) at \(k)"
      for value in [distribution.mass(k), distribution.cumulative(k), distribution.survival(k)] {
        #expect((0...1).contains(value), "\(about)")
      }
      #expect(distribution.logCumulative(k) <= 0, "\(about)")
      #expect(distribution.logSurvival(k) <= 0, "\(about)")
      if (0...1).contains(q) {
        // Unbounded counts say so at the end of the line.
        _ = try? distribution.quantile(q)
        _ = try? distribution.upperQuantile(q)
      } else {
        #expect(throws: StatisticsError.self) { try distribution.quantile(q) }
      }
    }
    #expect(made > 10)
  }
}
