import Disclosure
import Foundation
import Markup
import Problems
import Reporting
import Statistics
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct DashboardTests {
  private static let back = Dashboard.Back(SitePath(["desk"]), "Back")
  private static func board(_ earlier: WaveName? = nil, isPooled: Bool = false) -> WaveReleases.Board {
    .init(earlier: earlier, isPooled: isPooled, back: back)
  }

  private static let units = [(name: "North", people: 22), (name: "South", people: 18)]

  /// Three statements from 0 to 3, the second turned round: everybody's mean, as the test works it out.
  private static func strain(_ unit: String, _ number: Int, wave: Int) -> [Int] {
    let base = unit == "North" ? 2 : 1
    return [(number + base + wave) % 4, number % 4, (number / 2 + base * wave) % 4]
  }

  private static func score(_ steps: [Int]) -> Double { Double(steps[0] + 3 - steps[1] + steps[2]) / 3 }

  private static func answers(wave: Int) -> (String, Int) -> [String: [String]] {
    { unit, number in
      let steps = strain(unit, number, wave: wave)
      return [
        "role": [number % 2 == 0 ? "Practitioner" : "Manager"], "tasks": number % 3 == 0 ? ["Visits"] : ["Calls"],
        "strain_1": ["\(steps[0])"], "strain_2": ["\(steps[1])"], "strain_3": ["\(steps[2])"],
      ]
    }
  }

  private static func scores(_ unit: String, wave: Int) -> [Double] {
    let people = units.first { $0.name == unit }?.people ?? 0
    return (0..<people).map { score(strain(unit, $0, wave: wave)) }
  }

  /// The cells of the rows of the page's tables that begin with this head.
  private static func rows(_ head: String, in page: String) -> [[String]] {
    page.components(separatedBy: "<tr>").filter { $0.contains("scope=\"row\"") && $0.contains(">\(head)<") }.map {
      row in
      row.components(separatedBy: "<td").dropFirst().map { cell in
        (cell.components(separatedBy: "</td>").first ?? "").drop { $0 != ">" }.dropFirst().replacing(
          /<[^>]*>/, with: ""
        ).trimmingCharacters(
          in: .whitespacesAndNewlines
        )
        .replacing("\u{A0}", with: " ").replacing("−", with: "-")
      }
    }
  }

  private func number(_ text: String) throws -> Double { try #require(Double(text), "\(text)") }

  @Test(
    "A dashboard shows each unit's mean, how far it lies from the rest and how it has changed, as worked out from the answers",
    arguments: Driver.available)
  func figures(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let before = try await site.closedWave("first", Self.units, answers: Self.answers(wave: 1))
      let wave = try await site.closedWave("second", Self.units, answers: Self.answers(wave: 2))
      let made = try await site.releases.make(wave, for: .staff, board: Self.board(before))
      #expect(made.files.contains { $0.path == WaveReleases.dashboard })
      let stored = try #require(try await site.releases.content(of: WaveReleases.dashboard, wave: wave, for: .staff))
      let page = String(decoding: stored, as: UTF8.self)
      #expect(page.contains("href=\"/desk\"") && page.contains("Since first"))
      for (unit, other) in [("North", "South"), ("South", "North")] {
        let cells = try #require(Self.rows(unit, in: page).first { $0.count == 5 })
        let (own, rest, earlier) = (
          Moments(Self.scores(unit, wave: 2)), Moments(Self.scores(other, wave: 2)), Moments(Self.scores(unit, wave: 1))
        )
        #expect(cells[0] == "\(own.count)")
        #expect(try abs(number(cells[1]) - own.mean) <= 0.05 + 1e-9)
        for (cell, second) in [(cells[3], rest), (cells[4], earlier)] {
          let parts = cell.split { " ()".contains($0) }.filter { $0 != "to" }.map { $0.replacing("+", with: "") }
          let figures = try parts.map { try number(String($0)) }
          let (difference, lower, upper) = (figures[0], figures[1], figures[2])
          let exact = try welchTTest(own, second)
          #expect(abs(difference - exact.difference) <= 0.15)
          #expect(lower <= exact.lower && upper >= exact.upper && upper - lower < exact.upper - exact.lower + 0.5)
        }
      }
      let everyone = try #require(Self.rows("Strain", in: page).first { $0.count == 4 })
      let all = Moments(Self.units.flatMap { Self.scores($0.name, wave: 2) })
      #expect(try everyone[0] == "40" && abs(number(everyone[1]) - all.mean) <= 0.05 + 1e-9)
      // What the earlier wave gives to the page is remembered of that wave.
      let ledger = try await site.answers.database.read { try ReleaseStore.ledger(of: before, in: $0) }
      #expect(ledger != Ledger())
    }
  }

  @Test("A change is told of the same words only", arguments: [Driver.sqlite])
  func otherWords(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let other = Sample.text.replacing("I leave on time.", with: "I leave late.")
      let before = try await site.closedWave("first", Self.units, text: other, answers: Self.answers(wave: 1))
      let wave = try await site.closedWave("second", Self.units, answers: Self.answers(wave: 2))
      let made = try await site.releases.make(wave, for: .full, board: Self.board(before))
      let page = String(
        decoding: try #require(made.files.first { $0.path == WaveReleases.dashboard }).bytes, as: UTF8.self)
      #expect(page.contains("North") && !page.contains("Since first"))
    }
  }

  @Test(
    "Results over all partners are not split by unit; a partner's own sheet holds its own units alone",
    arguments: Driver.available)
  func partners(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.closedWave(
        "joint", [("Alder / One", 15), ("Alder / Two", 13), ("Birch / One", 16), ("Birch / Two", 12)],
        answers: { unit, number in Self.answers(wave: 1)(unit.hasPrefix("Alder") ? "North" : "South", number) })
      let made = try await site.releases.make(wave, for: .full, board: Self.board(isPooled: true))
      for file in made.files {
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(!text.contains("Alder") && !text.contains("Birch"), "\(file.path)")
      }
      try await site.releases.makeSheet(of: "Alder", of: wave, back: Self.back)
      let sheet = String(decoding: try #require(try await site.releases.sheet(of: "Alder", of: wave)), as: UTF8.self)
      #expect(sheet.contains("Alder / One") && sheet.contains("Alder / Two") && !sheet.contains("Birch"))
      let all = try #require(Self.rows("Strain", in: sheet).first)
      let own = Moments(
        [15, 13].flatMap { people in (0..<people).map { Self.score(Self.strain("North", $0, wave: 1)) } })
      #expect(try all[0] == "28" && abs(number(all[1]) - own.mean) <= 0.05 + 1e-9)
      #expect(try await site.releases.sheets(of: wave) == ["Alder"])
      await #expect(throws: Problem.self) { try await site.releases.makeSheet(of: "Cedar", of: wave, back: Self.back) }
    }
  }

  @Test(
    "A unit is a partner's own when its place begins with that partner, and nobody of others was put into it",
    arguments: [
      ("Alder", true), ("Alder / One", true), ("Alder (other teams)", true), ("Alder / One and other units", false),
      ("Alderman / One", false), ("Birch / Alder", false), ("Everyone", false),
    ])
  func units(_ unit: String, _ isOwn: Bool) {
    #expect(PartnerUnits("Alder").contains(unit) == isOwn)
  }
}
