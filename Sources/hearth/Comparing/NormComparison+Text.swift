import Analysis

extension NormComparison: TerminalText {
  var text: String {
    var table = TextTable(["", "n", "mean", "95 % interval", "SD"])
    table.rows.append([
      outcome, String(n), shortNumber(mean), intervalText(lower, upper), sd.map { shortNumber($0) } ?? "",
    ])
    table.rows.append(["norm", "", shortNumber(normMean), "", normSD.map { shortNumber($0) } ?? ""])
    var lines = [table.text]
    if let line = leftOutText(leftOut, "an outcome") { lines.append(line) }
    lines.append("")
    if let test { lines.append(test.line) }
    lines += effects.map(\.line)
    if let tScore { lines.append("T score of the mean = \(shortNumber(tScore))") }
    if let percentileIfNormal {
      lines.append(
        "percentile of the mean, if the norm group is normally distributed = \(shortNumber(percentileIfNormal))")
    }
    return lines.joined(separator: "\n")
  }

  var notes: [String] {
    refused.map(\.line) + ["a norm is other people at another time; the test takes its mean as exact"]
  }
}
