import Foundation
import Problems
import Synchronization
import TestSupport
import Testing

@testable import Platform

@Suite struct MailingTests {
  @Test("Everybody is invited once, each with the link that was made for them", arguments: Driver.available)
  func invitations(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, invitations) = try await site.openWave(people: 12)
      let outbox = Outbox()
      let mailing = try site.mailing(outbox)
      #expect(try await mailing.invite(wave) == .init(people: 12, withoutAddress: 0))
      #expect(try await mailing.deliver(wave) == .invitations(sent: 12, refused: 0, waiting: 0))
      for invitation in invitations {
        let mine = try #require(outbox.messages.first { Outbox.recipient($0) == invitation.person.contact })
        let body = try Outbox.text(mine)
        #expect(body.contains("\n\(invitation.link(base: "http://127.0.0.1:8080", wave: wave))\n"))
        #expect(body.contains("/answer/spring/no-mail#i=\(base64URL(invitation.secret))\n"))
        #expect(body.contains("Dear \(invitation.person.name),"))
      }
      #expect(Set(outbox.messages.map(Outbox.identifier)).count == 12)
      _ = try await mailing.invite(wave)
      #expect(try await mailing.deliver(wave) == .nothingToDo)
      #expect(outbox.messages.count == 12)
    }
  }

  @Test("The questionnaire's title stands in no message")
  func silent() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, _) = try await site.openWave(people: 10)
      let outbox = Outbox()
      let mailing = try site.mailing(outbox, more: "language: both")
      try await mailing.invite(wave)
      _ = try await mailing.deliver(wave)
      for message in outbox.messages {
        let text = try Outbox.text(message)
        #expect(!(message + text).contains("How work is going") && !(message + text).contains("North"))
        #expect(text.contains("Annwyl P") && text.contains("Nid oes siaradwr Cymraeg"))
      }
    }
  }

  @Test(
    "A reminder goes to those who have not collected, and the queue does not say who that is",
    arguments: Driver.available)
  func reminders(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, invitations) = try await site.openWave(people: 40)
      let (outbox, calendar) = (Outbox(), Calendar())
      let mailing = try site.mailing(outbox, calendar)
      try await mailing.invite(wave)
      _ = try await mailing.deliver(wave)
      let participation = site.participation
      for invitation in invitations.prefix(15) { _ = try await site.collect(wave, invitation, through: participation) }
      outbox.empty()
      calendar.pass(days: 4)
      try await mailing.remind(wave, everybody: false)
      #expect(try await site.states(wave) == ["waiting": 40])
      #expect(try await mailing.deliver(wave) == .reminders(sent: .between(20, 30), isComplete: true))
      #expect(Set(outbox.recipients) == Set(invitations.dropFirst(15).map(\.person.contact)))
      #expect(outbox.messages.count == 25)
      #expect(try await site.states(wave) == ["sent": 40])
    }
  }

  @Test("A reminder takes as long as if it went to everybody")
  func duration() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, invitations) = try await site.openWave(people: 12)
      let (outbox, calendar, pauses) = (Outbox(), Calendar(), Outbox())
      var mailing = try site.mailing(outbox, calendar)
      try await mailing.invite(wave)
      _ = try await mailing.deliver(wave)
      let participation = site.participation
      for invitation in invitations.prefix(11) { _ = try await site.collect(wave, invitation, through: participation) }
      calendar.pass(days: 4)
      mailing.pause = { _ = await pauses.command.send(Array("\($0)".utf8)) }
      outbox.empty()
      try await mailing.remind(wave, everybody: false)
      #expect(try await mailing.deliver(wave) == .reminders(sent: .notSaid, isComplete: true))
      #expect(outbox.messages.count == 1 && pauses.messages.count == 12)
    }
  }

  @Test("A reminder to everybody goes to everybody but those who want none")
  func everybody() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, invitations) = try await site.openWave(people: 12)
      let (outbox, calendar) = (Outbox(), Calendar())
      let mailing = try site.mailing(outbox, calendar)
      try await mailing.invite(wave)
      _ = try await mailing.deliver(wave)
      _ = try await site.collect(wave, invitations[0], through: site.participation)
      let optOut = OptOut(directory: site.directory.database, keyring: site.keyring)
      try await optOut.stop(wave: "spring", invitation: invitations[1].secret)
      #expect(try await optOut.stop(wave, addresses: ["P1@Example.org", "x@example.org"]) == ["x@example.org"])
      outbox.empty()
      calendar.pass(days: 4)
      try await mailing.remind(wave, everybody: true)
      _ = try await mailing.deliver(wave)
      let without = Set([invitations[1].person.contact, "p1@example.org"])
      #expect(Set(outbox.recipients) == Set(invitations.map(\.person.contact)).subtracting(without))
      #expect(outbox.messages.allSatisfy { (try? Outbox.text($0).contains("to everybody")) == true })
    }
  }

  @Test("People are reminded no sooner and no more often than settled, and not before all invitations are out")
  func restraint() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, _) = try await site.openWave(people: 10)
      let (outbox, calendar) = (Outbox { number, _ in number == 3 ? .broken(reason: "x") : .sent }, Calendar())
      let mailing = try site.mailing(outbox, calendar, more: "reminders: 2\ndaysBetween: 5")
      await #expect(throws: Problem.self) { try await mailing.remind(wave, everybody: false) }
      try await mailing.invite(wave)
      await #expect(throws: Problem.self) { try await mailing.deliver(wave) }
      calendar.pass(days: 5)
      await #expect(throws: Problem.self) { try await mailing.remind(wave, everybody: false) }
      #expect(try await mailing.deliver(wave) == .invitations(sent: 8, refused: 0, waiting: 0))
      for _ in 0..<2 {
        try await mailing.remind(wave, everybody: false)
        _ = try await mailing.deliver(wave)
        calendar.pass(days: 4)
        await #expect(throws: Problem.self) { try await mailing.remind(wave, everybody: false) }
        calendar.pass(days: 1)
      }
      calendar.pass(days: 100)
      await #expect(throws: Problem.self) { try await mailing.remind(wave, everybody: false) }
      #expect(outbox.messages.count == 11 + 20)
    }
  }

  @Test(
    "A message that never goes through holds nobody else up: an invitation counts as come back, a reminder as lapsed")
  func delayed() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, _) = try await site.openWave(people: 40)
      let stuck = Mutex("p3@example.org")
      let calendar = Calendar()
      let outbox = Outbox { _, message in stuck.withLock { message.contains("<\($0)>") } ? .later : .sent }
      let mailing = try site.mailing(outbox, calendar)
      try await mailing.invite(wave)
      #expect(try await mailing.deliver(wave) == .invitations(sent: 39, refused: 0, waiting: 1))
      await #expect(throws: Problem.self) { try await mailing.remind(wave, everybody: false) }
      calendar.pass(days: 4)
      stuck.withLock { $0 = "p8@example.org" }
      try await mailing.remind(wave, everybody: false)
      #expect(try await site.states(wave) == ["waiting": 39, "bounced": 1])
      #expect(try await mailing.deliver(wave) == .reminders(sent: .more(than: 29), isComplete: false))
      // Too early for the next reminder: this one is tried again.
      try await mailing.remind(wave, everybody: false)
      #expect(try await site.states(wave) == ["sent": 38, "delayed": 1, "bounced": 1])
      calendar.pass(days: 4)
      try await mailing.remind(wave, everybody: false)
      #expect(try await site.states(wave) == ["waiting": 38, "lapsed": 1, "bounced": 1])
    }
  }

  @Test("Nobody is written to in a wave that has closed, is unknown or has lost its contacts")
  func closed() async throws {
    try await Site.with(.sqlite) { site in
      let wave = try await site.answeredWave(people: 12)
      let outbox = Outbox()
      let mailing = try site.mailing(outbox)
      try await mailing.invite(wave)
      try await site.closing.close(wave)
      #expect(try await mailing.deliver(wave) == .nothingToDo)
      await #expect(throws: Problem.self) { try await mailing.invite(wave) }
      await #expect(throws: Problem.self) { try await mailing.remind(wave, everybody: true) }
      let unknown = try WaveName("autumn")
      await #expect(throws: Problem.self) { try await mailing.invite(unknown) }
      #expect(outbox.messages.isEmpty)
    }
  }

  @Test("People without a plain e-mail address and those whose invitation came back get letters")
  func letters() async throws {
    try await Site.with(.sqlite) { site in
      let wave = try WaveName("spring")
      let csv = "name,contact,unit\nZoë,Ward 3,North\n" + (1...11).map { "P\($0),p\($0)@example.org,North\n" }.joined()
      let roster = try Roster(csv: [UInt8](csv.utf8), file: "roster.csv")
      let invitations = try await site.opening.open(wave, questionnaire: Sample.questionnaire(), roster: roster)
      let outbox = Outbox { _, message in message.contains("<p7@") ? .refused : .sent }
      let mailing = try site.mailing(outbox)
      #expect(try await mailing.invite(wave) == .init(people: 12, withoutAddress: 1))
      #expect(try await mailing.deliver(wave) == .invitations(sent: 10, refused: 1, waiting: 0))
      let use = ContactLetters(directory: site.directory.database, keyring: site.keyring)
      let letters = try await use.letters(of: wave, to: .withoutMail)
      #expect(letters.map(\.contact) == ["p7@example.org", "Ward 3"])
      let links = Set(invitations.map { $0.link(base: "http://127.0.0.1:8080", wave: wave) })
      #expect(try await Set(use.letters(of: wave, to: .everybody).map(\.link)) == links)
      #expect(letters.allSatisfy { links.contains($0.link) })
    }
  }
}
