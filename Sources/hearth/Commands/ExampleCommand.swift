import ArgumentParser
import Example
import Foundation
import Problems

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
  var layout = Layout.full

  @Flag(name: .long, help: "Print one JSON document that says what was written.")
  var json = false

  func run() throws {
    let study = try ExampleStudy(rows: rows, seed: seed, layout: layout)
    let onTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1 && rows > 100_000
    let written = try ExampleFolder.write(study, to: out) { people in
      if onTerminal { FileHandle.standardError.write(Data("\r\(people) of \(rows) people".utf8)) }
    }
    if onTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(written), as: UTF8.self))
    } else {
      print("Simulated study of \(rows) people written to \(out) (seed \(seed)).")
      for file in written.files { print("  \(file.name)  \(file.bytes) bytes") }
      print("Next: hearth analyse \(out)/answers.csv --study \(out)/study.yaml --out report")
    }
  }
}

extension Layout: ExpressibleByArgument {}
