import Problems
import Reporting
import TestSupport
import Testing

@testable import Platform

@Suite struct DecisionTests {
  private func with(
    _ driver: Driver, _ body: (WaveReleases, WaveName, ReviewedAnswer) async throws -> Void
  ) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 20)
      try await site.closing.close(wave)
      var answer = try #require(try await site.releases.review(of: wave).first)
      answer.decision = .print
      try await site.releases.decide([answer], of: wave)
      try await body(site.releases, wave, answer)
    }
  }

  @Test(
    "A decision can be changed both ways until a report has been read, and each one before is kept",
    arguments: Driver.available)
  func before(_ driver: Driver) async throws {
    try await with(driver) { releases, wave, answer in
      _ = try await releases.make(wave, for: .full)
      var changed = answer
      changed.decision = .redact
      changed.printed = " "
      await #expect(throws: Problem.self) {
        try await releases.change(changed, from: .print, of: wave, isPublished: false)
      }
      changed.printed = "More […]"
      #expect(try await releases.change(changed, from: .print, of: wave, isPublished: false))
      // The report could still show it: it is gone until it is made again.
      #expect(try await releases.audiences(of: wave).isEmpty)
      changed.decision = .withhold
      changed.printed = ""
      await #expect(throws: Problem.self) {
        try await releases.change(changed, from: .print, of: wave, isPublished: false)
      }
      #expect(try await !releases.change(changed, from: .redact, of: wave, isPublished: false))
      #expect(try await !releases.change(answer, from: .withhold, of: wave, isPublished: false))
      let now = try #require(try await releases.review(of: wave).first { $0.decision != nil })
      #expect(now == answer)
      let earlier = try #require(try await releases.earlier([now], of: wave).first)
      #expect(earlier.map(\.decision) == [.print, .redact, .withhold])
      #expect(earlier.map(\.printed) == ["", "More […]", ""])
      let page = try await releases.make(wave, for: .full).files.first { $0.path == "report.html" }?.bytes ?? []
      #expect(String(decoding: page, as: UTF8.self).contains("More time"))
    }
  }

  @Test("Once a report has been read, an answer is only taken back further", arguments: Driver.available)
  func afterwards(_ driver: Driver) async throws {
    try await with(driver) { releases, wave, answer in
      var changed = answer
      changed.decision = .redact
      changed.printed = "More […]"
      #expect(try await !releases.change(changed, from: .print, of: wave, isPublished: true))
      for wanted in [ReviewedAnswer.Decision.print, .redact] {
        var more = answer
        more.decision = wanted
        more.printed = wanted == .redact ? "More time […]" : ""
        await #expect(throws: Problem.self) {
          try await releases.change(more, from: .redact, of: wave, isPublished: true)
        }
      }
      _ = try await releases.make(wave, for: .staff)
      changed.decision = .withhold
      changed.printed = ""
      #expect(try await releases.change(changed, from: .redact, of: wave, isPublished: true))
      #expect(try await releases.audiences(of: wave).isEmpty)
      await #expect(throws: Problem.self) {
        try await releases.change(answer, from: .withhold, of: wave, isPublished: true)
      }
    }
  }

  @Test("A report has been published when somebody who does not make reports may read it")
  func published() {
    let today = Clock.system.today()
    let commitments = Commitments(
      owner: "B", act: "A", supportChecked: today, staffHear: today.adding(10), managersHear: today.adding(20))
    #expect(!commitments.isPublished([], on: today.adding(30)))
    #expect(!commitments.isPublished([.full, .lead, .staff], on: today.adding(9)))
    #expect(commitments.isPublished([.staff], on: today.adding(10)))
    #expect(!commitments.isPublished([.full, .lead], on: today.adding(19)))
    #expect(commitments.isPublished([.full], on: today.adding(20)))
  }
}
