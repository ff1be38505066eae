import Statistics
import Testing

@Suite("Laws of the rank tests and of the new distributions")
struct RankLawTests {
  private func samples(_ seed: UInt64, tied: Bool) -> ([Double], [Double]) {
    var numbers = SeededNumbers(seed: seed)
    func draw(_ count: Int) -> [Double] {
      (0..<count).map { _ in tied ? Double(numbers.whole(0...6)) : Double(numbers.whole(-4096...4096)) / 64 }
    }
    let (m, n) = (numbers.whole(3...12), numbers.whole(3...12))
    return (draw(m), draw(n))
  }

  @Test("A common shift, a scale and an order of the values change no p-value", arguments: 0..<40)
  func invariance(seed: UInt64) throws {
    let (a, b) = samples(seed, tied: seed % 2 == 0)
    let (c, d) = (a.reversed().map { 8 * $0 + 64 }, b.reversed().map { 8 * $0 + 64 })
    let (first, second) = (try wilcoxonRankSum(a, b), try wilcoxonRankSum(c, d))
    #expect(first.pValue == second.pValue)
    #expect(first.statistic == second.statistic)
    #expect(second.shift.estimate == 8 * first.shift.estimate)
    #expect(second.shift.lower == 8 * first.shift.lower)
    #expect(try kolmogorovSmirnov(a, b) == kolmogorovSmirnov(c, d))
    let groups = try GroupedTabulation(groups: [Array(a.prefix(4)), Array(b.prefix(4)), [1, 2]])
    let moved = try GroupedTabulation(groups: [[8.0, 16], b.prefix(4).map { 8 * $0 }, a.prefix(4).map { 8 * $0 }])
    let pair = (try kruskalWallisExact(groups).pValue, try kruskalWallisExact(moved).pValue)
    #expect(abs(pair.0 - pair.1) < 1e-14)
  }

  @Test("Left to itself a rank test answers for any sizes, exactly only where all arrangements can be counted")
  func automatic() throws {
    let many = (0..<1500).map { Double($0 * 7919 % 1500) }
    #expect(try wilcoxonRankSum([3.5], Array(many.prefix(999))).isExact)
    #expect(try !wilcoxonRankSum([3.5], Array(many.prefix(1000))).isExact)
    #expect(try !wilcoxonRankSum([3], many).isExact)
    #expect(throws: StatisticsError.self) { try wilcoxonRankSum([3.5], many, method: .exact) }
    #expect(try !wilcoxonSignedRank(many).isExact)
    #expect(try !kolmogorovSmirnov([3.5], many).isExact)
    #expect(try !kolmogorovSmirnov(many, against: Normal.standard).isExact)
  }

  @Test("Exchanged samples mirror everything", arguments: 0..<40)
  func mirror(seed: UInt64) throws {
    let (a, b) = samples(seed + 100, tied: seed % 2 == 0)
    let (first, second) = (try wilcoxonRankSum(a, b), try wilcoxonRankSum(b, a))
    #expect(isClose(first.pValue, second.pValue, 1e-13))
    #expect(first.statistic + second.statistic == Double(a.count * b.count))
    #expect(first.shift.estimate == -second.shift.estimate)
    #expect(first.shift.lower == -second.shift.upper)
    let (up, down) = (try wilcoxonSignedRank(a.map { $0 + 0.01 }), try wilcoxonSignedRank(a.map { -$0 - 0.01 }))
    #expect(isClose(up.pValue, down.pValue, 1e-13))
    #expect(up.location.estimate == -down.location.estimate)
    #expect(isClose(try kolmogorovSmirnov(a, b).pValue, try kolmogorovSmirnov(b, a).pValue, 1e-13))
  }

