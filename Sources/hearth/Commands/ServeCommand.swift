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
      Participants' requests leave no line in any log. Others than this machine reach the server with a certificate of its own, or through a proxy \
      that has one: that proxy must not keep a log of them either. Told to stop, it finishes the requests that have begun, for 20 seconds at most.
      """)

  @OptionGroup var installation: InstallationOptions
  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number")) var port = 8080
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(
    help: ArgumentHelp(
      "The certificate with its chain, PEM; HEARTH_TLS_CERTIFICATE unless given. Read once, at the start.",
      valueName: "file")) var tlsCertificate: String?
  @Option(help: ArgumentHelp("The certificate's key, PEM; HEARTH_TLS_KEY unless given.", valueName: "file"))
  var tlsKey: String?
  @Option(
    help: ArgumentHelp(
      "Also answer /metrics to this machine, on this port. Nothing in it says when somebody answered.",
      valueName: "number")) var metricsPort: Int?
  @Flag(help: "One JSON document on standard output when it is ready.") var json = false

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
    if let metricsPort {
      guard (1...65535).contains(metricsPort), metricsPort != port else {
        throw ValidationError("--metrics-port takes a number from 1 to 65535 that is not --port")
      }
    }
    if (setting(tlsCertificate, "HEARTH_TLS_CERTIFICATE") == nil) != (setting(tlsKey, "HEARTH_TLS_KEY") == nil) {
      throw ValidationError("give both --tls-certificate and --tls-key, or neither")
    }
  }

  /// The flag, then the variable.
  private func setting(_ given: String?, _ variable: String) -> String? {
    given ?? ProcessInfo.processInfo.environment[variable]
  }

  func run() async throws {
    let started = Date()
    var certificate: Certificate?
    if let path = setting(tlsCertificate, "HEARTH_TLS_CERTIFICATE"), let key = setting(tlsKey, "HEARTH_TLS_KEY") {
      certificate = try Certificate(path: path, keyPath: key, now: started)
    }
    let opened = try await installation.open()
    let closing = WaveClosing(directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    for lost in try await closing.unreadable() { Terminal.complain(lost) }
    // A closing that was cut short goes on before anybody is let in.
    try await closing.resume()
    let participation = Participation(
      directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    let site = Site(answering: Answering(participation), isReady: { await opened.isReady() })
    let monitor = metricsPort.map { port in
      Monitor(
        port: port, version: Hearth.version, started: started, certificateExpires: certificate?.expires,
        state: { await opened.state() })
    }
    let scheme = certificate == nil ? "http" : "https"
    do {
      let server = Server(site: site, host: host, port: port, certificate: certificate, monitor: monitor)
      try await server.run { [host, json] port in
        let address = "\(scheme)://\(host):\(port)"
        let line = json ? #"{"address": "\#(address)"}"# : "Serving on \(address)"
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
      }
    } catch {
      throw Problem(
        "the server cannot run (\(error))", at: "\(host):\(port)",
        remedy: "choose another --port or --host, or stop what uses it")
    }
    await opened.close()
  }
}

extension Installation {
  /// Whether both databases answer.
  func isReady() async -> Bool {
    for (_, _, database) in parts {
      guard await isUp(database) else { return false }
    }
    return true
  }

  /// What a monitor is told.
  func state() async -> Monitor.State {
    let waves = try? await answers.read { try WaveStates.count(in: $0) }
    return Monitor.State(
      databases: [("directory", await isUp(directory)), ("answers", await isUp(answers))], waves: waves ?? [])
  }

  private func isUp(_ database: any SQLDatabase) async -> Bool {
    (try? await database.read { try $0.row("SELECT 1") != nil }) == true
  }
}
