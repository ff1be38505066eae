import Statistics
import Testing

@Suite("Equivalence and non-inferiority agree with R's one-sided tests")
struct EquivalenceTests {
  struct Case: Decodable, Sendable {
    let x, y: [Double]
    let equal: Bool
    let lower, upper, alpha, above, below, nonInferior: Double
    let interval: [Double]
  }

  @Test("Both one-sided p-values and the interval of confidence 1 − 2α")
  func agreement() throws {
    let file = try TopicFixture<Case>("trials/equivalence")
    #expect(file.cases.count >= 60)
    var equivalent = 0
    for (index, wanted) in file.cases.enumerated() {
      let (a, b) = (Moments(wanted.x), Moments(wanted.y))
      let found = try equivalenceTest(
        a, b, lower: wanted.lower, upper: wanted.upper, equalVariances: wanted.equal, significance: wanted.alpha)
      expectClose(found.pValueAboveLower, wanted.above, file.tolerance, "above, case \(index)")
      expectClose(found.pValueBelowUpper, wanted.below, file.tolerance, "below, case \(index)")
      expectClose(found.comparison.lower, wanted.interval[0], file.tolerance, floor: 1e-11, "lower, case \(index)")
      expectClose(found.comparison.upper, wanted.interval[1], file.tolerance, floor: 1e-11, "upper, case \(index)")
      #expect(
        found.isEquivalent == (found.comparison.lower >= wanted.lower && found.comparison.upper <= wanted.upper))
      if found.isEquivalent { equivalent += 1 }
      let notWorse = try nonInferiorityTest(
        a, b, margin: -wanted.lower, equalVariances: wanted.equal, significance: wanted.alpha)
      expectClose(notWorse.pValue, wanted.nonInferior, file.tolerance, "non-inferiority, case \(index)")
      #expect(notWorse.isNonInferior == (notWorse.comparison.lower >= wanted.lower))
    }
    #expect(equivalent > 5 && equivalent < file.cases.count - 5)
  }

  @Test("Bounds without room and margins below 0 are refused")
  func refusals() throws {
    let (a, b) = (Moments([1, 2, 4]), Moments([2, 3, 3]))
    #expect(throws: StatisticsError.self) { try equivalenceTest(a, b, lower: 1, upper: 1) }
    #expect(throws: StatisticsError.self) { try equivalenceTest(a, b, lower: -1, upper: 1, significance: 0.5) }
    #expect(throws: StatisticsError.self) { try nonInferiorityTest(a, b, margin: 0) }
    #expect(throws: StatisticsError.self) { try nonInferiorityTest(a, b, margin: .infinity) }
  }
}
