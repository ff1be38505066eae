import Foundation
import Testing

@testable import Statistics

@Suite("Shares of two groups: score tests, intervals, equivalence and their power")
struct ProportionTests {
  struct Case: Decodable, Sendable {
    let effect: String
    let unbiased: Bool
    let counts: [Int]
    let level, null, statistic, above, below: Double
    let shares, ends, newcombe, wald: [Double]

    func groups() throws -> (BinomialCount, BinomialCount) {
      (
        try BinomialCount(successes: counts[0], trials: counts[1]),
        try BinomialCount(successes: counts[2], trials: counts[3])
      )
    }
  }

  struct PowerCase: Decodable, Sendable {
    let shares: [Double]
    let margin, ratio, alpha, count, nonInferiority, equivalence: Double
    let trials: [Int]
    let exact: [Double]
  }

  @Test("Statistics, shares under the null value and ends of intervals are those of the likelihood in R")
  func agreement() throws {
    let file = try TopicFixture<Case>("trials/proportions")
    #expect(file.cases.count == 180)
    let names = ["difference": ProportionEffect.difference, "riskRatio": .riskRatio, "oddsRatio": .oddsRatio]
    for (index, wanted) in file.cases.enumerated() {
      let (a, b) = try wanted.groups()
      let effect = try #require(names[wanted.effect])
      let variance: ScoreVariance = wanted.unbiased ? .unbiased : .plain
      let test = try proportionScoreTest(a, b, effect, against: wanted.null, variance: variance)
      expectClose(test.statistic, wanted.statistic, file.tolerance, floor: 1e-10, "z of case \(index)")
      expectClose(test.firstShare, wanted.shares[0], file.tolerance, floor: 1e-11, "first share of case \(index)")
      expectClose(test.secondShare, wanted.shares[1], file.tolerance, floor: 1e-11, "second share of case \(index)")
      expectClose(test.pValueAbove, wanted.above, 1e-8, "above, case \(index)")
      expectClose(test.pValueBelow, wanted.below, 1e-8, "below, case \(index)")
      let interval = try proportionScoreInterval(a, b, effect, variance: variance, confidence: 1 - wanted.level)
      expectClose(interval.lower, wanted.ends[0], file.tolerance, floor: 1e-10, "lower end of case \(index)")
      expectClose(try #require(interval.upper), wanted.ends[1], file.tolerance, floor: 1e-10, "upper of case \(index)")
      for (method, ends) in [(ProportionDifferenceMethod.newcombe, wanted.newcombe), (.wald, wanted.wald)] {
        let found = try proportionDifferenceInterval(a, b, method: method, confidence: 1 - wanted.level)
        expectClose(found.lower, ends[0], file.tolerance, floor: 1e-12, "\(method), lower of case \(index)")
        expectClose(found.upper, ends[1], file.tolerance, floor: 1e-12, "\(method), upper of case \(index)")
      }
    }
  }

  /// Newcombe (1998), table II: his contrasts (a) and (b), to all four places printed.
  @Test(
    "Newcombe's published intervals",
    arguments: [
      ([56, 70, 48, 80], [0.0575, 0.3425, 0.0533, 0.3377, 0.0528, 0.3382, 0.0524, 0.3339]),
      ([9, 10, 3, 10], [0.2605, 0.9395, 0.1821, 0.8370, 0.1700, 0.8406, 0.1705, 0.8090]),
    ])
  func published(counts: [Int], ends: [Double]) throws {
    let a = try BinomialCount(successes: counts[0], trials: counts[1])
    let b = try BinomialCount(successes: counts[2], trials: counts[3])
    let methods: [ProportionDifferenceMethod] = [.wald, .score(.plain), .score(.unbiased), .newcombe]
    for (place, method) in methods.enumerated() {
      let found = try proportionDifferenceInterval(a, b, method: method)
      #expect(abs(found.lower - ends[2 * place]) < 5.1e-5, "\(method): \(found.lower)")
      #expect(abs(found.upper - ends[2 * place + 1]) < 5.1e-5, "\(method): \(found.upper)")
    }
  }

  @Test(
    "Against no effect the three tests are Pearson's χ², and swapping groups turns every figure round",
    arguments: 0..<30)
  func laws(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed + 900)
    let (m, n) = (numbers.whole(3...40), numbers.whole(3...40))
    let (x, y) = (numbers.whole(1...m - 1), numbers.whole(1...n - 1))
    let (a, b) = (try BinomialCount(successes: x, trials: m), try BinomialCount(successes: y, trials: n))
    let square = try chiSquaredTest([[x, m - x], [y, n - y]]).statistic
    for effect in ProportionEffect.allCases {
      let test = try proportionScoreTest(a, b, effect, against: effect == .difference ? 0 : 1)
      #expect(isClose(test.statistic * test.statistic, square, 1e-9))
      let (there, back) = (try proportionScoreInterval(a, b, effect), try proportionScoreInterval(b, a, effect))
      let upper = try #require(there.upper)
      #expect(isClose(back.lower, effect == .difference ? -upper : 1 / upper, 1e-9))
      // The ends are where the two-sided test has p = 0.05.
      for end in [there.lower, upper] {
        #expect(isClose(try proportionScoreTest(a, b, effect, against: end, variance: .unbiased).pValue, 0.05, 1e-9))
      }
    }
  }

