import Analysis
import ArgumentParser
import Dataset
import Foundation
import Instruments
import Problems

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score an instrument for every row of your own file.",
    discussion: """
      Writes one row a row of the data, one column a scale, at full precision (16 digits in .xlsx); an empty cell has too few \
      answers. \
      --bands, --norms and --profiles add columns that read the scores. They speak of single people: they are for whoever holds \
      the file, and no score is a diagnosis.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: "An instrument's id (`hearth instruments list`), or a YAML file of your own.") var instrument: String
  @Option(help: "aws1..aws28, or the column names separated by commas.") var columns: String
  @Option(help: ArgumentHelp("The file to write: .xlsx, .sav, or CSV for any other name.", valueName: "file"))
  var out: String
  @Option(
    help: ArgumentHelp("Also write what the columns mean, as CSV; a workbook has it as a sheet.", valueName: "file"))
  var dictionary: String?
  @Option(help: "A file that `hearth instruments confirm` wrote.") var confirmation: String?
  @Option(help: "An instrument whose unverified key you accept, by id.") var acceptUnverified: [String] = []
  @Option(
    help: ArgumentHelp(
      "The words of your form: a YAML file with `labels:` as in the study file (the study file itself will do).",
      valueName: "file"))
  var labels: String?
  @Flag(help: "Count answers outside the codes as missing instead of refusing them.") var outOfRangeMissing = false
  @Flag(help: "Add each score's band, where one person may be shown it.") var bands = false
  @Option(
    help: ArgumentHelp(
      "Add T scores and percentiles: a YAML file with `norms:` as in the study file (the study file itself will do), or a list of norms as in an instrument's definition.",
      valueName: "file"))
  var norms: String?
  @Flag(help: "Add the instrument's published profile; needs --norms with means and SDs.") var profiles = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    if profiles, norms == nil {
      throw ValidationError(
        "--profiles needs --norms: profiles are cut from a stated norm group, never from the sample")
    }
  }

  func run() throws {
    try TextFile.checkNew(out)
    if let dictionary { try TextFile.checkNew(dictionary) }
    let dataset = try input.read()
    let scoring = try FileScoring(
      dataset, instrument: instrument, columns: columns, confirmation: confirmation, acceptUnverified: acceptUnverified,
      labels: labels, outOfRangeMissing: outOfRangeMissing, text: { path throws(Problem) in try TextFile.read(path) })
    let readings = try readings(of: scoring)
    let table = try table(scoring, readings)
    try table.write(as: TableExport.Format(path: out) ?? .csv, to: out)
    if let dictionary { try table.writeDictionary(to: dictionary) }
    Terminal.list(scoring.strange, in: dataset.source)
    let notes = scoring.caveats + readings.notes
    if json {
      try Terminal.printJSON(
        Scored(
          rows: dataset.rowCount, scales: scoring.scales.map { .init(id: $0.id, scored: $0.scored) },
          readings: readings.columns.map(\.name), notes: notes))
      return
    }
    for note in notes { Terminal.note(note) }
    for scale in scoring.scales { print("\(scale.title): \(scale.scored) of \(dataset.rowCount) rows scored") }
  }

  private func readings(of scoring: FileScoring) throws(Problem) -> ScoreReadings {
    var readings = ScoreReadings()
    var stated: [Norm] = []
    if let norms, let definition = scoring.instrument {
      stated = try NormsFile.read(try TextFile.read(norms), file: norms, for: definition)
    }
    if bands { try readings.addBands(scoring, norms: stated) }
    if !stated.isEmpty { try readings.addStandings(scoring, norms: stated) }
    if profiles { try readings.addProfiles(scoring, norms: stated) }
    return readings
  }

  private func table(_ scoring: FileScoring, _ readings: ScoreReadings) throws(Problem) -> TableExport {
    let rows = 0..<scoring.rowCount
    let scores = scoring.scales.map { scale in
      TableExport.Field(name: scale.id, label: scale.title, values: .numbers(rows.map { scale.score($0) }))
    }
    return try TableExport(
      [TableExport.Field(name: "row", label: "Row of \(input.file)", values: .whole(rows.map { $0 + 1 }))] + scores
        + readings.columns.map { TableExport.Field(name: $0.name, values: Self.values($0.cells)) })
  }

  private static func values(_ cells: [ScoreReadings.Cell]) -> TableExport.Values {
    let holdsText = cells.contains { if case .text = $0 { true } else { false } }
    guard holdsText else { return .numbers(cells.map { if case .number(let value) = $0 { value } else { nil } }) }
    return .texts(
      cells.map { cell in
        switch cell {
        case .text(let words): words
        case .number(let value): "\(value)"
        case .none: nil
        }
      })
  }

  private struct Scored: Encodable {
    struct Scale: Encodable {
      let id: String
      let scored: Int
    }
    let rows: Int
    let scales: [Scale]
    /// Columns beside the scores.
    let readings: [String]
    let notes: [String]
  }
}
