import ArgumentParser
import Foundation
import Platform
import Problems
import Reporting

struct WaveOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a wave from a questionnaire and a roster, and write one invitation a person.",
    discussion: """
      The roster is a CSV with the columns name, contact and unit (North / Team A), and no others. The invitations go into a CSV for a mail \
      merge: each holds a secret that exists nowhere else. Send them and delete the file.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name: lower-case letters, digits and hyphens.") var name: String
  @Option(help: ArgumentHelp("The questionnaire, a YAML file.", valueName: "file")) var questionnaire: String
  @Option(help: ArgumentHelp("Who may answer: name, contact, unit.", valueName: "file")) var roster: String
  @Option(help: ArgumentHelp("The invitations to write.", valueName: "file")) var invitations: String
  @Option(help: "The address under which people reach the server.") var publicURL = "http://127.0.0.1:8080"
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let wave = try WaveName(name)
    let base = try address()
    let form = try QuestionnaireFile.read(questionnaire)
    guard let csv = FileManager.default.contents(atPath: roster) else { throw unreadable(roster) }
    let people = try Roster(csv: [UInt8](csv), file: roster)
    let file = try takePlace()
    let opened: [WaveOpening.Invitation]
    do {
      let installation = try await installation.open()
      opened = try await WaveOpening(
        directory: installation.directory, answers: installation.answers, keyring: installation.keyring
      ).open(wave, questionnaire: form, roster: people)
      await installation.close()
    } catch {
      try? FileManager.default.removeItem(atPath: invitations)
      throw error
    }
    let letters = CSV(
      header: ["name", "contact", "link"],
      rows: opened.map { [.text($0.person.name), .text($0.person.contact), .text($0.link(base: base, wave: wave))] })
    do {
      try file.write(contentsOf: Data(letters.rendered()))
      try file.synchronize()
      try file.close()
    } catch {
      throw Problem(
        "the invitations cannot be written; the wave is open and nobody has been invited", at: invitations,
        remedy: "make room on the disk and open a wave of another name")
    }
    if json {
      try Terminal.printJSON(Opened(wave: name, people: opened.count, invitations: invitations))
    } else {
      print("The wave “\(name)” is open for \(opened.count) people. Their invitations are in \(invitations).")
    }
  }

  /// The file of invitations, before anything is opened: readable by its owner only.
  private func takePlace() throws -> FileHandle {
    let descriptor = Foundation.open(invitations, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        "the invitations cannot be written (\(String(cString: strerror(errno))))", at: invitations,
        remedy: "name a new file with --invitations")
    }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Browsers offer no cryptography to pages that came over plain HTTP from another machine.
  private func address() throws -> String {
    guard let url = URLComponents(string: publicURL), let host = url.host, url.query == nil, url.fragment == nil else {
      throw ValidationError("--public-url takes an address such as https://survey.example.org")
    }
    let isLocal = ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
    guard url.scheme == "https" || (url.scheme == "http" && isLocal) else {
      throw Problem(
        "a wave is opened beyond this machine only under https", at: publicURL,
        remedy: "give an https address; docs/deploy.md has a proxy that does it")
    }
    return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
  }

  private func unreadable(_ path: String) -> Problem {
    Problem("the file cannot be read", at: path, remedy: "check the path, and that it is UTF-8 text")
  }

  private struct Opened: Encodable {
    let wave: String
    let people: Int
    let invitations: String
  }
}
