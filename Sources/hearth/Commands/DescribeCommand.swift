import ArgumentParser
import Dataset
import Problems

struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Columns of a data file: their types, missing cells and ranges.")

  @OptionGroup var input: InputOptions
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let data = try input.read()
    let description = describe(data)
    if json { return try Terminal.printJSON(description) }
    let format =
      switch description.format {
      case .csv: description.container == "sav" ? "an SPSS file" : "a table"
      case .surveyMonkey: "a SurveyMonkey export"
      case .qualtrics: "a Qualtrics export"
      }
    let sheet = description.sheet.map { " on sheet “\($0)”" } ?? ""
    print("\(description.file): \(format)\(sheet), \(description.rows) rows, \(description.columns.count) columns")
    var table = TextTable(["column", "kind", "missing", "distinct", "range or most frequent"])
    for column in description.columns {
      table.rows.append([
        column.name, column.kind.rawValue, String(column.missing), String(column.distinct), values(column),
      ])
    }
    print(table.text)
    for column in description.columns {
      guard let odd = column.oddValue else { continue }
      Terminal.note(
        "column \(column.name) would hold \(odd.expected.rawValue)s but for \(odd.count) cell(s); the first is “\(odd.text)” on \(data.source.lineWord) \(odd.line)"
      )
    }
  }

  private func values(_ column: ColumnDescription) -> String {
    if let low = column.minimum, let high = column.maximum { return "\(low) to \(high)" }
    return column.mostFrequent.prefix(3).map { "\($0.value) (\($0.count))" }.joined(separator: ", ")
  }
}
