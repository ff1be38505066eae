internal import Statistics

extension CrossTabulation {
  /// Whether two characteristics go together: Pearson's χ² and Cramér's V of the counts shown, so that they give nothing away.
  public struct Association: Hashable, Sendable, Encodable {
    /// χ², without a correction for continuity.
    public let statistic: Figure
    /// (rows − 1)(columns − 1).
    public let degreesOfFreedom: Figure
    /// Upper tail of χ².
    public let p: PValue
    /// √(χ²/(N·min(rows − 1, columns − 1))), 0 to 1.
    public let cramersV: Figure
    /// Cells in which fewer than five people would be expected if the two did not go together.
    public let fewExpected: Int
    /// All cells.
    public let cells: Int
  }
}

extension CrossTabulation.Association {
  /// nil for shares of answers, where a count is hidden, and where a row or column is empty.
  init?(_ cells: CrossTabulation.Cells) {
    guard case .counts(let cells, _, _) = cells else { return nil }
    let counts = cells.map { row in
      row.compactMap { cell -> Int? in
        if case .shown(let count) = cell { count } else { nil }
      }
    }
    guard zip(counts, cells).allSatisfy({ $0.count == $1.count }), let test = try? chiSquaredTest(counts) else {
      return nil
    }
    let expected = test.expected.joined()
    self.init(
      statistic: Figure(test.statistic, significantDigits: 3),
      degreesOfFreedom: Figure(Double(test.degreesOfFreedom), unit: 1), p: PValue(test.pValue),
      cramersV: Figure(test.cramersV, significantDigits: 3), fewExpected: expected.count { $0 < 5 },
      cells: expected.count)
  }
}
