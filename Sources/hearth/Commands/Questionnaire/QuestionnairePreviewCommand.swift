import ArgumentParser
import Foundation
import Platform
import Problems
import Web

struct QuestionnairePreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Show a questionnaire in the browser as people will meet it; nothing is kept.",
    discussion: """
      The whole way, from the information to the receipt, on this machine alone and until Ctrl-C. Items whose wording is still to come have a \
      placeholder.
      """)

  @Argument(help: ArgumentHelp("The questionnaire, a YAML file.", valueName: "file")) var file: String
  @Option(help: "The port; 0 for any that is free.") var port = 8080
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let path = file
    let preview = try Preview { language in try QuestionnaireFile.read(path, isDraft: true, language: language) }
    let site = Site(answering: Answering(preview), isReady: { true })
    do {
      try await Server(site: site, host: "127.0.0.1", port: port).run { [json] port in
        let address = "http://127.0.0.1:\(port)\(preview.path)"
        let line = json ? #"{"address": "\#(address)"}"# : "Open \(address) (Ctrl-C ends it; nothing is kept)"
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
      }
    } catch {
      throw Problem("the preview cannot run (\(error))", at: "port \(port)", remedy: "choose another --port")
    }
  }
}