  @Test("Tables with empty cells have the ends that they allow")
  func emptyCells() throws {
    let none = try BinomialCount(successes: 0, trials: 12)
    let some = try BinomialCount(successes: 5, trials: 9)
    let all = try BinomialCount(successes: 9, trials: 9)
    for effect in ProportionEffect.allCases {
      for (a, b) in [(none, some), (some, none), (none, none), (all, all), (all, none), (none, all), (all, some)] {
        let found = try proportionScoreInterval(a, b, effect)
        #expect(found.lower.isFinite && found.upper.map { $0 > found.lower } ?? true)
        if let estimate = found.estimate {
          #expect(found.lower <= estimate && found.upper.map { $0 >= estimate } ?? true)
        }
      }
    }
    #expect(try proportionScoreInterval(none, some, .riskRatio).lower == 0)
    #expect(try proportionScoreInterval(some, none, .riskRatio).upper == nil)
    #expect(try proportionScoreInterval(all, some, .oddsRatio).upper == nil)
    let apart = try proportionScoreInterval(all, none)
    #expect(apart.estimate == 1 && apart.upper == 1 && apart.lower > 0.5)
    // 0 of 12 and 0 of 12: nothing speaks against equal shares.
    #expect(try proportionScoreTest(none, none, against: 0).pValue == 1)
  }

