import ArgumentParser
import Foundation
import Platform
import Problems
import Web

struct ProviderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider", abstract: "Sign-in with an organisation's own OpenID Connect provider.",
    subcommands: [ProviderSetCommand.self, ProviderListCommand.self, ProviderRemoveCommand.self])
}

/// Whose provider it is.
struct ProviderOwner: ParsableArguments {
  @Option(help: ArgumentHelp("The organisation; the host unless given.", valueName: "name")) var organisation: String?

  func find(in installation: Installation) async throws -> Organisation {
    let all = try await installation.organisations().trees().map(\.organisation)
    guard let host = all.first else {
      throw Problem("Hearth is not set up", remedy: "start `hearth serve` and open the link that it prints")
    }
    guard let organisation else { return host }
    guard let found = all.first(where: { $0.name == organisation }) else {
      let like = nearest(to: organisation, among: all.map(\.name)).map { "did you mean “\($0)”? " } ?? ""
      throw Problem("there is no organisation “\(organisation)”", remedy: like + "the desk lists all under “Units”")
    }
    return found
  }
}

struct ProviderSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set a provider up, or change what is kept of it.",
    discussion: """
      The client secret comes from HEARTH_PROVIDER_SECRET, or from the file that HEARTH_PROVIDER_SECRET_FILE names. Prints the address for the way \
      back (redirect URI), which the provider has to be told.
      """)

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var owner: ProviderOwner
  @OptionGroup var link: LinkOptions
  @Option(help: ArgumentHelp("The provider's address, exactly as it writes it.", valueName: "url")) var issuer: String
  @Option(help: ArgumentHelp("What the provider calls this installation.", valueName: "id")) var clientID: String
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let address = PublicAddress(link.publicURL) ?? .unknown
    let given = GivenProvider(issuer: issuer, client: clientID, secret: try Self.secret() ?? "")
    let opened = try await installation.open()
    let organisation = try await owner.find(in: opened)
    let accounts = try opened.accounts()
    try await accounts.setProvider(given, of: organisation.id, overTLS: address.isSecure, by: .here)
    try await accounts.audit.noteHead()
    await opened.close()
    let back = address.url(of: .desk(.provider(organisation.id, .back)))
    if json {
      return try Terminal.printJSON(Kept(organisation: organisation.name, issuer: issuer, redirectURI: back))
    }
    print(
      """
      People of \(organisation.name) can sign in with \(issuer).
      Tell it this address for the way back:
        \(back)
      """)
  }

  private struct Kept: Encodable {
    let organisation: String
    let issuer: String
    /// What the provider has to be told.
    let redirectURI: String
  }

  private static func secret() throws -> String? {
    let environment = ProcessInfo.processInfo.environment
    if let secret = environment["HEARTH_PROVIDER_SECRET"] { return secret }
    guard let file = environment["HEARTH_PROVIDER_SECRET_FILE"] else { return nil }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Problem(
        "the file of HEARTH_PROVIDER_SECRET_FILE cannot be read", at: file,
        remedy: "check the path and its permissions")
    }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

struct ProviderListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Every provider, without its secret.")

  @OptionGroup var installation: InstallationOptions
  @Flag(help: "One JSON document on standard output.") var json = false

  private struct Entry: Encodable {
    let organisation: String
    let issuer: String
    let client: String
  }

  func run() async throws {
    let opened = try await installation.open()
    let entries = try await opened.accounts().providers().map {
      Entry(organisation: $0.organisation.name, issuer: $0.issuer, client: $0.client)
    }
    await opened.close()
    if json { return try Terminal.printJSON(entries) }
    var table = TextTable(["organisation", "issuer", "client"])
    table.rows = entries.map { [$0.organisation, $0.issuer, $0.client] }
    print(table.text)
  }
}

struct ProviderRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Let nobody sign in with a provider any more.",
    discussion: "Whoever did needs a link for a password: `hearth user reset-password`.")

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var owner: ProviderOwner
  @Flag(help: "One JSON document on standard output.") var json = false

  func run() async throws {
    let opened = try await installation.open()
    let organisation = try await owner.find(in: opened)
    let accounts = try opened.accounts()
    try await accounts.removeProvider(of: organisation.id, by: .here)
    try await accounts.audit.noteHead()
    await opened.close()
    if json { return try Terminal.printJSON(["organisation": organisation.name]) }
    print("\(organisation.name) has no sign-in of its own here any more.")
  }
}
