import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Store
import Synchronization
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// Invitations and reminders that are started at the desk of a server that was told how to send.
@Suite struct MailPagesTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  /// What the mail program was given.
  private final class Post: Sendable {
    private let letters = Mutex<[String]>([])
    var messages: [String] { letters.withLock { $0 } }
    func clear() { letters.withLock { $0 = [] } }
    func take(_ message: [UInt8]) { letters.withLock { $0.append(String(decoding: message, as: UTF8.self)) } }

    static func recipient(_ message: String) -> String { header("To:", of: message).filter { $0 != "<" && $0 != ">" } }

    static func identifier(_ message: String) -> String {
      header("Message-ID:", of: message).trimmingCharacters(in: CharacterSet(charactersIn: "<> "))
    }

    /// The last word of a header.
    private static func header(_ name: String, of message: String) -> String {
      let lines = message.replacing("\r\n", with: "\n").replacing("\n ", with: " ").split(separator: "\n")
      return lines.first { $0.hasPrefix(name) }?.split(separator: " ").last.map(String.init) ?? ""
    }
  }

  private static let settings = """
    sender: Coastal Partnership
    contact: help@example.org
    from: survey@example.org
    sendmail: /usr/bin/msmtp -t
    perMinute: 600
    reminders: 1
    daysBetween: 4
    """

  private func open(
    people: Int = 14, _ body: @escaping (Reception, Pages.Staff, Post) async throws -> Void
  ) async throws {
    let post = Post()
    let command = MailCommand { message in
      post.take(message)
      return .sent
    }
    let settings = try MailSettings(text: Self.settings, file: "mail.yaml")
    try await Reception.with(mail: (settings, command)) { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      #expect(try await pages.handIn(reception, staff.custodian, people: people).status == .seeOther)
      #expect(try await reception.post(Pages.wave(.open), staff.lead).status == .seeOther)
      try await body(reception, staff, post)
    }
  }

  /// What the running server does by itself.
  private func deliver(_ reception: Reception) async throws {
    var mailing = try #require(reception.mailing)
    mailing.pause = { _ in }
    _ = try await mailing.deliver(WaveName("spring"))
  }

  private func record(_ reception: Reception) async throws -> [String] {
    try await reception.accounts.audit.entries().map(\.act)
  }

  @Test("Invitations that the lead starts go out once, to everybody, under the server's own address")
  func invitations() async throws {
    try await open { reception, staff, post in
      let page = try await reception.get(.desk(Pages.wave()), staff.lead).text
      #expect(page.contains("Send the invitations") && page.contains("Send a reminder") && !page.contains("--mail"))
      #expect(try await reception.get(.desk(Pages.wave()), staff.worker).text.contains("Send") == false)
      for _ in 0..<2 {
        #expect(try await reception.post(Pages.wave(.invite), staff.lead).location == "/desk/waves/spring")
      }
      #expect(post.messages.isEmpty)
      try await deliver(reception)
      #expect(Set(post.messages.map(Post.recipient)) == Set((0..<14).map { "p\($0)@example.org" }))
      #expect(post.messages.count == 14)
      try await deliver(reception)
      #expect(post.messages.count == 14)
      for token in [staff.analyst, staff.worker, staff.manager] {
        #expect(try await reception.post(Pages.wave(.invite), token).status == .forbidden)
        #expect(try await reception.post(Pages.wave(.remind), token).status == .forbidden)
      }
      #expect(try await record(reception).filter { $0 == "invitations-sent" }.count == 2)
    }
  }

  @Test("A reminder goes to those who have not collected, no page says to whom, and is refused too early or too often")
  func reminders() async throws {
    try await open { reception, staff, post in
      let before = try await reception.post(Pages.wave(.remind), staff.lead)
      #expect(before.status == .unprocessableContent && before.text.contains("invitations are not out yet"))
      _ = try await reception.post(Pages.wave(.invite), staff.lead)
      try await deliver(reception)
      let early = try await reception.post(Pages.wave(.remind), staff.custodian)
      #expect(early.status == .unprocessableContent && early.text.contains("less than 4 days ago"))
      try await reception.directory.database.write { session in
        let rows = try session.rows("SELECT secret_hash FROM invitation WHERE wave = \("spring") LIMIT 5")
        for row in rows {
          try DirectoryStore.recordCollection(
            WaveName("spring"), secretHash: try row.blob(0), .init(blindedHash: [1], signature: [2]), in: session)
        }
      }
      reception.time.pass(5 * 86_400)
      post.clear()
      let lead = try await reception.signIn("lead@example.org")
      let custodian = try await reception.signIn("custodian@example.org")
      #expect(try await reception.post(Pages.wave(.remind), custodian).location == "/desk/waves/spring")
      try await deliver(reception)
      #expect(post.messages.count == 9)
      for token in [lead, custodian] {
        let page = try await reception.get(.desk(Pages.wave()), token).text
        for message in post.messages { #expect(!page.contains(Post.recipient(message))) }
      }
      reception.time.pass(5 * 86_400)
      let again = try await reception.post(Pages.wave(.remind), try await reception.signIn("lead@example.org"))
      #expect(again.status == .unprocessableContent && again.text.contains("reminded 1 times already"))
      #expect(try await record(reception).filter { $0 == "reminder-sent" }.count == 1)
    }
  }

  @Test("A message that came back is read from a mailbox file at the desk, by the custodian of that person alone")
  func bounces() async throws {
    try await open { reception, staff, post in
      #expect(try await reception.get(.desk(Pages.wave(.messages)), staff.custodian).text.contains("A mailbox file"))
      _ = try await reception.post(Pages.wave(.invite), staff.lead)
      try await deliver(reception)
      let back = try #require(post.messages.first { Post.recipient($0) == "p3@example.org" })
      func send(_ text: String?, _ token: Session.Token) async throws -> TestResponse {
        var headers = reception.headers(token, form: true)
        headers[.contentType] = "multipart/form-data; boundary=b"
        var body = "--b\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n\(token.formToken)\r\n"
        if let text {
          body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"back.mbox\"\r\n\r\n\(text)\r\n"
        }
        return try await reception.ask(
          .post, Link.desk(Pages.wave(.bounces)).path.text, headers: headers,
          body: ByteBuffer(string: body + "--b--\r\n"))
      }
      let report = Self.report(on: Post.identifier(back))
      #expect(try await send(report, staff.lead).status == .forbidden)
      let nothing = try await send(nil, staff.custodian)
      #expect(nothing.status == .unprocessableContent && nothing.text.contains("id=\"file-fault\""))
      let stranger = try await send(Self.report(on: "0a@example.org"), staff.custodian)
      #expect(stranger.status == .ok && stranger.text.contains("No invitation to your people has come back"))
      let read = try await send(report, staff.custodian)
      #expect(read.status == .ok && read.text.contains("did not reach these"))
      #expect(read.text.contains("<bdi>p3@example.org</bdi>") && !read.text.contains("p4@example.org"))
      #expect(try await record(reception).contains("bounces-read"))
    }
  }

  /// As a mail server writes it (RFC 3464).
  private static func report(on identifier: String) -> String {
    """
    From MAILER-DAEMON Fri Jan 15 10:00:00 2027
    From: MAILER-DAEMON@mail.example.org
    Subject: Undelivered Mail Returned to Sender
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="=_x"

    --=_x
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mail.example.org

    Final-Recipient: rfc822; somebody@example.org
    Action: failed
    Status: 5.1.1

    --=_x
    Content-Type: text/rfc822-headers

    Message-ID: <\(identifier)>
    To: somebody@example.org

    --=_x--

    """
  }
}
