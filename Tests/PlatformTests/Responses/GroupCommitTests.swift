import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform

/// What makes a thousand durable responses a second possible: those that arrive together go to the disk together.
@Suite struct GroupCommitTests {
  @Test(
    "64 people who send at once need far fewer transactions, and each is there once", arguments: Driver.available)
  func together(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, invitations) = try await site.openWave(people: 64)
      var submissions: [Participation.Submission] = []
      for (number, invitation) in invitations.enumerated() {
        let (participant, signature) = try await site.collect(wave, invitation, through: site.participation)
        submissions.append(
          participant.submission(
            wave, key: invitation.keyFingerprint, signature: signature, answers: Sample.answers(number)))
      }
      let counted = CountedDatabase(base: site.answers.database)
      let participation = Participation(
        directory: site.directory.database, answers: counted, keyring: site.keyring)
      let receipts = try await withThrowingTaskGroup(of: Code.self) { group in
        for submission in submissions { group.addTask { try await participation.accept(submission) } }
        return try await group.reduce(into: Set<Code>()) { $0.insert($1) }
      }
      #expect(receipts.count == 64)
      #expect(counted.writes < 32, "\(counted.writes) transactions")
      let stored = try await site.answers.database.read { session in
        try session.rows("SELECT 1 FROM inbox").count + session.rows("SELECT 1 FROM spent").count
      }
      #expect(stored == 128)
    }
  }

  @Test("People who send one after another do not wait for each other", arguments: Driver.available)
  func apart(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, invitations) = try await site.openWave(people: 12)
      let counted = CountedDatabase(base: site.answers.database)
      let participation = Participation(
        directory: site.directory.database, answers: counted, keyring: site.keyring)
      for (number, invitation) in invitations.prefix(4).enumerated() {
        _ = try await site.answer(wave, invitation, Sample.answers(number), through: participation)
        #expect(counted.writes == number + 1)
      }
    }
  }
}

/// Counts transactions that write, each of which takes as long as on a slow disk.
private final class CountedDatabase: SQLDatabase {
  private let base: any SQLDatabase
  private let count = Mutex(0)

  init(base: any SQLDatabase) {
    self.base = base
  }

  var writes: Int { count.withLock { $0 } }

  func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value {
    try await base.read(body)
  }

  func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLSession) throws -> Value) async throws -> Value {
    count.withLock { $0 += 1 }
    try await Task.sleep(for: .milliseconds(100))
    return try await base.write(body)
  }

  func truncateLog() async throws { try await base.truncateLog() }
  func clusterIdentifier() async throws -> String? { try await base.clusterIdentifier() }
  func commitSettings() async throws -> CommitSettings? { try await base.commitSettings() }
  func close() async throws { try await base.close() }
}
