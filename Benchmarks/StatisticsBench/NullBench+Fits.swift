import Foundation
import Statistics

/// Whether models hold that do hold, shares that are alike, and times to an event.
extension NullBench {
  static let fits: [Entry] = goodness + groupings + shares + untilEvents

  private static func ordinal(_ n: Int, _ chance: inout SeededGenerator) throws -> ProportionalOddsModel {
    let outcome = try Factor(levels: ["0", "1", "2"], codes: (0..<n).map { _ in chance.below(3) })
    return try proportionalOdds(outcome, Design(["x": .numeric(noise(n, &chance))], terms: [Term("x")]))
  }

  /// Two factors of three items each, correlated.
  private static func items(_ people: Int, _ chance: inout SeededGenerator) -> [[Double]] {
    (0..<people).map { _ in
      let first = chance.normal()
      let second = 0.5 * first + 0.75.squareRoot() * chance.normal()
      return [first, first, first, second, second, second].map { 0.8 * $0 + 0.6 * chance.normal() }
    }
  }

  private static func structure() throws -> FactorModel {
    let names = (1...6).map { "q\($0)" }
    return try FactorModel(
      items: names,
      factors: [LatentFactor("a", items: Array(names[..<3])), LatentFactor("b", items: Array(names[3...]))])
  }

  private static let goodness: [Entry] = [
    Entry(name: "Brant, 200 rows, 3 answers", promise: .about) { try ordinal(200, &$0).brantTest().all.pValue },
    Entry(name: "score test of proportional odds, 200 rows, 3 answers", promise: .about) {
      try ordinal(200, &$0).proportionalityScoreTest().pValue
    },
    Entry(name: "Hosmer and Lemeshow, 500 rows", promise: .about) { chance in
      let x = noise(500, &chance)
      let outcome = x.map { chance.unit() < 1 / (1 + exp(0.4 - 0.5 * $0)) ? 1.0 : 0 }
      return try generalisedLinearModel(outcome, Design(["x": .numeric(x)], terms: [Term("x")]), family: .binomial)
        .hosmerLemeshow().pValue
    },
    Entry(name: "confirmatory factors, 2 of 3 items, 400 people", promise: .about) { chance in
      try confirmatoryFactorAnalysis(items(400, &chance), structure()).fit.pValue ?? 1
    },
    Entry(name: "confirmatory factors, robust test, 400 people", promise: .about) { chance in
      try confirmatoryFactorAnalysis(items(400, &chance), structure(), estimator: .yuanBentler).robustFit?.pValue ?? 1
    },
  ]

  private static let groupings: [Entry] = [
    // Half of the data sets have no variance between groups, and p = 1.
    Entry(name: "ordinal mixed model, variance of the groups, 25 groups of 4", promise: .atMost) { chance in
      let outcome = try Factor(levels: ["0", "1", "2"], codes: (0..<100).map { _ in chance.below(3) })
      let design = try Design(["x": .numeric(noise(100, &chance))], terms: [Term("x")])
      let groups = try Factor(levels: (0..<25).map { String($0) }, codes: (0..<100).map { $0 / 4 })
      return try proportionalOddsMixed(outcome, design, groups: groups).variancePValue
    }
  ]

  private static func count(_ trials: Int, _ share: Double, _ chance: inout SeededGenerator) throws -> BinomialCount {
    try BinomialCount(successes: (0..<trials).count { _ in chance.unit() < share }, trials: trials)
  }

  private static let shares: [Entry] = ProportionEffect.allCases.map { effect in
    Entry(name: "score test of two shares, 200 and 150, \(effect)", promise: .about) { chance in
      let null = effect == .difference ? 0.0 : 1
      let test = try proportionScoreTest(count(200, 0.3, &chance), count(150, 0.3, &chance), effect, against: null)
      return min(1, 2 * min(test.pValueAbove, test.pValueBelow))
    }
  }

  private static let untilEvents: [Entry] = [
    Entry(name: "restricted means of two groups, 100 people each", promise: .about) { chance in
      try compareRestrictedMeans(waiting(100, &chance), waiting(100, &chance), until: 1).difference.pValue
    },
    Entry(name: "log-rank trend, 3 groups of 40", promise: .about) { chance in
      try logRankTrendTest(waiting(120, &chance), groups: (0..<120).map { $0 % 3 }).pValue
    },
  ]
}
