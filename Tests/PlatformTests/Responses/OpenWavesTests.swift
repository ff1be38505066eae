import Store
import TestSupport
import Testing

@testable import Platform

/// What a running server keeps of waves, and when it lets go.
@Suite struct OpenWavesTests {
  @Test(
    "A server that knew a wave from an opening that was cut short takes answers under its new keys",
    arguments: Driver.available)
  func openedAnew(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let roster = try Sample.roster([("North", 12)])
      _ = try await site.opening.open(wave, questionnaire: Sample.questionnaire(), roster: roster)
      let early = site.participation
      _ = try await early.page("spring")
      // As if the power had gone before the directory knew of it.
      try await site.directory.database.write { session in
        try session.run("DELETE FROM invitation")
        try session.run("DELETE FROM issuer")
        try session.run("DELETE FROM contacts")
        try session.run("DELETE FROM wave")
      }
      let opening = WaveOpening(
        directory: site.directory.database, answers: site.answers.database, keyring: site.keyring)
      let invitations = try await opening.open(wave, questionnaire: Sample.questionnaire(), roster: roster)
      let other = site.participation
      for (number, invitation) in invitations.enumerated() {
        let (participant, signature) = try await site.collect(wave, invitation, through: other)
        _ = try await early.accept(
          participant.submission(
            wave, key: invitation.keyFingerprint, signature: signature, answers: Sample.answers(number)))
      }
      #expect(try await site.closing.close(wave) == 12)
    }
  }

  @Test("A closed wave's keys leave the memory of a server that nobody asks", arguments: Driver.available)
  func letGo(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let participation = site.participation
      let invitations = try await site.opening.open(
        WaveName("spring"), questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      _ = try await site.answer(WaveName("spring"), invitations[0], Sample.answers(0), through: participation)
      try await participation.forgetClosed()
      #expect(await participation.waves.held == [try WaveName("spring")])
      try await site.closing.close(WaveName("spring"))
      try await participation.forgetClosed()
      #expect(await participation.waves.held.isEmpty)
    }
  }

  @Test("A key of another opening of the same name closes nothing, and says so", arguments: Driver.available)
  func otherKey(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let wave = try await site.answeredWave(people: 12)
      #expect(try await site.closing.unreadable().isEmpty)
      let real = try site.keyring.read(.seal(wave))
      site.keyring.destroy(.seal(wave))
      try site.keyring.create(.seal(wave), Seal.newKey().secret)
      #expect(try await site.closing.unreadable().count == 1)
      await #expect(throws: (any Error).self) { try await site.closing.close(wave) }
      #expect(try await site.participation.page("spring").isOpen)
      site.keyring.destroy(.seal(wave))
      try site.keyring.create(.seal(wave), real)
      #expect(try await site.closing.close(wave) == 12)
    }
  }
}
