import Foundation
import Problems
import Testing

@testable import Platform

/// The form of a message. `Tests/Mail/run.py` reads such messages back with another library.
@Suite struct MailMessageTests {
  static func message(
    to name: String = "Ann Example", subject: String = "A questionnaire from Us", text: String = "Hello.\n"
  ) throws -> MailMessage {
    MailMessage(
      from: .init(name: "Us", address: try #require(MailAddress("survey@example.org"))),
      to: .init(name: name, address: try #require(MailAddress("ann@example.org"))),
      replyTo: try #require(MailAddress("help+1@example.org")), subject: subject,
      date: Date(timeIntervalSince1970: 1_772_323_205), identifier: "0a1b", languages: [.english, .welsh], text: text)
  }

  static func lines(_ message: MailMessage) -> [String] {
    String(decoding: message.rendered(), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  @Test("A plain message is as plain as that")
  func plain() throws {
    #expect(
      try String(decoding: Self.message().rendered(), as: UTF8.self) == """
        From: "Us"
         <survey@example.org>
        To: "Ann Example"
         <ann@example.org>
        Reply-To: help+1@example.org
        Subject: A questionnaire from Us
        Date: Sun, 1 Mar 2026 00:00:05 +0000
        Message-ID: <0a1b@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable
        Content-Language: en, cy
        Auto-Submitted: auto-generated
        List-Unsubscribe:
         <mailto:help+1@example.org?subject=STOP>

        Hello.

        """)
  }

  @Test(
    "No name and no subject adds a header, ends one or turns the writing round",
    arguments: [
      "Ann\r\nBcc: all@example.org", "Ann\nSubject: x", "Ann\u{0}", "Ann\u{85}Bcc: x@example.org", "Ann\u{2028}Bcc: x",
      "\u{202E}gro.elpmaxe@nna", "Ann\u{2066}\u{2069}", "Ann\u{0B}\u{0C}B", "=?utf-8?B?QQ==?=", "\"; <x@example.org>",
      "\\\"\\", String(repeating: "Annemarie ", count: 30), String(repeating: "字", count: 300), "\u{FEFF}\u{200F}", "",
      String(repeating: "👩‍👩‍👧‍👦", count: 40),
    ])
  func injection(_ text: String) throws {
    let lines = try Self.lines(Self.message(to: text, subject: text))
    let names = lines.prefix { !$0.isEmpty }.filter { $0.first != " " }.map { $0.prefix { $0 != ":" } }
    #expect(
      names == [
        "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding", "Content-Language", "Auto-Submitted", "List-Unsubscribe",
      ])
    for line in lines {
      #expect(line.utf8.count <= 78 && line.utf8.allSatisfy { (32...126).contains($0) }, "\(line)")
    }
  }

  @Test("Long lines, lines of one dot and lines that look like the next message stay in the text")
  func body() throws {
    let text =
      ".\nFrom here\n" + String(repeating: "x", count: 2000) + "\n" + String(repeating: " .", count: 900) + "\nend \n"
    let lines = try Self.lines(Self.message(text: text)).drop { !$0.isEmpty }.dropFirst()
    #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0 != "." && !$0.hasPrefix("From ") && !$0.hasSuffix(" ") })
    #expect(try Self.decoded(lines.joined(separator: "\n")) == text)
  }

  @Test("Every text comes back from its encoding", arguments: 0..<200)
  func roundTrip(_ seed: Int) throws {
    let alphabet: [Character] = ["a", "=", ".", " ", "\n", "\t", "é", "字", "F", "r", "o", "m", "🙂", "\u{301}", "-"]
    var state = UInt64(seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
    var text = ""
    for _ in 0..<(seed * 3) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text.append(alphabet[Int(state >> 33) % alphabet.count])
    }
    let encoded = QuotedPrintable.encoded(text)
    #expect(try Self.decoded(encoded) == (text.hasSuffix("\n") ? text : text + "\n"))
  }

  /// RFC 2045, 6.7, read literally.
  static func decoded(_ text: String) throws -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      if rest.first == 10 {
        rest.removeFirst()
        continue
      }
      bytes.append(try #require(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)))
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "Addresses are plain ones or none",
    arguments: [
      ("ann@example.org", true), ("a.b-c+d_e'f@sub.example.co.uk", true), ("ANN@EXAMPLE.ORG", true),
      ("Ann", false), ("01632 960 001", false), ("ann@localhost", false), ("ann@@example.org", false),
      ("ann@example..org", false), (".ann@example.org", false), ("ann.@example.org", false),
      ("ann@-example.org", false), ("ann smith@example.org", false), ("\"ann\"@example.org", false),
      ("ann@example.org,bob@example.org", false), ("ann@example.org\nBcc: x@example.org", false),
      ("ann@example.org\r", false), ("<ann@example.org>", false), ("ánn@example.org", false),
      ("ann@exämple.org", false), ("", false), ("@example.org", false), ("ann@", false),
      (String(repeating: "a", count: 65) + "@example.org", false),
      ("a@" + String(repeating: "a.", count: 126) + "org", false), ("ann@[127.0.0.1]", false),
      ("ann(x)@example.org", false),
    ])
  func addresses(_ text: String, _ isOne: Bool) {
    #expect((MailAddress(text) != nil) == isOne, "\(text)")
  }
}