  @Test("Equivalence is the interval of confidence 1 − 2α within the bounds", arguments: ProportionEffect.allCases)
  func equivalence(effect: ProportionEffect) throws {
    var numbers = SeededNumbers(seed: 31)
    var claims = 0
    for _ in 0..<200 {
      let n = numbers.whole(20...200)
      let a = try BinomialCount(successes: numbers.whole(1...n - 1), trials: n)
      let b = try BinomialCount(successes: min(n - 1, max(1, a.successes + numbers.whole(-6...6))), trials: n)
      let (lower, upper) = effect == .difference ? (-0.15, 0.15) : (0.6, 1.6)
      let found = try equivalenceTest(a, b, effect, lower: lower, upper: upper)
      #expect(
        found.isEquivalent == (found.interval.lower >= lower && (found.interval.upper ?? .infinity) <= upper))
      if found.isEquivalent { claims += 1 }
      let notLower = try nonInferiorityTest(a, b, effect, above: lower)
      #expect(notLower.isNonInferior == (notLower.interval.lower >= lower))
      #expect(notLower.pValue == notLower.test.pValueAbove)
    }
    #expect(claims > 10 && claims < 190)
  }

  @Test("Power by formula and over all tables is that of R, and sizes and margins lead back to it")
  func power() throws {
    let file = try TopicFixture<PowerCase>("trials/proportion-power")
    #expect(file.cases.count == 60)
    for (index, wanted) in file.cases.enumerated() {
      for (claim, power) in [
        (ProportionMarginPower.Claim.nonInferiority, wanted.nonInferiority), (.equivalence, wanted.equivalence),
      ] {
        let design = try ProportionMarginPower(
          claim, first: wanted.shares[0], second: wanted.shares[1], ratio: wanted.ratio, significance: wanted.alpha)
        let found = try design.power(count: wanted.count, effect: wanted.margin)
        expectClose(found, power, file.tolerance, floor: 1e-11, "\(claim) of case \(index)")
        guard power > 0.05, power < 0.999 else { continue }
        #expect(isClose(try design.count(power: power, effect: wanted.margin), wanted.count, 1e-7))
        #expect(isClose(try design.effect(power: power, count: wanted.count), wanted.margin, 1e-7))
      }
      for (upper, power) in [(nil, wanted.exact[0]), (wanted.margin, wanted.exact[1])] {
        let found = try exactProportionPower(
          shares: (wanted.shares[0], wanted.shares[1]), trials: (wanted.trials[0], wanted.trials[1]),
          lower: -wanted.margin, upper: upper, significance: wanted.alpha)
        expectClose(found, power, file.tolerance, floor: 1e-12, "every table of case \(index)")
      }
    }
  }

  @Test("The formula comes near the power over all tables, and the level stays near α on the margin")
  func exactPower() throws {
    let design = try ProportionMarginPower(.nonInferiority, first: 0.8, second: 0.8)
    let exact = try exactProportionPower(shares: (0.8, 0.8), trials: (90, 90), lower: -0.15)
    #expect(abs(exact - (try design.power(count: 90, effect: 0.15))) < 0.03)
    let level = try exactProportionPower(shares: (0.65, 0.8), trials: (90, 90), lower: -0.15)
    #expect(abs(level - 0.025) < 0.004)
  }

  @Test("No counts, bounds or shares make a trap or what is not a number", arguments: 0..<10)
  func fuzz(block: UInt64) {
    var answered = 0
    for seed in (block * 40)..<(block * 40 + 40) {
      var numbers = SeededNumbers(seed: seed + 41_000)
      let sizes = [0, 1, 2, 7, 50, -3, 1 << 52, Int.max]
      func group() throws(StatisticsError) -> BinomialCount {
        let n = sizes[numbers.whole(0...sizes.count - 1)]
        return try BinomialCount(successes: n > 0 ? [0, n, n / 2, 1][numbers.whole(0...3)] : n, trials: n)
      }
      guard let a = try? group(), let b = try? group() else { continue }
      let (one, two) = (AwkwardTrials.number(&numbers), AwkwardTrials.number(&numbers))
      let confidence = [0.5, 0.9, 0.95, 0, 1, .nan, 1 - 1e-16, 1e-16][numbers.whole(0...7)]
      for effect in ProportionEffect.allCases {
        for variance in ScoreVariance.allCases {
          answered += probe("score", seed: seed) { () throws(StatisticsError) in
            try proportionScoreTest(a, b, effect, against: one, variance: variance)
          }
          answered += probe("interval", seed: seed) { () throws(StatisticsError) in
            try proportionScoreInterval(a, b, effect, variance: variance, confidence: confidence)
          }
        }
        answered += probe("alike", seed: seed) { () throws(StatisticsError) in
          try equivalenceTest(a, b, effect, lower: one, upper: two)
        }
        answered += probe("not lower", seed: seed) { () throws(StatisticsError) in
          try nonInferiorityTest(a, b, effect, above: two, significance: 0.025)
        }
      }
      for method in [ProportionDifferenceMethod.wald, .newcombe, .score(.plain)] {
        answered += probe("difference", seed: seed) { () throws(StatisticsError) in
          try proportionDifferenceInterval(a, b, method: method, confidence: confidence)
        }
      }
      answered += probe("margin", seed: seed) { () throws(StatisticsError) in
        try ProportionMarginPower(.equivalence, first: 0.3, second: abs(one)).power(count: 40, effect: two)
      }
      answered += probe("tables", seed: seed) { () throws(StatisticsError) in
        try exactProportionPower(shares: (one, two), trials: (a.trials, 3), lower: -0.1)
      }
    }
    #expect(answered > 40, "too little of the input is usable to test anything")
  }
}
