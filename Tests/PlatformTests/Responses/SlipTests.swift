import Dataset
import Foundation
import Problems
import Store
import TestSupport
import Testing

@testable import Platform

/// Slips: one right to answer each, for whoever holds the paper.
@Suite struct SlipTests {
  @Test("Answers by slip arrive in the slip's unit and cannot be told from those by link", arguments: Driver.available)
  func wholeWay(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12), ("South", 11)]))
      let batch = try await site.slips.draw(wave, each: 5, unit: "South")
      try await site.slips.keep(batch)
      let participation = site.participation
      let southern = invitations.filter { $0.person.unit == "South" }
      for (number, slip) in batch.slips.enumerated() {
        #expect(try await site.slips.handOut(wave, to: southern[number].person.contact.uppercased()) == "South")
        _ = try await participation.accept(slip.submission(wave, Sample.answers(number)))
      }
      for (number, invitation) in (southern.dropFirst(5) + invitations.filter { $0.person.unit == "North" })
        .enumerated()
      {
        _ = try await site.answer(wave, invitation, Sample.answers(number + 5), through: participation)
      }
      let sealed = try await site.sealed(of: wave)
      #expect(sealed.count == 23 && Set(sealed.map(\.count)).count == 1)
      #expect(try await site.closing.close(wave) == 23)
      let results = try await site.results.results(of: wave)
      let column = try #require(results.dataset.column(named: "unit"))
      let units = (0..<23).compactMap { column.text(at: $0) }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      #expect(units == ["North": 12, "South": 11])
      let left = try await site.answers.database.read { try $0.rows("SELECT 1 FROM slip").count }
      #expect(left == 0, "a slip outlived the wave")
      await #expect(throws: ParticipationRefusal.closed) {
        try await site.participation.accept(batch.slips[0].submission(wave, Sample.answers(0)))
      }
    }
  }

  @Test(
    "A slip answers once: the same page sent again gives the same receipt, everything else is refused",
    arguments: Driver.available)
  func replay(_ driver: Driver) async throws {
    try await withSlips(driver) { site, wave, slips in
      let participation = site.participation
      let sent = slips[0].submission(wave, Sample.answers(1))
      let receipt = try await participation.accept(sent)
      // A lost reply, days later and on another node.
      #expect(try await participation.accept(sent) == receipt)
      #expect(try await site.participation.accept(sent) == receipt)
      #expect(
        try await participation.accept(
          .init(
            wave: "spring", code: slips[0].code.description.lowercased().replacing("-", with: " "),
            attempt: sent.attempt, answers: sent.answers)) == receipt)
      await #expect(throws: ParticipationRefusal.answeredOtherwise) {
        try await participation.accept(
          .init(wave: "spring", code: sent.code, attempt: sent.attempt, answers: Sample.answers(2)))
      }
      try await participation.withdraw(wave: "spring", receipt: receipt.description)
      await #expect(throws: ParticipationRefusal.withdrawn) { try await participation.accept(sent) }
    }
  }

  @Test("Whoever has copied a used code and guesses its answers does not learn that the guess is right")
  func guessing() async throws {
    try await withSlips(.sqlite) { site, wave, slips in
      let participation = site.participation
      let right = slips[0].submission(wave, Sample.answers(1))
      _ = try await participation.accept(right)
      for answers in [Sample.answers(1), Sample.answers(2)] {
        await #expect(throws: ParticipationRefusal.answeredOtherwise) {
          try await participation.accept(slips[0].submission(wave, answers))
        }
      }
    }
  }

  @Test("Before answers are sent, a used code looks like an unused one, and a voided one like one that never was")
  func recognising() async throws {
    try await withSlips(.sqlite) { site, wave, slips in
      let participation = site.participation
      _ = try await participation.accept(slips[0].submission(wave, Sample.answers(1)))
      try await participation.recognise(wave: "spring", code: slips[0].code.description)
      try await participation.recognise(wave: "spring", code: slips[1].code.description)
      #expect(try await site.slips.void(wave) == 4)
      let never = Code(bits: randomBytes(8)).description
      for code in [slips[0].code.description, slips[1].code.description, never, "K7QM", "", "\u{202E}\u{0}"] {
        await #expect(throws: ParticipationRefusal.unknownCode) {
          try await participation.recognise(wave: "spring", code: code)
        }
      }
    }
  }

  @Test(
    "A voided slip answers nothing, but who has answered with it still gets their receipt", arguments: Driver.available)
  func voided(_ driver: Driver) async throws {
    try await withSlips(driver) { site, wave, slips in
      let participation = site.participation
      let used = slips[0].submission(wave, Sample.answers(1))
      let receipt = try await participation.accept(used)
      #expect(try await site.slips.void(wave) == 4)
      #expect(try await site.slips.void(wave) == 0)
      #expect(try await participation.accept(used) == receipt)
      for slip in [slips[0], slips[1]] {
        await #expect(throws: ParticipationRefusal.unknownCode) {
          try await participation.accept(slip.submission(wave, Sample.answers(2)))
        }
      }
      #expect(try await site.closing.close(wave) == 1)
    }
  }

  @Test("Sixty-four people with one code at once are one response", arguments: Driver.available)
  func atOnce(_ driver: Driver) async throws {
    try await withSlips(driver) { site, wave, slips in
      let participation = site.participation
      let kept = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
        for number in 0..<64 {
          let submission = slips[0].submission(wave, Sample.answers(number))
          group.addTask { (try? await participation.accept(submission)) != nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      let stored = try await site.closing.close(wave)
      #expect(kept == 1 && stored == 1)
    }
  }

  @Test("Answers that do not fit use no slip up, and a tampered attempt is refused")
  func unfit() async throws {
    try await withSlips(.sqlite) { site, wave, slips in
      let participation = site.participation
      for answers in [["role": ["Chief"]], ["nothing": ["1"]], ["unit": ["North"]], ["role": ["Manager", "Manager"]]] {
        await #expect(throws: ParticipationRefusal.self) {
          try await participation.accept(slips[0].submission(wave, answers))
        }
      }
      for attempt in [[], [1], randomBytes(17)] {
        await #expect(throws: ParticipationRefusal.badToken) {
          try await participation.accept(
            .init(wave: "spring", code: slips[0].code.description, attempt: attempt, answers: [:]))
        }
      }
      _ = try await participation.accept(slips[0].submission(wave, [:]))
    }
  }

  @Test("Wrong codes are slowed down; right ones cost nothing, and time gives the allowance back")
  func allowance() async throws {
    let time = Ticking()
    let allowance = Allowance(most: 3, aDay: 86_400, now: { time.now })
    #expect((0..<5).map { _ in allowance.take() } == [true, true, true, false, false])
    time.pass(.seconds(2))
    #expect((0..<3).map { _ in allowance.take() } == [true, true, false])
    allowance.giveBack()
    #expect(allowance.take() && !allowance.take())
    time.pass(.seconds(1_000_000))
    #expect((0..<5).map { _ in allowance.take() } == [true, true, true, false, false])
    try await withSlips(.sqlite) { site, wave, slips in
      let participation = site.participation
      for _ in 0..<300 { try await participation.recognise(wave: "spring", code: slips[0].code.description) }
      var refusals: [ParticipationRefusal] = []
      // While they are tried, time gives a few back.
      while refusals.last != .tooMany, refusals.count < 4000 {
        do {
          try await participation.recognise(wave: "spring", code: Code(bits: randomBytes(8)).description)
        } catch let refusal as ParticipationRefusal {
          refusals.append(refusal)
        }
      }
      #expect(refusals.first == .unknownCode && refusals.last == .tooMany && refusals.count > 200)
      // A mistyped code is told so at any time.
      await #expect(throws: ParticipationRefusal.unknownCode) {
        try await participation.recognise(wave: "spring", code: "mistyped")
      }
    }
  }

  @Test("The files hold no code, and a slip's row does not lead to the answers that came with it")
  func atRest() async throws {
    try await withSlips(.sqlite) { site, wave, slips in
      _ = try await site.participation.accept(slips[0].submission(wave, Sample.answers(1)))
      let spent = try await site.answers.database.read { session in
        try session.rows("SELECT token_hash FROM spent").map { try $0.blob(0) }
      }
      let rows = try await site.answers.database.read { try SlipStore.all(of: wave, in: $0).map(\.codeMAC) }
      #expect(spent.count == 1 && rows.count == 4 && !rows.contains(spent[0]))
      for path in [site.answers.path, site.directory.path].compactMap({ $0 }).flatMap({ [$0, $0 + "-wal"] }) {
        let file = FileManager.default.contents(atPath: path) ?? Data()
        for code in slips.map(\.code) {
          let plain = code.description
          for trace in [
            [UInt8](plain.utf8), [UInt8](plain.filter { $0 != "-" }.utf8), code.bytes, hash(code.bytes),
            hash([UInt8](plain.utf8)),
          ] { #expect(file.range(of: Data(trace)) == nil) }
        }
      }
    }
  }

  private func withSlips(_ driver: Driver, _ body: (Site, WaveName, [Slips.Slip]) async throws -> Void) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      _ = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      let batch = try await site.slips.draw(wave, each: 4, unit: nil)
      try await site.slips.keep(batch)
      try await body(site, wave, batch.slips)
    }
  }
}

extension Slips.Slip {
  /// Sent from a page on which the code was typed just now.
  func submission(_ wave: WaveName, _ answers: [String: [String]]) -> Participation.SlipSubmission {
    .init(wave: wave.description, code: code.description, attempt: randomBytes(16), answers: answers)
  }
}

private final class Ticking: @unchecked Sendable {
  private let lock = NSLock()
  private var instant = ContinuousClock.now
  var now: ContinuousClock.Instant { lock.withLock { instant } }
  func pass(_ duration: Duration) { lock.withLock { instant += duration } }
}
