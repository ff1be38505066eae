import Crypto
import Foundation
import Problems
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct ListTests {
  private static let actor = AuditEntry.Actor.commandLine

  /// Two organisations, a study and a wave that has not opened.
  private struct Desk {
    let site: Site
    let calendar: Calendar
    let studies: Studies
    let host: ID<Organisation>
    let partner: ID<Organisation>
    let wave: WaveName

    func sealed() async throws -> [[UInt8]] {
      try await site.directory.database.read { session in
        try session.rows("SELECT people FROM planned_roster ORDER BY organisation").map { try $0.blob(0) }
      }
    }

    /// How many of these a key of the keyring opens.
    func readable(_ copies: [[UInt8]]) throws -> Int {
      let files = try FileManager.default.contentsOfDirectory(at: site.keyFolder, includingPropertiesForKeys: nil)
      let keys = try files.map { try Data(contentsOf: $0) }.filter { $0.count == 32 }.map { SymmetricKey(data: $0) }
      return copies.count { copy in keys.contains { (try? ContactSeal.openRoster(copy, key: $0)) != nil } }
    }
  }

  private func with(_ driver: Driver, _ body: (Desk) async throws -> Void) async throws {
    try await Site.with(driver) { site in
      let calendar = Calendar()
      let database = site.directory.database
      let audit = try AuditLog(directory: database, keyring: site.keyring, clock: calendar.clock)
      let studies = Studies(directory: database, keyring: site.keyring, audit: audit)
      let (host, partner) = (ID<Organisation>(), ID<Organisation>())
      try await database.write { session in
        try OrganisationStore.insert(Organisation(id: host, name: "Northside"), in: session)
        try OrganisationStore.insert(Organisation(id: partner, name: "Riverside"), in: session)
      }
      let study = try StudyName("frontline")
      try await studies.create(
        Study(name: study, title: "Frontline", host: host, partners: [partner]), by: Self.actor)
      let wave = try WaveName("spring")
      try await studies.plan(PlannedWave(wave: wave, study: study), by: Self.actor)
      try await body(
        Desk(site: site, calendar: calendar, studies: studies, host: host, partner: partner, wave: wave))
    }
  }

  @Test(
    "A list that was replaced, changed or taken back can be read in no copy of the directory",
    arguments: Driver.available)
  func destroyed(_ driver: Driver) async throws {
    try await with(driver) { desk in
      let (studies, wave) = (desk.studies, desk.wave)
      try await studies.putRoster(Sample.roster([("North", 12)]), of: desk.host, for: wave, by: Self.actor)
      try await studies.putRoster(Sample.roster([("South", 11)]), of: desk.partner, for: wave, by: Self.actor)
      let first = try await desk.sealed()
      #expect(try desk.readable(first) == 2)
      try await studies.putRoster(Sample.roster([("North", 14)]), of: desk.host, for: wave, by: Self.actor)
      #expect(try desk.readable(first) == 1)
      let person = try #require(try await studies.list(of: desk.partner, for: wave).first)
      try await studies.change(person.id, to: nil, of: desk.partner, for: wave, by: Self.actor)
      #expect(try desk.readable(first) == 0)
      #expect(try await studies.units(of: wave) == ["Northside / North": 14, "Riverside / South": 10])
      let second = try await desk.sealed()
      try await studies.takeBack(desk.host, for: wave, by: Self.actor)
      #expect(try desk.readable(second) == 1)
      #expect(try await studies.list(of: desk.host, for: wave).isEmpty)
      #expect(try await studies.list(of: desk.partner, for: wave).count == 10)
      // A partner that leaves the study takes its list along.
      try await studies.setPartners([], of: StudyName("frontline"), by: Self.actor)
      #expect(try desk.readable(second) == 0)
    }
  }

  @Test("One person of a list is put right, and nobody becomes somebody else on it", arguments: Driver.available)
  func changed(_ driver: Driver) async throws {
    try await with(driver) { desk in
      let (studies, wave) = (desk.studies, desk.wave)
      try await studies.putRoster(Sample.roster([("North", 3)]), of: desk.host, for: wave, by: Self.actor)
      let people = try await studies.list(of: desk.host, for: wave)
      #expect(people.map(\.person.contact) == ["p1@example.org", "p2@example.org", "p3@example.org"])
      for (name, contact, unit) in [
        ("", "a@example.org", "North"), ("Ann", " ", "North"), ("Ann", "P2@Example.org", "N"),
      ] {
        await #expect(throws: Problem.self) {
          try await studies.change(
            people[0].id, to: .init(name: name, contact: contact, unit: unit), of: desk.host, for: wave, by: Self.actor)
        }
      }
      try await studies.change(
        people[0].id, to: .init(name: "Ann  Lee", contact: "ann@example.org", unit: "North/ Team A"), of: desk.host,
        for: wave, by: Self.actor)
      let after = try await studies.list(of: desk.host, for: wave)
      #expect(
        after.contains { $0.person == .init(name: "Ann Lee", contact: "ann@example.org", unit: "North / Team A") })
      #expect(try await studies.rosterUnits(of: wave) == [desk.host: ["North": 2, "North / Team A": 1]])
      // What stands for somebody in an address is another one after each change, and another organisation's opens nothing.
      await #expect(throws: Problem.self) {
        try await studies.change(people[1].id, to: nil, of: desk.host, for: wave, by: Self.actor)
      }
      await #expect(throws: Problem.self) {
        try await studies.change(after[0].id, to: nil, of: desk.partner, for: wave, by: Self.actor)
      }
      for _ in 0..<3 {
        let next = try #require(try await studies.list(of: desk.host, for: wave).first)
        try await studies.change(next.id, to: nil, of: desk.host, for: wave, by: Self.actor)
      }
      #expect(try await desk.sealed().isEmpty)
    }
  }

  @Test("A list that nobody touches for 90 days is destroyed, and no other", arguments: Driver.available)
  func old(_ driver: Driver) async throws {
    try await with(driver) { desk in
      let (studies, wave) = (desk.studies, desk.wave)
      try await studies.putRoster(Sample.roster([("North", 12)]), of: desk.host, for: wave, by: Self.actor)
      desk.calendar.pass(days: 1)
      try await studies.putRoster(Sample.roster([("South", 12)]), of: desk.partner, for: wave, by: Self.actor)
      desk.calendar.pass(days: 88)
      #expect(try await studies.destroyOldLists().isEmpty)
      let kept = try await desk.sealed()
      desk.calendar.pass(days: 1)
      #expect(try await studies.destroyOldLists() == [wave])
      #expect(try await studies.rosterUnits(of: wave).keys.map { $0 } == [desk.partner])
      #expect(try desk.readable(kept) == 1)
      desk.calendar.pass(days: 1)
      #expect(try await studies.destroyOldLists() == [wave])
      #expect(try desk.readable(kept) == 0)
    }
  }

  @Test("A clock that leaps forward destroys no list until it has stood for two days", arguments: Driver.available)
  func leap(_ driver: Driver) async throws {
    try await with(driver) { desk in
      try await desk.studies.putRoster(Sample.roster([("North", 12)]), of: desk.host, for: desk.wave, by: Self.actor)
      #expect(try await desk.studies.destroyOldLists().isEmpty)
      let kept = try await desk.sealed()
      desk.calendar.pass(days: 200)
      #expect(try await desk.studies.destroyOldLists().isEmpty)
      desk.calendar.pass(days: -200)
      #expect(try await desk.studies.destroyOldLists().isEmpty)
      desk.calendar.pass(days: 100)
      #expect(try await desk.studies.destroyOldLists().isEmpty)
      #expect(try desk.readable(kept) == 1)
      desk.calendar.pass(days: 2)
      #expect(try await desk.studies.destroyOldLists() == [desk.wave])
      #expect(try desk.readable(kept) == 0)
    }
  }

  @Test(
    "A key whose list went before a crash is destroyed, and none that is younger or in use", arguments: Driver.available
  )
  func stray(_ driver: Driver) async throws {
    try await with(driver) { desk in
      let (studies, wave, keyring) = (desk.studies, desk.wave, desk.site.keyring)
      try await studies.putRoster(Sample.roster([("North", 12)]), of: desk.host, for: wave, by: Self.actor)
      let (old, young) = (Keyring.Name.list(wave, mark: [1]), Keyring.Name.list(wave, mark: [2]))
      for name in [old, young] { try keyring.create(name, randomBytes(32)) }
      let now = desk.calendar.clock.now()
      for file in try FileManager.default.contentsOfDirectory(atPath: desk.site.keyFolder.path) {
        let seconds: Double = file == young.file ? 0 : -Double(OpeningClaim.lasts)
        try FileManager.default.setAttributes(
          [.modificationDate: now.addingTimeInterval(seconds)],
          ofItemAtPath: desk.site.keyFolder.appendingPathComponent(file).path)
      }
      #expect(try await studies.destroyOldLists().isEmpty)
      #expect(!keyring.contains(old) && keyring.contains(young))
      #expect(try await studies.list(of: desk.host, for: wave).count == 12)
    }
  }

  @Test("While a wave is being opened its lists do not change", arguments: Driver.available)
  func opening(_ driver: Driver) async throws {
    try await with(driver) { desk in
      let (studies, wave) = (desk.studies, desk.wave)
      try await studies.putRoster(Sample.roster([("North", 12)]), of: desk.host, for: wave, by: Self.actor)
      let now = desk.calendar.clock.seconds
      let claim = try await desk.site.directory.database.write { try OpeningClaim(wave, at: now, in: $0) }
      await #expect(throws: Problem.self) { try await studies.takeBack(desk.host, for: wave, by: Self.actor) }
      await #expect(throws: Problem.self) {
        try await studies.putRoster(Sample.roster([("North", 14)]), of: desk.host, for: wave, by: Self.actor)
      }
      // Nor does anything that was planned.
      let planned = try #require(try await studies.planned(wave))
      let study = planned.study
      await #expect(throws: Problem.self) { try await studies.update(planned, by: Self.actor) }
      await #expect(throws: Problem.self) { try await studies.setPartners([], of: study, by: Self.actor) }
      await #expect(throws: Problem.self) { try await studies.setSharing(.unlessAgreed, of: study, by: Self.actor) }
      _ = try await desk.site.directory.database.write { try claim.release(in: $0) }
      try await studies.update(planned, by: Self.actor)
      try await studies.setSharing(.unlessAgreed, of: study, by: Self.actor)
      try await studies.setPartners([], of: study, by: Self.actor)
      try await studies.takeBack(desk.host, for: wave, by: Self.actor)
    }
  }

  @Test("What an opening reads is what it opens: a list cannot be taken back in between", arguments: Driver.available)
  func readUnderTheClaim(_ driver: Driver) async throws {
    try await with(driver) { desk in
      let (studies, wave, host) = (desk.studies, desk.wave, desk.host)
      try await studies.putRoster(Sample.roster([("North", 5)]), of: host, for: wave, by: Self.actor)
      // The server's name is asked for while it is found out what is missing.
      let clock = desk.calendar.clock
      let waves = WaveOpening(
        directory: desk.site.directory.database, answers: desk.site.answers.database, keyring: desk.site.keyring,
        clock: clock)
      let opening = StudyOpening(studies: studies, opening: waves, clock: clock) {
        await #expect(throws: Problem.self) { try await studies.takeBack(host, for: wave, by: Self.actor) }
        return nil
      }
      let text =
        "questionnaire: Work\npages:\n  - title: Work\n    questions:\n      - {id: wish, ask: What?, text: 200}\n"
      _ = try await studies.save(questionnaire: text, file: "q.yaml", for: StudyName("frontline"), by: Self.actor)
      await #expect(throws: Problem.self) {
        try await opening.open(wave, address: "https://survey.example.org", by: Self.actor)
      }
      // An opening that was refused holds nothing back.
      try await studies.takeBack(host, for: wave, by: Self.actor)
    }
  }

  @Test("What an opening left of the lists when it was cut short goes, too", arguments: Driver.available)
  func opened(_ driver: Driver) async throws {
    try await with(driver) { desk in
      try await desk.studies.putRoster(Sample.roster([("North", 12)]), of: desk.host, for: desk.wave, by: Self.actor)
      let kept = try await desk.sealed()
      _ = try await desk.site.opening.open(
        desk.wave, questionnaire: Sample.questionnaire(), roster: try await desk.studies.roster(of: desk.wave))
      #expect(try desk.readable(kept) == 1)
      #expect(try await desk.studies.destroyOldLists() == [desk.wave])
      #expect(try desk.readable(kept) == 0)
    }
  }
}

extension Studies {
  /// People by unit, as each organisation gave them.
  fileprivate func rosterUnits(of wave: WaveName) async throws -> [ID<Organisation>: [String: Int]] {
    try await directory.read { session in
      Dictionary(
        try PlannedListStore.all(of: wave, in: session).map { ($0.organisation, $0.units) },
        uniquingKeysWith: { first, _ in first })
    }
  }
}
