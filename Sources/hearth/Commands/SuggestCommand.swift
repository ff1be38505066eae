import Analysis
import ArgumentParser
import Foundation
import Problems

struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Write a draft study file from a data file's headers and values.")

  @OptionGroup var input: InputOptions
  @Option(help: ArgumentHelp("Where to write; standard output unless given.", valueName: "file")) var out: String?
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let dataset = try input.read()
    let draft = Suggestion(for: dataset, file: URL(fileURLWithPath: input.file).lastPathComponent)
    if let out {
      guard !FileManager.default.fileExists(atPath: out) else {
        throw Problem("there is a file of this name", at: out, remedy: "name another with --out, or move it away")
      }
      try Data(draft.yaml.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    }
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
