package import Dataset
package import Problems
import Statistics

/// Answers by group in one's own file: counts, shares of each group and tests of independence, at full precision.
package struct CrossTable: Sendable, Encodable {
  package struct Cell: Sendable, Encodable {
    package let count: Int
    /// Of the group, 0 to 1, with Wilson's 95 % interval.
    package let share: Double
    package let lower: Double
    package let upper: Double
    /// Row total × column total / n; nil where there is no test.
    package let expected: Double?
  }

  package struct Row: Sendable, Encodable {
    package let label: String
    package let n: Int
    /// One a level of the outcome.
    package let cells: [Cell]
  }

  package struct ChiSquared: Sendable, Encodable {
    package let statistic: Double
    package let degreesOfFreedom: Int
    package let p: Double
    package let smallestExpected: Double
    /// Cells in which fewer than five people are expected.
    package let expectedBelowFive: Int
    /// With Yates's correction; for 2 × 2 tables.
    package let correctedStatistic: Double?
    package let correctedP: Double?
    package let cramersV: Double
    /// Bergsma's.
    package let biasCorrectedV: Double?
  }

  package struct Fisher: Sendable, Encodable {
    package let p: Double
    /// The conditional odds ratio of a 2 × 2 table, first row and first column; nil stands for an infinite figure.
    package let oddsRatio: Double?
    package let lower: Double?
    package let upper: Double?
    package let hasOddsRatio: Bool
  }

  package let analysis = "crossTable"
  package let outcome: String
  package let by: String
  /// Answers that occur, in their order.
  package let levels: [String]
  package let rows: [Row]
  package let columnTotals: [Int]
  package let n: Int
  /// Rows without an outcome or without a group.
  package let leftOut: Int
  package private(set) var chiSquared: ChiSquared?
  package private(set) var fisher: Fisher?
  package private(set) var warnings: [String] = []
  package private(set) var refused: [Refusal] = []

  /// - Throws: `Problem` when a column is missing or is no choice between a few answers, or nobody answered both.
  package init(_ dataset: Dataset, outcome: String, by: String) throws(Problem) {
    let columns = FileColumns(dataset: dataset)
    try columns.checkDistinct(outcome, by: by)
    let answers = try columns.choices(outcome, option: "--outcome")
    let groups = try columns.choices(by, option: "--by")
    var counts = groups.levels.map { _ in [Int](repeating: 0, count: answers.levels.count) }
    for (group, answer) in zip(groups.codes, answers.codes)
    where Int(group) < counts.count && Int(answer) < answers.levels.count {
      counts[Int(group)][Int(answer)] += 1
    }
    let keptRows = counts.indices.filter { index in counts[index].contains { $0 > 0 } }
    let keptLevels = answers.levels.indices.filter { level in counts.contains { $0[level] > 0 } }
    let table = keptRows.map { row in keptLevels.map { counts[row][$0] } }
    guard !table.isEmpty else { throw columns.nobody("both an answer in “\(outcome)” and a group in “\(by)”") }
    self.outcome = outcome
    self.by = by
    levels = keptLevels.map { answers.levels[$0] }
    columnTotals = levels.indices.map { level in table.reduce(0) { $0 + $1[level] } }
    n = columnTotals.reduce(0, +)
    leftOut = dataset.rowCount - n
    let plain = Result { () throws(StatisticsError) in try chiSquaredTest(table) }
    let expected = (try? plain.get())?.expected
    var rows: [Row] = []
    do {
      for (index, row) in keptRows.enumerated() {
        let size = table[index].reduce(0, +)
        var cells: [Cell] = []
        for (level, count) in table[index].enumerated() {
          let share = try proportionInterval(successes: count, trials: size)
          cells.append(
            Cell(
              count: count, share: share.estimate, lower: share.lower, upper: share.upper,
              expected: expected?[index][level]))
        }
        rows.append(Row(label: groups.levels[row], n: size, cells: cells))
      }
    } catch {
      throw Problem("\(error)", at: dataset.source.fileName, remedy: "check the columns")
    }
    self.rows = rows
    test(table, plain)
  }

  private mutating func test(_ table: [[Int]], _ plain: Result<ChiSquaredTest, StatisticsError>) {
    do {
      let result = try plain.get()
      let isSquare = table.count == 2 && levels.count == 2
      let corrected = isSquare ? try chiSquaredTest(table, yates: true) : nil
      chiSquared = ChiSquared(
        statistic: result.statistic, degreesOfFreedom: result.degreesOfFreedom, p: result.pValue,
        smallestExpected: result.smallestExpected, expectedBelowFive: result.expected.joined().count { $0 < 5 },
        correctedStatistic: corrected?.statistic, correctedP: corrected?.pValue, cramersV: result.cramersV,
        biasCorrectedV: result.biasCorrectedV)
    } catch {
      refused.append(Refusal(name: "chi-squared", reason: reason(error)))
    }
    do {
      let result = try fisherExact(table)
      fisher = Fisher(
        p: result.pValue, oddsRatio: result.oddsRatio?.estimate, lower: result.oddsRatio?.lower,
        upper: result.oddsRatio?.upper, hasOddsRatio: result.oddsRatio != nil)
    } catch {
      refused.append(Refusal(name: "Fisher's exact test", reason: reason(error)))
    }
    if let few = chiSquared?.expectedBelowFive, few > 0 {
      warnings.append(
        "in \(few) of \(table.count * levels.count) cells fewer than 5 people are expected: the chi-squared p is rough"
          + (fisher == nil ? "" : "; read Fisher's exact test"))
    }
  }

  private func reason(_ error: StatisticsError) -> String {
    guard case .tooFewGroups = error else { return "\(error)" }
    return rows.count < 2
      ? "everybody is in one group, “\(rows.first?.label ?? "")”"
      : "everybody gave one answer, “\(levels.first ?? "")”"
  }
}
