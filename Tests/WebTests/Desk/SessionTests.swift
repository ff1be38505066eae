import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Synchronization
import Testing

@testable import Platform
@testable import Web

@Suite struct SessionTests {
  private static let right = ["email": "ada@example.org", "password": Reception.password]

  @Test("Set-up in the browser signs the first administrator in, and the same link then does nothing")
  func setUp() async throws {
    try await Reception.with { reception in
      let secret = try #require(try await reception.accounts.makeSetUpLink())
      let link = DeskLink.setUp(secret: secret.text)
      let page = try await reception.get(.desk(link))
      #expect(page.status == .ok && page.text.contains("Set Hearth up") && page.text.contains("line management"))
      var fields = [
        "organisation": "Northside Services", "operator": "County IT", "place": "apart", "confirmed": "yes",
        "name": "Ada <b>Wells</b>", "email": "ada@example.org", "password": Reception.password, "manages": "yes",
      ]
      let refused = try await reception.post(link, nil, fields)
      #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#manages\""))
      #expect(refused.text.contains("value=\"Northside Services\"") && !refused.text.contains(Reception.password))
      #expect(refused.text.contains("Ada &lt;b&gt;Wells&lt;/b&gt;"))
      fields["manages"] = "no"
      let done = try await reception.post(link, nil, fields)
      #expect(done.status == .seeOther && done.location == "/desk")
      let token = try #require(done.token)
      let home = try await reception.get(.desk(.home), token)
      #expect(home.status == .ok && home.text.contains("Ada &lt;b&gt;Wells&lt;/b&gt;"))
      #expect(try await reception.get(.desk(link)).status == .gone)
      #expect(try await reception.post(link, nil, fields).status == .gone)
    }
  }

