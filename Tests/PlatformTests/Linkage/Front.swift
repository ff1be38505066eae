import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Markup
import Store
import Synchronization
import TestSupport
import Web

@testable import Platform

/// The site as participants' browsers and a monitor meet it, and all that it writes into its log.
struct Front {
  private let server: Web.Server
  private let monitor: Monitor
  private let written = ServerLog()

  init(_ site: Site, _ participation: Participation) {
    server = Web.Server(
      site: Web.Site(
        answering: Answering(
          participation, optOut: OptOut(directory: site.directory.database, keyring: site.keyring)),
        isReady: { true }), host: "127.0.0.1", port: 0)
    let answers = site.answers.database
    monitor = Monitor(
      port: 1, version: "1.2.3", started: Date(timeIntervalSince1970: 0), certificateExpires: nil,
      state: {
        let waves = try? await answers.read { try WaveStates.count(in: $0) }
        return .init(databases: [("directory", true), ("answers", true)], waves: waves ?? [])
      })
  }

  /// Collects the right to answer and answers, over HTTP.
  /// - Returns: what a monitor read after each of the two requests.
  func answer(
    _ wave: WaveName, _ invitation: WaveOpening.Invitation, key: [UInt8], consent: String, _ answers: [String: [String]]
  ) async throws -> [String] {
    let participant = try Participant(key: key)
    let right = try await post(
      .right(wave: wave.description),
      [
        "invitation": base64URL(invitation.secret), "blinded": base64URL(participant.blinded), "consent": consent,
      ])
    guard let text = right["signature"], let signature = bytes(base64URL: text) else {
      throw ParticipationRefusal.badToken
    }
    let between = await monitor.text()
    let response = try await post(
      .response(wave: wave.description),
      [
        "key": base64URL(invitation.keyFingerprint), "salt": base64URL(participant.salt),
        "token": base64URL(participant.token), "signature": base64URL(try participant.unblind(signature)),
        "answers": answers,
      ])
    guard response["receipt"] != nil else { throw ParticipationRefusal.badToken }
    return [between, await monitor.text()]
  }

  func scrape() async -> String { await monitor.text() }

  var log: String { written.text }

  private func post(_ link: Link, _ body: [String: Any]) async throws -> [String: String] {
    let body = ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: body))
    return try await ServerLog.$current.withValue(written) {
      try await server.application().test(.router) { client in
        try await client.execute(
          uri: link.path.text, method: .post, headers: [.contentType: "application/json"], body: body
        ) { response in
          try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: String] ?? [:]
        }
      }
    }
  }
}

/// What is logged while somebody is served.
final class ServerLog: Sendable {
  /// Tests beside this one log too: theirs is left to them.
  @TaskLocal static var current: ServerLog?

  private static let isBootstrapped: Void = LoggingSystem.bootstrap { _ in Handler() }
  private let lines = Mutex<[String]>([])

  init() { Self.isBootstrapped }

  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  private struct Handler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      ServerLog.current?.lines.withLock { $0.append("\(event.message) \(metadata) \(event.metadata ?? [:])") }
    }
  }
}
