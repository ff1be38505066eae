import Analysis
import ArgumentParser
import Charts
import Foundation
import Problems
import Statistics

struct SpcCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spc",
    abstract: "A control chart of your own file: what is chance from month to month, and what is not.",
    discussion: """
      One row a period (or, for g and t, an event), the earliest first.
      xmr: single values. p, u: a count of people or events --of a base; p-prime, u-prime: the same, where it varies more than chance.
      g: cases or days between rare events. t: time between them.
      Limits begin anew only where --rebase says so, such as after a change that was meant to last.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: "The column of values or counts.") var value: String
  @Option(help: "xmr, p, p-prime, u, u-prime, g or t.") var chart = ProcessSeries.Kind.xmr
  @Option(help: "With p and u: the column that counts are of.") var of: String?
  @Option(help: "The column that says when; a point's number unless given.") var time: String?
  @Option(
    help: ArgumentHelp(
      "A time (or number of a point) at which limits begin anew; may be given several times.", valueName: "time"))
  var rebase: [String] = []
  @Option(help: "With xmr: make each phase's limits from its first points, this many.") var limitsFrom: Int?
  @Option(help: "How limits come from moving ranges: nhs (2.66, outliers left out), textbook (3/1.128) or exact.")
  var limits = Limits.nhs
  @Option(parsing: .unconditional, help: "A target, with --better: whether it is met, missed, or left to chance.")
  var target: Double?
  @Option(help: "Which way is better: above or below.") var better: Better?
  @Option(help: ArgumentHelp("Also draw it.", valueName: "file.svg")) var svg: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  enum Limits: String, ExpressibleByArgument, CaseIterable { case nhs, textbook, exact }
  enum Better: String, ExpressibleByArgument, CaseIterable { case above, below }

  func validate() throws {
    if chart.needsBase != (of != nil) {
      throw ValidationError(chart.needsBase ? "--chart \(chart.rawValue) needs --of" : "--of belongs to p and u charts")
    }
    if limitsFrom != nil, chart != .xmr { throw ValidationError("--limits-from belongs to --chart xmr") }
    if target != nil, better == nil { throw ValidationError("say with --better which side of the target is better") }
    if let target, !target.isFinite { throw ValidationError("--target takes a number") }
  }

  func run() throws {
    // Before the work, not after it.
    if let svg { try TextFile.checkNew(svg) }
    let range: MovingRange =
      switch limits {
      case .nhs: .makingDataCount
      case .textbook: .textbook
      case .exact: .exact
      }
    let series = try ProcessSeries(
      try input.read(),
      ProcessSeries.Question(
        kind: chart, value: value, base: of, time: time, rebases: rebase, limitsFrom: limitsFrom, movingRange: range,
        target: target, improvement: better.map { $0 == .above ? .above : .below }))
    if let svg { try TextFile.writeNew(String(decoding: series.drawing.file(), as: UTF8.self), to: svg) }
    if json { return try Terminal.printJSON(series) }
    print(series.text)
    for note in series.notes { Terminal.note(note) }
  }
}

extension ProcessSeries.Kind: ExpressibleByArgument {}

extension ProcessSeries {
  fileprivate var drawing: SeriesChart {
    let what = base.map { "\(value) of \($0)" } ?? value
    let found = specialCauses == 1 ? "1 point is a special cause" : "\(specialCauses) points are special causes"
    return SeriesChart(
      title: what,
      summary:
        "\(points.count) points from \(points[0].time) to \(points[points.count - 1].time); the centre is \(shortNumber(points[points.count - 1].centre)) at the end; \(found).",
      points: points.map {
        SeriesChart.Point(
          label: $0.time, value: $0.value, centre: $0.centre, lower: $0.lower, upper: $0.upper,
          isSignal: !$0.signals.isEmpty)
      }, breaks: phases.dropLast().reduce(into: []) { $0.append(($0.last ?? 0) + $1.points) }, target: target)
  }
}
