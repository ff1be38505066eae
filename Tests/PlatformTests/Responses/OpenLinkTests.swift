import Dataset
import Problems
import Reporting
import TestSupport
import Testing

@testable import Platform

/// One link for everybody.
@Suite struct OpenLinkTests {
  @Test(
    "Answers by an open link arrive with the team that people chose, and small teams go with others",
    arguments: Driver.available)
  func wholeWay(_ driver: Driver) async throws {
    try await withLink(driver, "unit,people\nNorth,25\nSouth,20\n") { site, wave in
      let participation = site.participation
      #expect(try await participation.page("spring").entry == .openLink(units: ["North", "South"]))
      for number in 0..<31 {
        let unit = number < 14 ? "North" : number < 26 ? "South" : nil
        _ = try await participation.accept(
          .init(
            wave: "spring", ticket: try await participation.ticket(wave: "spring"), unit: unit,
            answers: Sample.answers(number)))
      }
      #expect(try await site.closing.close(wave) == 31)
      let results = try await site.results.results(of: wave)
      let column = try #require(results.dataset.column(named: "unit"))
      let units = (0..<31).compactMap { column.text(at: $0) }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      #expect(units == ["North": 14, "South and other units": 17])
      #expect(results.plan.study.contains("openLink: true"))
      let made = try await site.releases.make(wave, for: .full)
      let page = String(
        decoding: try #require(made.files.first { $0.path == "report.html" }).bytes, as: UTF8.self)
      #expect(page.contains("<bdi>Responses</bdi>") && !page.contains("<bdi>People</bdi>"))
      #expect(page.contains("fewer than 10 responses") && !page.contains("fewer than 10 people"))
      #expect(page.contains("responses came in") && !page.contains("people took part"))
      #expect(try await participation.page("spring").isOpen == false)
    }
  }

  @Test("Teams in which too few people are expected are not offered")
  func offered() throws {
    func offered(_ csv: String) throws -> [OpenLinkStore.Unit] {
      OpenLink.offered(try OpenLink.Expected(csv: [UInt8](csv.utf8), file: "units.csv"), threshold: 10)
        .sorted { $0.name < $1.name }
    }
    #expect(
      try offered("unit,people\nNorth,25\nSouth / A,6\nSouth/B,7\n") == [
        .init(name: "North", people: 25), .init(name: "South", people: 13),
      ])
    #expect(try offered("people,unit\n4,A\n9,B\n") == [.init(name: "Everyone", people: 13)])
  }

  @Test(
    "A list of units that says something else is refused",
    arguments: [
      "unit\nNorth\n", "unit,people,manager\nNorth,20,Ann\n", "unit,people\nNorth,-4\n", "unit,people\nNorth,2.5\n",
      "unit,people\nNorth,\n", "unit,people\n,20\n", "unit,people\nNorth,20\nNorth ,3\n",
      "unit,people\nNot stated,20\n",
      "unit,people\nNorth,99999999999999999999\n",
    ])
  func lists(_ csv: String) {
    #expect(throws: Problem.self) { try OpenLink.Expected(csv: [UInt8](csv.utf8), file: "units.csv") }
  }

  @Test("Fewer people than the threshold open nothing")
  func small() async throws {
    try await Site.with(.sqlite) { site in
      let refusal = await #expect(throws: Problem.self) {
        try await site.opening.open(
          WaveName("spring"), questionnaire: Sample.questionnaire(),
          expecting: .init(csv: [UInt8]("unit,people\nNorth,9\n".utf8), file: "units.csv"), at: .thisMachine)
      }
      #expect(refusal?.remedy.contains("facilitated conversation") == true)
    }
  }

  @Test("A ticket answers once; one that was not given out answers nothing", arguments: Driver.available)
  func tickets(_ driver: Driver) async throws {
    try await withLink(driver, "unit,people\nNorth,25\nSouth,20\n") { site, wave in
      let participation = site.participation
      let ticket = try await participation.ticket(wave: "spring")
      func send(_ ticket: String, _ unit: String?, _ number: Int) async throws -> Code {
        try await participation.accept(
          .init(wave: "spring", ticket: ticket, unit: unit, answers: Sample.answers(number)))
      }
      let receipt = try await send(ticket, "North", 1)
      #expect(try await send(ticket, "North", 1) == receipt)
      await #expect(throws: ParticipationRefusal.answeredOtherwise) { try await send(ticket, "North", 2) }
      await #expect(throws: ParticipationRefusal.answeredOtherwise) { try await send(ticket, "South", 1) }
      var forged = try #require(bytes(base64URL: ticket))
      forged[3] ^= 1
      for wrong in [base64URL(forged), base64URL(randomBytes(48)), "", ticket + "A", "ä"] {
        await #expect(throws: ParticipationRefusal.badToken) { try await send(wrong, "North", 1) }
      }
      let other = try await participation.ticket(wave: "spring")
      for unit in ["West", "Not stated", ""] {
        await #expect(throws: ParticipationRefusal.invalid(["unit": "Choose one of the teams listed."])) {
          try await send(other, unit, 1)
        }
      }
    }
  }

  @Test("All who are expected may begin at once; whoever begins more often has to wait")
  func beginnings() async throws {
    try await withLink(.sqlite, "unit,people\nNorth,40\n") { site, wave in
      let participation = site.participation
      for _ in 0..<40 { _ = try await participation.ticket(wave: "spring") }
      await #expect(throws: ParticipationRefusal.tooMany) { try await participation.ticket(wave: "spring") }
      let slip = await #expect(throws: Problem.self) { try await site.slips.draw(wave, each: 1, unit: nil) }
      #expect(slip?.what.contains("open link") == true)
    }
  }

  @Test("A wave of invitations gives no tickets")
  func closedDoor() async throws {
    try await Site.with(.sqlite) { site in
      _ = try await site.opening.open(
        WaveName("spring"), questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      await #expect(throws: ParticipationRefusal.unknownWave) {
        try await site.participation.ticket(wave: "spring")
      }
    }
  }

  private func withLink(_ driver: Driver, _ csv: String, _ body: (Site, WaveName) async throws -> Void) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      _ = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(),
        expecting: .init(csv: [UInt8](csv.utf8), file: "units.csv"), at: .thisMachine)
      try await body(site, wave)
    }
  }
}
