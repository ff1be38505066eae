import Analysis

extension RawComparison: TerminalText {
  var text: String {
    var lines = [groupTable.text]
    if let line = leftOutText(leftOut, "an outcome or a group") { lines.append(line) }
    if !outsideTests.isEmpty { lines.append("left out of every test, as groups of one: \(list(outsideTests))") }
    lines.append("")
    for test in tests {
      let freedom = test.degreesOfFreedom.map { shortNumber($0) }.joined(separator: ", ")
      lines.append(
        "\(test.name): \(test.symbol)\(freedom.isEmpty ? "" : "(\(freedom))") = \(shortNumber(test.statistic)), \(pText(test.p)) (\(entered(test)))"
      )
    }
    lines += meanTests.map(\.line)
    if let rankTest { lines.append(rankTest.line) }
    lines += effects.map(\.line)
    if !pairs.isEmpty {
      var table = TextTable(["method", "pair", "difference", "95 % interval", "p"])
      for pair in pairs {
        table.rows.append([
          pair.method, "\(pair.first) − \(pair.second)", shortNumber(pair.difference),
          intervalText(pair.lower, pair.upper), pNumber(pair.p),
        ])
      }
      lines += ["", table.text]
    }
    return lines.joined(separator: "\n")
  }

  var notes: [String] { refused.map(\.line) }

  private var groupTable: TextTable {
    var table = TextTable([by, "n", "mean", "95 % interval", "SD", "median", "skewness", "excess kurtosis"])
    for group in groups {
      let shape = [group.skewness, group.excessKurtosis].map { $0.map { shortNumber($0) } ?? "" }
      table.rows.append(
        [
          group.label, String(group.n), shortNumber(group.mean), intervalText(group.lower, group.upper),
          group.sd.map { shortNumber($0) } ?? "", shortNumber(group.median),
        ] + shape)
    }
    return table
  }

  private func entered(_ test: Test) -> String {
    let missing = groups.map(\.label).filter { !test.groups.contains($0) }
    guard !missing.isEmpty else { return groups.count == 2 ? "both groups" : "all \(groups.count) groups" }
    return "\(test.groups.count) groups, without \(list(missing))"
  }

  private func list(_ labels: [String]) -> String { labels.map { "“\($0)”" }.joined(separator: ", ") }
}
