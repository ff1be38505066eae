import ArgumentParser
import Example

/// `hearth example`: a simulated study to try things out on.
struct ExampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "example",
    abstract: "Write a simulated study with the published sector means and standard deviations.",
    discussion: """
      Writes answers.csv, study.yaml and README.txt to a new folder. With 40 people, the default, every sector's scale \
      means and standard deviations round to the published figures; with any other number the same model is drawn from.
      """)

  @Option(name: .long, help: ArgumentHelp("The folder to write.", valueName: "dir"))
  var out: String

  @Option(name: .long, help: "How many people.")
  var rows = 40

  @Option(name: .long, help: "The same seed gives the same files.")
  var seed: UInt64 = 2026

  @Option(name: .long, help: "full: all questions; bench: the 53 columns of the speed measurements.")
  var layout = ExampleStudy.Layout.full

  @Flag(name: .long, help: "Print one JSON document that says what was written.")
  var json = false

  func run() throws {
    let study = try ExampleStudy(rows: rows, seed: seed, layout: layout)
    let progress = ProgressLine("Writing")
    defer { progress.finish() }
    let written = try ExampleFolder.write(study, to: out) { people in
      progress.update(Double(people) / Double(rows))
    }
    progress.finish()
    if json {
      try Terminal.printJSON(written)
    } else {
      print("Simulated study of \(rows) people written to \(out) (seed \(seed)).")
      for file in written.files { print("  \(file.name)  \(file.bytes) bytes") }
      print("Next: hearth analyse \(out)/answers.csv --study \(out)/study.yaml --out report")
    }
  }
}

extension ExampleStudy.Layout: ExpressibleByArgument {}
