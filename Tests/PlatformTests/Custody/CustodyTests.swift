import Dataset
import Foundation
import Problems
import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform

/// Rows of answers that are handed on.
@Suite struct CustodyTests {
  private static let start = 1_800_000_000.0

  private static func questionnaire(told: Bool = true) throws -> Questionnaire {
    let today = Clock { Date(timeIntervalSince1970: start) }.today()
    let terms = "custody: {to: The University of Somewhere, for: A study of workload., until: \(today.adding(400))}\n"
    return try Questionnaire(text: (told ? terms : "") + Sample.text, file: "sample.yaml")
  }

  private final class Time: Sendable {
    let now = Mutex(CustodyTests.start)
    var clock: Clock { Clock { Date(timeIntervalSince1970: self.now.withLock { $0 }) } }
    func pass(days: Int) { now.withLock { $0 += Double(days) * 86_400 } }
  }

  /// A wave of sixty people in one unit, who have answered.
  private func with(
    _ driver: Driver, told: Bool = true,
    _ body: (Site, Custody, WaveName, Time, AuditLog) async throws -> Void
  ) async throws {
    try await Site.with(driver) { site in
      let time = Time()
      let wave = try WaveName("spring")
      let audit = try AuditLog(directory: site.directory.database, keyring: site.keyring, clock: time.clock)
      try await site.directory.database.write { session in
        let host = Organisation(id: ID(), name: "North Partnership")
        try OrganisationStore.insert(host, in: session)
        let study = Study(name: try StudyName("frontline"), title: "Frontline", host: host.id)
        try StudyStore.insert(study, in: session)
        try PlannedWaveStore.insert(PlannedWave(wave: wave, study: study.name), in: session)
      }
      let invitations = try await site.opening.open(
        wave, questionnaire: Self.questionnaire(told: told), roster: Sample.roster([("North", 60)]))
      let participation = site.participation
      for (number, invitation) in invitations.enumerated() {
        _ = try await site.answer(wave, invitation, Sample.answers(number), through: participation)
      }
      let custody = Custody(
        directory: site.directory.database, answers: site.answers.database, keyring: site.keyring, audit: audit,
        clock: time.clock)
      try await body(site, custody, wave, time, audit)
    }
  }

  private static func visitor(_ roles: [Role], manages: Bool = false) -> SignedIn {
    let organisation = ID<Organisation>()
    return SignedIn(
      account: Account(
        id: ID(), email: "a@example.org", name: "Ada", managesRespondents: manages, state: .active), session: ID(),
      grants: roles.map { Grant(id: ID(), role: $0, scope: .organisation(organisation), path: []) }, formToken: "")
  }

