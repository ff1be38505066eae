import ArgumentParser
import Dataset
import Foundation
import Platform
import Problems

struct QuestionnaireImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Write a questionnaire from an XLSForm.",
    discussion: """
      What Hearth cannot ask (places, pictures, repeats, calculations) is refused with its sheet, row and column. What is left out or changed is listed. \
      Files that instruments name are looked for beside the questionnaire.
      """)

  @Argument(help: ArgumentHelp("The form, an .xlsx file.", valueName: "file")) var file: String
  @Option(help: ArgumentHelp("The questionnaire to write, a YAML file that is not there yet.", valueName: "file"))
  var out: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    try TextFile.checkNew(out)
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw Problem("the file cannot be read", at: file, remedy: "check the path")
    }
    let folder = URL(fileURLWithPath: out).deletingLastPathComponent()
    let form = try XLSForm.Import(WorkbookSheets(xlsx: [UInt8](bytes), file: file), file: file) {
      name throws(Problem) in
      try TextFile.read(
        URL(fileURLWithPath: name, relativeTo: folder).path, missing: "put it beside the questionnaire")
    }
    try TextFile.writeNew(form.text, to: out)
    if json {
      return try Terminal.printJSON(
        Written(out: out, remarks: form.remarks.map(\.description), toWrite: form.toWrite))
    }
    for remark in form.remarks { Terminal.note("\(remark)") }
    print("\(out) written.")
    if !form.toWrite.isEmpty { print("Still to be written into it: \(form.toWrite.joined(separator: ", ")).") }
    print("Next: hearth questionnaire check \(out)")
  }

  private struct Written: Encodable {
    let out: String
    let remarks: [String]
    let toWrite: [String]
  }
}
