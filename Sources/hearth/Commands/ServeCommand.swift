import ArgumentParser
import Foundation
import Platform
import Problems
import Store
import Synchronization
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the participants' pages until told to stop (SIGTERM, Ctrl-C).",
    discussion: """
      Participants' requests leave no line in any log. Others than this machine reach the server through a proxy with TLS: that proxy must not \
      keep a log of them either.
      """)

  @OptionGroup var installation: InstallationOptions
  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number")) var port = 8080
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(
    help: ArgumentHelp(
      "Where people reach the site, such as https://survey.example.org; the address it listens on unless given.",
      valueName: "url"))
  var publicURL: String?
  @Flag(help: "One JSON document on standard output when it is ready.") var json = false

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
    guard PublicAddress(publicURL ?? "http://\(host):\(max(port, 1))") != nil else {
      throw ValidationError("--public-url takes an address without a path, such as https://survey.example.org")
    }
  }

  func run() async throws {
    let opened = try await installation.open()
    // A closing that was cut short goes on before anybody is let in.
    try await WaveClosing(directory: opened.directory, answers: opened.answers, keyring: opened.keyring).resume()
    let participation = Participation(
      directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    let accounts = try opened.accounts()
    let setUp = try await accounts.makeSetUpLink()
    let reached = Mutex(publicURL.flatMap { PublicAddress($0) })
    // Before the server runs nobody asks, and then the address is known.
    let desk = Desk(accounts: accounts, organisations: try opened.organisations()) {
      reached.withLock { $0 } ?? PublicAddress.unknown
    }
    let site = Site(answering: Answering(participation), desk: desk, isReady: { await opened.isReady() })
    do {
      try await Server(site: site, host: host, port: port).run { [host, json] port in
        let address = "http://\(host):\(port)"
        let reachable = reached.withLock { known in
          let found = known ?? PublicAddress(address) ?? .unknown
          known = found
          return found
        }
        let link = setUp.map { reachable.url(of: .desk(.setUp(secret: $0.text))) }
        FileHandle.standardOutput.write(Data(Self.greeting(address, setUp: link, json: json).utf8))
      }
    } catch {
      throw Problem(
        "the server cannot run (\(error))", at: "\(host):\(port)",
        remedy: "choose another --port or --host, or stop what uses it")
    }
    await opened.close()
  }

  private static func greeting(_ address: String, setUp: String?, json: Bool) -> String {
    if json {
      let link = setUp.map { #", "setUp": "\#($0)""# } ?? ""
      return #"{"address": "\#(address)"\#(link)}"# + "\n"
    }
    guard let setUp else { return "Serving on \(address)\n" }
    return """
      Serving on \(address)
      Nobody can sign in yet. Set Hearth up with this link; it works once, today:
        \(setUp)

      """
  }
}

extension Installation {
  /// Whether both databases answer.
  func isReady() async -> Bool {
    for (_, _, database) in parts {
      guard (try? await database.read { try $0.row("SELECT 1") != nil }) == true else { return false }
    }
    return true
  }
}
