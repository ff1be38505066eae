import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

@Suite struct PeopleTests {
  private func host(_ reception: Reception) async throws -> String {
    try #require(try await reception.organisations.installation()).host.id.description
  }

  @Test("An invitation's link is shown once, begins with the public address, and opens the account")
  func invite() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      var fields = [
        "name": "<Sam>", "email": "sam@example.org", "role": "studyLead", "scope": "", "manages": "no",
      ]
      let refused = try await reception.post(.invite, ada, fields)
      #expect(refused.status == .unprocessableContent && refused.text.contains("href=\"#scope\""))
      fields["scope"] = try await host(reception)
      let made = try await reception.post(.invite, ada, fields)
      let link = try #require(made.text.firstMatch(of: /https:\/\/survey\.example\.org\/desk\/password\/([\w-]{43})</))
      #expect(made.status == .ok && made.text.contains("A link for <bdi>&lt;Sam&gt;</bdi>"))
      let secret = String(link.1)
      let list = try await reception.get(.desk(.people), ada)
      #expect(list.text.contains("sam@example.org") && list.text.contains("Invited") && !list.text.contains(secret))
      let page = try await reception.get(.desk(.password(secret: secret)))
      #expect(page.status == .ok && page.text.contains("sam@example.org"))
      let weak = try await reception.post(.password(secret: secret), nil, ["password": "short"])
      #expect(weak.status == .unprocessableContent)
      let done = try await reception.post(.password(secret: secret), nil, ["password": Reception.password])
      let token = done.token
      #expect(done.location == "/desk" && token != nil)
      #expect(try await reception.get(.desk(.home), token).text.contains("&lt;Sam&gt;"))
      #expect(try await reception.get(.desk(.password(secret: secret))).status == .gone)
      #expect(try await reception.get(.desk(.people), token).status == .forbidden)
    }
  }

  @Test("Whatever identifier is put into a form, nothing of anybody else's is changed")
  func others() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      let sam = try await reception.somebody("sam@example.org", [.studyLead])
      let kim = try await reception.somebody("kim@example.org", [.analyst])
      let people = try await reception.accounts.people()
      let samID = try #require(people.first { $0.account.email == "sam@example.org" }).id
      let kimPerson = try #require(people.first { $0.account.email == "kim@example.org" })
      // Sam, who is no administrator, tries every act on Kim.
      for act in DeskLink.PersonAct.allCases {
        let response = try await reception.post(
          .person(kimPerson.id, act), sam,
          ["role": "administrator", "scope": try await host(reception), "manages": "no"])
        #expect(response.status == .forbidden)
      }
      // Kim's session, in Sam's form.
      let session = try #require(try await reception.accounts.signedIn(kim)).session
      let ended = try await reception.post(.account(.endSession), sam, ["session": session.description])
      #expect(ended.status == .unprocessableContent)
      #expect(try await reception.get(.desk(.home), kim).status == .ok)
      // Kim's role, withdrawn from Sam's page by the administrator.
      let grant = try #require(kimPerson.grants.first).id
      let withdrawn = try await reception.post(.person(samID, .withdraw), ada, ["grant": grant.description])
      #expect(withdrawn.status == .unprocessableContent)
      #expect(try await reception.accounts.person(kimPerson.id)?.grants.count == 1)
      // Somebody who is not there.
      #expect(try await reception.get(.desk(.person(ID(), nil)), ada).status == .notFound)
      for act in DeskLink.PersonAct.allCases {
        #expect(try await reception.post(.person(ID(), act), ada).status == .notFound)
      }
      for text in ["", "x", "../", kimPerson.id.description] {
        #expect(
          try await reception.post(.person(samID, .withdraw), ada, ["grant": text]).status == .unprocessableContent)
      }
    }
  }

  @Test("Roles are granted and withdrawn, and an account is switched off and on, on its page")
  func person() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      let sam = try await reception.somebody("sam@example.org", [])
      let id = try #require(try await reception.accounts.signedIn(sam)).account.id
      let host = try await host(reception)
      let granted = try await reception.post(.person(id, .grant), ada, ["role": "teamLead", "scope": host])
      #expect(granted.location == Link.desk(.person(id, nil)).path.text)
      #expect(try await reception.get(.desk(.home), sam).status == .seeOther, "the old session goes on")
      let page = try await reception.get(.desk(.person(id, nil)), ada).text
      #expect(page.contains("Team lead – Northside Services"))
      _ = try await reception.post(.person(id, .manages), ada, ["manages": "yes"])
      let both = try await reception.post(.person(id, .grant), ada, ["role": "administrator", "scope": host])
      #expect(both.status == .unprocessableContent && both.text.contains("must not manage people"))
      let grant = try #require(try await reception.accounts.person(id)?.grants.first).id
      _ = try await reception.post(.person(id, .withdraw), ada, ["grant": grant.description])
      #expect(try await reception.accounts.person(id)?.grants == [])
      _ = try await reception.post(.person(id, .deactivate), ada)
      let fields = ["email": "sam@example.org", "password": Reception.password]
      #expect(try await reception.post(.signIn(next: nil), nil, fields).status == .unprocessableContent)
      _ = try await reception.post(.person(id, .reactivate), ada)
      #expect(try await reception.post(.signIn(next: nil), nil, fields).status == .seeOther)
      #expect(try await reception.accounts.audit.verify() == .whole(entries: 6))
    }
  }

  @Test("A changed password signs out everywhere else and goes on here under a new token")
  func password() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      let other = try await reception.signIn("ada@example.org")
      let wrong = try await reception.post(
        .account(.password), ada, ["current": "no", "password": "window bread nine sea"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#current\""))
      let done = try await reception.post(
        .account(.password), ada, ["current": Reception.password, "password": "window bread nine sea"])
      #expect(done.status == .seeOther && done.token != nil && done.token != ada)
      for token in [ada, other] {
        #expect(try await reception.get(.desk(.home), token).status == .seeOther)
      }
      #expect(try await reception.get(.desk(.account(nil)), done.token).status == .ok)
    }
  }

  @Test("The record of acts is read in pages, back to the first entry")
  func record() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      try await reception.directory.database.write { session in
        for number in 2...450 {
          try reception.accounts.audit.append(.invited, by: .commandLine, on: "person \(number).", in: session)
        }
      }
      var link: DeskLink? = .audit
      var seen: [String] = []
      while let next = link {
        let page = try await reception.get(.desk(next), ada)
        seen += page.text.matches(of: /person (\d+)\./).map { String($0.1) }
        let earlier = page.text.firstMatch(of: /href="\/desk\/audit\/before\/(\d+)"/)
        link = earlier.flatMap { Int($0.1) }.map(DeskLink.auditBefore)
      }
      #expect(seen == (2...450).reversed().map(String.init))
    }
  }

  @Test("An example's link is for this machine: at a public address there is no such page")
  func example() async throws {
    for address in [Reception.address, "http://127.0.0.1:8080", "http://10.0.0.5:8080"] {
      try await Reception.with(address: address) { reception in
        let secret = try #require(try await reception.accounts.makeSetUpLink())
        _ = try await reception.accounts.setUpExample(
          SetUp(
            organisation: "Example", server: "Somebody", place: .outside, confirmed: true, name: "Demo",
            email: "demo@example.org", password: Reception.password, managesRespondents: false), with: secret)
        let link = DeskLink.example(secret: try #require(try await reception.accounts.makeExampleLink()).text)
        let page = try await reception.get(.desk(link))
        let isHere = address == "http://127.0.0.1:8080"
        #expect(page.status == (isHere ? .ok : .gone), "\(address)")
        let response = try await reception.post(link) { $0[.origin] = address }
        #expect((response.token != nil) == isHere && (response.location == "/desk") == isHere)
        // Looking at the page did not use it up, pressing the button did.
        #expect(try await reception.get(.desk(link)).status == .gone)
      }
    }
  }

  @Test("After signing in people go on to the page they asked for")
  func next() async throws {
    try await Reception.with { reception in
      _ = try await reception.setUp()
      #expect(try await reception.get(.desk(.people)).location == "/desk/sign-in/people")
      let fields = ["email": "ada@example.org", "password": Reception.password]
      #expect(try await reception.post(.signIn(next: .people), nil, fields).location == "/desk/people")
      #expect(try await reception.post(.account(.password)).location == "/desk/sign-in")
    }
  }
}
