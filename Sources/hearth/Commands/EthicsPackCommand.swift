import ArgumentParser
import Foundation
import Platform
import Problems
import Web

struct EthicsPackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ethics-pack",
    abstract: "Write what an ethics committee asks for, made from the questionnaire that people will see.",
    usage: """
      hearth ethics-pack FILE --out DIR [--server WORDS] [--format docx|html]
      hearth ethics-pack --study NAME --out DIR [--data DIR] [--format docx|html]
      """,
    discussion: """
      Participant information, consent, questionnaire, poster, data flow, risk assessment, distress protocol and data plan, as Word documents \
      (needs pandoc and rsvg-convert) or as pages. With --study they are made from a study that was written at the desk: its information, consent, \
      help, promises, and who runs the server. What depends on your place is left open and says so.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: ArgumentHelp("The questionnaire, a YAML file.", valueName: "file")) var questionnaire: String?
  @Option(help: ArgumentHelp("A study of the desk, by its short name.", valueName: "name")) var study: String?
  @Option(help: ArgumentHelp("The folder to write.", valueName: "dir")) var out: String
  @Option(help: ArgumentHelp("Who runs the server, as participants are told.", valueName: "words")) var server: String?
  @Option(help: "docx or html.") var format: Format = .docx
  @Flag(help: "One JSON document on standard output.") var json = false

  enum Format: String, ExpressibleByArgument, CaseIterable { case docx, html }

  func validate() throws {
    guard (questionnaire == nil) != (study == nil) else {
      throw ValidationError("give a questionnaire's file, or --study with the name of a study")
    }
    guard study == nil || server == nil else {
      throw ValidationError("--server goes with a file: for a study the installation knows who runs the server")
    }
  }

  func run() async throws {
    let (asked, missing) = try await read()
    let pack = EthicsPack(asked)
    var files: [(path: String, bytes: Data)] = []
    for document in EthicsPack.Document.allCases {
      let page = pack.page(document)
      switch format {
      case .html: files.append((EthicsPack.File.page(document).name, Data(page)))
      case .docx:
        let word = try await Conversion.word(String(decoding: page, as: UTF8.self), named: document.rawValue)
        files.append((EthicsPack.File.word(document).name, word))
      }
    }
    files.append((EthicsPack.File.drawing.name, Data(EthicsPack.drawing)))
    try OutputFolder.write(files, to: URL(fileURLWithPath: out), replacing: { _ in nil }, commit: {})
    if json {
      return try Terminal.printJSON(
        Written(folder: out, files: files.map(\.path), missing: missing.map(\.description)))
    }
    print("\(files.count) files written to \(out).")
    for problem in missing { Terminal.note("still missing: \(problem)") }
  }

  private func read() async throws -> (Questionnaire, missing: [Problem]) {
    if let questionnaire {
      let form = try QuestionnaireFile.read(questionnaire)
      let told = try server.map { try form.completed(server: $0, keepDays: form.keepsContacts) } ?? form
      return (told, form.informationProblems)
    }
    let opened = try await installation.open()
    let work = StudyWork(
      directory: opened.directory, answers: opened.answers, keyring: opened.keyring, audit: try opened.audit(),
      clock: .system, version: Hearth.version)
    let draft = try await work.opening.draft(of: StudyName(study ?? ""))
    await opened.close()
    return (draft.questionnaire, draft.missing)
  }

  private struct Written: Encodable {
    let folder: String
    let files: [String]
    let missing: [String]
  }
}
