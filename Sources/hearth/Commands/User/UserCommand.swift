import ArgumentParser
import Foundation
import Platform
import Problems
import Web

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Accounts of people who sign in.",
    discussion: "A password is never given on the command line: a link that works once is printed instead.",
    subcommands: [UserAddCommand.self, UserListCommand.self, UserResetCommand.self, UserDeactivateCommand.self])
}

/// Where a printed link leads.
struct LinkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where people reach the site, such as https://survey.example.org.", valueName: "url"))
  var publicURL = "http://127.0.0.1:8080"

  func validate() throws {
    guard PublicAddress(publicURL) != nil else {
      throw ValidationError("--public-url takes an address without a path, such as https://survey.example.org")
    }
  }

  func print(_ secret: OneTimeSecret, for account: Account, json: Bool) throws {
    let address = (PublicAddress(publicURL) ?? .unknown).url(of: .desk(.password(secret: secret.text)))
    if json { return try Terminal.printJSON(["email": account.email, "link": address]) }
    Swift.print("For \(account.email), works once, for three days:\n  \(address)")
  }
}

extension Installation {
  /// The account of an address.
  func account(_ email: String) async throws -> Account {
    let address = EmailAddress.normal(email)
    let people = try await accounts().people()
    guard let person = people.first(where: { $0.account.email == address }) else {
      let like = nearest(to: address, among: people.map(\.account.email)).map { "did you mean \($0)? " } ?? ""
      throw Problem("there is no account with the address “\(address)”", remedy: like + "`hearth user list` shows all")
    }
    return person.account
  }
}

struct UserAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make an account and print a link to choose its password.",
    discussion: "The installation has to be set up first, with the link that the first start of `hearth serve` prints.")

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var link: LinkOptions
  @Argument(help: "The e-mail address.") var email: String
  @Option(help: "The name.") var name: String
  @Option(help: ArgumentHelp("The role over the whole host organisation.", valueName: "role")) var role: RoleName
  @Flag(help: "They manage people who will be asked.") var manages = false
  @Flag(help: "One JSON document on standard output.") var json = false

  /// A role as it is typed: `study-lead`.
  struct RoleName: ExpressibleByArgument, CaseIterable {
    let role: Role

    static var allCases: [RoleName] { Role.allCases.map(RoleName.init(role:)) }
    static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }

    init(role: Role) { self.role = role }

    init?(argument: String) {
      guard let found = Self.allCases.first(where: { $0.defaultValueDescription == argument }) else { return nil }
      self = found
    }

    var defaultValueDescription: String {
      role.rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
    }
  }

  func run() async throws {
    let opened = try await installation.open()
    guard let host = try await opened.organisations().installation()?.host else {
      throw Problem("Hearth is not set up", remedy: "start `hearth serve` and open the link that it prints")
    }
    let accounts = try opened.accounts()
    let made = try await accounts.invite(
      Invited(
        name: name, email: email, managesRespondents: manages, role: role.role, scope: .organisation(host.id)),
      by: .here)
    try await accounts.audit.noteHead()
    await opened.close()
    try link.print(made.secret, for: made.account, json: json)
  }
}

struct UserListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Every account with its roles.")

  @OptionGroup var installation: InstallationOptions
  @Flag(help: "One JSON document on standard output.") var json = false

  private struct Entry: Encodable {
    let email: String
    let name: String
    let state: String
    let managesRespondents: Bool
    let roles: [String]
  }

  func run() async throws {
    let opened = try await installation.open()
    let entries = try await opened.accounts().people().map { person in
      Entry(
        email: person.account.email, name: person.account.name, state: person.account.state.rawValue,
        managesRespondents: person.account.managesRespondents,
        roles: person.grants.map { ([$0.role.rawValue] + $0.path).joined(separator: " / ") }.sorted())
    }
    await opened.close()
    if json { return try Terminal.printJSON(entries) }
    var table = TextTable(["address", "name", "state", "roles"])
    table.rows = entries.map { [$0.email, $0.name, $0.state, $0.roles.joined(separator: ", ")] }
    print(table.text)
  }
}

struct UserResetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset-password", abstract: "Print a link to choose another password.",
    discussion: "The old password works until the link is used.")

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var link: LinkOptions
  @Argument(help: "The e-mail address.") var email: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let opened = try await installation.open()
    let account = try await opened.account(email)
    let accounts = try opened.accounts()
    let secret = try await accounts.makeLink(for: account.id, by: .here)
    try await accounts.audit.noteHead()
    await opened.close()
    try link.print(secret, for: account, json: json)
  }
}

struct UserDeactivateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deactivate", abstract: "Sign somebody out and let nobody in with their account.")

  @OptionGroup var installation: InstallationOptions
  @Argument(help: "The e-mail address.") var email: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let opened = try await installation.open()
    let account = try await opened.account(email)
    let accounts = try opened.accounts()
    try await accounts.deactivate(account.id, by: .here)
    try await accounts.audit.noteHead()
    await opened.close()
    if json { return try Terminal.printJSON(["email": account.email, "state": Account.State.deactivated.rawValue]) }
    print("\(account.email) is switched off.")
  }
}
