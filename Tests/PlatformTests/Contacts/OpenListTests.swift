import Foundation
import Problems
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct OpenListTests {
  private static let here = ID<Organisation>()
  private static let elsewhere = ID<Organisation>()
  private static let owner = ListOwner(organisation: here, isAlone: false)
  private static let actor = AuditEntry.Actor.commandLine

  private struct Open {
    let site: Site
    let wave: WaveName
    let invitations: [WaveOpening.Invitation]
    let lists: OpenLists

    /// The first of this organisation's.
    func own() throws -> WaveOpening.Invitation {
      try #require(invitations.first { $0.person.organisation == OpenListTests.here })
    }

    func listed(_ invitation: WaveOpening.Invitation) async throws -> ListedPerson {
      let all = try await lists.people(of: OpenListTests.owner, in: wave)
      return try #require(all.first { $0.person.contact == invitation.person.contact })
    }
  }

  /// Twelve people of one organisation and twelve of another, in units of their own.
  private func with(_ driver: Driver, _ body: (Open) async throws -> Void) async throws {
    try await Site.with(driver) { site in
      let wave = try WaveName("spring")
      let people = try Sample.roster([("North", 12), ("South", 12)]).people.map { person in
        Roster.Person(
          name: person.name, contact: person.contact, unit: person.unit,
          organisation: person.unit == "North" ? Self.here : Self.elsewhere)
      }
      let invitations = try await site.opening.open(
        wave, questionnaire: Sample.questionnaire(), roster: Roster(people: people))
      let audit = try AuditLog(directory: site.directory.database, keyring: site.keyring)
      try await body(
        Open(
          site: site, wave: wave, invitations: invitations,
          lists: OpenLists(directory: site.directory.database, keyring: site.keyring, audit: audit)))
    }
  }

  @Test(
    "Whoever is taken off can collect no right any more; one that was collected stays good, and nothing that is shown tells which it was",
    arguments: Driver.available)
  func takenOff(_ driver: Driver) async throws {
    try await with(driver) { open in
      let (site, wave) = (open.site, open.wave)
      let own = open.invitations.filter { $0.person.organisation == Self.here }
      let participation = site.participation
      let (participant, signature) = try await site.collect(wave, own[0], through: participation)
      for invitation in own[1...10] { _ = try await site.collect(wave, invitation, through: participation) }
      func figures(_ clock: Clock) async throws -> [ResponseMonitor.Figure] {
        let monitor = ResponseMonitor(directory: site.directory.database, clock: clock)
        let reading = try await monitor.reading(of: wave, threshold: 5)
        return reading.figures
      }
      let before = try await figures(Calendar().clock)
      #expect(before.contains { $0.collected != nil })
      for invitation in [own[0], own[11]] {
        let person = try await open.listed(invitation)
        try await open.lists.takeOff(person.id, of: Self.owner, in: wave, by: Self.actor)
        await #expect(throws: Problem.self) {
          try await open.lists.takeOff(person.id, of: Self.owner, in: wave, by: Self.actor)
        }
      }
      #expect(try await open.lists.people(of: Self.owner, in: wave).count == 10)
      // On another day everything is counted again.
      #expect(try await figures(.system) == before)
      _ = try await participation.accept(
        participant.submission(
          wave, key: own[0].keyFingerprint, signature: signature, answers: Sample.answers(1)))
      // Whoever kept the link of either is told the same.
      for invitation in [own[0], own[11]] {
        await #expect(throws: ParticipationRefusal.unknownInvitation) {
          try await site.collect(wave, invitation, through: participation)
        }
      }
      // A reply that was lost can still be repeated.
      let version = try await participation.page(wave.description).questionnaire.version
      let repeated = try await participation.sign(
        wave: wave.description, invitation: own[0].secret, blinded: participant.blinded, consent: version)
      #expect(try participant.unblind(repeated) == signature)
      let letters = try await ContactLetters(directory: site.directory.database, keyring: site.keyring)
        .letters(of: wave, to: .everybody)
      #expect(letters.count == 22)
    }
  }

  @Test(
    "Somebody who comes later signs with the key of their unit; no more than a tenth may, and nobody twice",
    arguments: Driver.available)
  func joined(_ driver: Driver) async throws {
    try await with(driver) { open in
      let (site, wave, lists) = (open.site, open.wave, open.lists)
      func add(_ contact: String, unit: String = "North") async throws {
        _ = try await lists.add(
          .init(name: "New", contact: contact, unit: unit), of: Self.owner, in: wave, by: Self.actor)
      }
      await #expect(throws: Problem.self) { try await add("p1@EXAMPLE.org") }
      await #expect(throws: Problem.self) { try await add("new@example.org", unit: "West") }
      await #expect(throws: Problem.self) { try await add("new@example.org", unit: "South") }
      await #expect(throws: Problem.self) { try await add(" ") }
      let gone = try open.own()
      try await lists.takeOff(open.listed(gone).id, of: Self.owner, in: wave, by: Self.actor)
      let again = await #expect(throws: Problem.self) { try await add(gone.person.contact) }
      #expect(again?.place == "contact")
      // Whether somebody stands on another organisation's list, or was taken off it, is told in the same words.
      let foreign = ListOwner(organisation: Self.elsewhere, isAlone: false)
      let theirs = try await lists.people(of: foreign, in: wave)
      try await lists.takeOff(theirs[0].id, of: foreign, in: wave, by: Self.actor)
      let me = try #require(try await lists.people(of: Self.owner, in: wave).first)
      for contact in [theirs[0].person.contact, theirs[1].person.contact.uppercased()] {
        let refused = await #expect(throws: Problem.self) { try await add(contact) }
        let changed = await #expect(throws: Problem.self) {
          try await lists.correct(
            me.id, to: .init(name: "Ann", contact: contact), of: Self.owner, in: wave, by: Self.actor)
        }
        #expect(refused == again && changed == again)
      }
      try await add("new@example.org")
      let letters = ContactLetters(directory: site.directory.database, keyring: site.keyring)
      let new = try #require(try await lists.people(of: Self.owner, in: wave).first { $0.person.name == "New" })
      let link = try #require(try await letters.letters(of: wave, to: .one(new.id)).first?.link)
      #expect(link.hasSuffix("&k=" + base64URL(gone.keyFingerprint)))
      let secret = try #require(link.split(separator: "#i=").last?.split(separator: "&").first.map(String.init))
      let invitation = WaveOpening.Invitation(
        person: new.person, secret: try #require(bytes(base64URL: secret)), keyFingerprint: gone.keyFingerprint)
      _ = try await site.answer(wave, invitation, Sample.answers(3), through: site.participation)
      try await add("newer@example.org")
      let third = await #expect(throws: Problem.self) { try await add("newest@example.org") }
      #expect(third?.what.contains("as many have joined") == true)
    }
  }

  @Test("A contact that is put right keeps its link and is invited again", arguments: Driver.available)
  func corrected(_ driver: Driver) async throws {
    try await with(driver) { open in
      let (site, wave, lists) = (open.site, open.wave, open.lists)
      let outbox = Outbox()
      let mailing = try site.mailing(outbox)
      try await mailing.invite(wave)
      _ = try await mailing.deliver(wave)
      #expect(try await site.states(wave) == ["sent": 24])
      let own = try open.own()
      let person = try await open.listed(own)
      try await lists.correct(
        person.id, to: .init(name: person.person.name, contact: "new@example.org"), of: Self.owner, in: wave,
        by: Self.actor)
      #expect(try await site.states(wave) == ["sent": 23, "waiting": 1])
      let letter = try await ContactLetters(directory: site.directory.database, keyring: site.keyring)
        .letters(of: wave, to: .one(person.id)).first
      #expect(letter?.contact == "new@example.org")
      #expect(letter?.link == own.link(base: LinkAddress.thisMachine.description, wave: wave))
      // A name alone is nothing to write for; another's contact is taken by nobody.
      _ = try await mailing.deliver(wave)
      try await lists.correct(
        person.id, to: .init(name: "Ann Lee", contact: "new@example.org"), of: Self.owner, in: wave, by: Self.actor)
      #expect(try await site.states(wave) == ["sent": 24])
      let other = try #require(
        open.invitations.first { $0.person.organisation == Self.here && $0.secret != own.secret })
      await #expect(throws: Problem.self) {
        try await lists.correct(
          person.id, to: .init(name: "Ann Lee", contact: other.person.contact), of: Self.owner, in: wave,
          by: Self.actor)
      }
    }
  }

  @Test(
    "A custodian sees, changes and hands slips to its own people only; letters, bounces and stops are of its own, too",
    arguments: Driver.available)
  func own(_ driver: Driver) async throws {
    try await with(driver) { open in
      let (site, wave, lists) = (open.site, open.wave, open.lists)
      #expect(try await lists.people(of: Self.owner, in: wave).allSatisfy { $0.person.unit == "North" })
      let foreign = ListOwner(organisation: Self.elsewhere, isAlone: false)
      let theirs = try #require(try await lists.people(of: foreign, in: wave).first)
      await #expect(throws: Problem.self) {
        try await lists.takeOff(theirs.id, of: Self.owner, in: wave, by: Self.actor)
      }
      let letters = ContactLetters(directory: site.directory.database, keyring: site.keyring)
      #expect(try await letters.letters(of: wave, to: .everybody, of: Self.owner).count == 12)
      #expect(try await letters.letters(of: wave, to: .one(theirs.id), of: Self.owner).isEmpty)
      let batch = try await site.slips.draw(wave, each: 2, unit: nil)
      try await site.slips.keep(batch)
      await #expect(throws: Problem.self) {
        try await site.slips.handOut(wave, to: theirs.person.contact, of: Self.owner)
      }
      #expect(try await site.slips.handOut(wave, to: theirs.person.contact, of: foreign) == "South")
      let optOut = OptOut(directory: site.directory.database, keyring: site.keyring)
      let unknown = try await optOut.stop(
        wave, addresses: [theirs.person.contact, try open.own().person.contact], of: Self.owner)
      #expect(unknown == [theirs.person.contact])
      #expect(try await site.states(wave) == ["stopped": 1])
      // People of waves that knew no organisations belong to the only one of their study.
      let nobodys = Roster.Person(name: "A", contact: "a", unit: "U")
      #expect(!Self.owner.owns(nobodys) && ListOwner(organisation: Self.here, isAlone: true).owns(nobodys))
    }
  }
}
