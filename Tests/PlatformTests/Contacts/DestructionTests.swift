import Crypto
import Foundation
import Problems
import Store
import StoreSQLite
import TestSupport
import Testing

@testable import Platform

@Suite struct DestructionTests {
  private static func destruction(_ site: Site, _ calendar: Calendar = Calendar()) -> ContactsDestruction {
    ContactsDestruction(directory: site.directory.database, keyring: site.keyring, clock: calendar.clock)
  }

  /// What an intruder looks for: names, contacts, secrets and links, as text and as bytes.
  private static func traces(of invitations: [WaveOpening.Invitation]) -> [[UInt8]] {
    invitations.flatMap { invitation in
      [
        Array(invitation.person.contact.utf8), invitation.secret, Array(base64URL(invitation.secret).utf8),
        Array(hexadecimal(invitation.secret).utf8),
      ]
    }
  }

  /// Every sealed record that any key of the keyring opens.
  private static func readable(_ sealed: [[UInt8]], with folder: URL) throws -> Int {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let keys = try files.map { try Data(contentsOf: $0) }.filter { [16, 24, 32].contains($0.count) }
    return sealed.count { record in
      keys.contains { (try? ContactSeal.open(record, key: SymmetricKey(data: $0))) != nil }
    }
  }

  private static func sealed(in database: any SQLDatabase) async throws -> [[UInt8]] {
    try await database.read { session in
      try session.rows("SELECT person FROM invitation WHERE person IS NOT NULL").map { try $0.blob(0) }
    }
  }

