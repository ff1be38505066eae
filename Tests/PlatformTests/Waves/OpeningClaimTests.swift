import Foundation
import Problems
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct OpeningClaimTests {
  @Test(
    "Of several who open the same wave at the same time one does, and its wave is answered and closed",
    arguments: Driver.available)
  func race(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let roster = try Sample.roster([("North", 12), ("South", 12)])
      let opening = site.opening
      let opened = await withTaskGroup(of: [WaveOpening.Invitation]?.self) { group in
        for _ in 0..<6 {
          group.addTask { @Sendable in
            try? await opening.open(
              wave, questionnaire: Sample.questionnaire(), roster: roster,
              contacts: ContactTerms(address: LinkAddress.thisMachine))
          }
        }
        return await group.reduce(into: [[WaveOpening.Invitation]]()) { if let one = $1 { $0.append(one) } }
      }
      #expect(opened.count == 1)
      let participation = site.participation
      for (number, invitation) in try #require(opened.first).enumerated() {
        _ = try await site.answer(wave, invitation, Sample.answers(number), through: participation)
      }
      #expect(try await site.closing.close(wave) == 24)
    }
  }

  @Test(
    "An attempt that was cut short holds the name for ten minutes; one that failed not at all",
    arguments: Driver.available)
  func cutShort(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let directory = site.directory.database
      let first = try await directory.write { try OpeningClaim(wave, at: 1_000, in: $0) }
      for now in [1_000, 1_000 + OpeningClaim.lasts - 1] {
        await #expect(throws: Problem.self) { try await directory.write { try OpeningClaim(wave, at: now, in: $0) } }
      }
      let second = try await directory.write { try OpeningClaim(wave, at: 1_000 + OpeningClaim.lasts, in: $0) }
      await #expect(throws: Problem.self) { try await directory.write { try first.use(in: $0) } }
      try await directory.write { try second.use(in: $0) }
      await #expect(throws: Problem.self) {
        try await site.opening.open(
          wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 9)]))
      }
      _ = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
    }
  }

  @Test("A directory that is older than the answers opens nothing over them", arguments: Driver.available)
  func olderDirectory(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 12)
      try await site.closing.close(wave)
      let before = try await site.results.results(of: wave).hash
      try await site.directory.database.write { session in
        try session.run("DELETE FROM invitation")
        try session.run("DELETE FROM issuer")
        try session.run("DELETE FROM contacts")
        try session.run("DELETE FROM consent")
        try session.run("DELETE FROM wave")
      }
      await #expect(throws: Problem.self) {
        try await site.opening.open(
          wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      }
      #expect(try await site.results.results(of: wave).hash == before)
    }
  }
}
