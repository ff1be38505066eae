import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Testing

@testable import Platform
@testable import Web

@Suite struct AccessTests {
  @Test("Who may use an address is what the table says, and the table has each address once")
  func table() {
    for link in LinkTests.desk {
      #expect(AccessTable.access(of: link) == link.access, "\(AccessTable.path(of: link))")
    }
    #expect(Set(AccessTable.rows.map(\.path)) == Set(LinkTests.desk.map(AccessTable.path)))
    #expect(AccessTable.rows.count == Set(LinkTests.desk).count)
  }

  /// What somebody with these roles must be answered, worked out from the table alone.
  private func expected(_ access: Access, _ roles: Set<Role>?) -> String {
    switch (access, roles) {
    case (.anyone, _), (.signedOut, nil), (.signedIn, .some): "let in"
    case (.signedOut, .some): "sent home"
    case (.signedIn, nil), (.roles, nil): "sent to sign in"
    case (.roles(let wanted), let roles?): wanted.isDisjoint(with: roles) ? "turned away" : "let in"
    }
  }

  private func outcome(_ response: TestResponse) -> String {
    switch response.status {
    case .forbidden: return "turned away"
    case .seeOther where response.location == "/desk": return "sent home"
    case .seeOther where response.location?.hasPrefix("/desk/sign-in") == true: return "sent to sign in"
    case .ok, .seeOther, .notFound, .gone, .unprocessableContent: return "let in"
    default: return "\(response.status)"
    }
  }

  @Test("Every address lets in whom its access names, and nobody else")
  func everyone() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      var visitors: [(name: String, token: Session.Token?, roles: Set<Role>?)] = [("nobody", nil, nil)]
      for role in Role.allCases {
        visitors.append(
          (role.rawValue, try await reception.somebody("\(role.rawValue.lowercased())@example.org", [role]), [role]))
      }
      visitors.append(("without a role", try await reception.somebody("none@example.org", []), []))
      for link in LinkTests.desk where link != .signOut {
        for visitor in visitors {
          let wanted = expected(try #require(AccessTable.access(of: link)), visitor.roles)
          if link.takes != .post {
            let got = outcome(try await reception.get(.desk(link), visitor.token))
            #expect(got == wanted, "\(visitor.name) asks for \(link)")
          }
          if link.takes != .get {
            // An empty form does nothing wherever it is let in.
            let response = try await reception.post(link, visitor.token)
            let got = outcome(response)
            #expect(
              got == wanted || wanted == "let in" && response.location == "/desk", "\(visitor.name) sends \(link)")
          }
        }
      }
    }
  }

  @Test("An ended or made-up session is nobody's")
  func ended() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      reception.time.pass(Session.idle)
      for link in LinkTests.desk where link.takes != .post {
        for token in [ada, Session.Token()] {
          #expect(
            outcome(try await reception.get(.desk(link), token))
              == expected(try #require(AccessTable.access(of: link)), nil), "\(link)")
        }
      }
    }
  }

  @Test("Addresses of participants and of the site are open to everybody, and no cookie changes them")
  func participants() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      for link in LinkTests.links {
        if case .desk = link { continue }
        #expect(link.access == .anyone)
        let (without, with) = (try await reception.get(link), try await reception.get(link, ada))
        #expect(without.status == with.status && without.text == with.text && with.headers[.setCookie] == nil)
      }
    }
  }

  @Test("Addresses of the desk answer the methods they are for, and no others")
  func methods() async throws {
    try await Reception.with { reception in
      for link in LinkTests.desk {
        for method in [HTTPRequest.Method.get, .post, .put, .delete, .head, .options] {
          let status = try await reception.ask(
            method, Link.desk(link).path.text, headers: reception.headers(nil, form: true)
          ).status
          let takes =
            switch link.takes {
            case .get: method == .get
            case .post: method == .post
            case .both: method == .get || method == .post
            }
          #expect((status != .methodNotAllowed) == takes, "\(method) \(link)")
        }
      }
    }
  }

  @Test("A site without a desk has nothing to sign in to")
  func noDesk() async throws {
    for link in LinkTests.desk {
      #expect(try await Platformed().ask(.get, Link.desk(link).path.text).status == .notFound)
    }
  }

  @Test("A role reaches its unit and everything below it, and nothing beside or above")
  func scope() {
    let here = ID<Organisation>()
    let grant = Grant(
      id: ID(), role: .teamLead, scope: .unit(ID(), of: here), path: ["North", "Team A"])
    #expect(grant.reaches(["North", "Team A"], of: here) && grant.reaches(["North", "Team A", "Nights"], of: here))
    #expect(!grant.reaches(["North"], of: here) && !grant.reaches([], of: here))
    #expect(!grant.reaches(["North", "Team B"], of: here) && !grant.reaches(["North", "Team A"], of: ID()))
    let whole = Grant(id: ID(), role: .studyLead, scope: .organisation(here), path: [])
    #expect(whole.reaches(["North"], of: here) && whole.reaches([], of: here) && !whole.reaches([], of: ID()))
  }
}
