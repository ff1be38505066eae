import Problems
import Store
import TestSupport
import Testing

@testable import Platform

/// The right to answer: once a person, for one wave, by whoever holds it.
@Suite struct RightToAnswerTests {
  @Test("A lost reply can be asked for again; another blinded value is refused", arguments: Driver.available)
  func lostReply(_ driver: Driver) async throws {
    try await withWave(driver) { site, wave, invitations in
      let participation = site.participation
      let key = try #require(try await participation.page("spring").keys.first)
      let first = try Participant(key: key.der)
      let second = try Participant(key: key.der)
      let signature = try await participation.sign(
        wave: "spring", invitation: invitations[0].secret, blinded: first.blinded, consent: "1")
      let again = try await participation.sign(
        wave: "spring", invitation: invitations[0].secret, blinded: first.blinded, consent: "1")
      #expect(signature == again)
      await #expect(throws: ParticipationRefusal.alreadyCollected) {
        try await participation.sign(
          wave: "spring", invitation: invitations[0].secret, blinded: second.blinded, consent: "1")
      }
    }
  }

  @Test("Sixty-four tabs at once collect one right", arguments: Driver.available)
  func manyTabs(_ driver: Driver) async throws {
    try await withWave(driver) { site, wave, invitations in
      let participation = site.participation
      let key = try #require(try await participation.page("spring").keys.first)
      let tabs = try (0..<64).map { _ in try Participant(key: key.der).blinded }
      let secret = invitations[0].secret
      let signed = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
        for tab in tabs {
          group.addTask {
            (try? await participation.sign(
              wave: "spring", invitation: secret, blinded: tab, consent: "1")) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(signed == 1)
    }
  }

  @Test("Blinded values that carry no token are refused", arguments: Driver.available)
  func degenerate(_ driver: Driver) async throws {
    try await withWave(driver) { site, wave, invitations in
      let participation = site.participation
      let key = try #require(try await participation.page("spring").keys.first)
      let modulus = try TokenVerifier(der: key.der).modulus
      var one = [UInt8](repeating: 0, count: 384)
      one[383] = 1
      var last = modulus
      last[383] -= 1
      var beyond = modulus
      beyond[383] += 1
      for value in [
        [UInt8](repeating: 0, count: 384), one, last, modulus, beyond, [UInt8](repeating: 255, count: 384), [], [2],
      ] {
        await #expect(throws: ParticipationRefusal.badToken) {
          try await participation.sign(wave: "spring", invitation: invitations[0].secret, blinded: value, consent: "1")
        }
      }
      // None of them used the invitation up.
      _ = try await site.collect(wave, invitations[0], through: participation)
    }
  }

  @Test("Who was not invited, has not agreed, or comes late gets none", arguments: Driver.available)
  func refusals(_ driver: Driver) async throws {
    try await withWave(driver) { site, wave, invitations in
      let participation = site.participation
      let key = try #require(try await participation.page("spring").keys.first)
      let blinded = try Participant(key: key.der).blinded
      await #expect(throws: ParticipationRefusal.unknownInvitation) {
        try await participation.sign(wave: "spring", invitation: randomBytes(16), blinded: blinded, consent: "1")
      }
      await #expect(throws: ParticipationRefusal.consentNeeded) {
        try await participation.sign(wave: "spring", invitation: invitations[0].secret, blinded: blinded, consent: "0")
      }
      for name in ["autumn", "../spring", "", "spring\u{0}"] {
        await #expect(throws: ParticipationRefusal.unknownWave) {
          try await participation.sign(wave: name, invitation: invitations[0].secret, blinded: blinded, consent: "1")
        }
      }
      try await site.closing.close(wave)
      await #expect(throws: ParticipationRefusal.closed) {
        try await site.participation.sign(
          wave: "spring", invitation: invitations[0].secret, blinded: blinded, consent: "1")
      }
    }
  }

  @Test(
    "A token answers once: repeated it gives the same receipt, with other answers it is refused",
    arguments: Driver.available)
  func replay(_ driver: Driver) async throws {
    try await withWave(driver) { site, wave, invitations in
      let participation = site.participation
      let (participant, signature) = try await site.collect(wave, invitations[0], through: participation)
      let submission = participant.submission(
        wave, key: invitations[0].keyFingerprint, signature: signature, answers: Sample.answers(1))
      let receipt = try await participation.accept(submission)
      #expect(try await participation.accept(submission) == receipt)
      #expect(try await site.participation.accept(submission) == receipt)
      await #expect(throws: ParticipationRefusal.answeredOtherwise) {
        try await participation.accept(
          participant.submission(
            wave, key: invitations[0].keyFingerprint, signature: signature, answers: Sample.answers(2)))
      }
      try await participation.withdraw(wave: "spring", receipt: receipt.description)
      await #expect(throws: ParticipationRefusal.withdrawn) { try await participation.accept(submission) }
    }
  }

  @Test("A token that was tampered with, or whose key is not the wave's, is refused", arguments: Driver.available)
  func tampered(_ driver: Driver) async throws {
    try await withWave(driver) { site, wave, invitations in
      let participation = site.participation
      let (participant, signature) = try await site.collect(wave, invitations[0], through: participation)
      let fingerprint = invitations[0].keyFingerprint
      var wrong: [Participation.Submission] = []
      for byte in [0, 200, 383] {
        var other = signature
        other[byte] ^= 1
        wrong.append(participant.submission(wave, key: fingerprint, signature: other, answers: Sample.answers(1)))
      }
      wrong.append(participant.submission(wave, key: randomBytes(32), signature: signature, answers: Sample.answers(1)))
      wrong.append(
        .init(
          wave: "spring", key: fingerprint, salt: randomBytes(32), token: participant.token, signature: signature,
          answers: Sample.answers(1)))
      wrong.append(
        .init(
          wave: "spring", key: fingerprint, salt: participant.salt, token: randomBytes(32), signature: signature,
          answers: Sample.answers(1)))
      for submission in wrong {
        await #expect(throws: ParticipationRefusal.badToken) { try await participation.accept(submission) }
      }
      let stranger = try Participant(key: IssuingKey.generate().verifier.der)
      await #expect(throws: ParticipationRefusal.badToken) {
        try await participation.accept(
          stranger.submission(wave, key: fingerprint, signature: signature, answers: Sample.answers(1)))
      }
    }
  }

  @Test("What one wave signed is worth nothing in another, and takes no right away there", arguments: Driver.available)
  func otherWave(_ driver: Driver) async throws {
    try await withWave(driver) { site, spring, invitations in
      let autumn = try WaveName("autumn")
      // Four keys are shared by tests: the first is spring's.
      let others = try await site.opening(startingAt: 1).open(
        autumn, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 12)]))
      let participation = site.participation
      let (participant, signature) = try await site.collect(spring, invitations[0], through: participation)
      let (fingerprint, other) = (invitations[0].keyFingerprint, others[0].keyFingerprint)
      #expect(fingerprint != other)
      for key in [fingerprint, other] {
        await #expect(throws: ParticipationRefusal.badToken) {
          try await participation.accept(
            participant.submission(autumn, key: key, signature: signature, answers: Sample.answers(1)))
        }
      }
      // Nor does an invitation of the one collect in the other.
      await #expect(throws: ParticipationRefusal.unknownInvitation) {
        try await participation.sign(
          wave: "autumn", invitation: invitations[1].secret, blinded: participant.blinded, consent: "1")
      }
      let spent = try await site.answers.database.read { try $0.rows("SELECT wave FROM spent").count }
      #expect(spent == 0)
      // Both rights are as good as before.
      _ = try await participation.accept(
        participant.submission(spring, key: fingerprint, signature: signature, answers: Sample.answers(1)))
      _ = try await site.answer(autumn, others[0], Sample.answers(2), through: participation)
    }
  }

  @Test("A roster below the threshold opens nothing, and says what else there is")
  func smallRoster() async throws {
    try await Site.with(.sqlite) { site in
      let refusal = await #expect(throws: Problem.self) {
        try await site.opening.open(
          WaveName("spring"), questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 9)]))
      }
      #expect(refusal?.remedy.contains("facilitated conversation") == true)
      await #expect(throws: ParticipationRefusal.unknownWave) { try await site.participation.page("spring") }
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
