import ArgumentParser
import Foundation
import Platform
import Problems
import Store
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve the participants' pages until told to stop (SIGTERM, Ctrl-C).",
    discussion: """
      Participants' requests leave no line in any log. Others than this machine reach the server through a proxy with TLS: that proxy must not \
      keep a log of them either.
      """)

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var mail: MailOptions
  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number")) var port = 8080
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Flag(help: "One JSON document on standard output when it is ready.") var json = false

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
  }

  func run() async throws {
    let settings = try mail.given()
    let opened = try await installation.open()
    // A closing that was cut short goes on before anybody is let in.
    try await WaveClosing(directory: opened.directory, answers: opened.answers, keyring: opened.keyring).resume()
    let participation = Participation(
      directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    let optOut = OptOut(directory: opened.directory, keyring: opened.keyring)
    let site = Site(answering: Answering(participation, optOut: optOut), isReady: { await opened.isReady() })
    let housekeeping = Housekeeping(installation: opened, mail: settings)
    // What is due goes before anybody is let in.
    try await housekeeping.destroyDue()
    let background = Task { await housekeeping.run() }
    do {
      try await Server(site: site, host: host, port: port).run { [host, json] port in
        let address = "http://\(host):\(port)"
        let line = json ? #"{"address": "\#(address)"}"# : "Serving on \(address)"
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
      }
    } catch {
      throw Problem(
        "the server cannot run (\(error))", at: "\(host):\(port)",
        remedy: "choose another --port or --host, or stop what uses it")
    }
    background.cancel()
    await background.value
    await opened.close()
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
