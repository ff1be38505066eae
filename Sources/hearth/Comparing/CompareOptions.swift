import Analysis
import ArgumentParser

/// What `hearth compare` is asked: one outcome and one thing to hold it against.
struct CompareOptions: ParsableArguments {
  @Option(help: "The column of scores or answers; with --before the later measurement.") var outcome: String?
  @Option(help: "Compare groups: the column that names them.") var by: String?
  @Option(help: ArgumentHelp("Correlate with columns of numbers, separated by commas.", valueName: "columns"))
  var with: [String] = []
  @Option(help: "Compare with an earlier measurement of the same people: its column.") var before: String?
  @Option(parsing: .unconditional, help: "Compare with a norm: its mean, in the unit of the outcome.")
  var normMean: Double?
  @Option(help: "The SD of the norm group: T score and percentile, and the SD behind a reliable change.")
  var normSd: Double?

  @Option(help: "With --by: whether groups of one person enter the tests: include or leave-out.")
  var groupsOfOne: RawComparison.GroupsOfOne?
  @Flag(help: "With --by: read an outcome of numbers as categories.") var asCategories = false
  @Flag(help: "With --by: take the numbers behind an outcome's value labels (SPSS files).") var asNumbers = false
  @Option(help: "With --before: the scale's reliability from 0 to below 1, for reliable change (Jacobson–Truax).")
  var reliability: Double?
  @Option(help: "With --reliability: what a higher score is: better or worse.")
  var higherIs: PairedComparison.Scale.HigherIs?

  /// What the outcome is held against.
  enum Question {
    case groups(by: String)
    case columns([String])
    case earlier(column: String, scale: PairedComparison.Scale?)
    case norm(mean: Double, sd: Double?)
  }

  var question: Question? {
    if let by { return .groups(by: by) }
    if !with.isEmpty { return .columns(with) }
    if let before {
      guard let reliability, let higherIs else { return .earlier(column: before, scale: nil) }
      return .earlier(column: before, scale: .init(reliability: reliability, sd: normSd, higherIs: higherIs))
    }
    return normMean.map { .norm(mean: $0, sd: normSd) }
  }

  /// How many things the outcome is to be held against; one is right.
  var questions: Int { [by != nil, !with.isEmpty, before != nil, normMean != nil].count { $0 } }

  func validate() throws {
    if questions > 1 { throw ValidationError("give one of --by, --with, --before and --norm-mean, not several") }
    if by == nil, groupsOfOne != nil { throw ValidationError("--groups-of-one belongs to --by") }
    if by == nil, asCategories { throw ValidationError("--as-categories belongs to --by") }
    if by == nil, asNumbers { throw ValidationError("--as-numbers belongs to --by") }
    if asCategories, asNumbers { throw ValidationError("give --as-categories or --as-numbers, not both") }
    if asCategories, groupsOfOne != nil { throw ValidationError("--groups-of-one is for scores, not for categories") }
    if before == nil, reliability != nil { throw ValidationError("--reliability belongs to --before") }
    if (reliability == nil) != (higherIs == nil) {
      throw ValidationError("give --reliability and --higher-is better or worse together")
    }
    if let reliability, !(0..<1 ~= reliability) { throw ValidationError("--reliability takes 0 to below 1") }
    if normSd != nil, normMean == nil, reliability == nil {
      throw ValidationError("--norm-sd belongs to --norm-mean or to --reliability")
    }
    if let normSd, !(normSd > 0 && normSd.isFinite) { throw ValidationError("--norm-sd takes a number above 0") }
    if let normMean, !normMean.isFinite { throw ValidationError("--norm-mean takes a number") }
    if with.contains(where: { $0.split(separator: ",").isEmpty }) { throw ValidationError("--with names no column") }
  }
}

extension RawComparison.GroupsOfOne: ExpressibleByArgument {}
extension PairedComparison.Scale.HigherIs: ExpressibleByArgument {}
