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

@Suite struct OrganisationTests {
  private func upload(
    _ reception: Reception, _ link: DeskLink, _ token: Session.Token, file: [UInt8]
  ) async throws -> TestResponse {
    var headers = reception.headers(token, form: true)
    headers[.contentType] = "multipart/form-data; boundary=b"
    let head =
      "--b\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n\(token.formToken)\r\n"
      + "--b\r\nContent-Disposition: form-data; name=\"units\"; filename=\"u.csv\"\r\n\r\n"
    let body = ByteBuffer(bytes: Array(head.utf8) + file + Array("\r\n--b--\r\n".utf8))
    return try await reception.ask(.post, Link.desk(link).path.text, headers: headers, body: body)
  }

  @Test("Units come from a file and go into one; a file above 2 MiB is refused")
  func files() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      let host = try #require(try await reception.organisations.installation()).host.id
      let done = try await upload(
        reception, .organisation(host, .import), ada, file: Array("unit\nNorth / Team A\nSouth\n".utf8))
      #expect(done.location == Link.desk(.organisation(host, nil)).path.text)
      let file = try await reception.get(.desk(.unitsFile(host)), ada)
      #expect(file.text == "unit\r\nNorth\r\nNorth / Team A\r\nSouth\r\n")
      #expect(file.headers[.contentDisposition] == "attachment; filename=\"units.csv\"")
      let refused = try await upload(reception, .organisation(host, .import), ada, file: Array("name\nWest\n".utf8))
      #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#units\""))
      let large = [UInt8](repeating: 65, count: FormBody.largestFile + 1)
      let tooLarge = try await upload(reception, .organisation(host, .import), ada, file: large)
      #expect(tooLarge.status == .badRequest && tooLarge.text.contains("2 MiB at most"))
      let beyond = [UInt8](repeating: 65, count: FormBody.largestFile + FormBody.restOfForm)
      #expect(
        try await upload(reception, .organisation(host, .import), ada, file: beyond).status == .contentTooLarge)
      #expect(try await reception.organisations.tree(host)?.units.count == 3)
    }
  }

  @Test("An organisation or unit that is not there is not found, and a role over it cannot be granted")
  func identifiers() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      let sam = try await reception.somebody("sam@example.org", [.studyLead])
      let id = try #require(try await reception.accounts.signedIn(sam)).account.id
      for link in LinkTests.desk {
        switch link {
        case .organisation(let id, let act):
          let response = act == nil ? try await reception.get(.desk(link), ada) : try await reception.post(link, ada)
          #expect(response.status == .notFound, "\(id) \(link)")
        case .unit(_, let act):
          let response = act == nil ? try await reception.get(.desk(link), ada) : try await reception.post(link, ada)
          #expect(response.status == .notFound, "\(link)")
        case .unitsFile: #expect(try await reception.get(.desk(link), ada).status == .notFound)
        default: continue
        }
      }
      for scope in ["\(ID<Organisation>())", "\(ID<Organisation>()).\(ID<OrganisationUnit>())", "x.y.z", "."] {
        let response = try await reception.post(.person(id, .grant), ada, ["role": "teamLead", "scope": scope])
        #expect(response.status == .unprocessableContent && response.text.contains("href=\"#scope\""))
      }
    }
  }

  @Test("A name with markup, a formula or a mark of direction is shown as text or refused")
  func names() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      let host = try #require(try await reception.organisations.installation()).host.id
      _ = try await reception.post(.organisation(host, .add), ada, ["path": "A<script>alert(1)</script>"])
      let page = try await reception.get(.desk(.organisation(host, nil)), ada)
      #expect(!page.text.contains("<script>") && page.text.contains("&lt;script&gt;"))
      for path in ["=cmd", "+1", "@a", "-1", "a / =b", "x\u{202E}y"] {
        let response = try await reception.post(.organisation(host, .add), ada, ["path": path])
        #expect(response.status == .unprocessableContent, "\(path)")
      }
    }
  }

  @Test("The second step is asked for after the password, and no page opens without it")
  func secondStep() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      let account = try #require(try await reception.accounts.signedIn(ada)).account
      _ = try await reception.post(.secondStep(.begin), ada)
      let page = try await reception.get(.desk(.secondStep(nil)), ada)
      #expect(page.text.contains("<svg class=\"qr\""))
      let refused = try await reception.post(.secondStep(.confirm), ada, ["code": "0"])
      #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#code\""))
      func digits() async throws -> String {
        let key = reception.accounts.secondFactorKey
        let secret = try await reception.directory.database.read {
          try SecondFactorStore.find(account.id, in: $0)?.secret(key: key)
        }
        return TimeCode.digits(secret ?? [], step: TimeCode.step(at: reception.time.now.withLock { $0 }))
      }
      let on = try await reception.post(.secondStep(.confirm), ada, ["code": try await digits()])
      let renewed = on.token
      #expect(on.status == .ok && renewed != nil)
      #expect(on.text.contains(renewed?.formToken ?? "no token"), "the page's forms belong to the old session")
      #expect(try await reception.get(.desk(.home), ada).status == .seeOther)
      let fields = ["email": "ada@example.org", "password": Reception.password]
      let asked = try await reception.post(.signIn(next: .people), nil, fields)
      #expect(asked.status == .ok && asked.headers[.setCookie] == nil && asked.text.contains("Your code"))
      let waiting = String(try #require(asked.text.firstMatch(of: /name="step" value="([\w-]{43})"/)).1)
      let token = try #require(Session.Token(waiting))
      #expect(try await reception.get(.desk(.home), token).status == .seeOther, "the password alone opens a page")
      reception.time.pass(30)
      let done = try await reception.post(
        .signIn(next: .people), nil, ["step": waiting, "code": try await digits()])
      #expect(done.location == "/desk/people")
      #expect(try await reception.get(.desk(.people), done.token).status == .ok)
    }
  }
}
