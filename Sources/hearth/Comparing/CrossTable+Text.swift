import Analysis

extension CrossTable: TerminalText {
  var text: String {
    var lines = [counts.text, "", shares.text]
    if let line = leftOutText(leftOut, "an outcome or a group") { lines.append(line) }
    lines.append("")
    if let test = chiSquared {
      lines.append("chi-squared(\(test.degreesOfFreedom)) = \(shortNumber(test.statistic)), \(pText(test.p))")
      if let statistic = test.correctedStatistic, let p = test.correctedP {
        lines.append("with Yates's correction: \(shortNumber(statistic)), \(pText(p))")
      }
      let corrected = test.biasCorrectedV.map { ", bias-corrected \(shortNumber($0))" } ?? ""
      lines.append("Cramér's V = \(shortNumber(test.cramersV))\(corrected)")
      lines.append("smallest expected count: \(shortNumber(test.smallestExpected))")
    }
    if let fisher {
      lines.append("Fisher's exact test: \(pText(fisher.p))")
      if fisher.hasOddsRatio {
        let ends = [fisher.lower, fisher.upper].map { $0.map { shortNumber($0) } ?? "no limit" }
        let ratio = fisher.oddsRatio.map { shortNumber($0) } ?? "no limit"
        lines.append(
          "odds ratio of “\(levels[0])”, “\(rows[0].label)” to “\(rows[1].label)” = \(ratio) [\(ends.joined(separator: ", "))]"
        )
      }
    }
    return lines.joined(separator: "\n")
  }

  var notes: [String] { warnings + refused.map(\.line) }

  private var counts: TextTable {
    var table = TextTable([by] + levels + ["n"])
    for row in rows { table.rows.append([row.label] + row.cells.map { String($0.count) } + [String(row.n)]) }
    table.rows.append(["all"] + columnTotals.map(String.init) + [String(n)])
    return table
  }

  private var shares: TextTable {
    var table = TextTable([by, outcome, "% of the group", "95 % interval", "expected"])
    for row in rows {
      for (level, cell) in zip(levels, row.cells) {
        table.rows.append([
          row.label, level, shortNumber(100 * cell.share, digits: 4),
          "\(shortNumber(100 * cell.lower, digits: 4)) to \(shortNumber(100 * cell.upper, digits: 4))",
          cell.expected.map { shortNumber($0, digits: 4) } ?? "",
        ])
      }
    }
    return table
  }
}
