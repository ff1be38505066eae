import ArgumentParser
import Foundation
import Platform
import Problems
import Web

/// `hearth example-site`: an installation of its own with an account, a study and a wave, to look round in.
struct ExampleSiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "example-site",
    abstract: "Set up a new installation with an example study that can be answered.",
    discussion: """
      Only for a new data folder. Makes one account with every role that the example needs, opens a wave for the people of the roster, lets three of \
      four of them answer, each with a right to answer of their own as a browser would, and writes the links of the others. What they answer is \
      invented. Close the wave at the desk, and its report can be made. `hearth serve` then prints a link that signs the account in, on this machine \
      only. In earnest these roles belong to different people: `hearth serve` starts without any account, and no link signs anybody in.
      """)

  @OptionGroup var installation: InstallationOptions
  @Option(help: ArgumentHelp("The questionnaire, a YAML file.", valueName: "file")) var questionnaire: String
  @Option(help: ArgumentHelp("Invented people: name, contact, unit.", valueName: "file")) var roster: String
  @Option(help: ArgumentHelp("The links of those who have not answered, to be written.", valueName: "file"))
  var invitations: String
  @Option(help: "The address under which the server is reached.") var publicURL = "http://127.0.0.1:8080"
  @Flag(help: "One JSON document on standard output.") var json = false

  func validate() throws {
    guard PublicAddress(publicURL)?.isThisMachine == true else {
      throw ValidationError("--public-url takes an address of this machine, such as http://127.0.0.1:8080")
    }
  }

  func run() async throws {
    let form = try QuestionnaireFile.read(questionnaire)
    guard let commitments = form.commitments else { throw Commitments.missing }
    guard let csv = FileManager.default.contents(atPath: roster) else {
      throw Problem("the file cannot be read", at: roster, remedy: "check the path")
    }
    let people = try Roster(csv: [UInt8](csv), file: roster)
    let opened = try await installation.open()
    let accounts = try opened.accounts()
    guard let secret = try await accounts.makeSetUpLink() else {
      throw Problem(
        "this installation is set up already", at: installation.data, remedy: "name a new folder with --data")
    }
    let file = try PrivateFile.new(invitations, option: "--invitations")
    let demo = try await Demonstration(accounts: accounts, secret: secret)
    let wave = try WaveName("example")
    let work = StudyWork(
      directory: opened.directory, answers: opened.answers, keyring: opened.keyring, audit: accounts.audit,
      clock: .system, version: Hearth.version)
    let study = Study(name: try StudyName("example"), title: form.title, host: demo.host)
    try await work.studies.create(study, by: demo.actor)
    var information = form.writtenInformation
    information.sections[.purpose, default: []].append(
      "The people who are asked are invented, and so are the answers that are here already.")
    _ = try await work.studies.save(information, for: study.name, by: demo.actor)
    _ = try await work.studies.save(
      questionnaire: form.text, file: questionnaire, for: study.name, by: demo.actor)
    var planned = PlannedWave(wave: wave, study: study.name)
    try await work.studies.plan(planned, by: demo.actor)
    planned.commitments = commitments
    planned.support = form.support
    planned.threshold = form.threshold
    try await work.studies.update(planned, by: demo.actor)
    try await work.studies.putRoster(people, of: demo.host, for: wave, by: demo.actor)
    let letters = try await work.opening.open(wave, address: publicURL, by: demo.actor)
      .sorted { ($0.person.unit, $0.person.name) < ($1.person.unit, $1.person.name) }
    // Every fourth is left for whoever tries it out.
    let left = letters.indices.filter { $0 % 4 == 3 }.map { letters[$0] }
    let answering = letters.indices.filter { $0 % 4 != 3 }.map { letters[$0] }
    let invented = InventedAnswers(questionnaire: form)
    let participation = Participation(directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    for (number, letter) in answering.enumerated() {
      _ = try await participation.answer(wave, letter, invented.answers(of: number))
    }
    try file.write(contentsOf: Data(Self.list(left, wave, publicURL).utf8))
    try file.close()
    try await accounts.audit.noteHead()
    await opened.close()
    let first = left.first?.link(base: publicURL, wave: wave) ?? ""
    if json {
      return try Terminal.printJSON(
        Made(
          wave: wave.description, people: letters.count, answered: answering.count, invitations: invitations,
          link: first))
    }
    print(
      """
      An example study is open for \(letters.count) invented people. \(answering.count) of them have answered; what they say is invented too.
      The links of the others are in \(invitations). Answer as one of them, on a phone if you like:
        \(first)
      Then sign in with the link below: under Studies close the wave, make the full report, and read it.
      """)
  }

  private struct Made: Encodable {
    let wave: String
    let people: Int
    let answered: Int
    let invitations: String
    /// To answer with, as one of those who have not.
    let link: String
  }

  private static func list(_ letters: [WaveOpening.Invitation], _ wave: WaveName, _ base: String) -> String {
    letters.sorted { $0.person.name < $1.person.name }.map {
      "\($0.person.name): \($0.link(base: base, wave: wave))\n"
    }.joined()
  }
}

/// The example's one account.
private struct Demonstration {
  let host: ID<Organisation>
  let actor: AuditEntry.Actor

  init(accounts: Accounts, secret: OneTimeSecret) async throws {
    let token = try await accounts.setUpExample(
      SetUp(
        organisation: "Example Partnership", server: "Whoever tries Hearth out", place: .outside, confirmed: true,
        name: "Demo Administrator", email: "demo@example.org",
        password: "\(UUID().uuidString) \(UUID().uuidString)", managesRespondents: false), with: secret)
    guard let visitor = try await accounts.signedIn(token), let grant = visitor.grants.first else {
      throw Problem("the example's account cannot be used", remedy: "remove the data folder and try again")
    }
    host = grant.scope.organisation
    actor = .account(visitor.account.id)
    for role in [Role.studyLead, .custodian, .analyst] {
      _ = try await accounts.grant(role, over: .organisation(host), to: visitor.account.id, by: actor)
    }
    try await accounts.signOut(token)
  }
}
