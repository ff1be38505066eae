import Foundation
import Problems
import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform

/// What may go wrong between the queue and the mail program.
@Suite struct MailFaultTests {
  @Test(
    "A sender that is cut off between sending and noting it leaves nobody out, and one message at most goes twice",
    arguments: Driver.available)
  func cutOff(_ driver: Driver) async throws {
    for victim in [1, 5, 12] {
      try await Site.with(driver) { site in
        let (wave, _) = try await site.openWave(people: 12)
        // The program has taken the message; what would note it never runs.
        let outbox = Outbox()
        let (reached, isOver) = (Flag(), Flag())
        let stuck = MailCommand { message in
          let outcome = await outbox.command.send(message)
          guard outbox.messages.count == victim else { return outcome }
          reached.raise()
          await isOver.wait()
          return outcome
        }
        var first = Mailing(
          directory: site.directory.database, keyring: site.keyring, command: stuck,
          settings: try MailSettingsTests.settings(), clock: .system)
        first.pause = { _ in }
        try await first.invite(wave)
        let cut = Task { [first] in try await first.deliver(wave) }
        await reached.wait()
        #expect(try await site.states(wave)["sending"] == 1)

        let second = try site.mailing(outbox)
        #expect(try await second.deliver(wave) == .invitations(sent: 13 - victim, refused: 0, waiting: 0))
        let identifiers = outbox.messages.map(Outbox.identifier)
        #expect(identifiers.count == 13 && Set(identifiers).count == 12)
        #expect(identifiers.filter { $0 == identifiers[victim - 1] }.count == 2)
        // Had it only been slow, it finds that another has taken over.
        isOver.raise()
        #expect(await (try? cut.value) == nil)
        #expect(outbox.messages.count == 13)
        #expect(try await site.states(wave) == ["sent": 12])
      }
    }
  }

  @Test("Two nodes at once send each message once", arguments: Driver.available)
  func nodes(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, _) = try await site.openWave(people: 30)
      let outbox = Outbox()
      let mailing = try site.mailing(outbox)
      try await mailing.invite(wave)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            var node = try site.mailing(outbox)
            // Whoever has to wait does so until the one that sends has gone on or ended.
            node.pause = { length in
              guard length > .seconds(60) else { return }
              let seen = try await site.runner(of: wave)
              while try await site.runner(of: wave) == seen, seen.name != nil {
                try await Task.sleep(for: .milliseconds(2))
              }
            }
            _ = try await node.deliver(wave)
          }
        }
        try await group.waitForAll()
      }
      _ = try await mailing.deliver(wave)
      #expect(outbox.messages.count == 30 && Set(outbox.recipients).count == 30)
      #expect(try await site.states(wave) == ["sent": 30])
    }
  }

  @Test("A node that lost its turn sends nothing more")
  func superseded() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, _) = try await site.openWave(people: 10)
      let outbox = Outbox()
      var slow = try site.mailing(outbox)
      slow.pause = { _ in
        try await site.directory.database.write { try ContactStore.setRunner("other/1/x", of: wave, in: $0) }
      }
      try await slow.invite(wave)
      let lost = slow
      await #expect(throws: Problem.self) { try await lost.deliver(wave) }
      #expect(outbox.messages.count == 1)
    }
  }

  @Test("What cannot be sent now stays in the queue; an address that is turned down is not tried again")
  func outcomes() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, _) = try await site.openWave(people: 12)
      let isUp = Mutex(false)
      let outbox = Outbox { _, message in
        if message.contains("<p3@") { return .refused }
        return message.contains("<p5@") && !isUp.withLock { $0 } ? .later : .sent
      }
      let mailing = try site.mailing(outbox)
      try await mailing.invite(wave)
      #expect(try await mailing.deliver(wave) == .invitations(sent: 10, refused: 1, waiting: 1))
      isUp.withLock { $0 = true }
      #expect(try await mailing.deliver(wave) == .invitations(sent: 1, refused: 0, waiting: 0))
      #expect(outbox.recipients.filter { $0 == "p3@example.org" }.count == 1)
      let bounces = Bounces(directory: site.directory.database, keyring: site.keyring)
      #expect(try await bounces.read(wave, mailboxes: []).addresses == ["p3@example.org"])
    }
  }

  @Test("A program that turns everybody down is not believed; a set-up that does not work stops at once")
  func broken() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, _) = try await site.openWave(people: 12)
      let refusing = Outbox { _, _ in .refused }
      let mailing = try site.mailing(refusing)
      try await mailing.invite(wave)
      await #expect(throws: Problem.self) { try await mailing.deliver(wave) }
      #expect(refusing.messages.count == 5)
      #expect(try await site.states(wave) == ["waiting": 12])
      let unset = Outbox { _, _ in .broken(reason: "no such file") }
      await #expect(throws: Problem.self) { try await site.mailing(unset).deliver(wave) }
      #expect(unset.messages.count == 1)
      #expect(try await site.states(wave) == ["waiting": 12])
    }
  }

  @Test("A server that greylists everybody does not stop the queue; a network that is down does")
  func delays() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, _) = try await site.openWave(people: 60)
      let seen = Mutex<Set<String>>([])
      let greylisting = Outbox { _, message in
        seen.withLock { $0.insert(Outbox.recipient(message)).inserted && $0.count <= 45 } ? .later : .sent
      }
      let mailing = try site.mailing(greylisting)
      try await mailing.invite(wave)
      #expect(try await mailing.deliver(wave) == .invitations(sent: 15, refused: 0, waiting: 45))
      let down = Outbox { _, _ in .later }
      try await site.directory.database.write { try DeliveryStore.requeue(wave, in: $0) }
      await #expect(throws: Problem.self) { try await site.mailing(down).deliver(wave) }
      #expect(down.messages.count == 50)
      #expect(try await mailing.deliver(wave) == .invitations(sent: 60, refused: 0, waiting: 0))
    }
  }

  @Test("Somebody who says no while their message is on its way keeps their word")
  func race() async throws {
    try await Site.with(.sqlite) { site in
      let (wave, invitations) = try await site.openWave(people: 10)
      let optOut = OptOut(directory: site.directory.database, keyring: site.keyring)
      let everybody = MailCommand { _ in
        for invitation in invitations { try? await optOut.stop(wave: "spring", invitation: invitation.secret) }
        return .sent
      }
      var mailing = Mailing(
        directory: site.directory.database, keyring: site.keyring, command: everybody,
        settings: try MailSettingsTests.settings(), clock: .system)
      mailing.pause = { _ in }
      try await mailing.invite(wave)
      #expect(try await mailing.deliver(wave) == .invitations(sent: 1, refused: 0, waiting: 0))
      #expect(try await site.states(wave) == ["stopped": 10])
    }
  }

  @Test("A runner of this machine that has ended is noticed without waiting")
  func ended() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    let mine = Runner.new().name.split(separator: "/")
    #expect(Runner.hasEnded("\(mine[0])/\(process.processIdentifier)/x"))
    #expect(!Runner.hasEnded("\(mine[0])/1/x") && !Runner.hasEnded("elsewhere/\(process.processIdentifier)/x"))
    #expect(!Runner.hasEnded(Runner.new().name) && !Runner.hasEnded("nonsense"))
  }
}
