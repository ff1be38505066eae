import ArgumentParser
import Foundation
import Platform
import Problems
import Reporting

struct WaveOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a wave from a questionnaire and a roster.",
    discussion: """
      The roster is a CSV with the columns name, contact and unit (North / Team A), and no others. People are then invited with `hearth wave invite`. \
      For a mail merge elsewhere, --invitations writes a CSV of everybody's links: send them and delete the file.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name: lower-case letters, digits and hyphens.") var name: String
  @Option(help: ArgumentHelp("The questionnaire, a YAML file.", valueName: "file")) var questionnaire: String
  @Option(help: ArgumentHelp("Who may answer: name, contact, unit.", valueName: "file")) var roster: String
  @Option(help: ArgumentHelp("Everybody's links, to be written for a mail merge.", valueName: "file"))
  var invitations: String?
  @Option(help: "The address under which people reach the server.") var publicURL = "http://127.0.0.1:8080"
  @Option(
    help: ArgumentHelp("Names, contacts and links are destroyed so many days after the close.", valueName: "days"))
  var keepContacts = ContactTerms.standardKeepDays
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let wave = try WaveName(name)
    let terms = try ContactTerms(address: LinkAddress(publicURL), keepDays: keepContacts)
    let form = try QuestionnaireFile.read(questionnaire)
    guard let csv = FileManager.default.contents(atPath: roster) else { throw unreadable(roster) }
    let people = try Roster(csv: [UInt8](csv), file: roster)
    let file = try invitations.map { try PrivateFile.new($0, option: "--invitations") }
    let opened: [WaveOpening.Invitation]
    do {
      let installation = try await installation.open()
      opened = try await WaveOpening(
        directory: installation.directory, answers: installation.answers, keyring: installation.keyring
      ).open(wave, questionnaire: form, roster: people, contacts: terms)
      await installation.close()
    } catch {
      if let invitations { try? FileManager.default.removeItem(atPath: invitations) }
      throw error
    }
    if let file, let invitations { try write(opened, of: wave, terms, to: file, at: invitations) }
    if json {
      try Terminal.printJSON(Opened(wave: name, people: opened.count, invitations: invitations))
    } else {
      let next =
        invitations.map { "Their invitations are in \($0)." } ?? "Invite them with `hearth wave invite \(name)`."
      print("The wave “\(name)” is open for \(opened.count) people. \(next)")
    }
  }

  private func write(
    _ opened: [WaveOpening.Invitation], of wave: WaveName, _ terms: ContactTerms, to file: FileHandle, at path: String
  ) throws {
    let letters = CSV(
      header: ["name", "contact", "link"],
      rows: opened.map {
        [.text($0.person.name), .text($0.person.contact), .text($0.link(base: terms.address.description, wave: wave))]
      })
    do {
      try file.write(contentsOf: Data(letters.rendered()))
      try file.synchronize()
      try file.close()
    } catch {
      throw Problem(
        "the invitations cannot be written; the wave is open and nobody has been invited", at: path,
        remedy: "make room on the disk, then write them with `hearth wave letters \(wave) --everybody --out FILE.csv`")
    }
  }

  private func unreadable(_ path: String) -> Problem {
    Problem("the file cannot be read", at: path, remedy: "check the path, and that it is UTF-8 text")
  }

  private struct Opened: Encodable {
    let wave: String
    let people: Int
    let invitations: String?
  }
}
