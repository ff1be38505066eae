import Statistics
import Testing

@Suite("The standardised mean change")
struct StandardisedMeanChangeTests {
  private let before = [2.5, 3.25, 1.75, 4, 3.5, 2.25]
  private let after = [3.0, 3.25, 2.75, 4.5, 3, 3.25]

  @Test("Units and a common offset change nothing, and turning the scale round turns the sign")
  func laws() throws {
    let change = try standardisedMeanChange(before: before, after: after)
    let moved = try standardisedMeanChange(before: before.map { 4 * $0 + 8 }, after: after.map { 4 * $0 + 8 })
    let turned = try standardisedMeanChange(before: before.map { -$0 }, after: after.map { -$0 })
    #expect(change.estimate > 0 && change.lower < change.estimate && change.estimate < change.upper)
    for (a, b) in [
      (change.estimate, moved.estimate), (change.lower, moved.lower), (change.upper, moved.upper),
      (change.estimate, -turned.estimate), (change.lower, -turned.upper), (change.upper, -turned.lower),
    ] { #expect(abs(a - b) < 1e-12) }
  }

  @Test("Columns that do not belong together, are short or do not vary are refused")
  func refused() {
    #expect(throws: StatisticsError.unequalLengths(6, 5)) {
      try standardisedMeanChange(before: before, after: Array(after.dropLast()))
    }
    #expect(throws: StatisticsError.tooFewValues(2)) { try standardisedMeanChange(before: [1, 2], after: [2, 4]) }
    #expect(throws: StatisticsError.zeroVariance) { try standardisedMeanChange(before: [2, 2, 2], after: [1, 2, 3]) }
    #expect(throws: StatisticsError.zeroVariance) { try standardisedMeanChange(before: [1, 2, 3], after: [2, 2, 2]) }
  }
}
