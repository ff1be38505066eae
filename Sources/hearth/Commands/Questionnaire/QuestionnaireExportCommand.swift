import ArgumentParser
import Dataset
import Instruments
import Platform
import Problems

struct QuestionnaireExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a questionnaire as an XLSForm, the workbook of KoBoToolbox, ODK and others.",
    discussion: """
      What XLSForm has no word for stands in columns that begin with hearth:: and on a sheet “hearth”, and comes back with `import`. Item texts of \
      instruments are their owners' and are not written: a note with the instrument's name stands in their place.
      """)

  @Argument(help: ArgumentHelp("The questionnaire, a YAML file.", valueName: "file")) var file: String
  @Option(help: ArgumentHelp("The form to write, an .xlsx file that is not there yet.", valueName: "file"))
  var out: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    try TextFile.checkNew(out)
    let path = file
    let questionnaire = try QuestionnaireFile.read(path, isDraft: true)
    let form = try XLSForm.Export { language in
      try QuestionnaireFile.read(path, isDraft: true, language: language)
    }
    try form.sheets.write(to: out)
    let names = questionnaire.instruments.map(\.instrument.id)
    if json {
      return try Terminal.printJSON(
        Written(out: out, questions: questionnaire.questions.count, withoutItems: names))
    }
    print("\(out) written: \(questionnaire.questions.count) questions.")
    if !names.isEmpty { print("Without item texts: \(names.joined(separator: ", ")).") }
  }

  private struct Written: Encodable {
    let out: String
    let questions: Int
    /// Instruments that stand in the form by name alone.
    let withoutItems: [String]
  }
}
