import Foundation
import Statistics
import Testing

@Suite("Laws of weighted samples, and what is refused") struct SurveyLawTests {
  private static func sample(_ seed: UInt64) -> (y: [Double], w: [Double], s: [String], c: [String]) {
    var numbers = SeededNumbers(seed: seed)
    let n = numbers.whole(20...40)
    let strata = (0..<n).map { String($0 % 2) }
    return (
      (0..<n).map { _ in numbers.bell() }, (0..<n).map { _ in 0.5 + numbers.uniform() }, strata,
      (0..<n).map { "\($0 % 8)" }
    )
  }

  @Test("Order, scale and shift", arguments: 0..<20)
  func laws(seed: UInt64) throws {
    let (y, w, s, c) = Self.sample(seed)
    let base = try surveyMean(y, of: SurveyDesign(weights: w, strata: s, clusters: c))
    let shifted = try surveyMean(y.map { 3 - 2 * $0 }, of: SurveyDesign(weights: w, strata: s, clusters: c))
    #expect(isClose(shifted.estimate, 3 - 2 * base.estimate) && isClose(shifted.standardError, 2 * base.standardError))
    let scaled = try surveyMean(y, of: SurveyDesign(weights: w.map { 7 * $0 }, strata: s, clusters: c))
    #expect(isClose(scaled.standardError, base.standardError))
    let turned = try surveyMean(
      y.reversed(), of: SurveyDesign(weights: w.reversed(), strata: s.reversed(), clusters: c.reversed()))
    #expect(isClose(turned.estimate, base.estimate) && isClose(turned.standardError, base.standardError))
  }

  @Test("Equal weights without clusters give the mean, its error and no design effect to speak of")
  func simple() throws {
    let y = [2.0, 4, 4, 5, 7, 9]
    let found = try surveyMean(y, of: SurveyDesign(weights: [Double](repeating: 3, count: 6)))
    let moments = Moments(y)
    #expect(isClose(found.estimate, moments.mean) && isClose(found.standardError, moments.standardError ?? 0))
    #expect(isClose(found.designEffect ?? 0, 1))
    let whole = try SurveyDesign(weights: [Double](repeating: 1, count: 6), populationClusters: ["": 6])
    #expect(try surveyMean(y, of: whole).standardError == 0)
  }

