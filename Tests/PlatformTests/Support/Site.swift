import Foundation
import Store
import TestSupport

@testable import Platform

/// Two databases and a keyring of their own, as one installation has them.
struct Site {
  let directory: TestDatabase
  let answers: TestDatabase
  let keyring: Keyring
  let keyFolder: URL

  /// Keys take a third of a second to make: tests share four.
  private static let keys = try? (0..<4).map { _ in try IssuingKey.generate() }

  static func with<Value>(_ driver: Driver, _ body: (Site) async throws -> Value) async throws -> Value {
    try await TestDatabase.with(driver, .directory) { directory in
      try await TestDatabase.with(driver, .answers) { answers in
        try await Tables.directory.apply(to: directory.database)
        try await Tables.answers.apply(to: answers.database)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-keys-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(
          Site(directory: directory, answers: answers, keyring: try Keyring(folder: folder.path), keyFolder: folder))
      }
    }
  }

  var opening: WaveOpening { opening(startingAt: 0) }

  /// - Parameter first: of the shared keys, the one that is taken first.
  func opening(startingAt first: Int) -> WaveOpening {
    let next = Counter(first)
    return WaveOpening(directory: directory.database, answers: answers.database, keyring: keyring) {
      let keys = Self.keys ?? []
      return keys.isEmpty ? try IssuingKey.generate() : keys[next.next() % keys.count]
    }
  }

  var participation: Participation {
    Participation(directory: directory.database, answers: answers.database, keyring: keyring)
  }

  var closing: WaveClosing {
    WaveClosing(directory: directory.database, answers: answers.database, keyring: keyring)
  }

  var slips: Slips { Slips(directory: directory.database, answers: answers.database, keyring: keyring) }

  var releases: WaveReleases { WaveReleases(answers: answers.database, keyring: keyring, version: "1.2.3") }

  var results: WaveResults { WaveResults(answers: answers.database, keyring: keyring) }

  /// Responses as they lie in the inbox.
  func sealed(of wave: WaveName) async throws -> [[UInt8]] {
    try await answers.database.read { session in
      var all: [[UInt8]] = []
      try AnswersStore.eachSealed(of: wave, in: session) { all.append($0) }
      return all
    }
  }

  /// A wave of one unit that everybody has answered.
  func answeredWave(people: Int) async throws -> WaveName {
    let wave = try WaveName("spring")
    let invitations = try await opening.open(
      wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", people)]))
    let participation = participation
    for (number, invitation) in invitations.enumerated() {
      _ = try await answer(wave, invitation, Sample.answers(number), through: participation)
    }
    return wave
  }

  /// Collects the right to answer and answers.
  func answer(
    _ wave: WaveName, _ invitation: WaveOpening.Invitation, _ answers: [String: [String]],
    through participation: Participation
  ) async throws -> Code {
    let (participant, signature) = try await collect(wave, invitation, through: participation)
    return try await participation.accept(
      participant.submission(wave, key: invitation.keyFingerprint, signature: signature, answers: answers))
  }

  func collect(
    _ wave: WaveName, _ invitation: WaveOpening.Invitation, through participation: Participation
  ) async throws -> (Participant, signature: [UInt8]) {
    let page = try await participation.page(wave.description)
    guard let key = page.keys.first(where: { $0.fingerprint == invitation.keyFingerprint }) else {
      throw ParticipationRefusal.badToken
    }
    let participant = try Participant(key: key.der)
    let signed = try await participation.sign(
      wave: wave.description, invitation: invitation.secret, blinded: participant.blinded,
      consent: page.questionnaire.version)
    return (participant, try participant.unblind(signed))
  }
}

extension Participant {
  func submission(
    _ wave: WaveName, key fingerprint: [UInt8], signature: [UInt8], answers: [String: [String]]
  ) -> Participation.Submission {
    .init(wave: wave.description, key: fingerprint, salt: salt, token: token, signature: signature, answers: answers)
  }
}

private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Int
  init(_ first: Int) { value = first - 1 }
  func next() -> Int {
    lock.withLock {
      value += 1
      return value
    }
  }
}

extension WaveOpening {
  /// On this machine, with contacts kept as long as usual.
  func open(_ wave: WaveName, questionnaire: Questionnaire, roster: Roster) async throws -> [Invitation] {
    try await open(
      wave, questionnaire: questionnaire, roster: roster, contacts: ContactTerms(address: .thisMachine))
  }
}
