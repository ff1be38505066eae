import Crypto
import Foundation
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct ConsentTests {
  private static func consents(_ database: any SQLDatabase) async throws -> [(wave: String, version: String)] {
    try await database.read { session in
      try session.rows("SELECT wave, version FROM consent").map { (try $0.text(0), try $0.text(1)) }
    }
  }

  @Test(
    "Agreeing is written down once for each right that is collected, also when a reply was lost and is asked for again",
    arguments: Driver.available)
  func once(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      let directory = site.directory.database
      let participation = site.participation
      #expect(try await Self.consents(directory).isEmpty)
      let (participant, _) = try await site.collect(wave, invitations[0], through: participation)
      for _ in 0..<3 {
        _ = try await participation.sign(
          wave: "spring", invitation: invitations[0].secret, blinded: participant.blinded, consent: "1")
      }
      // Whoever is refused has left no record.
      await #expect(throws: ParticipationRefusal.alreadyCollected) {
        try await site.collect(wave, invitations[0], through: participation)
      }
      await #expect(throws: ParticipationRefusal.consentNeeded) {
        try await participation.sign(
          wave: "spring", invitation: invitations[1].secret, blinded: participant.blinded, consent: "0")
      }
      #expect(try await Self.consents(directory).count == 1)
      _ = try await site.collect(wave, invitations[1], through: participation)
      let consents = try await Self.consents(directory)
      #expect(consents.map(\.wave) == ["spring", "spring"] && consents.map(\.version) == ["1", "1"])
    }
  }

  @Test(
    "A record of agreeing holds wave, version and a random key: no date, and nothing of a person's",
    arguments: Driver.available)
  func contents(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      let participation = site.participation
      for invitation in invitations { _ = try await site.collect(wave, invitation, through: participation) }
      let keys = try await site.directory.database.read { session in
        // Refused by both engines when the table has a column more than these.
        try session.rows("SELECT * FROM consent UNION SELECT wave, key, version FROM consent").map { try $0.blob(1) }
      }
      #expect(Set(keys).count == 12 && keys.allSatisfy { $0.count == 16 })
      let persons = try await site.directory.database.read { session in
        try session.rows("SELECT secret_hash, issuer, blinded_hash FROM invitation").flatMap { row in
          try (0..<3).map { try row.blob($0) }
        }
      }
      for key in keys {
        for known in persons + invitations.map(\.secret) {
          #expect(known != key && Array(known.prefix(16)) != key && [UInt8](SHA256.hash(data: known).prefix(16)) != key)
        }
      }
    }
  }

  @Test("Records of agreeing outlive the contacts", arguments: Driver.available)
  func outlive(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 12)
      try await site.closing.close(wave)
      try await ContactsDestruction(directory: site.directory.database, keyring: site.keyring).destroy(wave)
      #expect(try await Self.consents(site.directory.database).count == 12)
    }
  }

  @Test(
    "In a directory from before, agreements leave the rows of people: the same number, in an order of their own",
    arguments: Driver.available)
  func migrated(_ driver: Driver) async throws {
    try await TestDatabase.with(driver, .directory) { test in
      let directory = test.database
      try await Migrations(Tables.directory.steps.filter { $0.number < Migration.consent.number }).apply(to: directory)
      let agreed = try await directory.write { session -> Int in
        try session.run("INSERT INTO wave (name, title, consent_version, closed) VALUES ('spring', 'x', '7', 0)")
        try session.run("INSERT INTO wave (name, title, consent_version, closed) VALUES ('autumn', 'x', '8', 1)")
        for number in 0..<60 {
          let wave = number < 40 ? "spring" : "autumn"
          try session.run(
            """
            INSERT INTO invitation (wave, secret_hash, issuer, consented, collected)
            VALUES (\(wave), \([UInt8(number)]), \([1 as UInt8]), \(number % 4 > 0), \(true))
            """)
        }
        return try session.row("SELECT count(*) FROM invitation WHERE consented = 1")?.integer(0) ?? 0
      }
      try await Tables.directory.apply(to: directory)
      let consents = try await Self.consents(directory)
      #expect(agreed == 45 && consents.count == agreed)
      #expect(consents.filter { $0 == ("spring", "7") }.count == 30)
      #expect(consents.filter { $0 == ("autumn", "8") }.count == 15)
      // Where rows lie in the order in which they were written, the two waves are no longer one after the other.
      #expect(try await directory.read { try $0.rows("SELECT secret_hash FROM invitation").count } == 60)
      if driver == .postgres { #expect(consents.map(\.wave) != consents.map(\.wave).sorted(by: >)) }
      await #expect(throws: (any Error).self) {
        try await directory.read { try $0.rows("SELECT consented FROM invitation") }
      }
    }
  }
}