  @Test("The cookie goes to /desk only, to no script, to no other site, and over TLS only where there is TLS")
  func cookie() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      let cookie = try #require(try await reception.post(.signIn(next: nil), nil, Self.right).headers[.setCookie])
      #expect(cookie.hasPrefix("__Secure-hearth=") && cookie.hasSuffix("; Path=/desk; HttpOnly; SameSite=Lax; Secure"))
    }
    try await Reception.with(address: "http://127.0.0.1:8080") { reception in
      _ = try await reception.setUp()
      let response = try await reception.post(.signIn(next: nil), nil, Self.right) {
        $0[.origin] = "http://127.0.0.1:8080"
      }
      let cookie = try #require(response.headers[.setCookie])
      #expect(cookie.hasPrefix("hearth=") && cookie.hasSuffix("; Path=/desk; HttpOnly; SameSite=Lax"))
    }
  }

  @Test("Signing in gives a new token each time and ends the one that came with it")
  func fixation() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      let planted = Session.Token()
      let response = try await reception.post(.signIn(next: nil), planted, Self.right)
      let fresh = try #require(response.token)
      #expect(fresh != planted)
      #expect(try await reception.get(.desk(.home), planted).status == .seeOther)
      #expect(try await reception.get(.desk(.home), fresh).status == .ok)
    }
  }

  @Test("While passwords are worked on, everything else is served, and who comes in vain is told to try again")
  func stillServed() async throws {
    let gate = Mutex(false)
    let entered = Mutex(0)
    let hasher = PasswordHasher(cost: .tests, atOnce: 2, mostWaiting: 4) { _, _, _ in
      entered.withLock { $0 += 1 }
      while gate.withLock({ !$0 }) { Thread.sleep(forTimeInterval: 0.002) }
      return []
    }
    try await Reception.with(hasher: hasher) { reception in
      let answers = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
        for number in 0..<64 {
          group.addTask {
            try await reception.post(.signIn(next: nil), nil, ["email": "p\(number)@x.example", "password": "x"]).status
          }
        }
        while entered.withLock({ $0 }) < 2 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(try await reception.get(.health).status == .ok)
        #expect(try await reception.get(.desk(.signIn(next: nil))).status == .ok)
        #expect(try await reception.get(.answer(wave: "spring")).status == .ok)
        // Two at work and four waiting: the others have their answer already.
        var statuses: [HTTPResponse.Status] = []
        for _ in 0..<58 { statuses.append(try #require(try await group.next())) }
        #expect(entered.withLock { $0 } == 2)
        gate.withLock { $0 = true }
        for try await status in group { statuses.append(status) }
        return statuses
      }
      #expect(answers.prefix(58).allSatisfy { $0 == .serviceUnavailable })
      #expect(answers.suffix(6).allSatisfy { $0 == .unprocessableContent })
    }
  }

  @Test("Two cookies of the name are none: one of them was put there by somebody else")
  func twoCookies() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      var headers = HTTPFields()
      headers[.cookie] = "__Secure-hearth=\(Session.Token().text); __Secure-hearth=\(ada.text)"
      #expect(try await reception.ask(.get, "/desk", headers: headers).status == .seeOther)
    }
  }

  @Test("Sign-in says the same of an unknown address and of a wrong password, letter by letter")
  func enumeration() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      func answer(_ email: String) async throws -> TestResponse {
        try await reception.post(.signIn(next: nil), nil, ["email": email, "password": "otter lamp seven cloud"])
      }
      for _ in 0..<7 {
        let (known, unknown) = (try await answer("ada@example.org"), try await answer("bob@example.org"))
        #expect(known.status == unknown.status)
        #expect(known.text.replacing("ada@", with: "bob@") == unknown.text)
        #expect(known.headers[.setCookie] == nil)
      }
      #expect(try await answer("ada@example.org").status == .tooManyRequests)
    }
  }

  @Test("After signing in people go where they wanted to, and never to another site")
  func next() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      #expect(try await reception.get(.desk(.home)).location == "/desk/sign-in")
      for path in ["/desk/sign-in//evil.example", "/desk/sign-in/https:%2F%2Fevil.example", "/desk/sign-in?next=//e.x"]
      {
        let headers = reception.headers(nil, form: false)
        #expect(try await reception.ask(.get, path, headers: headers).status == .notFound)
      }
      let fields = Self.right.merging(["next": "https://evil.example"]) { $1 }
      #expect(try await reception.post(.signIn(next: nil), nil, fields).location == "/desk")
    }
  }

  @Test("Sign-out is a form: following a link signs nobody out, and afterwards the token is worth nothing")
  func signOut() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      #expect(try await reception.get(.desk(.signOut), ada).status == .methodNotAllowed)
      let response = try await reception.post(.signOut, ada)
      #expect(response.location == "/desk/sign-in")
      #expect(response.headers[.setCookie]?.contains("Max-Age=0") == true)
      #expect(try await reception.get(.desk(.home), ada).status == .seeOther)
    }
  }

  @Test("What a request calls its host goes into no page and no address")
  func host() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      var headers = reception.headers(nil, form: true)
      for name in ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"] {
        if let name = HTTPField.Name(name) { headers[name] = "evil.example" }
      }
      headers[.origin] = "https://evil.example"
      let refused = try await reception.ask(.post, "/desk/sign-in", headers: headers, body: ByteBuffer(string: "a=b"))
      #expect(refused.status == .forbidden && !refused.text.contains("evil"))
      #expect(refused.text.contains(Reception.address))
    }
  }

  @Test("Pages of the desk keep the strict policy, tell other sites nothing and are kept by no browser")
  func headers() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      for response in [
        try await reception.get(.desk(.home), ada), try await reception.get(.desk(.signIn(next: nil))),
        try await reception.get(.desk(.home)), try await reception.post(.signOut),
      ] {
        let policy = try #require(response.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("unsafe"))
        #expect(response.headers[.init("Referrer-Policy")!] == "same-origin")
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(!response.text.contains("<script") && !response.text.contains(" style="))
      }
    }
  }

  @Test(
    "An address that people reach the site by is read, or refused",
    arguments: [
      ("https://Survey.Example.org/", "https://survey.example.org"), ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
      ("https://a.example:443", "https://a.example"), ("https://a.example/path", nil), ("ftp://a.example", nil),
      ("https://", nil), ("https://a.example:0", nil), ("https://user@a.example", nil), ("https://a.example?x", nil),
      ("https://a.example:80:80", nil), ("https://é.example", nil), ("javascript:x", nil),
    ])
  func addresses(_ text: String, _ origin: String?) {
    #expect(PublicAddress(text)?.origin == origin)
  }
}