  @Test("The estimates are the medians of all differences and of all means of pairs", arguments: 0..<40)
  func estimates(seed: UInt64) throws {
    let (a, b) = samples(seed + 200, tied: seed % 2 == 0)
    func median(_ values: [Double]) -> Double {
      let sorted = values.sorted()
      let half = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half])
    }
    #expect(try wilcoxonRankSum(a, b).shift.estimate == median(a.flatMap { x in b.map { x - $0 } }))
    let own = a.map { $0 + 0.25 }
    let means = own.indices.flatMap { i in own.indices[i...].map { 0.5 * (own[i] + own[$0]) } }
    #expect(try wilcoxonSignedRank(own).location.estimate == median(means))
  }

  @Test("Without ties the distributions for ties are those without")
  func degenerate() throws {
    for (m, n) in [(1, 1), (4, 3), (3, 9), (8, 8)] {
      let plain = try RankSumDistribution(first: m, second: n)
      let tied = try TiedRankSumDistribution(tieCounts: [Int](repeating: 1, count: m + n), first: m)
      for u in 0...(m * n) { #expect(isClose(plain.cumulative(u), tied.cumulative(2 * u), 1e-14)) }
    }
    for n in [1, 2, 7, 20] {
      let plain = try SignedRankDistribution(count: n)
      let tied = try TiedSignedRankDistribution(tieCounts: [Int](repeating: 1, count: n))
      for v in 0...(n * (n + 1) / 2) { #expect(isClose(plain.cumulative(v), tied.cumulative(2 * v), 1e-14)) }
    }
  }

  @Test("Without non-centrality the non-central distributions are the central ones")
  func central() throws {
    for x in [0.01, 0.7, 2.5, 40] {
      let chi = (
        try NoncentralChiSquared(degreesOfFreedom: 3.5, noncentrality: 0), try ChiSquared(degreesOfFreedom: 3.5)
      )
      #expect(try chi.0.survival(x) == chi.1.survival(x))
      #expect(try chi.0.density(x) == chi.1.density(x))
      let small = try NoncentralChiSquared(degreesOfFreedom: 3.5, noncentrality: 1e-300)
      #expect(relativeError(try small.survival(x), try chi.1.survival(x)) < 1e-14)
      let f = try FDistribution(numerator: 3, denominator: 7.5)
      let same = try NoncentralF(numerator: 3, denominator: 7.5, noncentrality: 0)
      #expect(try same.cumulative(x) == f.cumulative(x))
      let t = (try NoncentralT(degreesOfFreedom: 7.5, noncentrality: 0), try StudentT(degreesOfFreedom: 7.5))
      #expect(relativeError(try t.0.survival(x), try t.1.survival(x)) < 1e-14)
      #expect(relativeError(try t.0.density(-x), try t.1.density(-x)) < 1e-14)
      let odds = try FisherNoncentralHypergeometric(successes: 9, failures: 14, draws: 8, oddsRatio: 1)
      let plain = try Hypergeometric(successes: 9, failures: 14, draws: 8)
      for k in plain.support { #expect(relativeError(odds.mass(k), plain.mass(k)) < 1e-14) }
    }
  }

  @Test("T² of non-central t is non-central F", arguments: [0.4, 2.0, 11.5])
  func square(delta: Double) throws {
    let t = try NoncentralT(degreesOfFreedom: 6.5, noncentrality: delta)
    let f = try NoncentralF(numerator: 1, denominator: 6.5, noncentrality: delta * delta)
    for x in [0.2, 1.0, 3.0, 25.0] {
      let both = try t.survival(x) + t.cumulative(-x)
      #expect(relativeError(both, try f.survival(x * x)) < 1e-13)
    }
  }

  @Test("Quantiles return on every new continuous distribution")
  func inverse() throws {
    var all: [any ContinuousDistribution] = [
      KolmogorovLimit(), try KolmogorovDistribution(count: 1), try KolmogorovDistribution(count: 9),
    ]
    for delta in [-3.0, -0.1, 0, 1e-200, 0.3, 4, 60] {
      all.append(try NoncentralT(degreesOfFreedom: 4.5, noncentrality: delta))
    }
    for lambda in [1e-300, 0.2, 5, 900] {
      all.append(try NoncentralChiSquared(degreesOfFreedom: 0.7, noncentrality: lambda))
      all.append(try NoncentralF(numerator: 3, denominator: 12, noncentrality: lambda))
    }
    for distribution in all {
      for p in [1e-200, 1e-20, 0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.9999] {
        let x = try distribution.quantile(p)
        guard abs(x) > 1e-290 else { continue }
        // x is rounded, which moves the cumulative by density · x · 2⁻⁵³.
        let slack = try distribution.density(x) * abs(x) * 3e-16
        #expect(abs(try distribution.cumulative(x) - p) <= 2e-13 * p + slack, "\(distribution) at \(p)")
      }
    }
  }

  @Test(
    "Kolmogorov's limit, corrected, is within 0.1 % of the exact p-value at 400 values", arguments: [0.4, 0.8, 1.2])
  func limit(spread: Double) throws {
    // Evenly spread values, pushed together until D is about spread/√n.
    let n = 400.0
    let values = (1...400).map { (Double($0) - 0.5) / n * (1 - spread / n.squareRoot()) }
    let uniform = try Beta(alpha: 1, beta: 1)
    let exact = try kolmogorovSmirnov(values, against: uniform, method: .exact)
    let approximate = try kolmogorovSmirnov(values, against: uniform, method: .approximate)
    #expect(exact.isExact && !approximate.isExact)
    #expect(exact.statistic == approximate.statistic)
    #expect(relativeError(approximate.pValue, exact.pValue) < 1e-3)
  }
}
