import ArgumentParser
import Dataset
import Problems

struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Columns of a data file: their types, missing cells and ranges.")

  @OptionGroup var input: InputOptions
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let dataset = try input.read()
    let columns = describe(dataset)
    if json {
      try Terminal.printJSON(Described(rows: dataset.rowCount, columns: columns))
      return
    }
    print("\(dataset.rowCount) rows, \(columns.count) columns")
    var table = TextTable(["column", "kind", "missing", "distinct", "range or most frequent"])
    for column in columns { table.rows.append(row(column)) }
    print(table.text)
  }

  private struct Described: Encodable {
    let rows: Int
    let columns: [ColumnDescription]
  }
}
