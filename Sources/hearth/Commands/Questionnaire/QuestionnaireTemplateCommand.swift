import ArgumentParser
import Foundation
import Platform
import Problems

struct QuestionnaireTemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Write the ready questionnaire “Frontline burnout study” into a folder.",
    discussion: """
      Its questions are Hearth's own; instruments stand in it by name, each with an empty file for the item texts that their owners supply. \
      --with adds worklife (AWS), quality (WRQoL), standards (the HSE's tool) or words (more open questions).
      """)

  @Option(help: ArgumentHelp("The folder to write; it must not be there.", valueName: "dir")) var out: String
  @Option(help: "How burnout is measured: mbi_hss (unless given), proqol5 or cbi.") var burnout: String?
  @Option(help: "A module besides the core; once for each.") var with: [String] = []
  @Flag(help: "Nothing that its owner asks a fee for: the CBI and the HSE's tool.") var noFee = false
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() throws {
    let measure = try burnout.map { try named($0, "--burnout") as FrontlineTemplate.Burnout }
    let modules = Set(try with.map { try named($0, "--with") as FrontlineTemplate.Module })
    let files = try FrontlineTemplate(burnout: measure, modules: modules, isFree: noFee).files()
    try OutputFolder.write(
      files.sorted { $0.key < $1.key }.map { (path: $0.key, bytes: Data($0.value.utf8)) },
      to: URL(fileURLWithPath: out), replacing: { _ in nil }, commit: {})
    let draft = try QuestionnaireFile.read("\(out)/questionnaire.yaml", isDraft: true)
    if json { return try Terminal.printJSON(Written(files: files.keys.sorted(), minutes: draft.minutes)) }
    print("\(out)/questionnaire.yaml written: \(draft.questions.count) questions, about \(draft.minutes) minutes.")
    print("Next: the item texts in \(out)/wording, then hearth questionnaire check \(out)/questionnaire.yaml")
  }

  private func named<Choice: RawRepresentable & CaseIterable>(_ word: String, _ option: String) throws -> Choice
  where Choice.RawValue == String {
    if let choice = Choice(rawValue: word) { return choice }
    let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("\(option) takes \(all), not “\(word)”")
  }

  private struct Written: Encodable {
    let files: [String]
    let minutes: Int
  }
}
