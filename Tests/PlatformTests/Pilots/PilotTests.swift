import Crypto
import Foundation
import Problems
import Reporting
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct PilotTests {
  private static let pilot = "pilot-one"

  private static func pilots(_ site: Site) -> Pilots {
    Pilots(directory: site.directory.database, answers: site.answers.database, keyring: site.keyring)
  }

  /// A pilot of five people, three of whom have answered, with mail on its way and slips printed.
  private static func openPilot(_ site: Site, before launch: String = "spring") async throws
    -> (wave: WaveName, invitations: [WaveOpening.Invitation], participation: Participation)
  {
    let wave = try WaveName(pilot)
    let invitations = try await site.opening.open(
      pilot: wave, before: WaveName(launch), questionnaire: Sample.questionnaire(),
      roster: Sample.roster([("North / A", 2), ("South", 3)]), contacts: ContactTerms(address: .thisMachine))
    let participation = site.participation
    for (number, invitation) in invitations.prefix(3).enumerated() {
      _ = try await site.answer(wave, invitation, Sample.answers(number), through: participation)
    }
    try await site.mailing(Outbox()).invite(wave)
    try await site.slips.keep(site.slips.draw(wave, each: 1, unit: nil))
    return (wave, invitations, participation)
  }

  @Test("Five colleagues can try a questionnaire out without promises, and are one group", arguments: Driver.available)
  func fewPeople(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let text = Sample.text.split(separator: "\n").filter { !$0.hasPrefix("results:") }.joined(separator: "\n")
      let questionnaire = try Questionnaire(text: text, file: "form.yaml")
      let invitations = try await site.opening.open(
        pilot: WaveName(Self.pilot), before: nil, questionnaire: questionnaire,
        roster: Sample.roster([("North", 2), ("South", 3)]), contacts: ContactTerms(address: .thisMachine))
      #expect(invitations.count == 5 && Set(invitations.map(\.keyFingerprint)).count == 1)
      let page = try await site.participation.page(Self.pilot)
      #expect(page.isPilot && page.isOpen)
    }
  }

  @Test(
    "Mail, letters and slips of a pilot say that it is one, and those of a wave do not", arguments: Driver.available)
  func saysSo(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (pilot, _, _) = try await Self.openPilot(site)
      let wave = try WaveName("summer")
      _ = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      let letters = ContactLetters(directory: site.directory.database, keyring: site.keyring)
      for (name, isPilot) in [(pilot, true), (wave, false)] {
        let outbox = Outbox()
        let mailing = try site.mailing(outbox)
        try await mailing.invite(name)
        _ = try await mailing.deliver(name)
        #expect(!outbox.messages.isEmpty)
        for message in outbox.messages { #expect(try Outbox.text(message).contains("This is a pilot") == isPilot) }
        let sheets = try await letters.letters(of: name, to: .everybody)
        #expect(!sheets.isEmpty && sheets.allSatisfy { $0.isPilot == isPilot })
        #expect(try await site.slips.draw(name, each: 1, unit: nil).isPilot == isPilot)
      }
    }
  }

  @Test("A pilot opens without help or consent for nobody", arguments: ["support", "consent"])
  func helpAndConsent(_ section: String) async throws {
    try await Site.with(.sqlite) { site in
      let lines = Sample.text.split(separator: "\n").map { $0.hasPrefix("\(section):") ? "\(section): []" : $0 }
      let questionnaire = try Questionnaire(text: lines.joined(separator: "\n"), file: "form.yaml")
      let problem = await #expect(throws: Problem.self) {
        try await site.opening.open(
          pilot: WaveName(Self.pilot), before: nil, questionnaire: questionnaire,
          roster: Sample.roster([("North", 5)]), contacts: ContactTerms(address: .thisMachine))
      }
      #expect(problem?.place == section)
    }
  }

  @Test("Nobody opens what was answered in a pilot: no closing, no results, no report", arguments: Driver.available)
  func unread(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, _, _) = try await Self.openPilot(site)
      await #expect(throws: Problem.self) { try await site.closing.close(wave) }
      await #expect(throws: Problem.self) { try await site.results.results(of: wave) }
      await #expect(throws: Problem.self) { try await site.releases.make(wave, for: .full) }
      // A state that somebody wrote by hand changes nothing.
      try await site.answers.database.write { try AnswersStore.setState(.closing, of: wave, in: $0) }
      await #expect(throws: Problem.self) { try await site.closing.mix(wave) }
      #expect(try await site.answers.database.read { try ResponseStore.count(of: wave, in: $0) } == 0)
    }
  }

  @Test(
    "When the wave opens that a pilot precedes, no table knows of the pilot, its keys are gone, and nobody can answer in it",
    arguments: Driver.available)
  func launch(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, invitations, participation) = try await Self.openPilot(site)
      #expect(try site.keys(of: wave).count >= 5)
      let before = (try await site.directory.places(naming: wave), try await site.answers.places(naming: wave))
      switch driver {
      case .sqlite: #expect(!before.0.isEmpty && !before.1.isEmpty)
      case .postgres:
        #expect(
          before.0 == ["wave", "issuer", "invitation", "consent", "contacts", "delivery", "slip_supply", "pilot"])
        #expect(before.1 == ["wave", "issuer", "spent", "inbox", "slip", "pilot"])
      }
      let backup = try await site.sealed()
      let keys = try site.allKeys()

      let real = try await site.opening.open(
        WaveName("spring"), questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 10)]))

      #expect(try await site.directory.places(naming: wave).isEmpty)
      #expect(try await site.answers.places(naming: wave).isEmpty)
      #expect(try site.keys(of: wave).isEmpty)
      // What a backup from before holds opened with the keys of then, and with none that is left.
      #expect(try Site.readable(backup, with: keys) == backup.people.count + backup.answers.count)
      #expect(try Site.readable(backup, with: site.allKeys()) == 0)
      await #expect(throws: ParticipationRefusal.self) {
        try await site.answer(wave, invitations[4], Sample.answers(4), through: participation)
      }
      // The wave itself is as if there had been none.
      _ = try await site.answer(WaveName("spring"), real[0], Sample.answers(0), through: participation)
      #expect(try await site.participation.page("spring").isPilot == false)
    }
  }

  @Test(
    "A pilot that is ended before the launch is deleted too; a wave that is none is not", arguments: Driver.available)
  func end(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, _, _) = try await Self.openPilot(site, before: "autumn")
      let other = try await site.answeredWave(people: 10)
      #expect(try await !site.answers.places(naming: wave).isEmpty, "another wave leaves the pilot alone")
      try await Self.pilots(site).end(wave)
      #expect(try await site.directory.places(naming: wave).isEmpty)
      #expect(try await site.answers.places(naming: wave).isEmpty)
      #expect(try site.keys(of: wave).isEmpty)
      await #expect(throws: Problem.self) { try await Self.pilots(site).end(other) }
      #expect(try await site.closing.close(other) == 10)
    }
  }

  @Test("A deletion that was cut short at any step is finished at the next start", arguments: Driver.available)
  func cutShort(_ driver: Driver) async throws {
    for step in 1...3 {
      try await Site.with(driver) { site in
        let (wave, _, _) = try await Self.openPilot(site)
        try await site.directory.database.write { try PilotStore.beginEnding(wave, in: $0) }
        if step > 1 { site.keyring.destroyAll(of: wave, keeping: []) }
        if step > 2 { try await site.answers.database.write { try AnswersStore.discard(wave, in: $0) } }
        #expect(try await Self.pilots(site).resume().isEmpty)
        #expect(try await site.directory.places(naming: wave).isEmpty)
        #expect(try await site.answers.places(naming: wave).isEmpty)
        #expect(try site.keys(of: wave).isEmpty)
        #expect(try await Self.pilots(site).resume().isEmpty)
      }
    }
  }

  @Test("An older directory that takes a wave for a pilot deletes nothing of it", arguments: Driver.available)
  func olderDirectory(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 12)
      try await site.directory.database.write { session in
        try PilotStore.put(wave, launch: nil, in: session)
        try PilotStore.beginEnding(wave, in: session)
      }
      #expect(try await Self.pilots(site).resume().count == 1)
      await #expect(throws: Problem.self) { try await Self.pilots(site).end(wave) }
      #expect(try await site.sealed(of: wave).count == 12)
      #expect(try !site.keys(of: wave).isEmpty)
    }
  }

  @Test("A pilot never becomes a wave, and comes before the wave that it precedes", arguments: Driver.available)
  func order(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, _, _) = try await Self.openPilot(site)
      await #expect(throws: Problem.self) {
        try await site.opening.open(
          wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 10)]))
      }
      #expect(try await site.participation.page(wave.description).isPilot)
      _ = try await site.answeredWave(people: 10)
      await #expect(throws: Problem.self) {
        try await site.opening.open(
          pilot: WaveName("too-late"), before: WaveName("spring"), questionnaire: Sample.questionnaire(),
          roster: Sample.roster([("North", 5)]), contacts: ContactTerms(address: .thisMachine))
      }
      #expect(try await site.directory.places(naming: WaveName("too-late")).isEmpty)
    }
  }
}

