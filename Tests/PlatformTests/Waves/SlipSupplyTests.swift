import Problems
import Store
import TestSupport
import Testing

@testable import Platform

/// Making slips, handing them out and counting them.
@Suite struct SlipSupplyTests {
  @Test("Everybody has one right: a slip takes the link's place, and the other way round", arguments: Driver.available)
  func oneRight(_ driver: Driver) async throws {
    try await withWave(driver) { site, wave, invitations in
      try await site.slips.keep(site.slips.draw(wave, each: 3, unit: nil))
      let participation = site.participation
      _ = try await site.collect(wave, invitations[0], through: participation)
      let collected = await #expect(throws: Problem.self) {
        try await site.slips.handOut(wave, to: invitations[0].person.contact)
      }
      #expect(collected?.what.contains("already") == true)
      _ = try await site.slips.handOut(wave, to: invitations[1].person.contact)
      await #expect(throws: ParticipationRefusal.heldSlip) {
        try await site.collect(wave, invitations[1], through: participation)
      }
      let again = await #expect(throws: Problem.self) {
        try await site.slips.handOut(wave, to: invitations[1].person.contact)
      }
      #expect(again?.remedy.contains("lost") == true)
      let nobody = await #expect(throws: Problem.self) { try await site.slips.handOut(wave, to: "p0@example.org") }
      #expect(nobody?.what.contains("nobody on the roster") == true)
      // The people marked are as many as collected and were handed one.
      let units = try await site.directory.database.read { try SlipSupplyStore.units(of: wave, in: $0) }
      let marked = try await site.directory.database.read {
        try SlipSupplyStore.people(of: wave, in: $0).count { $0.hasCollected }
      }
      #expect(units.map(\.handed) == [1] && units.map(\.made) == [3] && marked == 2)
    }
  }

  @Test(
    "With no slip left everybody is refused in the same words: nobody learns for nothing who has collected",
    arguments: Driver.available)
  func noneLeft(_ driver: Driver) async throws {
    try await withWave(driver) { site, wave, invitations in
      _ = try await site.collect(wave, invitations[0], through: site.participation)
      func refusals() async throws -> [Problem] {
        var all: [Problem] = []
        for invitation in invitations.prefix(2) {
          all += [
            try #require(
              await #expect(throws: Problem.self) {
                try await site.slips.handOut(wave, to: invitation.person.contact)
              })
          ]
        }
        return all
      }
      let none = try await refusals()
      #expect(none[0] == none[1] && none[0].what.contains("no slip left"))
      try await site.slips.keep(site.slips.draw(wave, each: 2, unit: nil))
      // Whoever is refused takes no slip from the pile.
      await #expect(throws: Problem.self) { try await site.slips.handOut(wave, to: invitations[0].person.contact) }
      let units = try await site.directory.database.read { try SlipSupplyStore.units(of: wave, in: $0) }
      #expect(units.map(\.handed) == [0])
      _ = try await site.slips.void(wave)
      let voided = try await refusals()
      #expect(voided == none)
    }
  }

  @Test("No more are handed out than were made, and no more made than there are people and some to spare")
  func limits() async throws {
    try await withWave(.sqlite) { site, wave, invitations in
      let empty = await #expect(throws: Problem.self) {
        try await site.slips.handOut(wave, to: invitations[0].person.contact)
      }
      #expect(empty?.what.contains("no slip left") == true)
      let most = 12 + Slips.spare(people: 12)
      #expect(most == 14 && Slips.spare(people: 100) == 10)
      let tooMany = await #expect(throws: Problem.self) { try await site.slips.draw(wave, each: most + 1, unit: nil) }
      #expect(tooMany?.remedy.contains("at most 14") == true)
      // Two who print at the same time do not get past it either.
      let (first, second) = (
        try await site.slips.draw(wave, each: 10, unit: nil), try await site.slips.draw(wave, each: 5, unit: nil)
      )
      try await site.slips.keep(first)
      await #expect(throws: Problem.self) { try await site.slips.keep(second) }
      await #expect(throws: Problem.self) { try await site.slips.draw(wave, each: 0, unit: nil) }
      await #expect(throws: Problem.self) { try await site.slips.draw(wave, each: 1, unit: "West") }
      await #expect(throws: Problem.self) { try await site.slips.draw(WaveName("autumn"), each: 1, unit: nil) }
      // After all were voided, those of people who have none yet can be made again.
      _ = try await site.slips.handOut(wave, to: invitations[0].person.contact)
      #expect(try await site.slips.void(wave) == 10)
      let again = try await site.slips.draw(wave, each: 13, unit: nil)
      try await site.slips.keep(again)
      await #expect(throws: Problem.self) { try await site.slips.draw(wave, each: 1, unit: nil) }
      #expect(Set((first.slips + again.slips).map(\.code)).count == 23)
    }
  }

  @Test("A wave that has closed hands out, prints and voids nothing")
  func afterwards() async throws {
    try await withWave(.sqlite) { site, wave, invitations in
      let batch = try await site.slips.draw(wave, each: 3, unit: nil)
      try await site.slips.keep(batch)
      try await site.closing.close(wave)
      let slips = site.slips
      await #expect(throws: Problem.self) { try await slips.keep(batch) }
      await #expect(throws: Problem.self) { try await slips.void(wave) }
      let late = await #expect(throws: Problem.self) {
        try await slips.handOut(wave, to: invitations[0].person.contact)
      }
      #expect(late?.what.contains("has closed") == true)
      #expect(try await site.reckoning(wave) == .none)
    }
  }

  @Test(
    "Slips used and handed out are told only where that says of nobody whether they answered",
    arguments: Driver.available)
  func reckoning(_ driver: Driver) async throws {
    #expect(SlipReckoning(handed: 40, used: 30, threshold: 10) == .counted(handed: 40, used: 30))
    #expect(SlipReckoning(handed: 40, used: 31, threshold: 10) == .held)
    #expect(SlipReckoning(handed: 40, used: 40, threshold: 10) == .held)
    #expect(SlipReckoning(handed: 40, used: 9, threshold: 10) == .held)
    #expect(SlipReckoning(handed: 40, used: 0, threshold: 10) == .held)
    #expect(SlipReckoning(handed: 40, used: 41, threshold: 10) == .moreThanHanded)
    try await withWave(driver) { site, wave, invitations in
      #expect(try await site.reckoning(wave) == .none)
      let batch = try await site.slips.draw(wave, each: 3, unit: nil)
      try await site.slips.keep(batch)
      _ = try await site.slips.handOut(wave, to: invitations[0].person.contact)
      let participation = site.participation
      _ = try await participation.accept(batch.slips[0].submission(wave, Sample.answers(0)))
      #expect(try await site.reckoning(wave) == .held)
      _ = try await participation.accept(batch.slips[1].submission(wave, Sample.answers(1)))
      #expect(try await site.reckoning(wave) == .moreThanHanded)
      // What was used counts, voided or not.
      _ = try await site.slips.void(wave)
      #expect(try await site.reckoning(wave) == .moreThanHanded)
    }
  }

  private func withWave(
    _ driver: Driver, _ body: (Site, WaveName, [WaveOpening.Invitation]) async throws -> Void
  ) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      try await body(site, wave, invitations)
    }
  }
}

extension Site {
  fileprivate func reckoning(_ wave: WaveName) async throws -> SlipReckoning {
    try await SlipReckoning.of(wave, directory: directory.database, answers: answers.database, keyring: keyring)
  }
}
