import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Testing

@testable import Platform
@testable import Web

/// Forms that another site makes somebody's browser send.
@Suite struct ForgeryTests {
  static let others: [(origin: String?, site: String?)] = [
    ("https://evil.example", "cross-site"), ("https://evil.example", nil), ("null", nil), (nil, nil),
    (Reception.address, "cross-site"), (Reception.address, "same-site"), (Reception.address, "none"),
    ("https://survey.example.org.evil.example", nil), ("http://survey.example.org", nil),
    ("https://survey.example.org:8443", nil), (nil, "same-origin"), ("", nil),
  ]

  @Test("A form of another site does nothing, whichever address it is sent to", arguments: others)
  func elsewhere(_ origin: String?, _ site: String?) async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      for link in LinkTests.desk where link.takes != .get {
        for token in [ada, nil] {
          let response = try await reception.post(
            link, token, ["email": "ada@example.org", "password": Reception.password]
          ) { headers in
            headers[.origin] = origin
            if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = site }
          }
          #expect(response.status == .forbidden && response.headers[.setCookie] == nil, "\(link)")
          #expect(response.text.contains("did not come from this site"))
        }
      }
      #expect(try await reception.get(.desk(.home), ada).status == .ok, "somebody was signed out")
    }
  }

  @Test("A form without its session's token, with another's or with two does nothing")
  func token() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      let ann = try await reception.somebody("ann@example.org", Role.allCases)
      let other = try await reception.somebody("sam@example.org", [.studyLead])
      for link in LinkTests.desk where link.takes != .get && link.access != .signedOut {
        for token in ["", "x", other.formToken, ann.text, String(ann.formToken.dropLast())] {
          let response = try await reception.post(link, ann, ["form-token": token])
          #expect(response.status == .forbidden, "\(link)")
        }
        let headers = reception.headers(ann, form: true)
        let body = "form-token=\(ann.formToken)&form-token=\(ann.formToken)"
        let twice = try await reception.ask(
          .post, Link.desk(link).path.text, headers: headers, body: ByteBuffer(string: body))
        #expect(twice.status == .badRequest, "\(link)")
      }
      #expect(try await reception.get(.desk(.home), ann).status == .ok)
    }
  }

  @Test("What is not a form, or is too long, is refused before anything is done")
  func notForms() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      for (type, body, status) in [
        ("application/json", "{}", HTTPResponse.Status.badRequest), ("text/plain", "form-token=x", .badRequest),
        (nil, "", .badRequest), ("multipart/form-data", "", .badRequest),
        ("application/x-www-form-urlencoded", String(repeating: "a=b&", count: 20_000), .contentTooLarge),
        ("application/x-www-form-urlencoded", "a=%FF", .badRequest),
      ] {
        var headers = reception.headers(ada, form: true)
        headers[.contentType] = type
        let response = try await reception.ask(
          .post, "/desk/sign-out", headers: headers, body: ByteBuffer(string: body))
        #expect(response.status == status, "\(type ?? "no type") \(body.prefix(20))")
      }
      #expect(try await reception.get(.desk(.home), ada).status == .ok)
    }
  }
}
