import Analysis
import ArgumentParser
import Dataset
import Problems

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare groups in your own file, or from published group sizes, means and SDs.",
    discussion: """
      With --outcome and --by: classic, Welch and rank tests, post hoc comparisons and effect sizes from a data file. \
      With --summary: a file with the columns group, n, mean, sd (and outcome, for several tables), rounded as published; the F and p \
      that rounding leaves possible are printed as an interval.
      """)

  @Argument(help: "The data file.") var file: String?
  @OptionGroup var reading: ReadingOptions
  @Option(help: "The column of scores.") var outcome: String?
  @Option(help: "The column that names the groups.") var by: String?
  @Option(help: ArgumentHelp("Published figures.", valueName: "file")) var summary: String?
  @Option(help: "How many decimals the published figures have; the most that occur unless given.") var decimals: Int?
  @Option(help: "The scale's ends, such as 1..5: they bound what was not published.") var range: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    if summary == nil, file == nil || outcome == nil || by == nil {
      throw ValidationError("give a file with --outcome and --by, or --summary FILE")
    }
    if let decimals, !(0...15).contains(decimals) { throw ValidationError("--decimals takes 0 to 15") }
  }

  func run() throws {
    if let summary {
      try compareSummaries(summary)
    } else if let file, let outcome, let by {
      let comparison = try RawComparison(try reading.read(file), outcome: outcome, by: by)
      if json { try Terminal.printJSON(comparison) } else { show(comparison) }
    }
  }

  private func compareSummaries(_ path: String) throws {
    var how = SummaryComparison.Reading(decimals: decimals)
    if let range {
      let ends = range.split(separator: "..").compactMap { Double($0) }
      guard ends.count == 2, ends[0] < ends[1] else { throw ValidationError("--range takes two ends, such as 1..5") }
      how.range = ends[0]...ends[1]
    }
    let tables = try SummaryComparison.all(try reading.read(path, asText: true), reading: how)
    if json { try Terminal.printJSON(tables) } else { for table in tables { show(table) } }
    if tables.contains(where: { $0.statistic == nil && $0.bounds == nil }) { throw ExitCode(1) }
  }

  private func show(_ table: SummaryComparison) {
    if let outcome = table.outcome { print(outcome) }
    let freedom = "F(\(table.degreesOfFreedom.map(String.init).joined(separator: ", ")))"
    if let statistic = table.statistic, let p = table.p {
      print("  \(freedom) = \(shortNumber(statistic)), p = \(shortNumber(p, digits: 3)) from the figures as printed")
    }
    if let bounds = table.bounds {
      let largest = bounds.largestStatistic.map { shortNumber($0) } ?? "no upper limit"
      print(
        "  what rounding and missing figures allow: \(freedom) from \(shortNumber(bounds.smallestStatistic)) to \(largest), p from \(shortNumber(bounds.smallestP, digits: 3)) to \(shortNumber(bounds.largestP, digits: 3))"
      )
    }
    for sentence in table.missing {
      print("  \(sentence)" + (table.bounds == nil ? "; --range LOW..HIGH would bound the result" : ""))
    }
    for pair in table.pairs where pair.p < 0.05 {
      print(
        "  Tukey: \(pair.first) − \(pair.second) = \(shortNumber(pair.difference)), p = \(shortNumber(pair.p, digits: 3))"
      )
    }
  }

  private func show(_ comparison: RawComparison) {
    var groups = TextTable([comparison.by, "n", "mean", "SD", "median"])
    for group in comparison.groups {
      groups.rows.append([
        group.label, String(group.n), shortNumber(group.mean), group.sd.map { shortNumber($0) } ?? "",
        shortNumber(group.median),
      ])
    }
    print(groups.text)
    if comparison.leftOut > 0 { print("\(comparison.leftOut) rows without an outcome or a group are left out") }
    print()
    for test in comparison.tests {
      let freedom = test.degreesOfFreedom.map { shortNumber($0) }.joined(separator: ", ")
      print(
        "\(test.name): \(test.symbol)(\(freedom)) = \(shortNumber(test.statistic)), p = \(shortNumber(test.p, digits: 4))"
      )
    }
    for effect in comparison.effects {
      let interval =
        effect.lower.flatMap { low in effect.upper.map { " [\(shortNumber(low)), \(shortNumber($0))]" } } ?? ""
      print("\(effect.name) = \(shortNumber(effect.value))\(interval)")
    }
    if !comparison.pairs.isEmpty {
      var pairs = TextTable(["method", "pair", "difference", "95 % interval", "p"])
      for pair in comparison.pairs {
        let interval =
          pair.lower.flatMap { low in pair.upper.map { "\(shortNumber(low)) to \(shortNumber($0))" } } ?? ""
        pairs.rows.append([
          pair.method, "\(pair.first) − \(pair.second)", shortNumber(pair.difference), interval,
          shortNumber(pair.p, digits: 4),
        ])
      }
      print("\n" + pairs.text)
    }
    for refusal in comparison.refused { Terminal.note("\(refusal.name) is not possible: \(refusal.reason)") }
  }
}
