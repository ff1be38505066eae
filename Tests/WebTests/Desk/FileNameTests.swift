import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// What people send with a file: its name, and names in it.
@Suite struct FileNameTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  private func send(
    _ reception: Reception, _ token: Session.Token, named name: String, _ text: String
  ) async throws -> TestResponse {
    var headers = reception.headers(token, form: true)
    headers[.contentType] = "multipart/form-data; boundary=b"
    let fields = [("form-token", token.formToken), ("organisation", try await pages.host(reception))]
    let body =
      fields.map { "--b\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
      + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n\(text)\r\n--b--\r\n"
    return try await reception.ask(
      .post, Link.desk(Pages.wave(.roster)).path.text, headers: headers, body: ByteBuffer(string: body))
  }

  @Test(
    "A file's name is shown as text, apart from the words around it, whatever stands in it",
    arguments: ["<script>alert(1)</script>.csv", "<img src=x onerror=alert(1)>", "\u{5E9}\u{5DC}.csv", "&amp;<b>.csv"])
  func names(_ name: String) async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      let response = try await send(reception, staff.custodian, named: name, "name,contact,unit\nAnn,ann@example.org\n")
      #expect(response.status == .unprocessableContent)
      let escaped = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      #expect(response.text.contains("<bdi>\(escaped)"), "\(response.text)")
      #expect(!response.text.contains(name) || name == escaped)
    }
  }

  @Test("A file whose name turns the direction of what follows is not shown with it")
  func direction() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      for mark in ["\u{202E}", "\u{2066}", "\u{200F}"] {
        let response = try await send(
          reception, staff.custodian, named: "a\(mark)vsc.exe", "name,contact,unit\nAnn,ann@example.org\n")
        #expect(response.status == .unprocessableContent || response.status == .badRequest)
        let text = response.text
        #expect(!text.contains(mark) || text.contains("<bdi>a\(mark)vsc.exe"))
      }
    }
  }

  @Test(
    "No name in the file of links is run by a spreadsheet",
    arguments: ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "＝1"])
  func formulas(_ name: String) async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      let rows = (0..<12).map { "\($0 == 5 ? name : "P\($0)"),p\($0)@example.org,North\n" }.joined()
      #expect(
        try await send(reception, staff.custodian, named: "r.csv", "name,contact,unit\n" + rows).status == .seeOther)
      #expect(try await reception.post(Pages.wave(.open), staff.lead).status == .seeOther)
      let csv = try await reception.post(
        Pages.wave(.letters), staff.custodian, ["readers": "everybody", "format": "csv"]
      ).text
      let line = try #require(csv.split(whereSeparator: \.isNewline).first { $0.contains("p5@example.org") })
      #expect(line.hasPrefix("'\(name),"))
    }
  }
}