  @Test(
    "Rows go to whoever asked once somebody else agreed: what was answered, with no word and nothing shuffled",
    arguments: Driver.available)
  func wholeWay(_ driver: Driver) async throws {
    try await with(driver) { site, custody, wave, time, audit in
      let (analyst, lead) = (Self.visitor([.analyst]), Self.visitor([.studyLead]))
      await #expect(throws: Problem.self) { try await custody.ask(for: wave, reason: "A thesis", by: analyst) }
      try await site.closing.close(wave)
      #expect(try await custody.terms(of: wave)?.to == "The University of Somewhere")
      await #expect(throws: Problem.self) { try await custody.ask(for: wave, reason: " \n", by: analyst) }
      try await custody.ask(for: wave, reason: "A thesis", by: analyst)
      let request = try #require(try await custody.requests(of: wave).first)
      #expect(request.state == .waiting && request.reason == "A thesis")
      await #expect(throws: Problem.self) { try await custody.file(.csv, of: request.id, wave: wave, for: analyst) }
      await #expect(throws: Problem.self) {
        try await custody.decide(request.id, of: wave, confirm: true, by: analyst)
      }
      try await custody.decide(request.id, of: wave, confirm: true, by: lead)
      await #expect(throws: Problem.self) {
        try await custody.decide(request.id, of: wave, confirm: false, by: lead)
      }
      await #expect(throws: Problem.self) { try await custody.file(.csv, of: request.id, wave: wave, for: lead) }
      let csv = try await custody.file(.csv, of: request.id, wave: wave, for: analyst)
      let rows = try Dataset.read(bytes: csv, name: "rows.csv", options: ReadOptions())
      #expect(
        rows.columns.map(\.name)
          == ["unit", "role", "tasks_1", "tasks_2", "tasks_3", "strain_1", "strain_2", "strain_3"])
      #expect(rows.rowCount == 60)
      #expect(try await custody.leftOut(of: wave) == ["years", "wish"])
      let found = (0..<60).map { row in
        ["role", "tasks_1", "tasks_2", "strain_1", "strain_2"].map { rows.column(named: $0)?.text(at: row) ?? "" }
          .joined(separator: " ")
      }
      let given = (0..<60).map { number in
        let answers = Sample.answers(number)
        let tasks = answers["tasks"] ?? []
        return [
          answers["role"]?.first ?? "", tasks.isEmpty ? "" : "1", tasks.isEmpty ? "" : "0",
          answers["strain_1"]?.first ?? "", answers["strain_2"]?.first ?? "",
        ].joined(separator: " ")
      }
      #expect(found.sorted() == given.sorted())
      #expect(!String(decoding: csv, as: UTF8.self).contains("More time"))
      let xlsx = try await custody.file(.xlsx, of: request.id, wave: wave, for: analyst)
      let sav = try await custody.file(.sav, of: request.id, wave: wave, for: analyst)
      #expect(xlsx.starts(with: Array("PK".utf8)) && sav.starts(with: Array("$FL2".utf8)))
      let dictionary = try await custody.file(.dictionary, of: request.id, wave: wave, for: analyst)
      #expect(String(decoding: dictionary, as: UTF8.self).contains("My days are too short."))
      time.pass(days: CustodyRequest.holds)
      _ = try await custody.file(.csv, of: request.id, wave: wave, for: analyst)
      time.pass(days: 1)
      await #expect(throws: Problem.self) { try await custody.file(.csv, of: request.id, wave: wave, for: analyst) }
      let acts = try await audit.entries().map(\.act)
      #expect(acts == ["rows-asked-for", "rows-confirmed"] + Array(repeating: "rows-handed-over", count: 5))
      let after = try #require(try await custody.requests(of: wave).first)
      #expect(after.state == .confirmed(by: lead.account.id, on: request.asked, taken: 5))
    }
  }

  @Test("Without a word to participants no row leaves, and a refusal stays one", arguments: Driver.available)
  func refused(_ driver: Driver) async throws {
    try await with(driver, told: false) { site, custody, wave, _, _ in
      try await site.closing.close(wave)
      #expect(try await custody.terms(of: wave) == nil)
      await #expect(throws: Problem.self) {
        try await custody.ask(for: wave, reason: "A thesis", by: Self.visitor([.analyst]))
      }
    }
    try await with(driver) { site, custody, wave, time, _ in
      try await site.closing.close(wave)
      let analyst = Self.visitor([.analyst])
      try await custody.ask(for: wave, reason: "A thesis", by: analyst)
      let request = try #require(try await custody.requests(of: wave).first)
      try await custody.decide(request.id, of: wave, confirm: false, by: Self.visitor([.studyLead]))
      await #expect(throws: Problem.self) { try await custody.file(.csv, of: request.id, wave: wave, for: analyst) }
      // The day by which everything is deleted ends what was confirmed late, too.
      time.pass(days: 399)
      try await custody.ask(for: wave, reason: "Again", by: analyst)
      let second = try #require(try await custody.requests(of: wave).last)
      try await custody.decide(second.id, of: wave, confirm: true, by: Self.visitor([.studyLead]))
      _ = try await custody.file(.csv, of: second.id, wave: wave, for: analyst)
      time.pass(days: 1)
      await #expect(throws: Problem.self) { try await custody.file(.csv, of: second.id, wave: wave, for: analyst) }
    }
  }

  @Test("Whoever holds a list, manages people who were asked or runs the server has nothing to do with rows")
  func apart() {
    for visitor in [
      Self.visitor([.analyst], manages: true), Self.visitor([.analyst, .custodian]),
      Self.visitor([.studyLead, .administrator]),
    ] { #expect(Custody.objection(to: visitor) != nil) }
    #expect(Custody.objection(to: Self.visitor([.analyst, .studyLead])) == nil)
  }

  @Test("Rows in which a team and its characteristics stand for too few people are not handed on")
  func tooFew() throws {
    let questionnaire = try Self.questionnaire()
    func table(_ managers: Int) throws(Problem) -> CustodyTable {
      try CustodyTable(questionnaire, linked: ["role"], rowCount: 40) { column in
        (0..<40).map { row in
          switch column {
          case "unit": "North"
          case "role": row < managers ? "Manager" : "Practitioner"
          default: nil
          }
        }
      }
    }
    #expect(try table(10).table.rowCount == 40)
    #expect(throws: Problem.self) { try table(9) }
  }

  @Test("What was asked of some only, and was shuffled for that, is in no row")
  func shuffled() throws {
    let text = Sample.text.replacing("{id: tasks,", with: "{id: tasks, when: {role: [Manager]},")
    let questionnaire = try Questionnaire(text: text, file: "sample.yaml")
    func names(_ linked: Set<String>) throws -> [String] {
      let made = try CustodyTable(questionnaire, linked: linked, rowCount: 40) { column in
        (0..<40).map { $0 < 20 && column == "tasks" ? "Calls" : column == "unit" ? "North" : nil }
      }
      #expect(made.leftOut.contains("tasks") == !linked.contains("tasks"))
      return made.table.fields.map(\.name)
    }
    #expect(try !names([]).contains("tasks_1"))
    #expect(try names(["tasks"]).contains("tasks_1"))
  }

  @Test("Where partners take part, rows do not say from which unit they are", arguments: Driver.available)
  func partners(_ driver: Driver) async throws {
    try await with(driver) { site, custody, wave, _, _ in
      try await site.closing.close(wave)
      #expect(try await !custody.leftOut(of: wave).contains("unit"))
      try await site.directory.database.write { session in
        let partner = Organisation(id: ID(), name: "South Partnership")
        try OrganisationStore.insert(partner, in: session)
        try StudyStore.setPartners([partner.id], of: try StudyName("frontline"), in: session)
      }
      #expect(try await custody.leftOut(of: wave).contains("unit"))
      let analyst = Self.visitor([.analyst])
      try await custody.ask(for: wave, reason: "A thesis", by: analyst)
      let request = try #require(try await custody.requests(of: wave).first)
      try await custody.decide(request.id, of: wave, confirm: true, by: Self.visitor([.studyLead]))
      let csv = String(
        decoding: try await custody.file(.csv, of: request.id, wave: wave, for: analyst), as: UTF8.self)
      #expect(csv.hasPrefix("role,tasks_1") && !csv.contains("North"))
    }
  }

  @Test(
    "People are told, in both languages, to whom rows go, what for and until when; a day that has passed opens nothing")
  func told() async throws {
    let questionnaire = try Self.questionnaire()
    let terms = try #require(questionnaire.custody)
    for language in [Language.english, .welsh] {
      let words = terms.words(in: language, threshold: 10).joined(separator: " ")
      #expect(words.contains("The University of Somewhere") && words.contains("A study of workload."))
      #expect(words.contains(terms.until.words(in: language)))
    }
    try await Site.with(.sqlite) { site in
      let text = "custody: {to: A, for: B, until: 2020-01-01}\n" + Sample.text
      await #expect(throws: Problem.self) {
        try await site.opening.open(
          WaveName("late"), questionnaire: Questionnaire(text: text, file: "q.yaml"),
          roster: Sample.roster([("North", 12)]))
      }
    }
  }
}
