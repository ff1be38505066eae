import Analysis

extension PairedComparison: TerminalText {
  var text: String {
    var table = TextTable(["column", "n", "mean", "95 % interval", "SD"])
    for side in [before, after] {
      table.rows.append([
        side.column, String(n), shortNumber(side.mean), intervalText(side.lower, side.upper),
        side.sd.map { shortNumber($0) } ?? "",
      ])
    }
    var lines = [table.text]
    if let line = leftOutText(leftOut, "both measurements") { lines.append(line) }
    lines.append("")
    if let correlation { lines.append("Pearson's r of both = \(shortNumber(correlation))") }
    if let test { lines.append(test.line) }
    if let rankTest { lines.append(rankTest.line) }
    lines += effects.map(\.line)
    if let change = reliableChange {
      lines += [
        "",
        "reliable change (Jacobson–Truax), reliability \(shortNumber(change.reliability)), SD \(shortNumber(change.sd)) (\(change.sdFrom)): a change of more than \(shortNumber(change.threshold)) counts",
        "  improved \(change.improved), unchanged \(change.unchanged), worsened \(change.worsened) (a higher score is \(change.higherIs.rawValue))",
      ]
    }
    return lines.joined(separator: "\n")
  }

  var notes: [String] { refused.map(\.line) }
}
