import Analysis
import ArgumentParser
import Dataset
import Foundation
import Problems

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score an instrument for every row of your own file.",
    discussion:
      "Writes one row a row of the data, one column a scale, at full precision; an empty cell has too few answers.")

  @OptionGroup var input: InputOptions
  @Option(help: "An instrument's id (`hearth instruments list`), or a YAML file of your own.") var instrument: String
  @Option(help: "aws1..aws28, or the column names separated by commas.") var columns: String
  @Option(help: ArgumentHelp("The CSV to write.", valueName: "file")) var out: String
  @Option(help: "A file that `hearth instruments confirm` wrote.") var confirmation: String?
  @Option(help: "An instrument whose unverified key you accept, by id.") var acceptUnverified: [String] = []
  @Flag(help: "Count answers outside the codes as missing instead of refusing them.") var outOfRangeMissing = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let dataset = try input.read()
    let scoring = try FileScoring(
      dataset, instrument: instrument, columns: columns, confirmation: confirmation, acceptUnverified: acceptUnverified,
      outOfRangeMissing: outOfRangeMissing
    ) { path throws(Problem) in
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw Problem("the file cannot be read", at: path, remedy: "check the path")
      }
      return text
    }
    var text = (["row"] + scoring.scales.map(\.id)).joined(separator: ",") + "\n"
    for row in 0..<dataset.rowCount {
      text += "\(row + 1)"
      for scale in scoring.scales { text += "," + (scale.score(row).map { "\($0)" } ?? "") }
      text += "\n"
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    Terminal.list(scoring.strange, in: dataset.source)
    if json {
      try Terminal.printJSON(
        Scored(
          rows: dataset.rowCount, scales: scoring.scales.map { .init(id: $0.id, scored: $0.scored) },
          notes: scoring.caveats))
      return
    }
    for caveat in scoring.caveats { Terminal.note(caveat) }
    for scale in scoring.scales { print("\(scale.title): \(scale.scored) of \(dataset.rowCount) rows scored") }
  }

  private struct Scored: Encodable {
    struct Scale: Encodable {
      let id: String
      let scored: Int
    }
    let rows: Int
    let scales: [Scale]
    let notes: [String]
  }
}
