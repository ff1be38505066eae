package import Foundation
import HTTPTypes
package import Hummingbird

/// `/metrics` for a monitor on this machine (Prometheus' text form), on a port of its own.
///
/// Nothing in it changes when somebody answers: no requests, no connections, no processor time, no memory, no sizes. Scraped every few
/// seconds, each of them would say when somebody did.
package struct Monitor: HTTPResponder {
  package typealias Context = BasicRequestContext

  static let host = "127.0.0.1"

  /// What is known of a running server.
  package struct State: Sendable {
    /// Whether each database answers.
    package let databases: [(name: String, isUp: Bool)]
    /// How many waves are in each state; nil when the database does not say.
    package let waves: [(state: String, count: Int)]

    package init(databases: [(name: String, isUp: Bool)], waves: [(state: String, count: Int)]) {
      self.databases = databases
      self.waves = waves
    }
  }

  let port: Int
  private let version: String
  private let started: Date
  private let certificateExpires: Date?
  private let state: @Sendable () async -> State

  package init(
    port: Int, version: String, started: Date, certificateExpires: Date?, state: @escaping @Sendable () async -> State
  ) {
    self.port = port
    self.version = version
    self.started = started
    self.certificateExpires = certificateExpires
    self.state = state
  }

  package func respond(to request: Request, context: Context) async throws -> Response {
    guard request.method == .get, request.uri.string == "/metrics" else {
      return Reply.text("Ask for /metrics.\n", status: .notFound)
    }
    return Reply.text(await text())
  }

  package func text() async -> String {
    let state = await state()
    var lines: [String] = []
    func gauge(_ name: String, _ help: String, _ samples: [(labels: String, value: Int)]) {
      guard !samples.isEmpty else { return }
      lines += ["# HELP \(name) \(help)", "# TYPE \(name) gauge"]
      lines += samples.map { "\(name)\($0.labels) \($0.value)" }
    }
    gauge("hearth_info", "The version that runs.", [("{version=\"\(version)\"}", 1)])
    gauge("hearth_start_time_seconds", "When it started, in seconds since 1970.", [("", seconds(started))])
    gauge(
      "hearth_database_up", "Whether a database answers.",
      state.databases.map { ("{database=\"\($0.name)\"}", $0.isUp ? 1 : 0) })
    gauge("hearth_waves", "Waves by state.", state.waves.map { ("{state=\"\($0.state)\"}", $0.count) })
    gauge(
      "hearth_certificate_expiry_time_seconds", "Until when the certificate is valid, in seconds since 1970.",
      certificateExpires.map { [("", seconds($0))] } ?? [])
    return lines.joined(separator: "\n") + "\n"
  }

  private func seconds(_ date: Date) -> Int { Int(date.timeIntervalSince1970) }
}
