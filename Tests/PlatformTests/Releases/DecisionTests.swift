import Problems
import Reporting
import TestSupport
import Testing

@testable import Platform

@Suite struct DecisionTests {
  private func with(
    _ driver: Driver, _ body: (Site, WaveName, ReviewedAnswer) async throws -> Void
  ) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 20)
      try await site.closing.close(wave)
      var answer = try #require(try await site.releases.review(of: wave).first)
      answer.decision = .print
      try await site.releases.decide([answer], of: wave)
      try await body(site, wave, answer)
    }
  }

  private func page(_ made: WaveReleases.Made) -> String {
    String(decoding: made.files.first { $0.path == "report.html" }?.bytes ?? [], as: UTF8.self)
  }

  @Test(
    "A decision can be changed both ways until a report has been made, and each one before is kept",
    arguments: Driver.available)
  func before(_ driver: Driver) async throws {
    try await with(driver) { site, wave, answer in
      let releases = site.releases
      await #expect(throws: Problem.self) {
        try await releases.change(answer.decided(.redact, " "), from: .print, of: wave)
      }
      _ = try await releases.change(answer.decided(.redact, "More […]"), from: .print, of: wave)
      await #expect(throws: Problem.self) {
        try await releases.change(answer.decided(.withhold), from: .print, of: wave)
      }
      _ = try await releases.change(answer.decided(.withhold), from: .redact, of: wave)
      _ = try await releases.change(answer, from: .withhold, of: wave)
      let now = try #require(try await releases.review(of: wave).first { $0.decision != nil })
      #expect(now == answer)
      let earlier = try #require(try await releases.earlier([now], of: wave).first)
      #expect(earlier.map(\.decision) == [.print, .redact, .withhold])
      #expect(earlier.map(\.printed) == ["", "More […]", ""])
      #expect(page(try await releases.make(wave, for: .full)).contains("More time"))
    }
  }

  @Test(
    "Once a report has been made an answer is only taken back further, also after the report was taken away",
    arguments: Driver.available)
  func afterwards(_ driver: Driver) async throws {
    try await with(driver) { site, wave, answer in
      let releases = site.releases
      #expect(try await !releases.wasReported(wave))
      _ = try await releases.make(wave, for: .staff)
      #expect(try await releases.change(answer.decided(.redact, "More […]"), from: .print, of: wave))
      #expect(try await releases.audiences(of: wave).isEmpty)
      for more in [answer, answer.decided(.redact, "More time […]")] {
        await #expect(throws: Problem.self) { try await releases.change(more, from: .redact, of: wave) }
      }
      #expect(try await !releases.change(answer.decided(.withhold), from: .redact, of: wave))
      await #expect(throws: Problem.self) { try await releases.change(answer, from: .withhold, of: wave) }
      #expect(try await releases.wasReported(wave))
    }
  }

  @Test("A page loaded before somebody else decided changes nothing of what stands", arguments: Driver.available)
  func stale(_ driver: Driver) async throws {
    try await with(driver) { site, wave, answer in
      let withheld = answer.decided(.withhold)
      _ = try await site.releases.change(withheld, from: .print, of: wave)
      #expect(try await site.releases.decide([answer], of: wave) == [answer])
      #expect(try await site.releases.decide([withheld], of: wave).isEmpty)
      let now = try await site.releases.review(of: wave)
      #expect(now.filter { $0.decision != nil } == [withheld])
    }
  }

  @Test("A file of decisions goes by the same rules, all of it or nothing", arguments: Driver.available)
  func file(_ driver: Driver) async throws {
    try await with(driver) { site, wave, answer in
      let releases = site.releases
      let second = try #require(try await releases.review(of: wave).first { $0.decision == nil })
      _ = try await releases.change(answer.decided(.redact, "More\n[…]"), from: .print, of: wave)
      _ = try await releases.make(wave, for: .full)
      await #expect(throws: Problem.self) { try await releases.take([second.decided(.print), answer], of: wave) }
      #expect(try await releases.review(of: wave).count { $0.decision != nil } == 1)
      // A file breaks lines in its own way.
      let same = answer.decided(.redact, "More\r\n[…]")
      #expect(try await !releases.take([second.decided(.print), same], of: wave))
      #expect(try await releases.audiences(of: wave) == [.full])
      #expect(try await releases.take([second.decided(.withhold), same], of: wave))
      #expect(try await releases.audiences(of: wave).isEmpty)
    }
  }

  @Test("An answer that is taken back while a report is being made is not in it", arguments: Driver.available)
  func meanwhile(_ driver: Driver) async throws {
    try await with(driver) { site, wave, answer in
      let database = InterruptedDatabase(base: site.answers.database) {
        _ = try await site.releases.change(answer.decided(.withhold), from: .print, of: wave)
      }
      let made = try await WaveReleases(answers: database, keyring: site.keyring, version: "1").make(wave, for: .full)
      #expect(!page(made).contains("More time"))
      let kept = try #require(try await site.releases.content(of: "report.html", wave: wave, for: .full))
      #expect(!String(decoding: kept, as: UTF8.self).contains("More time"))
    }
  }

  @Test("Of two changes at once the later one is refused", arguments: Driver.available)
  func together(_ driver: Driver) async throws {
    try await with(driver) { site, wave, answer in
      let database = InterruptedDatabase(base: site.answers.database) {
        _ = try await site.releases.change(answer.decided(.withhold), from: .print, of: wave)
      }
      let second = WaveReleases(answers: database, keyring: site.keyring, version: "1")
      await #expect(throws: Problem.self) {
        try await second.change(answer.decided(.redact, "More […]"), from: .print, of: wave)
      }
      let now = try await site.releases.review(of: wave)
      #expect(now.compactMap(\.decision) == [.withhold])
    }
  }
}

extension ReviewedAnswer {
  fileprivate func decided(_ decision: Decision, _ printed: String = "") -> ReviewedAnswer {
    ReviewedAnswer(question: question, answer: answer, decision: decision, printed: printed)
  }
}
