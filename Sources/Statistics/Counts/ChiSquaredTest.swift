/// Whether the rows and columns of a table of counts are independent.
public struct ChiSquaredTest: Sendable, Equatable {
  /// χ², with Yates's correction if that was asked for.
  public let statistic: Double
  /// (r − 1)(c − 1).
  public let degreesOfFreedom: Int
  public let pValue: Double
  /// Row total × column total / N, r × c.
  public let expected: [[Double]]
  /// The number of people, N.
  public let count: Int
  /// Cramér's V = √(χ²/N·min(r − 1, c − 1)), from the uncorrected χ²; 0 to 1.
  public let cramersV: Double
  /// V with its bias removed (Bergsma); nil when there are no more people than rows or columns.
  public let biasCorrectedV: Double?

  /// The smallest expected count; below 5 the χ² approximation is rough, and `fisherExact` is the better test.
  public var smallestExpected: Double { expected.joined().min() ?? 0 }
}

/// Pearson's χ² test of independence, with Cramér's V.
///
/// χ² = Σ(O − E)²/E on (r − 1)(c − 1) degrees of freedom. Bergsma's V: φ² = max(0, χ²/N − (r − 1)(c − 1)/(N − 1)) over
/// min(r', c') − 1, r' = r − (r − 1)²/(N − 1), c' alike.
/// - Parameters:
///   - table: r × c counts of people, r, c ≥ 2, each person in one cell.
///   - yates: for a 2 × 2 table, takes min(½, |O − E|) off each difference; without effect on larger ones.
/// - Throws: `tooFewGroups` below two rows or columns, `unequalLengths` for ragged rows, `emptyCategory` for a row or column
///   in which nobody is counted, `outOfDomain` for a negative count.
/// - Note: Pearson (1900); Cramér (1946); Bergsma (2013), doi:10.1016/j.jkss.2012.10.002. Reference values:
///   `Fixtures/counts.json` (R's `chisq.test`).
public func chiSquaredTest(_ table: [[Int]], yates: Bool = false) throws(StatisticsError) -> ChiSquaredTest {
  let margins = try Margins(table)
  let (rows, columns, n) = (margins.rows, margins.columns, Double(margins.total))
  let expected = rows.map { row in columns.map { Double(row) * (Double($0) / n) } }
  let isCorrected = yates && rows.count == 2 && columns.count == 2
  var plain = 0.0
  var corrected = 0.0
  for (observedRow, expectedRow) in zip(table, expected) {
    for (observed, expected) in zip(observedRow, expectedRow) {
      let distance = abs(Double(observed) - expected)
      plain += distance * distance / expected
      let shorter = distance - min(0.5, distance)
      corrected += shorter * shorter / expected
    }
  }
  let (r, c) = (Double(rows.count), Double(columns.count))
  let freedom = (rows.count - 1) * (columns.count - 1)
  let statistic = isCorrected ? corrected : plain
  let room = min((r - 1) * (n - r), (c - 1) * (n - c)) / (n - 1)
  let association = max(0, plain / n - Double(freedom) / (n - 1))
  return ChiSquaredTest(
    statistic: statistic, degreesOfFreedom: freedom,
    pValue: try ChiSquared(degreesOfFreedom: Double(freedom)).survival(statistic), expected: expected,
    count: margins.total, cramersV: min(1, (plain / (n * min(r - 1, c - 1))).squareRoot()),
    biasCorrectedV: room > 0 ? min(1, (association / room).squareRoot()) : nil)
}

/// Row and column totals of a table that a test of independence can use.
struct Margins {
  let rows, columns: [Int]
  let total: Int

  init(_ table: [[Int]]) throws(StatisticsError) {
    guard table.count >= 2 else { throw .tooFewGroups(table.count) }
    let width = table[0].count
    guard width >= 2 else { throw .tooFewGroups(width) }
    var rows: [Int] = []
    for row in table { rows.append(try checkCounts(row, of: width)) }
    total = try checkCounts(rows, of: rows.count)
    let columns = (0..<width).map { column in table.reduce(0) { $0 + $1[column] } }
    for (index, row) in rows.enumerated() where row == 0 { throw .emptyCategory("row \(index + 1)") }
    for (index, column) in columns.enumerated() where column == 0 { throw .emptyCategory("column \(index + 1)") }
    self.rows = rows
    self.columns = columns
  }
}
