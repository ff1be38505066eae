import Foundation
import Problems
import TestSupport
import Testing

@testable import Platform

@Suite struct BounceTests {
  /// A report as a mail server writes it (RFC 3464), with the headers of what came back.
  static func report(
    on identifier: String, action: String = "failed", quoting type: String = "text/rfc822-headers",
    lineEnd: String = "\n"
  ) -> String {
    """
    From: MAILER-DAEMON@mail.example.org
    To: survey@example.org
    Subject: Undelivered Mail Returned to Sender
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status;
    \tboundary="=_b;1"

    --=_b;1
    Content-Type: text/plain; charset=us-ascii

    This is the mail system. Message-ID: <fake@example.org>

    --=_b;1
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mail.example.org

    Final-Recipient: rfc822; somebody@example.org
    Action: \(action)
    Status: 5.1.1

    --=_b;1
    Content-Type: \(type)

    Subject: A questionnaire
    Message-ID:
     <\(identifier)>
    To: somebody@example.org

    --=_b;1--

    """.replacing("\n", with: lineEnd)
  }

  @Test(
    "A report is read with either end of line, with headers or the whole message, and cut off",
    arguments: ["\n", "\r\n"], ["text/rfc822-headers", "message/rfc822", "Message/RFC822; x=y"])
  func reports(_ lineEnd: String, _ type: String) throws {
    let bytes = Array(Self.report(on: "a1@example.org", quoting: type, lineEnd: lineEnd).utf8)
    let report = try #require(DeliveryReport(bytes[...]))
    #expect(report.message == "a1@example.org" && report.hasFailed)
    #expect(DeliveryReport(bytes.dropLast(20)) == report)
    let delayed = try #require(DeliveryReport(Array(Self.report(on: "a1@x.org", action: "Delayed").utf8)[...]))
    #expect(!delayed.hasFailed)
  }

  @Test(
    "What is no report is passed over",
    arguments: [
      "", "\n", "From x\n\n", "Subject: hello\n\nfailed\n", "Content-Type: multipart/report\n\n--x\n",
      "Content-Type: multipart/report; boundary=\"\"\n\n--\n--\n",
      "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b--\n",
      String(repeating: "Content-Type: multipart/report; boundary=b\n", count: 50) + "\n--b\n--b\n--b",
    ])
  func others(_ text: String) {
    #expect(DeliveryReport(Array(text.utf8)[...]) == nil)
  }

  @Test("Half a report is none, and no bytes stop the reader", arguments: 0..<300)
  func noise(_ seed: Int) {
    var bytes = Array(Self.report(on: "a1@example.org").utf8)
    var state = UInt64(seed &+ 7) &* 0x9E37_79B9_7F4A_7C15
    for _ in 0..<(1 + seed % 40) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 17)
    }
    let cut = bytes.prefix(Int(state >> 40) % (bytes.count + 1))
    _ = DeliveryReport(cut)
    #expect(Mailbox.messages(Array(cut)).allSatisfy { $0.count <= cut.count })
  }

  @Test("A mailbox is its messages, whatever stands in them")
  func mailbox() {
    let box = "From a Mon\nSubject: 1\n\nFrom here on\n>From x\n\nFrom b Tue\nSubject: 2\n\nend\n"
    // "From here on" follows an empty line as the next message does: a mailbox's writer marks it, here nobody did.
    #expect(Mailbox.messages(Array(box.utf8)).count == 3)
    #expect(Mailbox.messages(Array("Subject: one\n\nFrom b\n".utf8)).count == 1)
    #expect(Mailbox.messages([]).isEmpty)
  }

  @Test(
    "An invitation that came back is listed; a reminder that came back is not, and both people get no more",
    arguments: Driver.available)
  func bounced(_ driver: Driver) async throws {
    try await Site.with(driver) { site in
      let (wave, _) = try await site.openWave(people: 12)
      let (outbox, calendar) = (Outbox(), Calendar())
      let mailing = try site.mailing(outbox, calendar)
      let bounces = Bounces(directory: site.directory.database, keyring: site.keyring)
      func report(_ contact: String, _ action: String = "failed") throws -> [UInt8] {
        let message = try #require(outbox.messages.last { Outbox.recipient($0) == contact })
        return Array(Self.report(on: String(Outbox.identifier(message).dropFirst().dropLast()), action: action).utf8)
      }
      try await mailing.invite(wave)
      _ = try await mailing.deliver(wave)
      let stranger = Array(Self.report(on: "0a1b@example.org").utf8)
      let first = try await bounces.read(
        wave, mailboxes: [report("p4@example.org"), report("p2@example.org", "delayed"), stranger, [], [0, 255, 10]])
      #expect(first == .init(passedOver: 3, addresses: ["p4@example.org"]))
      outbox.empty()
      calendar.pass(days: 4)
      try await mailing.remind(wave, everybody: false)
      _ = try await mailing.deliver(wave)
      #expect(outbox.messages.count == 11)
      let second = try await bounces.read(wave, mailboxes: [report("p9@example.org")])
      #expect(second == .init(passedOver: 0, addresses: ["p4@example.org"]))
      outbox.empty()
      calendar.pass(days: 4)
      try await mailing.remind(wave, everybody: true)
      _ = try await mailing.deliver(wave)
      #expect(outbox.messages.count == 10 && !outbox.recipients.contains("p9@example.org"))
    }
  }

  @Test("Message-IDs of two waves have nothing in common, and only the wave's key makes them")
  func identifiers() async throws {
    try await Site.with(.sqlite) { site in
      var seen: Set<String> = []
      for name in ["spring", "autumn"] {
        let wave = try WaveName(name)
        _ = try await site.opening.open(
          wave, questionnaire: Sample.questionnaire(), roster: Sample.roster([("North", 10)]))
        let outbox = Outbox()
        let mailing = try site.mailing(outbox)
        try await mailing.invite(wave)
        _ = try await mailing.deliver(wave)
        seen.formUnion(outbox.messages.map(Outbox.identifier))
        // Somebody else's bounce says nothing here.
        let other = try #require(outbox.messages.first.map { String(Outbox.identifier($0).dropFirst().dropLast()) })
        if name == "autumn" {
          let outcome = try await Bounces(directory: site.directory.database, keyring: site.keyring)
            .read(try WaveName("spring"), mailboxes: [Array(Self.report(on: other).utf8)])
          #expect(outcome == .init(passedOver: 1, addresses: []))
        }
      }
      #expect(seen.count == 20)
    }
  }
}
