import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import Store
import TestSupport
import Testing

@testable import Platform
@testable import Web

/// What a form sends beside its own fields.
@Suite struct UnknownFieldTests {
  private typealias Pages = StudyPagesTests
  private let pages = StudyPagesTests()

  /// Names of columns, of other forms' fields and of what might be asked for.
  private static let more = [
    "id": "x", "state": "active", "password": "otter lamp seven sky", "role-2": "administrator",
    "roles": "administrator",
    "managesRespondents": "yes", "account": "ada@example.org", "study": "other", "wave": "other",
    "actor": "command line",
    "isAdministrator": "true", "closed": "1", "support_checked": "0", "__proto__": "x", "título": "x",
  ]

  @Test("Somebody who is invited with more than the form asks for gets no more than it gives")
  func invite() async throws {
    try await Reception.with { reception in
      let ada = try await reception.setUp()
      let host = try await pages.host(reception)
      let fields = ["role": "staffMember", "scope": host, "manages": "no", "name": "Sam"]
      for (email, more) in [("plain@example.org", [:]), ("more@example.org", Self.more)] {
        let sent = fields.merging(["email": email]) { $1 }.merging(more) { own, _ in own }
        #expect(try await reception.post(.invite, ada, sent).status == .ok)
      }
      let people = try await reception.accounts.people().filter { $0.account.email != "ada@example.org" }
      #expect(people.count == 2)
      for person in people {
        #expect(person.grants.map(\.role) == [.staffMember] && person.account.state == .invited)
        #expect(!person.account.managesRespondents && person.account.name == "Sam")
      }
      await #expect(throws: SignInRefusal.self) { try await reception.signIn("more@example.org") }
      // Nobody else has changed.
      #expect(try await reception.accounts.signedIn(ada)?.account.email == "ada@example.org")
    }
  }

  @Test("A plan is the same, whatever else was sent with it")
  func promises() async throws {
    try await Reception.with { reception in
      let staff = try await pages.staff(reception)
      try await pages.prepare(reception, staff)
      func plan() async throws -> [SQLRow] {
        try await reception.directory.database.read { try $0.rows("SELECT * FROM planned_wave") }
      }
      let today = reception.accounts.clock.today()
      let fields = [
        "owner": "The board", "act": "Two days a month", "support": "Staff line, 01632 960 001",
        "supportChecked": "\(today)", "staffHear": "\(today.adding(10))", "managersHear": "\(today.adding(20))",
        "threshold": "10",
      ]
      #expect(try await reception.post(Pages.wave(.promises), staff.lead, fields).status == .seeOther)
      let before = try await plan()
      let more = fields.merging(Self.more) { own, _ in own }
      #expect(try await reception.post(Pages.wave(.promises), staff.lead, more).status == .seeOther)
      #expect(try await plan() == before && before.count == 1)
    }
  }
}
