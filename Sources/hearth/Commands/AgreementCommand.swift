import Analysis
import ArgumentParser
import Foundation
import Problems
import Statistics

struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "How far raters or coders agree: Krippendorff's alpha, kappas, Gwet's AC, intraclass correlations.",
    discussion: """
      One row a unit, one column a rater; an empty cell where a rater gave nothing.
      --level says what a difference means: nominal (same or not; words will do), ordinal, interval or ratio (numbers).
      """)

  @OptionGroup var input: InputOptions
  @Option(help: ArgumentHelp("The raters' columns, separated by commas.", valueName: "columns")) var raters: [String]
  @Option(help: "nominal, ordinal, interval or ratio.", transform: Self.level(named:))
  var level = MeasurementLevel.nominal
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let names = raters.flatMap { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
    let result = try RaterAgreement(try input.read(), raters: names, level: level)
    if json { return try Terminal.printJSON(result) }
    print(result.text)
    for note in result.notes { Terminal.note(note) }
  }

  private static func level(named name: String) throws -> MeasurementLevel {
    guard let level = MeasurementLevel(rawValue: name) else {
      throw ValidationError("--level takes \(MeasurementLevel.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return level
  }
}
