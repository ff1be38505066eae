import Statistics
import Testing

@Suite("Intervals by inverted permutation tests")
struct PermutationIntervalTests {
  struct Case: Decodable, Sendable {
    let kind: String
    let y: [Double]
    let arm, cluster, stratum: [Int]
    let byUnit: Bool
    let confidence: Double
    let allocations: Int
    let estimate: Double
    let lower, upper, oneSided: Double?

    func units() throws -> SamplingUnits { try SamplingUnits(count: y.count, clusters: cluster, strata: stratum) }
  }

  @Test("The ends are those of a search over effects with every allocation looked at")
  func agreement() throws {
    let file = try TopicFixture<Case>("resampling/intervals")
    #expect(file.cases.count == 36)
    for (index, wanted) in file.cases.enumerated() {
      func interval(_ alternative: PermutationTest.Alternative) throws -> PermutationInterval {
        try permutationInterval(
          wanted.y, arms: wanted.arm, units: wanted.units(), weighting: wanted.byUnit ? .units : .rows,
          settings: PermutationSettings(alternative: alternative, seed: 1), confidence: wanted.confidence)
      }
      guard let lower = wanted.lower, let upper = wanted.upper else {
        #expect(throws: StatisticsError.self) { try interval(.twoSided) }
        continue
      }
      let found = try interval(.twoSided)
      #expect(found.allocations == wanted.allocations && found.method == .exhaustive)
      expectClose(found.estimate, wanted.estimate, file.tolerance, floor: 1e-10, "estimate of case \(index)")
      expectClose(try #require(found.lower), lower, file.tolerance, floor: 1e-8, "lower end of case \(index)")
      expectClose(try #require(found.upper), upper, file.tolerance, floor: 1e-8, "upper end of case \(index)")
      let above = try interval(.greater)
      #expect(above.upper == nil)
      let oneSided = try #require(wanted.oneSided)
      expectClose(try #require(above.lower), oneSided, file.tolerance, floor: 1e-8, "one-sided, case \(index)")
    }
  }

  @Test("Just inside an end the test does not reject, just outside it does", arguments: 0..<12)
  func inversion(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed + 300)
    let clusters = (0..<24).map { $0 / 2 }
    let strata = (0..<24).map { $0 / 12 }
    let arms = (0..<24).map { ($0 / 2) % 2 }
    let values = (0..<24).map { numbers.bell() + Double(arms[$0]) }
    let units = try SamplingUnits(count: 24, clusters: clusters, strata: strata)
    // Drawn allocations differ between the interval and the test, so all 400 are looked at.
    let found = try permutationInterval(values, arms: arms, units: units, settings: PermutationSettings(seed: 1))
    func p(_ effect: Double, _ alternative: PermutationTest.Alternative) throws -> Double {
      try permutationTest(
        zip(values, arms).map { $0 - effect * Double($1) }, arms: arms, units: units,
        settings: PermutationSettings(alternative: alternative, seed: 1)
      ).pValue
    }
    let (lower, upper) = (try #require(found.lower), try #require(found.upper))
    #expect(try p(lower + 1e-6, .greater) > 0.025 && p(lower - 1e-6, .greater) <= 0.025)
    #expect(try p(upper - 1e-6, .less) > 0.025 && p(upper + 1e-6, .less) <= 0.025)
    #expect(lower < found.estimate && found.estimate < upper)
  }

  @Test("Drawn allocations: the same by seed, near all of them, moved and stretched with the values")
  func drawn() throws {
    var numbers = SeededNumbers(seed: 77)
    let arms = (0..<14).map { $0 % 2 }
    let values = (0..<14).map { numbers.bell() + 2 * Double(arms[$0]) }
    let units = try SamplingUnits(count: 14)
    func run(_ values: [Double], _ seed: UInt64, upTo: Int = 0) throws -> PermutationInterval {
      try permutationInterval(
        values, arms: arms, units: units,
        settings: PermutationSettings(draws: 1_999, exhaustiveUpTo: upTo, seed: seed))
    }
    let first = try run(values, 4)
    #expect(try first == run(values, 4) && first != run(values, 5))
    #expect(first.method == .drawn && first.draws == 1_999)
    let all = try run(values, 4, upTo: 20_000)
    let width = try #require(all.upper) - #require(all.lower)
    #expect(abs(try #require(first.lower) - #require(all.lower)) < 0.15 * width)
    let moved = try run(values.map { 10 - 3 * $0 }, 4)
    #expect(isClose(try #require(moved.lower), -3 * (try #require(first.upper)), 1e-9))
    #expect(isClose(try #require(moved.upper), -3 * (try #require(first.lower)), 1e-9))
  }

  @Test("A 90 % interval covers the effect at least that often")
  func coverage() throws {
    let arms = (0..<20).map { ($0 / 2) % 2 }
    let units = try SamplingUnits(count: 20, clusters: (0..<20).map { $0 / 2 })
    var covered = 0
    let runs = 500
    for run in 0..<runs {
      var chance = SeededGenerator(seed: 55, stream: UInt64(run))
      let levels = (0..<10).map { _ in chance.normal() }
      let values = (0..<20).map { levels[$0 / 2] + chance.normal() * chance.normal() + 0.7 * Double(arms[$0]) }
      let found = try permutationInterval(
        values, arms: arms, units: units, settings: PermutationSettings(seed: 1), confidence: 0.9)
      if let lower = found.lower, let upper = found.upper, lower <= 0.7, upper >= 0.7 { covered += 1 }
    }
    // 252 allocations: the exact level is 1 − 2·12/252 = 0.905, known here to 1.3 %.
    #expect(covered > 426 && covered < 479, "\(covered)")
  }

  @Test("Too few allocations for the confidence are refused, and nothing traps", arguments: 0..<6)
  func refusals(block: UInt64) throws {
    #expect(throws: StatisticsError.outOfDomain("20 allocations are too few for an interval of this confidence")) {
      try permutationInterval(
        [1, 2, 3, 4, 5, 7], arms: [0, 0, 0, 1, 1, 1], units: SamplingUnits(count: 6),
        settings: PermutationSettings(seed: 1))
    }
    #expect(throws: StatisticsError.self) {
      try permutationInterval(
        [1, 2, 3, 4], arms: [0, 1, 2, 1], units: SamplingUnits(count: 4), settings: PermutationSettings(seed: 1))
    }
    var answered = 0
    for seed in (block * 60)..<(block * 60 + 60) {
      var numbers = SeededNumbers(seed: seed + 61_000)
      let length = numbers.whole(0...9)
      let values = AwkwardTrials.list(&numbers, length)
      let arms = AwkwardTrials.labels(&numbers, numbers.whole(0...15) == 0 ? length + 1 : length, 0...1)
      let clusters = numbers.whole(0...5) == 0 ? AwkwardTrials.labels(&numbers, length, 0...6) : nil
      let draws = numbers.whole(0...9) == 0 ? [Int.min, 0, .max][numbers.whole(0...2)] : 60
      let confidence = [0.5, 0.8, 0.6, 0, 1, .nan][numbers.whole(0...5)]
      answered += probe("permutation interval", seed: seed) { () throws(StatisticsError) in
        try permutationInterval(
          values, arms: arms, units: SamplingUnits(count: length, clusters: clusters),
          weighting: seed % 2 == 0 ? .rows : .units,
          settings: PermutationSettings(
            draws: draws, exhaustiveUpTo: numbers.whole(0...1) * 200,
            alternative: PermutationTest.Alternative.allCases[numbers.whole(0...2)], seed: seed),
          confidence: confidence)
      }
    }
    #expect(answered > 2, "too little of the input is usable to test anything")
  }
}
