import Analysis
import ArgumentParser
import Dataset
import Problems

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare groups, columns or measurements in your own file, or groups in published figures.",
    discussion: """
      --by: scores over groups (analysis of variance, Welch, ranks, t-tests of two groups, pairs, effect sizes), or answers in words \
      over groups (cross-table with shares, chi-squared, Fisher's exact test).
      --with: correlations (Pearson, Spearman, Kendall) over the people who have every column.
      --before: the same people earlier (paired t-test, standardised mean change, reliable change).
      --norm-mean: the mean against a norm (one-sample t-test, T score, percentile).
      --summary: a file with the columns group, n, mean, sd (and outcome, for several tables), rounded as published; the F and p \
      that rounding leaves possible are printed as an interval.
      """)

  @Argument(help: "The data file.") var file: String?
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var options: CompareOptions
  @Option(help: ArgumentHelp("Published figures.", valueName: "file")) var summary: String?
  @Option(help: "With --summary: how many decimals the figures have; the most that occur unless given.")
  var decimals: Int?
  @Option(help: "With --summary: the scale's ends, such as 1..5: they bound what was not published.")
  var range: NumberRange?
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    guard summary == nil else {
      if file != nil || options.outcome != nil || options.questions > 0 {
        throw ValidationError("--summary reads its own file: leave the data file, --outcome and what goes with it out")
      }
      if let decimals, !(0...15).contains(decimals) { throw ValidationError("--decimals takes 0 to 15") }
      return
    }
    if decimals != nil || range != nil { throw ValidationError("--decimals and --range belong to --summary") }
    if options.questions == 1, options.outcome == nil {
      throw ValidationError("name the column of scores or answers with --outcome")
    }
    if file == nil || options.question == nil {
      throw ValidationError(
        "give a file with --outcome and one of --by, --with, --before and --norm-mean, or --summary FILE")
    }
  }

  func run() throws {
    if let summary {
      try compareSummaries(summary)
    } else if let file, let outcome = options.outcome, let question = options.question {
      try answer(question, outcome, try reading.read(file, exactly: true))
    }
  }

  private func answer(_ question: CompareOptions.Question, _ outcome: String, _ data: Dataset) throws {
    switch question {
    case .groups(let by) where options.asCategories || (data.holdsWords(outcome) && !options.asNumbers):
      if options.groupsOfOne != nil {
        throw ValidationError("--groups-of-one is for scores, and column “\(outcome)” holds words")
      }
      try give(try CrossTable(data, outcome: outcome, by: by))
    case .groups(let by):
      let choice = options.groupsOfOne ?? .include
      try give(try RawComparison(data, outcome: outcome, by: by, groupsOfOne: choice))
    case .columns(let others): try give(try Correlations(data, outcome: outcome, with: others))
    case .earlier(let before, let scale):
      try give(try PairedComparison(data, outcome: outcome, before: before, scale: scale))
    case .norm(let mean, let sd): try give(try NormComparison(data, outcome: outcome, mean: mean, sd: sd))
    }
  }

  private func give(_ result: some Encodable & TerminalText) throws {
    if json { return try Terminal.printJSON(result) }
    print(result.text)
    for note in result.notes { Terminal.note(note) }
  }

  private func compareSummaries(_ path: String) throws {
    let how = SummaryComparison.Reading(decimals: decimals, range: range?.ends)
    let tables = try SummaryComparison.all(try reading.read(path, asText: true), reading: how)
    if json { try Terminal.printJSON(tables) } else { for table in tables { print(table.text) } }
    if tables.contains(where: { !$0.problems.isEmpty || ($0.statistic == nil && $0.bounds == nil) }) {
      throw ExitCode(1)
    }
  }
}
