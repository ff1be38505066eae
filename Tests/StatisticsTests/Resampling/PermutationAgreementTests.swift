import Statistics
import Testing

@Suite("Permutation tests look at every allocation as R does")
struct PermutationAgreementTests {
  struct Case: Decodable, Sendable {
    let kind: String
    let y: [Double]
    let arm, cluster, stratum: [Int]
    let byUnits: Bool
    let statistic: Double
    /// Two-sided, greater, less.
    let exceedances: [Int]
    let allocations: Int
    let coin: Double?
  }

  @Test("Exhaustive tests count what enumeration and coin count")
  func exhaustive() throws {
    let file = try TopicFixture<Case>("resampling/permutation")
    #expect(file.cases.count >= 150)
    for (index, wanted) in file.cases.enumerated() {
      let units = try SamplingUnits(count: wanted.y.count, clusters: wanted.cluster, strata: wanted.stratum)
      for (place, alternative) in PermutationTest.Alternative.allCases.enumerated() {
        let found = try permutationTest(
          wanted.y, arms: wanted.arm, units: units, weighting: wanted.byUnits ? .units : .rows,
          settings: PermutationSettings(alternative: alternative, seed: 1))
        #expect(found.method == .exhaustive)
        #expect(found.allocations == wanted.allocations && found.draws == wanted.allocations)
        #expect(found.exceedances == wanted.exceedances[place], "case \(index), \(alternative)")
        expectClose(found.statistic, wanted.statistic, file.tolerance, "statistic of case \(index)")
        #expect(found.standardError == 0)
        if place == 0, let coin = wanted.coin { expectClose(found.pValue, coin, file.tolerance, "p of case \(index)") }
      }
    }
  }

  @Test("Draws come near the exhaustive answer, and the closure gives what the fast way gives")
  func drawn() throws {
    let cases = try TopicFixture<Case>("resampling/permutation").cases
    for (index, wanted) in cases.prefix(50).enumerated() {
      let units = try SamplingUnits(count: wanted.y.count, clusters: wanted.cluster, strata: wanted.stratum)
      let settings = PermutationSettings(draws: 4_000, exhaustiveUpTo: 0, seed: UInt64(index))
      let fast = try permutationTest(
        wanted.y, arms: wanted.arm, units: units, weighting: wanted.byUnits ? .units : .rows, settings: settings)
      #expect(fast.method == .drawn && fast.draws == 4_000)
      let exact = Double(wanted.exceedances[0]) / Double(wanted.allocations)
      // 4.5 standard errors: one case in 150,000 lies outside by chance.
      #expect(abs(fast.pValue - exact) < 4.5 * (exact * (1 - exact) / 4_000).squareRoot() + 1e-3, "case \(index)")
      guard !wanted.byUnits, wanted.kind == "people" || wanted.kind == "clusters" else { continue }
      let settingsOfAll = PermutationSettings(seed: 1)
      let slow = try permutationTest(arms: wanted.arm, units: units, settings: settingsOfAll) { arms in
        difference(of: wanted.y, arms)
      }
      #expect(slow.exceedances == wanted.exceedances[0], "case \(index)")
      expectClose(slow.statistic, wanted.statistic, 1e-10, "case \(index)")
    }
  }

  @Test("Three arms are exchanged too")
  func threeArms() throws {
    let values = [1.0, 2, 3, 4, 9, 10]
    let arms = [5, 5, 7, 7, -1, -1]
    let test = try permutationTest(
      arms: arms, units: SamplingUnits(count: 6), settings: PermutationSettings(alternative: .greater, seed: 1)
    ) { arms in
      Set(arms).reduce(0) { sum, arm in
        let group = zip(values, arms).filter { $0.1 == arm }.map(\.0)
        let total = group.reduce(0, +)
        return sum + total * total / Double(group.count)
      }
    }
    // The six ways to name the same split {1,2}, {3,4}, {9,10}, of 6!/(2!2!2!) = 90.
    #expect(test.allocations == 90 && test.exceedances == 6)
  }

  private func difference(of values: [Double], _ arms: [Int]) -> Double {
    var (sums, counts) = ([0.0, 0.0], [0.0, 0.0])
    for (value, arm) in zip(values, arms) {
      sums[arm] += value
      counts[arm] += 1
    }
    return sums[1] / counts[1] - sums[0] / counts[0]
  }
}