extension Site {
  /// Files of the keyring that are a wave's.
  fileprivate func keys(of wave: WaveName) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: keyFolder.path).filter { $0.hasPrefix("\(wave).") }
  }

  fileprivate func allKeys() throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(at: keyFolder, includingPropertiesForKeys: nil)
      .map { [UInt8](try Data(contentsOf: $0)) }
  }

  /// What a nightly backup keeps of people and answers.
  fileprivate func sealed() async throws -> (people: [[UInt8]], answers: [[UInt8]]) {
    let people = try await directory.database.read { session in
      try session.rows("SELECT person FROM invitation WHERE person IS NOT NULL").map { try $0.blob(0) }
    }
    let answers = try await answers.database.read { session in
      try session.rows("SELECT sealed FROM inbox").map { try $0.blob(0) }
    }
    return (people, answers)
  }

  /// Records of a backup of the pilot that one of these keys opens.
  fileprivate static func readable(_ backup: (people: [[UInt8]], answers: [[UInt8]]), with keys: [[UInt8]]) throws
    -> Int
  {
    let wave = try WaveName("pilot-one")
    let secrets = keys.compactMap { try? Seal.secret($0) }
    let people = backup.people.count { record in
      keys.contains { (try? ContactSeal.open(record, key: SymmetricKey(data: $0))) != nil }
    }
    return people
      + backup.answers.count { record in
        secrets.contains { (try? Seal.open(record, wave: wave, secret: $0)) != nil }
      }
  }
}

extension TestDatabase {
  /// Where a wave's name stands: tables of PostgreSQL with a row that holds it anywhere; the file of SQLite and its log, byte by byte.
  fileprivate func places(naming wave: WaveName) async throws -> Set<String> {
    let name = wave.description
    if let path {
      let files = [path, path + "-wal"].filter { file in
        FileManager.default.contents(atPath: file)?.range(of: Data(name.utf8)) != nil
      }
      return Set(files)
    }
    return try await database.read { session in
      let rows = try session.rows(
        """
        SELECT tablename::text FROM pg_tables WHERE CASE WHEN schemaname = current_schema() THEN query_to_xml(
          format('SELECT 1 AS found FROM %I t WHERE t::text LIKE %L', tablename, '%' || \(name) || '%'), true, false, ''
        )::text LIKE '%<found>%' ELSE false END
        """)
      return Set(try rows.map { try $0.text(0) })
    }
  }
}
