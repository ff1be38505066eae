import Markup
import Problems
import Reporting
import Store
import StorePostgres
import StoreSQLite
import TestSupport
import Testing

@testable import Platform

@Suite struct LookTests {
  private static let back = Dashboard.Back(SitePath(["desk"]), "Back")
  private static let everybody = Look(outcome: "strain.score")
  private static let practitioners = Look(
    outcome: "strain.score", within: .init(question: "role", answer: "Practitioner"))

  /// Forty-two people of one unit: thirty practitioners, who all have a score, and twelve managers, of whom nine have.
  private func wave(_ site: Site) async throws -> WaveName {
    try await site.closedWave("spring", [("North", 42)]) { _, number in
      let isManager = number >= 30
      var answers = ["role": [isManager ? "Manager" : "Practitioner"], "tasks": [number % 3 == 0 ? "Visits" : "Calls"]]
      if number < 39 {
        for statement in 1...3 { answers["strain_\(statement)"] = ["\((number * statement + number / 4) % 4)"] }
      }
      return answers
    }
  }

  @Test(
    "Two looks that together would show the answers of nine people: the second is refused, whichever comes first",
    arguments: Driver.available)
  func attack(_ driver: Driver) async throws {
    for order in [[Self.everybody, Self.practitioners], [Self.practitioners, Self.everybody]] {
      try await Site.with(driver) { site in
        let wave = try await wave(site)
        for look in order {
          _ = try await site.releases.ask(for: look, of: wave, isPooled: false, back: Self.back)
        }
        let kept = try await site.releases.looks(of: wave)
        #expect(kept.map(\.look) == order && kept.map(\.isRefused) == [false, true])
        var pages: [String] = []
        for number in [1, 2] {
          let page = try #require(try await site.releases.page(ofLook: number, of: wave))
          pages.append(String(decoding: page, as: UTF8.self))
        }
        #expect(pages[0].contains("<data") && !pages[0].contains("not shown, and why"))
        #expect(pages[1].contains("fewer than 10 people") && !pages[1].contains("<figure"))
      }
    }
  }

  @Test("Two analysts at once, each at a node of their own: one of them is refused", arguments: Driver.available)
  func together(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await wave(site)
      let second: any SQLDatabase
      if let path = site.answers.path {
        second = try SQLiteDatabase(path: path)
      } else {
        second = PostgresDatabase(url: try #require(site.answers.url))
      }
      let nodes = [site.releases, WaveReleases(answers: second, keyring: site.keyring, version: "1.2.3")]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (node, look) in zip(nodes, [Self.everybody, Self.practitioners]) {
          group.addTask { _ = try await node.ask(for: look, of: wave, isPooled: false, back: Self.back) }
        }
        try await group.waitForAll()
      }
      try await second.close()
      #expect(try await site.releases.looks(of: wave).count { $0.isRefused } == 1)
    }
  }

  @Test("A verdict made on an older memory is not carried out", arguments: Driver.available)
  func overtaken(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await wave(site)
      let before = try await site.results.results(of: wave).ledger
      _ = try await site.releases.ask(for: Self.practitioners, of: wave, isPooled: false, back: Self.back)
      let after = try await site.results.results(of: wave).ledger
      #expect(after != before)
      await #expect(throws: Overtaken.self) {
        try await site.answers.database.write { session in
          try [LedgerMove(wave: wave, from: before, to: after)].carryOut(in: session)
        }
      }
    }
  }

  @Test("The same look again costs nothing and leads to the page of the first", arguments: Driver.available)
  func again(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await wave(site)
      let look = Look(outcome: "tasks", split: "role")
      let first = try await site.releases.ask(for: look, of: wave, isPooled: false, back: Self.back)
      let ledger = try await site.results.results(of: wave).ledger
      #expect(try await site.releases.ask(for: look, of: wave, isPooled: false, back: Self.back) == first)
      #expect(try await site.results.results(of: wave).ledger == ledger)
      let page = String(decoding: try #require(try await site.releases.page(ofLook: first, of: wave)), as: UTF8.self)
      #expect(page.contains("Practitioner") && page.contains("Visits"))
    }
  }

  @Test("What the study does not have cannot be asked for, nor units where they are the partners' own")
  func unknown() async throws {
    try await Site.with(.sqlite) { site in
      let wave = try await site.closedWave("spring", [("North", 20), ("South", 20)]) { _, number in
        Sample.answers(number)
      }
      #expect(try await site.releases.choices(of: wave, isPooled: false).splits.map(\.id).contains("unit"))
      #expect(try await !site.releases.choices(of: wave, isPooled: true).splits.map(\.id).contains("unit"))
      for (look, isPooled) in [
        (Look(outcome: "nothing"), false), (Look(outcome: "strain.score", split: "years"), false),
        (Look(outcome: "strain.score", within: .init(question: "unit", answer: "West")), false),
        (Look(outcome: "strain.score", split: "unit", within: .init(question: "unit", answer: "North")), false),
        (Look(outcome: "strain.score", split: "unit"), true),
        (Look(outcome: "strain.score", within: .init(question: "unit", answer: "North")), true),
      ] {
        await #expect(throws: Problem.self, "\(look)") {
          try await site.releases.ask(for: look, of: wave, isPooled: isPooled, back: Self.back)
        }
      }
      #expect(try await site.releases.looks(of: wave).isEmpty)
      let north = Look(outcome: "strain.score", within: .init(question: "unit", answer: "North"))
      _ = try await site.releases.ask(for: north, of: wave, isPooled: false, back: Self.back)
      #expect(try await site.releases.looks(of: wave).map(\.title) == ["Strain; only “Unit”: North"])
    }
  }
}
