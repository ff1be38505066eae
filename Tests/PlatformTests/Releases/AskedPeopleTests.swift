import Analysis
import Disclosure
import Foundation
import Problems
import Reporting
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct AskedPeopleTests {
  /// A wave of a study, with ways in which people were told.
  private func told(_ site: Site, _ wave: WaveName, _ entries: [(Recruitment.Route, Int)]) async throws {
    let audit = try AuditLog(directory: site.directory.database, keyring: site.keyring, clock: .system)
    let studies = Studies(directory: site.directory.database, keyring: site.keyring, audit: audit)
    let name = try StudyName("frontline")
    let host = Organisation(id: ID(), name: "Northside")
    try await site.directory.database.write { session in
      try OrganisationStore.insert(host, in: session)
      try StudyStore.insert(Study(name: name, title: "Frontline", host: host.id, partners: []), in: session)
      try PlannedWaveStore.insert(PlannedWave(wave: wave, study: name), in: session)
    }
    for (route, eligible) in entries {
      try await studies.record(
        Recruitment(route: route, day: Clock.system.today(), eligible: eligible, note: "Ann's team"), for: wave,
        by: .commandLine)
    }
  }

  /// Some of a wave's people answer, and it closes.
  private func closed(_ site: Site, people: Int, answering: Int) async throws -> WaveName {
    let wave = try WaveName("spring")
    let invitations = try await site.opening.open(
      wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", people)]))
    for (number, invitation) in invitations.prefix(answering).enumerated() {
      _ = try await site.answer(wave, invitation, Sample.answers(number), through: site.participation)
    }
    try await site.closing.close(wave)
    return wave
  }

  private func text(_ path: String, of files: [OutputFile]) throws -> String {
    String(decoding: try #require(files.first { $0.path == path }).bytes, as: UTF8.self)
  }

  @Test(
    "A report says how many were invited, how many were told in which way, and how many of them answered",
    arguments: Driver.available)
  func said(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await closed(site, people: 32, answering: 20)
      try await told(site, wave, [(.meeting, 12), (.poster, 9), (.meeting, 15)])
      let asked = try await AskedPeople.count(of: wave, in: site.directory.database)
      #expect(asked.invited == 32)
      #expect(asked.told == [.init(route: .meeting, eligible: 27), .init(route: .poster, eligible: 9)])
      let made = try await site.releases.make(wave, for: .full, asked: asked).files
      let results = try text("results.json", of: made)
      #expect(results.contains("\"invited\": 32") && results.contains("\"percent\": 63"))
      #expect(results.contains("\"eligible\": 27") && !results.contains("Ann"))
      #expect(try text("report.html", of: made).contains("Told in a team meeting"))
      #expect(try !text("report.html", of: made).contains("Ann's team"))
      let alone = try await site.releases.takeOut(wave, for: .full).files
      #expect(try !text("results.json", of: alone).contains("turnout"))
    }
  }

  @Test(
    "Where nearly everybody answered, neither the number invited nor the share is in any file of the report",
    arguments: Driver.available)
  func nearlyEverybody(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await closed(site, people: 37, answering: 30)
      let asked = try await AskedPeople.count(of: wave, in: site.directory.database)
      let made = try await site.releases.make(wave, for: .full, asked: asked).files
      let results = try text("results.json", of: made)
      #expect(results.contains("did not answer") && !results.contains("\"invited\": 37"))
      for file in made where file.path.hasSuffix(".html") {
        #expect(!String(decoding: file.bytes, as: UTF8.self).contains(">37<"), "\(file.path)")
      }
    }
  }

  @Test(
    "Whoever was taken off the list stays in the number, and so does everybody once contacts are destroyed",
    arguments: Driver.available)
  func takenOff(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await closed(site, people: 32, answering: 20)
      try await site.directory.database.write { session in
        let row = try #require(
          try session.row("SELECT secret_hash FROM invitation WHERE wave = \(wave.description) LIMIT 1"))
        try OpenListStore.takeOff(try row.blob(0), as: [1], of: wave, in: session)
      }
      #expect(try await AskedPeople.count(of: wave, in: site.directory.database).invited == 32)
      try await ContactsDestruction(directory: site.directory.database, keyring: site.keyring).destroy(wave)
      #expect(try await AskedPeople.count(of: wave, in: site.directory.database).invited == 32)
    }
  }

  @Test("A study file says how many were asked, and is refused where it says of nobody")
  func studyFile() throws {
    func asked(_ lines: String) throws -> TurnoutDraft? {
      try StudyFile(text: "study: T\nanswers: [{column: a}]\nasked: \(lines)\n", file: "study.yaml").asked
    }
    let read = try asked("{invited: 40, told: [{how: Poster, eligible: 12}]}")
    #expect(read?.invited == 40 && read?.routes.map(\.eligible) == [12])
    for wrong in ["{}", "{invited: 0}", "{invited: many}", "{told: [{how: Poster}]}", "{people: 3}"] {
      #expect(throws: Problem.self) { try asked(wrong) }
    }
  }
}
