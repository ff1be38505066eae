import Statistics
import Testing

@Suite("Permutation tests obey their laws")
struct PermutationLawTests {
  @Test("Another unit of measurement, origin or order of rows changes no exhaustive p", arguments: 1...20)
  func invariance(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let values = (0..<12).map { _ in Double(numbers.whole(0...9)) / 10 }
    let arms = (0..<12).map { $0 % 2 }.shuffled(using: &numbers)
    let strata = (0..<12).map { $0 / 6 }
    let settings = PermutationSettings(seed: 1)
    let plain = try permutationTest(
      values, arms: arms, units: SamplingUnits(count: 12, strata: strata), settings: settings)
    let moved = try permutationTest(
      values.map { 1e6 - 3 * $0 }, arms: arms, units: SamplingUnits(count: 12, strata: strata), settings: settings)
    #expect(plain.exceedances == moved.exceedances && plain.allocations == moved.allocations)
    #expect(isClose(-3 * plain.statistic, moved.statistic, 1e-8))
    let order = Array(0..<12).shuffled(using: &numbers)
    let turned = try permutationTest(
      order.map { values[$0] }, arms: order.map { arms[$0] },
      units: SamplingUnits(count: 12, strata: order.map { strata[$0] }), settings: settings)
    #expect(plain.exceedances == turned.exceedances)
    let named = try permutationTest(
      values, arms: arms,
      units: SamplingUnits(count: 12, clusters: (0..<12).map { 100 - $0 }, strata: strata.map { -$0 }),
      settings: settings)
    #expect(plain == named)
  }

  @Test("A seed gives the same test again, and another seed another")
  func seeds() throws {
    let values = (0..<40).map { Double(($0 * 37) % 23) }
    let arms = (0..<40).map { $0 % 2 }
    let units = try SamplingUnits(count: 40)
    let run = { (seed: UInt64) throws in
      try permutationTest(values, arms: arms, units: units, settings: PermutationSettings(draws: 500, seed: seed))
    }
    #expect(try run(3) == run(3))
    #expect(try run(3) != run(4))
    #expect(try run(3).allocations == 137_846_528_820)
  }

  @Test("Without an effect p is at most α no oftener than α, stopped or not")
  func level() throws {
    var numbers = SeededNumbers(seed: 11)
    let units = try SamplingUnits(count: 24, clusters: (0..<24).map { $0 / 2 })
    let levels = [0.02, 0.05, 0.1, 0.3]
    for stopAfter in [nil, 10] {
      var hits = [0, 0, 0, 0]
      let runs = 2_000
      for run in 0..<runs {
        let values = (0..<24).map { _ in numbers.bell() }
        let arms = (0..<24).map { $0 / 12 }
        let settings = PermutationSettings(draws: 199, exhaustiveUpTo: 0, stopAfter: stopAfter, seed: UInt64(run))
        let p = try permutationTest(values, arms: arms, units: units, settings: settings).pValue
        for (place, level) in levels.enumerated() where p <= level { hits[place] += 1 }
      }
      for (count, level) in zip(hits, levels) {
        let error = (level * (1 - level) / Double(runs)).squareRoot()
        #expect(
          Double(count) / Double(runs) < level + 4 * error, "α \(level), stopping \(String(describing: stopAfter))")
        #expect(Double(count) / Double(runs) > level - 4 * error - 0.005)
      }
    }
  }

  @Test("Drawing ends with the exceedance asked for, and p is h/l")
  func stopping() throws {
    let values = (0..<30).map { Double(($0 * 7) % 11) }
    let settings = PermutationSettings(draws: 100_000, stopAfter: 20, seed: 5)
    let test = try permutationTest(
      values, arms: (0..<30).map { $0 % 2 }, units: SamplingUnits(count: 30), settings: settings)
    #expect(test.method == .stopped && test.exceedances == 20 && test.draws < 2_000)
    #expect(test.pValue == 20 / Double(test.draws))
  }

  @Test("Allocations are counted to the last one, up to 2⁵³", arguments: [(56, 24), (56, 27), (57, 24), (58, 22)])
  func allocations(units: Int, treated: Int) throws {
    var wanted: UInt = 1
    for step in 1...UInt(treated) {
      wanted = step.dividingFullWidth(wanted.multipliedFullWidth(by: UInt(units - treated) + step)).quotient
    }
    for isFirst in [false, true] {
      let arms = (0..<units).map { ($0 < treated) == isFirst ? 1 : 0 }.map { isFirst ? $0 : 1 - $0 }
      let test = try permutationTest(
        (0..<units).map(Double.init), arms: arms, units: SamplingUnits(count: units),
        settings: PermutationSettings(draws: 9, seed: 1))
      #expect(test.allocations == Int(wanted))
    }
    let many = try permutationTest(
      (0..<70).map(Double.init), arms: (0..<70).map { $0 % 2 }, units: SamplingUnits(count: 70),
      settings: PermutationSettings(draws: 9, seed: 1))
    #expect(many.allocations == nil)
  }

  @Test("What cannot be exchanged is refused with its reason")
  func refusals() throws {
    let units = try SamplingUnits(count: 4)
    let settings = PermutationSettings(seed: 1)
    #expect(throws: StatisticsError.zeroVariance) {
      try permutationTest([2, 2, 2, 2], arms: [0, 1, 0, 1], units: units, settings: settings)
    }
    #expect(throws: StatisticsError.tooFewGroups(1)) {
      try permutationTest([1, 2, 3, 4], arms: [0, 0, 0, 0], units: units, settings: settings)
    }
    #expect(throws: StatisticsError.self) {
      try permutationTest(
        [1, 2, 3, 4], arms: [0, 0, 1, 1], units: SamplingUnits(count: 4, strata: [1, 1, 2, 2]), settings: settings)
    }
    #expect(throws: StatisticsError.self) {
      try permutationTest(
        [1, 2, 3, 4], arms: [0, 1, 1, 1], units: SamplingUnits(count: 4, clusters: [1, 1, 2, 2]), settings: settings)
    }
    #expect(throws: StatisticsError.self) { try SamplingUnits(count: 3, clusters: [1, 1, 2], strata: [1, 2, 2]) }
  }
}
