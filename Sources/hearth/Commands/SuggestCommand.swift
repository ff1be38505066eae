import Analysis
import ArgumentParser
import Foundation

struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Write a draft study file from a data file's headers and values.")

  @OptionGroup var input: InputOptions
  @Option(help: ArgumentHelp("Where to write; standard output unless given.", valueName: "file")) var out: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    if let out { try TextFile.checkNew(out) }
    let dataset = try input.read()
    let draft = Suggestion(for: dataset, file: URL(fileURLWithPath: input.file).lastPathComponent)
    if let out { try TextFile.writeNew(draft.yaml, to: out) }
    if json {
      try Terminal.printJSON(Suggested(study: draft.yaml, questions: draft.questions))
    } else if let out {
      print("\(out) written: read it, then `hearth analyse \(input.file) --study \(out) --out report`.")
    } else {
      print(draft.yaml, terminator: "")
    }
    for question in draft.questions where !json { Terminal.note(question) }
  }

  private struct Suggested: Encodable {
    let study: String
    let questions: [String]
  }
}
