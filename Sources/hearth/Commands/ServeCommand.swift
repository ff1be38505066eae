import ArgumentParser
import Foundation
import Platform
import Problems
import Store
import Synchronization
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve participants' pages and the desk until told to stop (SIGTERM, Ctrl-C).",
    discussion: """
      Participants' requests leave no line in any log. Others than this machine reach the server with a certificate of its own, or through a proxy \
      that has one: that proxy must not keep a log of them either. Told to stop, it finishes the requests that have begun, for 20 seconds at most.
      """)

  @OptionGroup var installation: InstallationOptions
  @OptionGroup var mail: MailOptions
  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number")) var port = 8080
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(
    help: ArgumentHelp(
      "Where people reach the site, such as https://survey.example.org; HEARTH_PUBLIC_URL, or the address it listens on, unless given.",
      valueName: "url"))
  var publicURL: String?
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
    guard PublicAddress(setting(publicURL, "HEARTH_PUBLIC_URL") ?? "http://\(host):\(max(port, 1))") != nil else {
      throw ValidationError("--public-url takes an address without a path, such as https://survey.example.org")
    }
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
    let settings = try mail.given()
    var certificate: Certificate?
    if let path = setting(tlsCertificate, "HEARTH_TLS_CERTIFICATE"), let key = setting(tlsKey, "HEARTH_TLS_KEY") {
      certificate = try Certificate(path: path, keyPath: key, now: started)
    }
    let opened = try await installation.open()
    let closing = WaveClosing(directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    // A pilot whose deletion was cut short has no keys either.
    let pilots = Pilots(directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    for problem in try await pilots.resume() { Terminal.complain(problem) }
    for lost in try await closing.unreadable() { Terminal.complain(lost) }
    // A closing that was cut short goes on before anybody is let in.
    for problem in try await closing.resume() { Terminal.complain(problem) }
    let reached = Mutex(setting(publicURL, "HEARTH_PUBLIC_URL").flatMap { PublicAddress($0) })
    // Before the server runs nobody asks, and then the address is known.
    let desk = try await opened.desk(mail: settings) { reached.withLock { $0 } ?? PublicAddress.unknown }
    let setUp = try await desk.accounts.makeSetUpLink()
    let example = try await desk.accounts.makeExampleLink()
    let participation = Participation(directory: opened.directory, answers: opened.answers, keyring: opened.keyring)
    let optOut = OptOut(directory: opened.directory, keyring: opened.keyring)
    let site = Site(
      answering: Answering(participation, optOut: optOut), desk: desk, isReady: { await opened.isReady() })
    let monitor = metricsPort.map { port in
      Monitor(
        port: port, version: Hearth.version, started: started, certificateExpires: certificate?.expires,
        state: { await opened.state() })
    }
    let housekeeping = Housekeeping(installation: opened, participation: participation, mail: settings)
    // What is due goes before anybody is let in.
    await housekeeping.tidy()
    let background = Task { await housekeeping.run() }
    let scheme = certificate == nil ? "http" : "https"
    do {
      let server = Server(site: site, host: host, port: port, certificate: certificate, monitor: monitor)
      try await server.run { [host, json] port in
        let address = "\(scheme)://\(host):\(port)"
        let reachable = reached.withLock { known in
          let found = known ?? PublicAddress(address) ?? .unknown
          known = found
          return found
        }
        var greeting = Greeting(address: address)
        greeting.setUp = setUp.map { reachable.url(of: .desk(.setUp(secret: $0.text))) }
        if reachable.isThisMachine {
          greeting.signIn = example.map { reachable.url(of: .desk(.example(secret: $0.text))) }
        }
        FileHandle.standardOutput.write(Data((json ? greeting.json : greeting.text).utf8))
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

/// What a server says when it is ready.
private struct Greeting {
  let address: String
  /// Where nobody can sign in yet.
  var setUp: String?
  /// In an example installation on this machine.
  var signIn: String?

  var json: String {
    let links = [("setUp", setUp), ("signIn", signIn)].compactMap { name, link in
      link.map { #", "\#(name)": "\#($0)""# }
    }
    return #"{"address": "\#(address)"\#(links.joined())}"# + "\n"
  }

  var text: String {
    var text = "Serving on \(address)\n"
    if let setUp {
      text += "Nobody can sign in yet. Set Hearth up with this link; it works once, today:\n  \(setUp)\n"
    }
    if let signIn {
      text +=
        "Look round in the example, signed in as its administrator, with this link; it works once, today:\n  \(signIn)\n"
    }
    return text
  }
}

extension Installation {
  /// What people who sign in work with.
  func desk(mail: MailSettings?, publicAddress: @escaping @Sendable () -> PublicAddress) async throws -> Desk {
    let accounts = try accounts()
    let work = StudyWork(
      directory: directory, answers: answers, keyring: keyring, audit: accounts.audit, clock: .system,
      version: Hearth.version)
    return Desk(
      accounts: accounts, organisations: try organisations(), work: work, mailing: mail.map { mailing($0) },
      printer: { try await SlipPrinter.pdf($0) }, converters: await Conversion.installed,
      publicAddress: publicAddress)
  }

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
