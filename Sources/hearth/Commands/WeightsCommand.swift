import Analysis
import ArgumentParser
import Dataset
import Problems

struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "Weight your own file so that it has the population's make-up (raking).",
    discussion: """
      --population: a file with the columns column, answer and people, one row an answer: how many people there are in all, \
      such as from staff records. With one column this is post-stratification.
      Writes one row a row of the data. Weights mend who answered by what is known of everybody, and nothing else.
      """)

  @OptionGroup var input: InputOptions
  @Option(help: ArgumentHelp("What the population is.", valueName: "file")) var population: String
  @Option(help: ArgumentHelp("The file to write: .xlsx, .sav, or CSV for any other name.", valueName: "file"))
  var out: String
  @Option(help: "A column of first weights, such as from how people were drawn.") var first: String?
  @Option(help: "Least and largest factor on the first weights, such as 0.3..3.") var bounds: NumberRange?
  @Flag(help: "Rows that lack an answer go without a weight.") var leaveOutIncomplete = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    if let ends = bounds?.ends, ends.lowerBound < 0 || ends.lowerBound >= 1 || ends.upperBound <= 1 {
      throw ValidationError("--bounds takes two factors around 1, such as 0.3..3")
    }
  }

  func run() throws {
    try TextFile.checkNew(out)
    let data = try input.read()
    let result = try SampleWeights(
      data, population: try input.reading.read(population),
      SampleWeights.Question(first: first, bounds: bounds?.ends, leavesOutIncomplete: leaveOutIncomplete))
    let table = try TableExport([
      TableExport.Field(name: "row", label: "Row of \(input.file)", values: .whole((1...data.rowCount).map { $0 })),
      TableExport.Field(name: "weight", label: "Weight", values: .numbers(result.weights)),
    ])
    try table.write(as: TableExport.Format(path: out) ?? .csv, to: out)
    if json { return try Terminal.printJSON(result) }
    print(result.text)
    for note in result.notes { Terminal.note(note) }
  }
}