  @Test("Raking is what adjusting margin after margin ends in", arguments: 0..<10)
  func iterated(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let n = 60
    let (a, b) = ((0..<n).map { $0 % 3 }, (0..<n).map { ($0 / 3) % 2 })
    let w = (0..<n).map { _ in 0.5 + numbers.uniform() }
    let (ta, tb) = ([20.0, 31, 49], [44.0, 56])
    var fitted = w
    for _ in 0..<200 {
      for (codes, totals) in [(a, ta), (b, tb)] {
        var sums = [Double](repeating: 0, count: totals.count)
        for (code, weight) in zip(codes, fitted) { sums[code] += weight }
        fitted = zip(codes, fitted).map { $1 * totals[$0] / sums[$0] }
      }
    }
    let margins = [
      try PopulationMargin(name: "a", factor: Factor(levels: ["p", "q", "r"], codes: a), totals: ta),
      try PopulationMargin(name: "b", factor: Factor(levels: ["u", "v"], codes: b), totals: tb),
    ]
    let raking = try rake(w, to: margins)
    for (weight, expected) in zip(raking.weights, fitted) { #expect(isClose(weight, expected, 1e-12)) }
    #expect(raking.weightingEffect >= 1 && isClose(raking.effectiveSize * raking.weightingEffect, Double(n)))
  }

  @Test("Margins that can be met are met, however far the first weights are from them", arguments: 0..<20)
  func awkwardMargins(block: UInt64) throws {
    for seed in block * 50..<(block + 1) * 50 {
      var numbers = SeededNumbers(seed: seed + 5_000)
      let n = numbers.whole(8...60)
      let weights = (0..<n).map { _ in exp(2 * numbers.bell()) }
      // The population has the margins of weights that nobody is told.
      let hidden = (0..<n).map { _ in exp(3 * numbers.bell()) }
      var margins: [PopulationMargin] = []
      for name in ["a", "b", "c"] {
        let levels = numbers.whole(2...4)
        let codes = (0..<n).map { $0 < levels ? $0 : min(numbers.whole(0...levels - 1), numbers.whole(0...levels - 1)) }
        var totals = [Double](repeating: 0, count: levels)
        for (code, weight) in zip(codes, hidden) { totals[code] += weight }
        margins.append(
          try PopulationMargin(
            name: name, factor: Factor(levels: (0..<levels).map { "\($0)" }, codes: codes), totals: totals))
      }
      let raking = try rake(weights, to: margins)
      #expect(raking.largestMisfit < 1e-10 && raking.weights.allSatisfy { $0 > 0 }, "seed \(seed)")
    }
  }

  @Test("Nobody or everybody of a sample still leaves room for doubt")
  func certainShares() throws {
    let equal = try SurveyDesign(weights: [Double](repeating: 2, count: 20))
    let none = try surveyProportion([Bool](repeating: false, count: 20), of: equal)
    // Clopper and Pearson's 0 of 20.
    #expect(none.interval.lower == 0 && isClose(none.interval.upper, 0.168433470983085, 1e-12))
    let all = try surveyProportion([Bool](repeating: true, count: 20), of: equal)
    #expect(all.interval.upper == 1 && isClose(all.interval.lower, 1 - 0.168433470983085, 1e-12))
    // Unequal weights count as fewer people, and only those of the part count.
    let unequal = try SurveyDesign(weights: (0..<20).map { 1 + Double($0) })
    let wide = try surveyProportion([Bool](repeating: false, count: 20), of: unequal)
    #expect(wide.interval.upper > none.interval.upper && wide.interval.upper < 1)
    let part = try surveyProportion(
      [Bool](repeating: false, count: 20), of: equal, part: (0..<20).map { $0 < 5 }, confidence: 0.9)
    #expect(isClose(part.interval.upper, 0.450719728346941, 1e-12))
  }

  @Test("What cannot be says why, and names the margin")
  func refused() throws {
    let factor = try Factor(levels: ["f", "m"], codes: [0, 0, 1, 1])
    let two = try Factor(levels: ["u", "v"], codes: [0, 0, 1, 1])
    #expect(throws: StatisticsError.emptyCategory("sex: m")) {
      try PopulationMargin(name: "sex", factor: try Factor(levels: ["f", "m"], codes: [0, 0]), totals: [1, 2])
    }
    let sex = try PopulationMargin(name: "sex", factor: factor, totals: [10, 20])
    #expect(
      throws: StatisticsError.outOfDomain(
        "margins are of one population, but \"sex\" has 30.0 people and \"age\" 31.0")
    ) {
      try rake([1, 1, 1, 1], to: [sex, try PopulationMargin(name: "age", factor: two, totals: [10, 21])])
    }
    // Both questions split people alike, but the population does not.
    let age = try PopulationMargin(name: "age", factor: two, totals: [15, 15])
    do {
      _ = try rake([1, 1, 1, 1], to: [sex, age])
      Issue.record("margins that contradict each other were met")
    } catch StatisticsError.noConvergence(let what) {
      #expect(what.contains("sex") || what.contains("age"))
    }
    #expect(throws: StatisticsError.self) { try rake([1, 1, 1, 1], to: [sex], bounds: (0.9, 1.1)) }
    #expect(throws: StatisticsError.self) { try rake([1, 0, 1, 1], to: [sex]) }
    #expect(throws: StatisticsError.tooFewValues(4)) { try rake([1, 1, 1, 1], to: []) }
    #expect(throws: StatisticsError.groupTooSmall(group: 1, count: 1, needed: 2)) {
      try SurveyDesign(weights: [1, 1, 1], strata: ["a", "a", "b"])
    }
    #expect(throws: StatisticsError.outOfDomain("stratum \"\" has 3 in the sample and 2.0 in all")) {
      try SurveyDesign(weights: [1, 1, 1], populationClusters: ["": 2])
    }
    let design = try SurveyDesign(weights: [1, 1, 1])
    #expect(throws: StatisticsError.emptyCategory("the part of the sample")) {
      try surveyMean([1, 2, 3], of: design, part: [false, false, false])
    }
    #expect(throws: StatisticsError.self) { try surveyRatio([1, 2, 3], to: [1, -1, 0], of: design) }
  }

  private static let awkward: [Double] = [
    0, 1, 1, 2, 3, 0.5, 1e-300, .leastNonzeroMagnitude, 1e300, 1.7e308, -1, .nan, .infinity,
  ]

  @Test("Nothing traps or gives what is not a number", arguments: 0..<20)
  func fuzz(block: UInt64) {
    var answered = 0
    for seed in block * 100..<(block + 1) * 100 {
      var numbers = SeededNumbers(seed: seed)
      let pool = Self.awkward.prefix([5, 6, 10, 13][numbers.whole(0...3)])
      func draw(_ n: Int) -> [Double] { (0..<n).map { _ in pool[numbers.whole(0...pool.count - 1)] } }
      let n = numbers.whole(0...8)
      let (w, y) = (draw(n).map { numbers.whole(0...3) == 0 ? $0 : 1 }, draw(n))
      let labels = (0..<n).map { _ in String(numbers.whole(0...2)) }
      let strata = numbers.whole(0...1) == 0 ? labels : nil
      let part = numbers.whole(0...1) == 0 ? (0..<n).map { _ in numbers.whole(0...1) == 0 } : nil
      if let design = try? SurveyDesign(weights: w, strata: strata) {
        #expect(design.weightingEffect.isFinite && design.effectiveSize.isFinite)
        for found in [
          try? surveyMean(y, of: design, part: part), try? surveyTotal(y, of: design, part: part),
          try? surveyRatio(y, to: draw(n), of: design),
        ] {
          guard let found else { continue }
          answered += 1
          #expect(found.estimate.isFinite && found.standardError.isFinite && found.designEffect?.isFinite != false)
        }
        let share = try? surveyProportion(y.map { $0 > 1 }, of: design)
        if let share { #expect(share.interval.lower >= -1e9 && share.interval.upper.isFinite) }
      }
      let codes = (0..<n).map { _ in numbers.whole(0...1) }
      guard let factor = try? Factor(levels: ["a", "b"], codes: codes),
        let margin = try? PopulationMargin(name: "m", factor: factor, totals: draw(2))
      else { continue }
      let bounds: (Double, Double)? = numbers.whole(0...1) == 0 ? nil : (0.5, 2)
      if let raking = try? rake(w, to: [margin], bounds: bounds) {
        answered += 1
        #expect(raking.weights.allSatisfy { $0.isFinite } && raking.weightingEffect.isFinite)
      }
    }
    #expect(answered > 20)
  }
}
