import ArgumentParser
import Foundation
import Platform
import Problems
import Reporting
import Web

struct WaveOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a wave from a questionnaire and a roster.",
    usage: """
      hearth wave open NAME --questionnaire FILE --roster FILE [--invitations FILE] [--public-url URL]
      hearth wave open NAME --questionnaire FILE --open-link --units FILE [--public-url URL]
      hearth wave open NAME --pilot-of NAME --questionnaire FILE --roster FILE [--public-url URL]
      """,
    discussion: """
      The roster is a CSV with the columns name, contact and unit (North / Team A), and no others. People are then invited with `hearth wave invite`. \
      For a mail merge elsewhere, --invitations writes a CSV of everybody's links: send them and delete the file.

      Where no roster can be had, --open-link makes one link for everybody. That is weaker: anybody who has the link can answer, more than once \
      too, and the report says so. The units are a CSV with the columns unit and people (how many are expected in each).

      Beyond this machine (an https --public-url) a wave opens only in an installation that has been set up, and with words under every heading of the \
      information; on this machine a questionnaire can be tried out before that. Where the installation was set up, who runs the server is \
      written into what people read.

      --pilot-of opens a pilot of a wave to come: a few colleagues try the questionnaire out. Their answers are opened by nobody, and everything of \
      the pilot is deleted when that wave opens, or when the pilot is closed.
      """)

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The wave's name: lower-case letters, digits and hyphens.") var name: String
  @Option(help: ArgumentHelp("The questionnaire, a YAML file.", valueName: "file")) var questionnaire: String
  @Option(help: ArgumentHelp("Who may answer: name, contact, unit.", valueName: "file")) var roster: String?
  @Option(help: ArgumentHelp("Everybody's links, to be written for a mail merge.", valueName: "file"))
  var invitations: String?
  @Flag(help: "One link for everybody instead of invitations.") var openLink = false
  @Option(help: ArgumentHelp("With --open-link: how many people are expected in which unit.", valueName: "file"))
  var units: String?
  @Option(help: ArgumentHelp("This is a pilot of the wave to come with this name.", valueName: "name"))
  var pilotOf: String?
  @Option(help: "The address under which people reach the server.") var publicURL = "http://127.0.0.1:8080"
  @Option(
    help: ArgumentHelp(
      "Names, contacts and links are destroyed so many days after the close, 1 to 90; as the questionnaire says (keepContacts), or 30.",
      valueName: "days"))
  var keepContacts: Int?
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    guard pilotOf == nil || !openLink else {
      throw ValidationError("a pilot is for people whom you name: give --roster")
    }
    guard openLink else {
      guard roster != nil, units == nil else { throw ValidationError("give --roster, or --open-link and --units") }
      return
    }
    guard units != nil, roster == nil, invitations == nil else {
      throw ValidationError("--open-link takes --units, and neither --roster nor --invitations")
    }
  }

  func run() async throws {
    let wave = try WaveName(name)
    let form = try QuestionnaireFile.read(questionnaire)
    let terms = try ContactTerms(
      address: LinkAddress(publicURL), keepDays: keepContacts ?? form.keepsContacts ?? ContactTerms.standardKeepDays)
    if let units { return try await openToAll(wave, form, expecting: units, on: terms.address) }
    guard let roster else { return }
    let people = try Roster(csv: bytes(roster), file: roster)
    let file = try invitations.map { try PrivateFile.new($0, option: "--invitations") }
    let opened: [WaveOpening.Invitation]
    var ended: [String] = []
    var missing: [Problem] = []
    do {
      let installation = try await installation.open()
      let opening = installation.opening
      missing = try await opening.missingElsewhere(form)
      if let pilotOf {
        opened = try await opening.open(
          pilot: wave, before: WaveName(pilotOf), questionnaire: form, roster: people, contacts: terms)
      } else {
        ended = try await opening.pilots.pilots(before: wave)
        opened = try await opening.open(wave, questionnaire: form, roster: people, contacts: terms)
      }
      for pilot in ended { try await installation.note(.pilotEnded, on: WaveName(pilot)) }
      try await installation.note(pilotOf == nil ? .waveOpened : .pilotOpened, on: wave)
      await installation.close()
    } catch {
      if let invitations { try? FileManager.default.removeItem(atPath: invitations) }
      throw error
    }
    if let file, let invitations { try write(opened, of: wave, terms, to: file, at: invitations) }
    if json {
      try Terminal.printJSON(
        Opened(
          wave: name, people: opened.count, invitations: invitations, pilotsDeleted: ended,
          missingElsewhere: missing.map(\.description)))
    } else {
      let next =
        invitations.map { "Their invitations are in \($0)." } ?? "Invite them with `hearth wave invite \(name)`."
      for pilot in ended { print("The pilot “\(pilot)” is deleted with everything that belongs to it.") }
      let kind = pilotOf == nil ? "wave" : "pilot"
      print("The \(kind) “\(name)” is open for \(opened.count) people. \(next)")
      warn(missing)
    }
  }

  /// One link for everybody.
  private func openToAll(
    _ wave: WaveName, _ form: Questionnaire, expecting file: String, on address: LinkAddress
  ) async throws {
    let expected = try OpenLink.Expected(csv: bytes(file), file: file)
    let installation = try await installation.open()
    let missing = try await installation.opening.missingElsewhere(form)
    let offered = try await installation.opening.open(
      wave, questionnaire: form, expecting: expected, at: address)
    try await installation.note(.waveOpenedToAll, on: wave)
    await installation.close()
    let link = Link.openLink(wave: name).address(on: address)
    if json {
      try Terminal.printJSON(
        OpenedToAll(wave: name, link: link, units: offered, missingElsewhere: missing.map(\.description)))
    } else {
      print("The wave “\(name)” is open to everybody who has this link: \(link)")
      print("People choose from \(offered.joined(separator: ", ")). Nobody can tell whether somebody answers twice.")
      warn(missing)
    }
  }

  /// What opened on this machine alone, and could not have opened elsewhere.
  private func warn(_ missing: [Problem]) {
    guard !missing.isEmpty else { return }
    print("It opened because its address is this machine's. Before people elsewhere can be asked:")
    for problem in missing { print("  \(problem)") }
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw unreadable(path) }
    return [UInt8](data)
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
    let pilotsDeleted: [String]
    /// What would have kept it from opening beyond this machine.
    let missingElsewhere: [String]
  }
  private struct OpenedToAll: Encodable {
    let wave: String
    let link: String
    let units: [String]
    let missingElsewhere: [String]
  }
}
