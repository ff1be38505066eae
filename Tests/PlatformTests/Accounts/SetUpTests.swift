import Problems
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct SetUpTests {
  @Test(
    "Set-up makes the organisation, its operator and one administrator, who is signed in", arguments: Driver.available)
  func first(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let visitor = try await office.setUp()
      #expect(visitor.account.email == "ada@example.org" && visitor.roles == [.administrator])
      let installation = try await office.directory.database.read { session in
        try OrganisationStore.installation(in: session).map {
          [$0.host.name, $0.server.name, $0.server.place.rawValue]
        }
      }
      #expect(installation == ["Northside Services", "County IT", "apart"])
      #expect(try await office.accounts.audit.entries().map(\.act) == ["set-up"])
    }
  }

  @Test("A set-up link works once, and none is made afterwards", arguments: Driver.available)
  func once(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let first = try #require(try await office.accounts.makeSetUpLink())
      let other = try #require(try await office.accounts.makeSetUpLink())
      _ = try await office.accounts.setUp(Office.given, with: first)
      for secret in [first, other] {
        #expect(try await !office.accounts.canSetUp(with: secret))
        await #expect(throws: Problem.self) { try await office.accounts.setUp(Office.given, with: secret) }
      }
      #expect(try await office.accounts.makeSetUpLink() == nil)
    }
  }

  @Test("Of many set-ups at once, by links of several nodes, one succeeds", arguments: Driver.available)
  func race(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      var secrets: [OneTimeSecret] = []
      for _ in 0..<4 { secrets.append(try #require(try await office.accounts.makeSetUpLink())) }
      let done = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<8 {
          let secret = secrets[number % 4]
          group.addTask {
            var given = Office.given
            given.email = "person\(number)@example.org"
            given.organisation = "Organisation \(number)"
            return (try? await office.accounts.setUp(given, with: secret)) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(done == 1)
      let counts = try await office.directory.database.read { session in
        try ["account": "SELECT count(*) FROM account", "organisation": "SELECT count(*) FROM organisation"]
          .mapValues { (sql: SQL) in try session.row(sql)?.integer(0) }
      }
      #expect(counts == ["account": 1, "organisation": 1])
    }
  }

  @Test("A set-up link that is too old, made up or of another kind sets nothing up")
  func wrongLinks() async throws {
    try await Office.with(.sqlite) { office in
      let old = try #require(try await office.accounts.makeSetUpLink())
      office.time.pass(24 * 60 * 60)
      for secret in [old, OneTimeSecret()] {
        await #expect(throws: Problem.self) { try await office.accounts.setUp(Office.given, with: secret) }
      }
      #expect(try await office.accounts.makeSetUpLink() != nil)
    }
  }

  @Test(
    "Set-up says which field is wrong and changes nothing",
    arguments: ["organisation", "operator", "place", "confirmed", "name", "email", "password", "manages"])
  func fields(_ field: String) async throws {
    try await Office.with(.sqlite) { office in
      let secret = try #require(try await office.accounts.makeSetUpLink())
      var given = Office.given
      switch field {
      case "organisation": given.organisation = " \t"
      case "operator": given.server = ""
      case "place": given.place = nil
      case "confirmed": given.confirmed = false
      case "name": given.name = "Ada\u{202E}Wells"
      case "email": given.email = "ada"
      case "password": given.password = "otter lamp"
      default: given.managesRespondents = true
      }
      do {
        _ = try await office.accounts.setUp(given, with: secret)
        Issue.record("it was taken")
      } catch let several as SeveralProblems {
        #expect(several.all.map(\.place) == [field] && several.all.allSatisfy { !$0.remedy.isEmpty })
      }
      #expect(try await office.accounts.canSetUp(with: secret))
    }
  }

  @Test("Everything that is wrong is said at once")
  func allFields() async throws {
    try await Office.with(.sqlite) { office in
      let secret = try #require(try await office.accounts.makeSetUpLink())
      let empty = SetUp(
        organisation: "", server: "", place: nil, confirmed: false, name: "", email: "", password: "",
        managesRespondents: nil)
      do {
        _ = try await office.accounts.setUp(empty, with: secret)
        Issue.record("it was taken")
      } catch let several as SeveralProblems {
        #expect(
          several.all.map(\.place) == [
            "organisation", "operator", "place", "confirmed", "name", "email", "password", "manages",
          ])
      }
    }
  }

  @Test(
    "Passwords that are short, known or monotonous are refused",
    arguments: [
      "elevenchars", "ada@example.org", "ADA@example.org1", "Ada Wells 2026", "aaaaaaaaaaaaaa", "abababababababab",
      String(repeating: "otter", count: 300),
    ])
  func weak(_ password: String) {
    #expect(throws: Problem.self) { try Password(chosen: password, email: "ada@example.org", name: "Ada Wells") }
  }

  @Test("A password is the same however its letters are put together")
  func composed() throws {
    let one = try Password(chosen: "caf\u{E9} otter lamp", email: "a@b.example", name: "Ada")
    let other = try #require(Password(typed: "cafe\u{301} otter lamp"))
    #expect(Array(one.text.utf8) == Array(other.text.utf8))
  }
}
