internal import Statistics

extension CrossTabulation {
  /// Whether two characteristics go together: Pearson's χ² and Cramér's V of the counts shown, so that they give nothing away.
  public struct Association: Hashable, Sendable, Encodable {
    public let statistic: Figure
    public let degreesOfFreedom: Figure
    public let p: PValue
    public let cramersV: Figure
    /// Cells in which fewer than five people would be expected if the two did not go together, and all cells.
    public let fewExpected: Int
    public let cells: Int
  }

  /// nil for shares of answers, where a count is hidden, and where a row or column is empty.
  public var association: Association? {
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
    return Association(
      statistic: Figure(test.statistic, significantDigits: 3),
      degreesOfFreedom: Figure(Double(test.degreesOfFreedom), unit: 1), p: PValue(test.pValue),
      cramersV: Figure(test.cramersV, significantDigits: 3), fewExpected: expected.count { $0 < 5 },
      cells: expected.count)
  }

  private enum Key: String, CodingKey {
    case rowSubject, columnSubject, rowLabels, columnLabels, base, cells, association, notes
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rowSubject, forKey: .rowSubject)
    try container.encode(columnSubject, forKey: .columnSubject)
    try container.encode(rowLabels, forKey: .rowLabels)
    try container.encode(columnLabels, forKey: .columnLabels)
    try container.encode(base, forKey: .base)
    try container.encode(cells, forKey: .cells)
    try container.encodeIfPresent(association, forKey: .association)
    try container.encode(notes, forKey: .notes)
  }
}
