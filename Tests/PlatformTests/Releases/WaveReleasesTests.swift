import Disclosure
import Foundation
import Problems
import Reporting
import TestSupport
import Testing

@testable import Platform

@Suite struct WaveReleasesTests {
  @Test("A closed wave's report is kept file by file, and made again it is the same", arguments: Driver.available)
  func kept(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 30)
      let releases = site.releases
      await #expect(throws: Problem.self) { try await releases.make(wave, for: .full) }
      try await site.closing.close(wave)
      let made = try await releases.make(wave, for: .full)
      let paths = try await releases.files(of: wave, for: .full).map(\.path)
      #expect(Set(paths) == Set(made.files.map(\.path)) && paths.contains("report.html"))
      let page = try #require(try await releases.content(of: "report.html", wave: wave, for: .full))
      #expect(String(decoding: page, as: UTF8.self).contains("How work is going"))
      #expect(try await releases.content(of: "report.html", wave: wave, for: .staff) == nil)
      #expect(try await releases.audiences(of: wave) == [.full])
      #expect(try await releases.make(wave, for: .full).files.map(\.bytes) == made.files.map(\.bytes))
    }
  }

  @Test(
    "An open answer is printed only after somebody has decided, and never one that nobody gave",
    arguments: Driver.available)
  func review(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 20)
      try await site.closing.close(wave)
      let waiting = try await site.releases.review(of: wave)
      #expect(waiting.count == 20 && waiting.allSatisfy { $0.decision == nil })
      func page() async throws -> String {
        String(
          decoding: try await site.releases.make(wave, for: .full).files.first { $0.path == "report.html" }?.bytes
            ?? [],
          as: UTF8.self)
      }
      #expect(!(try await page()).contains("More time"))
      var printed = waiting[0]
      printed.decision = .print
      var redacted = waiting[1]
      redacted.decision = .redact
      await #expect(throws: Problem.self) { try await site.releases.decide([printed, redacted], of: wave) }
      #expect(try await site.releases.review(of: wave).allSatisfy { $0.decision == nil })
      redacted.printed = "Time for [a colleague]"
      try await site.releases.decide([printed, redacted], of: wave)
      let text = try await page()
      #expect(text.contains("Time for [a colleague]") && !text.contains(waiting[2].answer))
      var strange = waiting[2]
      strange = ReviewedAnswer(question: strange.question, answer: "Never said", decision: .print, printed: "")
      await #expect(throws: Problem.self) { try await site.releases.decide([strange], of: wave) }
      printed.decision = nil
      await #expect(throws: Problem.self) { try await site.releases.decide([printed], of: wave) }
      #expect(try await site.releases.review(of: wave).count { $0.decision == nil } == 18)
    }
  }

  @Test(
    "A report that is taken out leaves the desk's reports alone, and what it releases is remembered",
    arguments: Driver.available)
  func takenOut(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 30)
      try await site.closing.close(wave)
      let made = try await site.releases.takeOut(wave, for: .full)
      #expect(made.files.contains { $0.path == "report.html" })
      #expect(try await site.releases.audiences(of: wave).isEmpty)
      #expect(try await site.results.results(of: wave).ledger != Ledger())
      #expect(try await site.releases.wasReported(wave))
    }
  }
}
