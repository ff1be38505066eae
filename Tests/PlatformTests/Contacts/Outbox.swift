import Foundation
import Store
import Synchronization
import TestSupport

@testable import Platform

/// A mail program that keeps what it is given, and does what it is told.
final class Outbox: Sendable {
  private let letters = Mutex<[String]>([])
  private let behaviour: @Sendable (_ number: Int, _ message: String) -> MailCommand.Outcome

  init(_ behaviour: @escaping @Sendable (_ number: Int, _ message: String) -> MailCommand.Outcome = { _, _ in .sent }) {
    self.behaviour = behaviour
  }

  var command: MailCommand {
    MailCommand { [self] message in
      let text = String(decoding: message, as: UTF8.self)
      let number = letters.withLock {
        $0.append(text); return $0.count
      }
      return behaviour(number, text)
    }
  }

  var messages: [String] { letters.withLock { $0 } }
  func empty() { letters.withLock { $0 = [] } }

  /// To whom, in order.
  var recipients: [String] { messages.map(Self.recipient) }

  static func recipient(_ message: String) -> String {
    String(
      message.split(separator: "\n").drop { !$0.hasPrefix("To:") }.dropFirst().first?.dropFirst(2).dropLast() ?? "")
  }

  /// The text as it is read.
  static func text(_ message: String) throws -> String {
    try MailMessageTests.decoded(
      String(message.suffix(from: message.firstRange(of: "\n\n")?.upperBound ?? message.startIndex)))
  }

  static func identifier(_ message: String) -> String {
    String(message.split(separator: "\n").first { $0.hasPrefix("Message-ID:") }?.dropFirst(12) ?? "")
  }
}

/// Something that happens once.
final class Flag: Sendable {
  private let isRaised = Mutex(false)

  func raise() { isRaised.withLock { $0 = true } }
  func wait() async {
    while !isRaised.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(2)) }
  }
}

/// Days that a test moves.
final class Calendar: Sendable {
  private let day = Mutex(20_000)

  var clock: Clock { Clock { [self] in Date(timeIntervalSince1970: Double(day.withLock { $0 }) * 86_400 + 43_200) } }
  func pass(days: Int) { day.withLock { $0 += days } }
}

extension Site {
  func mailing(_ outbox: Outbox, _ calendar: Calendar = Calendar(), more: String = "") throws -> Mailing {
    var mailing = Mailing(
      directory: directory.database, keyring: keyring, command: outbox.command,
      settings: try MailSettingsTests.settings(more), clock: calendar.clock)
    mailing.pause = { _ in }
    return mailing
  }

  /// A wave of people p1, p2 … of one unit.
  func openWave(people: Int) async throws -> (WaveName, [WaveOpening.Invitation]) {
    let wave = try WaveName("spring")
    let invitations = try await opening.open(
      wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", people)]))
    return (wave, invitations)
  }

  func runner(of wave: WaveName) async throws -> (name: String?, beat: Int) {
    try await directory.database.read { try ContactStore.runner(of: wave, in: $0) }
  }

  /// How many people are in which state.
  func states(_ wave: WaveName) async throws -> [String: Int] {
    try await directory.database.read { session in
      let rows = try session.rows(
        "SELECT state, count(*) FROM delivery WHERE wave = \(wave.description) GROUP BY state")
      return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text(0), try $0.integer(1)) })
    }
  }
}