  @Test(
    "With an old backup of the directory and everything in the keyring, no name, contact or link can be read",
    arguments: Driver.available)
  func oldBackup(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, invitations) = try await site.openWave(people: 12)
      let mailing = try site.mailing(Outbox())
      try await mailing.invite(wave)
      _ = try await mailing.deliver(wave)
      // What a nightly backup kept.
      let old = try await Self.sealed(in: site.directory.database)
      #expect(try old.count == 12 && Self.readable(old, with: site.keyFolder) == 12)
      #expect(try await Self.destruction(site).destroy(wave))
      #expect(try Self.readable(old, with: site.keyFolder) == 0)
      #expect(try await Self.sealed(in: site.directory.database).isEmpty)
      #expect(try await site.states(wave).isEmpty)
      #expect(try await !Self.destruction(site).destroy(wave))
      // The wave itself goes on.
      _ = try await site.answer(wave, invitations[0], Sample.answers(1), through: site.participation)
      await #expect(throws: Problem.self) { try await mailing.remind(wave, everybody: true) }
      let letters = ContactLetters(directory: site.directory.database, keyring: site.keyring)
      await #expect(throws: Problem.self) { try await letters.letters(of: wave, to: .everybody) }
    }
  }

  @Test("An old copy of the file put back in place opens nothing, and neither file nor log holds a trace in clear")
  func oldFile() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, invitations) = try await site.openWave(people: 12)
      let path = try #require(site.directory.path)
      let copy = path + ".old"
      try #require(site.directory.database as? SQLiteDatabase).backUp(to: copy)
      let traces = Self.traces(of: invitations)
      // A stretch from the middle: rows of this length are spread over pages.
      let sealed = try await Self.sealed(in: site.directory.database).map { Array($0[1200..<1500]) }
      #expect(try Self.found(sealed, in: [path, path + "-wal"]) > 0)
      try await Self.destruction(site).destroy(wave)
      #expect(try Self.found(traces, in: [copy, path, path + "-wal"]) == 0)
      // The rows are gone from the file and from the log as well, sealed as they were.
      #expect(try Self.found(sealed, in: [path, path + "-wal"]) == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")).isEmpty)

      let restored = try SQLiteDatabase(path: copy)
      let letters = ContactLetters(directory: restored, keyring: site.keyring)
      await #expect(throws: Problem.self) { try await letters.letters(of: wave, to: .everybody) }
      #expect(try await Self.readable(Self.sealed(in: restored), with: site.keyFolder) == 0)
      #expect(try await Self.sealed(in: restored).count == 12)
      try await restored.close()
    }
  }

  private static func found(_ traces: [[UInt8]], in paths: [String]) throws -> Int {
    try paths.filter { FileManager.default.fileExists(atPath: $0) }.reduce(0) { sum, path in
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      return sum + traces.count { data.range(of: Data($0)) != nil }
    }
  }

  @Test("Contacts go by themselves on their day, counted from the close, and not before", arguments: Driver.available)
  func due(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let calendar = Calendar()
      let (wave, _) = try await site.openWave(people: 12)
      let destruction = Self.destruction(site, calendar)
      calendar.pass(days: 400)
      #expect(try await destruction.destroyDue().isEmpty)
      let closing = WaveClosing(
        directory: site.directory.database, answers: site.answers.database, keyring: site.keyring, clock: calendar.clock
      )
      try await closing.close(wave)
      for _ in 0..<29 {
        calendar.pass(days: 1)
        #expect(try await destruction.destroyDue().isEmpty)
      }
      // A closing that is run again does not move the day.
      try await closing.close(wave)
      #expect(try await destruction.destroyDue().isEmpty)
      #expect(site.keyring.contains(.contacts(wave)))
      calendar.pass(days: 1)
      #expect(try await destruction.destroyDue() == [wave])
      #expect(!site.keyring.contains(.contacts(wave)))
      #expect(try await destruction.destroyDue().isEmpty)
    }
  }

  @Test("A destruction that was cut short is finished; a keyring that is not there destroys nothing")
  func cutShort() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, _) = try await site.openWave(people: 12)
      let empty = try Keyring(folder: site.keyFolder.path + "-unmounted")
      defer { try? FileManager.default.removeItem(atPath: site.keyFolder.path + "-unmounted") }
      let unmounted = ContactsDestruction(directory: site.directory.database, keyring: empty)
      #expect(try await unmounted.destroyDue().isEmpty)
      #expect(try await Self.sealed(in: site.directory.database).count == 12)
      // The directory has been told, then the power went.
      try await site.directory.database.write { try ContactStore.setState(.destroying, of: wave, in: $0) }
      #expect(try await Self.destruction(site).destroyDue() == [wave])
      #expect(try await Self.sealed(in: site.directory.database).isEmpty)
      #expect(!site.keyring.contains(.contacts(wave)))
    }
  }

  @Test(
    "A directory from before knows its waves' contacts after its tables are brought up to date",
    arguments: Driver.available)
  func migrated(_ driver: Driver) async throws {
    try await TestDatabase.with(driver, .directory) { test in
      let directory = test.database
      try await Migrations([try #require(Tables.directory.steps.first)]).apply(to: directory)
      let wave = try WaveName("spring")
      try await directory.write { session in
        try session.run("INSERT INTO wave (name, title, consent_version, closed) VALUES ('spring', 'x', '1', 0)")
      }
      try await Tables.directory.apply(to: directory)
      let state = try #require(try await directory.read { try ContactStore.wave(wave, in: $0) })
      #expect(state.state == .kept && state.letters == 0 && state.letterDay == nil && !state.isClosed)
    }
  }

  @Test("A wave from before links were kept says so, and its contacts still go on their day")
  func older() async throws {
    try await Site.with(.sqlite) { site in
      let calendar = Calendar()
      let (wave, _) = try await site.openWave(people: 12)
      try await site.directory.database.write { session in
        try session.run("UPDATE contacts SET address = ''")
        try session.run("UPDATE wave SET closed = 1")
      }
      await #expect(throws: Problem.self) { try await site.mailing(Outbox()).invite(wave) }
      let destruction = Self.destruction(site, calendar)
      #expect(try await destruction.destroyDue().isEmpty)
      for _ in 0..<29 {
        calendar.pass(days: 1)
        #expect(try await destruction.destroyDue().isEmpty)
      }
      calendar.pass(days: 1)
      #expect(try await destruction.destroyDue() == [wave])
    }
  }

  @Test("Only an invitation of the wave stops its mail, and what is said is the same whether or not somebody answered")
  func optOut() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, invitations) = try await site.openWave(people: 12)
      let optOut = OptOut(directory: site.directory.database, keyring: site.keyring)
      _ = try await site.answer(wave, invitations[0], Sample.answers(1), through: site.participation)
      for invitation in invitations.prefix(2) {
        try await optOut.stop(wave: "spring", invitation: invitation.secret)
        try await optOut.stop(wave: "spring", invitation: invitation.secret)
      }
      #expect(try await site.states(wave) == ["stopped": 2])
      await #expect(throws: ParticipationRefusal.unknownInvitation) {
        try await optOut.stop(wave: "spring", invitation: randomBytes(16))
      }
      for name in ["autumn", "", "../x"] {
        await #expect(throws: ParticipationRefusal.unknownWave) {
          try await optOut.stop(wave: name, invitation: invitations[0].secret)
        }
      }
      // Before the first message as well: nobody who said no is invited.
      let outbox = Outbox()
      let mailing = try site.mailing(outbox)
      try await mailing.invite(wave)
      _ = try await mailing.deliver(wave)
      #expect(outbox.messages.count == 10)
      _ = try await site.answer(wave, invitations[1], Sample.answers(2), through: site.participation)
    }
  }
}
