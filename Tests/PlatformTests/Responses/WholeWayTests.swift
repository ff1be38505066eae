import Analysis
import Dataset
import Disclosure
import Foundation
import Instruments
import Problems
import Reporting
import Store
import TestSupport
import Testing

@testable import Platform

/// From roster to dataset, on every engine.
@Suite struct WholeWayTests {
  @Test("Everybody's answers arrive, without whose they are", arguments: Driver.available)
  func wholeWay(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let participation = site.participation
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 14), ("South", 16), ("West", 3)]))
      #expect(invitations.count == 33)
      #expect(Set(invitations.map(\.keyFingerprint)).count == 2)
      for (number, invitation) in invitations.enumerated() {
        _ = try await site.answer(wave, invitation, Sample.answers(number), through: participation)
      }
      #expect(try await site.closing.close(wave) == 33)
      let results = try await site.results.results(of: wave)
      #expect(results.dataset.rowCount == 33)
      for column in ["strain_1", "strain_2", "strain_3", "tasks", "wish"] {
        let expected = (0..<33).map { number -> String in
          let given = Sample.answers(number)[column] ?? []
          return given.joined(separator: "; ")
        }
        let found = try cells(results.dataset, column)
        #expect(found.sorted() == expected.sorted(), "\(column)")
      }
      // The items of one person stay together.
      let rows = try zip(cells(results.dataset, "strain_1"), cells(results.dataset, "strain_2")).map { $0 + $1 }
      #expect(rows.sorted() == (0..<33).map { "\($0 % 4)\($0 / 4 % 4)" }.sorted())
      // 14, 16 and 3 people: West went with the smaller of the two.
      let units = try cells(results.dataset, "unit").reduce(into: [:]) { $0[$1, default: 0] += 1 }
      #expect(units == ["North and other units": 17, "South": 16])
      let left = try await site.answers.database.read { session in
        try session.rows("SELECT 1 FROM inbox").count + session.rows("SELECT 1 FROM spent").count
      }
      #expect(left == 0)
    }
  }

  @Test(
    "A wave with an instrument, routing and two languages stands on its own and is scored by the catalogue",
    arguments: Driver.available)
  func instrument(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let questionnaire = try TranslationTests.read(TranslationTests.text + "\n" + Sample.resultsInWelshToo)
      let invitations = try await site.opening.open(
        wave, questionnaire: questionnaire, roster: Sample.roster([("North", 24)]))
      let participation = site.participation
      #expect(try await participation.page("spring", in: .welsh).questionnaire.title == "Gwaith")
      #expect(try await participation.page("spring").questionnaire.title == "Work")
      for (number, invitation) in invitations.enumerated() {
        var answers = ["role": [number < 12 ? "Manager" : "Practitioner"]]
        for item in 1...7 { answers["mood_\(item)"] = ["\(1 + (number + item) % 5)"] }
        if number < 12 { answers["calls"] = ["3"] }
        _ = try await site.answer(wave, invitation, answers, through: participation)
      }
      #expect(try await site.closing.close(wave) == 24)
      // What a running server does every minute; until then a page is shown for a second more.
      try await participation.forgetClosed()
      let closed = try await participation.page("spring", in: .welsh)
      #expect(!closed.isOpen && closed.questionnaire.title == "Gwaith")
      let results = try await site.results.results(of: wave)
      #expect(try cells(results.dataset, "calls").filter { $0 == "3" }.count == 12)
      let study = try StudyFile(text: results.plan.study, file: "plan")
      let analysis = try StudyAnalysis(results.dataset, study: study, studyName: "plan") { name throws(Problem) in
        results.plan.companions[name] ?? ""
      }
      let findings = try analysis.findings(inputHash: results.hash, ledger: results.ledger, review: Review())
      #expect(findings.instruments.map(\.instrument.id) == ["swemwbs"])
    }
  }

  @Test(
    "Closed answers stay closed: many combinations of long answers, and answers that look like numbers or days",
    arguments: Driver.available)
  func closedAnswers(_ driver: Driver) async throws {
    let tasks = (1...6).map { "A task with a long name, the number \($0) of six" }
    let shares = ["0.5", "1.5", "2.25"]
    let days = ["2026-01-01", "2026-02-01"]
    let text = Sample.text.replacing(
      "      - {id: tasks, ask: What fills your days?, several: [Calls, Visits, Paperwork]}",
      with: """
              - {id: tasks, ask: What fills your days?, several: [\(tasks.map { "\"\($0)\"" }.joined(separator: ", "))]}
              - {id: share, ask: How much?, choice: [\(shares.map { "\"\($0)\"" }.joined(separator: ", "))]}
              - {id: since, ask: Since when?, choice: [\(days.map { "\"\($0)\"" }.joined(separator: ", "))]}
        """)
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let participation = site.participation
      let invitations = try await site.opening.open(
        wave, questionnaire: Questionnaire(text: text, file: "sample.yaml"), roster: Sample.roster([("North", 30)]))
      for (number, invitation) in invitations.enumerated() {
        var answers = Sample.answers(number)
        // Everybody another combination.
        answers["tasks"] = tasks.enumerated().filter { (number + 1) >> $0.offset & 1 == 1 }.map(\.element)
        answers["share"] = [shares[number % 3]]
        answers["since"] = [days[number % 2]]
        _ = try await site.answer(wave, invitation, answers, through: participation)
      }
      try await site.closing.close(wave)
      _ = try await site.releases.make(wave, for: .full)
      let page = try #require(try await site.releases.content(of: "results.json", wave: wave, for: .full))
      let json = String(decoding: page, as: UTF8.self)
      #expect(json.contains("A task with a long name, the number 2 of six"))
      #expect(json.contains("2.25") && json.contains("2026-02-01"))
    }
  }

  @Test("A draft that lacks a wording opens nothing", arguments: Driver.available)
  func draft(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let template = try FrontlineTemplate(burnout: nil, modules: [], isFree: true).files()
      let draft = try Questionnaire(text: template["questionnaire.yaml"] ?? "", file: "q.yaml", isDraft: true) { name in
        template[name] ?? ""
      }
      let wave = try WaveName("spring")
      await #expect(throws: Problem.self) {
        try await site.opening.open(wave, questionnaire: draft, roster: Sample.roster([("North", 24)]))
      }
      await #expect(throws: ParticipationRefusal.unknownWave) { try await site.participation.page("spring") }
    }
  }

  @Test("A response can be withdrawn with its receipt until the wave closes", arguments: Driver.available)
  func withdrawal(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let participation = site.participation
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      var receipts: [Code] = []
      for (number, invitation) in invitations.enumerated() {
        receipts.append(try await site.answer(wave, invitation, Sample.answers(number), through: participation))
      }
      try await participation.withdraw(wave: "spring", receipt: receipts[3].description.lowercased())
      await #expect(throws: ParticipationRefusal.unknownReceipt) {
        try await participation.withdraw(wave: "spring", receipt: receipts[3].description)
      }
      await #expect(throws: ParticipationRefusal.unknownReceipt) {
        try await participation.withdraw(wave: "spring", receipt: "not a receipt")
      }
      #expect(try await site.closing.close(wave) == 11)
      await #expect(throws: ParticipationRefusal.closed) {
        try await site.participation.withdraw(wave: "spring", receipt: receipts[4].description)
      }
      let wishes = try cells(try await site.results.results(of: wave).dataset, "wish")
      #expect(!wishes.contains { $0.contains("\"3\"") })
      #expect(wishes.count { $0.contains("\"4\"") } == 1)
    }
  }

  @Test("After the close the files hold nothing sealed, and only shuffled lines")
  func emptiedLog() async throws {
    try await Site.with(.sqlite) { site in
      let wave = try await site.answeredWave(people: 12)
      let path = try #require(site.answers.path)
      func log() -> Int { FileManager.default.contents(atPath: path + "-wal")?.count ?? 0 }
      let sealed = try await site.sealed(of: wave)
      #expect(log() > 0 && sealed.count == 12)
      try await site.closing.close(wave)
      #expect(log() == 0)
      let file = try #require(FileManager.default.contents(atPath: path))
      #expect(sealed.allSatisfy { file.range(of: Data($0.prefix(64))) == nil })
      let invitations = try await site.directory.database.read { session in
        try session.rows("SELECT 1 FROM invitation WHERE collected = 1 AND signature IS NULL").count
      }
      #expect(invitations == 12)
    }
  }

  @Test("A stored response that somebody changed is noticed", arguments: Driver.available)
  func changedRow(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 12)
      try await site.closing.close(wave)
      try await site.answers.database.write { session in
        let key = try session.rows("SELECT key FROM response")[0].blob(0)
        try session.run("UPDATE response SET record = \("North,,,,3,3,3,x") WHERE key = \(key)")
      }
      await #expect(throws: StoreError.self) { try await site.results.results(of: wave) }
    }
  }

  private func cells(_ dataset: Dataset, _ name: String) throws -> [String] {
    let column = try #require(dataset.column(named: name))
    return (0..<dataset.rowCount).map { column.text(at: $0) ?? "" }
  }
}
