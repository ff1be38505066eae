import Analysis
import ArgumentParser
import Charts
import Foundation
import Problems

struct SurvivalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survival",
    abstract:
      "Time until something happens in your own file: leaving, returning to work; also of those to whom it has not yet.",
    discussion: """
      One row a person: --time how long they were under observation, --event whether it ended with the event. Events are 1 and 0, \
      yes and no, true and false, or --event "left=resigned": one answer against all others.
      Without a formula: how many are left without the event over time (Kaplan-Meier), and whether groups differ (log-rank test).
      --formula "~ role + age": hazard ratios of what may hasten or delay it (Cox regression, Efron's rule for equal times), as in \
      `hearth model`.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: "The column of times, as numbers.") var time: String
  @Option(help: ArgumentHelp("The column that says how a time ended.", valueName: "column[=answer]")) var event: String
  @Option(help: "The column of groups, for curves.") var by: String?
  @Option(help: "What may hasten or delay the event.") var formula: String?
  @Option(help: "A column of groups that are compared, or modelled, each within itself.") var strata: String?
  @Option(help: "With --formula: a column of groups within which people are alike.") var clusters: String?
  @Option(help: ArgumentHelp("Without --formula: times to give the share at, such as 6,12,24.", valueName: "times"))
  var at: String?
  @Option(
    help: ArgumentHelp(
      "With --formula: columns of numbers that are categories, separated by commas.", valueName: "columns"))
  var categories: [String] = []
  @Option(
    help: ArgumentHelp(
      "With --formula: the answer that others are held against: role=Nurse; may be given several times.",
      valueName: "column=answer"))
  var reference: [String] = []
  @Option(
    name: [.customLong("figure"), .customLong("svg")],
    help: ArgumentHelp("Without --formula: also draw the curves.", valueName: "file.svg"))
  var figure: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    if formula == nil {
      if clusters != nil || !categories.isEmpty || !reference.isEmpty {
        throw ValidationError("--clusters, --categories and --reference belong to --formula")
      }
      if strata != nil, by == nil {
        throw ValidationError("--strata needs --by or --formula: there is nothing to compare")
      }
    } else if by != nil || at != nil || figure != nil {
      throw ValidationError("--by, --at and --figure are for curves: leave them or --formula out")
    }
    for text in reference where !text.contains("=") { throw ValidationError("--reference takes column=answer") }
    _ = try times()
  }

  func run() throws {
    // Before the work, not after it.
    if let figure { try TextFile.checkNew(figure) }
    let data = try input.read()
    guard let formula else {
      let curves = try SurvivalCurves(
        data, SurvivalCurves.Question(time: time, event: event, by: by, strata: strata, at: try times()))
      if let figure {
        try TextFile.writeNew(String(decoding: try curves.drawing().file(), as: UTF8.self), to: figure)
      }
      return try give(curves)
    }
    var references: [String: String] = [:]
    for text in reference {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      references[String(parts[0])] = String(parts[1])
    }
    let listed = categories.flatMap { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
    try give(
      try HazardModel(
        data,
        HazardModel.Question(
          time: time, event: event, formula: formula, strata: strata, clusters: clusters, categories: Set(listed),
          references: references)))
  }

  private func give(_ result: some Encodable & TerminalText) throws {
    if json { return try Terminal.printJSON(result) }
    print(result.text)
    for note in result.notes { Terminal.note(note) }
  }

  private func times() throws -> [Double] {
    try (at ?? "").split(separator: ",").map { part in
      guard let time = Double(part.trimmingCharacters(in: .whitespaces)), time.isFinite, time >= 0 else {
        throw ValidationError("--at takes times of 0 or more, such as 6,12,24")
      }
      return time
    }
  }
}

extension SurvivalCurves {
  /// - Throws: `Problem` for more groups than a drawing can keep apart.
  fileprivate func drawing() throws(Problem) -> SurvivalChart {
    guard groups.count <= SurvivalChart.mostCurves else {
      throw Problem(
        "\(groups.count) curves cannot be told apart in one drawing", at: "--figure",
        remedy: "name with --by a column of at most \(SurvivalChart.mostCurves) groups")
    }
    let ends = groups.map { group in
      let median =
        group.median.time.map { "half by \(shortNumber($0))" } ?? "fewer than half by \(shortNumber(group.lastTime))"
      return "\(group.label ?? "everybody"): \(group.n) people, \(group.events) events, \(median)"
    }
    return SurvivalChart(
      title: "Share without the event (\(event): \(eventAnswer))" + (by.map { ", by \($0)" } ?? ""),
      summary: "Kaplan–Meier curves. " + ends.joined(separator: "; ") + ".",
      timeTitle: time,
      curves: groups.map { group in
        SurvivalChart.Curve(
          label: group.label ?? "everybody",
          steps: group.steps.map {
            SurvivalChart.Step(
              time: $0.time, atRisk: $0.atRisk, events: $0.events, censored: $0.censored, share: $0.survival,
              lower: $0.lower, upper: $0.upper)
          })
      })
  }
}
