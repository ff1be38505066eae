import ArgumentParser
import Foundation
import Platform
import Problems

struct EthicsPackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ethics-pack",
    abstract: "Write what an ethics committee asks for, made from the questionnaire that people will see.",
    discussion: """
      Participant information, consent, questionnaire, poster, data flow, risk assessment, distress protocol and data plan, as Word documents \
      (needs pandoc and rsvg-convert) or as pages. What depends on your place is left open and says so.
      """)

  @Argument(help: "The questionnaire, a YAML file.") var questionnaire: String
  @Option(help: ArgumentHelp("The folder to write.", valueName: "dir")) var out: String
  @Option(help: ArgumentHelp("Who runs the server, as participants are told.", valueName: "words")) var server: String?
  @Option(help: "docx or html.") var format: Format = .docx

  enum Format: String, ExpressibleByArgument, CaseIterable { case docx, html }

  func run() async throws {
    let pack = EthicsPack(try QuestionnaireFile.read(questionnaire), server: server)
    var files: [(path: String, bytes: Data)] = []
    for document in EthicsPack.Document.allCases {
      let page = pack.page(document)
      let bytes =
        switch format {
        case .html: Data(page)
        case .docx:
          try await Conversion.word(String(decoding: page, as: UTF8.self), named: document.rawValue)
        }
      files.append(("\(document.rawValue).\(format.rawValue)", bytes))
    }
    files.append(("data-flow.svg", Data(EthicsPack.drawing)))
    try OutputFolder.write(files, to: URL(fileURLWithPath: out), replacing: { _ in nil }, commit: {})
    print("\(files.count) files written to \(out).")
  }
}
