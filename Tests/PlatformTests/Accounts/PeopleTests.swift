import Foundation
import Problems
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct PeopleTests {
  private func problem(_ body: () async throws -> Void) async -> Problem? {
    do {
      try await body()
      return nil
    } catch { return (error as? SeveralProblems)?.all.first ?? error as? Problem }
  }

  private func invited(_ office: Office, _ role: Role = .studyLead, manages: Bool = false) async throws -> Invited {
    Invited(
      name: "Sam Reed", email: "sam@example.org", managesRespondents: manages, role: role,
      scope: .organisation(try await office.host()))
  }

  @Test("Who is invited chooses a password with a link that works once", arguments: Driver.available)
  func invitation(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let ada = try await office.setUp()
      let made = try await office.accounts.invite(try await invited(office), by: .account(ada.account.id))
      await #expect(throws: SignInRefusal.wrong) {
        try await office.accounts.signIn(email: "sam@example.org", password: Office.password, earlier: nil)
      }
      #expect(try await office.accounts.account(of: made.secret)?.email == "sam@example.org")
      let token = try #require(try await office.accounts.choosePassword(Office.password, with: made.secret))
      let sam = try #require(try await office.accounts.signedIn(token))
      #expect(sam.roles == [.studyLead] && sam.account.state == .active)
      #expect(try await office.accounts.account(of: made.secret) == nil)
      #expect(
        await problem { _ = try await office.accounts.choosePassword("another one 4 me", with: made.secret) } != nil)
      _ = try await office.signIn("sam@example.org")
    }
  }

  @Test("Of eight who use one link at once one chooses the password", arguments: Driver.available)
  func linkRace(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let ada = try await office.setUp()
      let made = try await office.accounts.invite(try await invited(office), by: .account(ada.account.id))
      let done = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<8 {
          group.addTask {
            (try? await office.accounts.choosePassword("otter lamp seven \(number)", with: made.secret)) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(done == 1)
    }
  }

  @Test("A link is worth nothing after three days, after another one was made, and for an account switched off")
  func oldLinks() async throws {
    try await Office.with(.sqlite) { office in
      let ada = try await office.setUp()
      let actor = AuditEntry.Actor.account(ada.account.id)
      let made = try await office.accounts.invite(try await invited(office), by: actor)
      let second = try await office.accounts.makeLink(for: made.account.id, by: actor)
      #expect(try await office.accounts.account(of: made.secret) == nil)
      #expect(try await office.accounts.account(of: second) != nil)
      office.time.pass(Accounts.linkLasts)
      #expect(try await office.accounts.account(of: second) == nil)
      let third = try await office.accounts.makeLink(for: made.account.id, by: actor)
      try await office.accounts.deactivate(made.account.id, by: actor)
      #expect(try await office.accounts.account(of: third) == nil)
      #expect(await problem { _ = try await office.accounts.makeLink(for: made.account.id, by: actor) } != nil)
      try await office.accounts.reactivate(made.account.id, by: actor)
      #expect(try await office.accounts.person(made.account.id)?.account.state == .invited)
    }
  }

  @Test("No account is both administrator and manager of people who are asked, whichever comes first")
  func apart() async throws {
    try await Office.with(.sqlite) { office in
      let ada = try await office.setUp()
      let actor = AuditEntry.Actor.account(ada.account.id)
      let host = try await office.host()
      let both = try await invited(office, .administrator, manages: true)
      #expect(await problem { _ = try await office.accounts.invite(both, by: actor) }?.place == "manages")
      #expect(await problem { try await office.accounts.setManages(true, of: ada.account.id, by: actor) } != nil)
      let lead = try await office.accounts.invite(try await invited(office, manages: true), by: actor).account
      let asked = await problem {
        _ = try await office.accounts.grant(.administrator, over: .organisation(host), to: lead.id, by: actor)
      }
      #expect(asked?.what == "an administrator must not manage people who will be asked" && asked?.place == "role")
      try await office.accounts.setManages(false, of: lead.id, by: actor)
      _ = try await office.accounts.grant(.administrator, over: .organisation(host), to: lead.id, by: actor)
      #expect(await problem { try await office.accounts.setManages(true, of: lead.id, by: actor) } != nil)
    }
  }

  @Test("The last administrator can neither be switched off nor lose the role", arguments: Driver.available)
  func last(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let ada = try await office.setUp()
      let actor = AuditEntry.Actor.account(ada.account.id)
      // Somebody invited is not there yet.
      let sam = try await office.accounts.invite(try await invited(office, .administrator), by: actor)
      #expect(await problem { try await office.accounts.deactivate(ada.account.id, by: actor) } != nil)
      let grant = try #require(ada.grants.first).id
      #expect(await problem { _ = try await office.accounts.withdraw(grant, of: ada.account.id, by: actor) } != nil)
      #expect(try await office.accounts.person(ada.account.id)?.account.state == .active)
      _ = try await office.accounts.choosePassword(Office.password, with: sam.secret)
      // Both at once: one must stay.
      let ids = [ada.account.id, sam.account.id]
      let off = await withTaskGroup(of: Bool.self) { group in
        for id in ids { group.addTask { await problem { try await office.accounts.deactivate(id, by: actor) } == nil } }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(off == 1)
    }
  }

  @Test("Another role ends the sessions of its holder, and gives whoever changed their own a new token")
  func newRoles() async throws {
    try await Office.with(.sqlite) { office in
      let ada = try await office.setUp()
      let actor = AuditEntry.Actor.account(ada.account.id)
      let sam = try await office.accounts.invite(try await invited(office), by: actor)
      let session = try #require(try await office.accounts.choosePassword(Office.password, with: sam.secret))
      let scope = Scope.organisation(try await office.host())
      #expect(try await office.accounts.grant(.analyst, over: scope, to: sam.account.id, by: actor) == nil)
      #expect(try await office.accounts.signedIn(session) == nil)
      let before = try await office.signIn("ada@example.org")
      let after = try #require(try await office.accounts.grant(.reviewer, over: scope, to: ada.account.id, by: actor))
      #expect(try await office.accounts.signedIn(before) == nil)
      #expect(try await office.accounts.signedIn(after)?.roles == [.administrator, .reviewer])
    }
  }

  @Test("A role is granted over what there is, and administrators over the host as a whole only")
  func scopes() async throws {
    try await Office.with(.sqlite) { office in
      let ada = try await office.setUp()
      let host = try await office.host()
      let unit = OrganisationUnit(id: ID(), organisation: host, path: ["North", "Team A"])
      let partner = Organisation(id: ID(), name: "Southside")
      try await office.directory.database.write { session in
        try OrganisationStore.insert(partner, in: session)
        try OrganisationStore.insert(unit, in: session)
      }
      func grant(_ role: Role, _ scope: Scope) async -> String? {
        await problem {
          _ = try await office.accounts.grant(role, over: scope, to: ada.account.id, by: .commandLine)
        }?.place
      }
      #expect(await grant(.analyst, .organisation(ID())) == "scope")
      #expect(await grant(.teamLead, .unit(ID(), of: host)) == "scope")
      #expect(await grant(.teamLead, .unit(unit.id, of: partner.id)) == "scope")
      #expect(await grant(.administrator, .organisation(partner.id)) == "scope")
      #expect(await grant(.administrator, .unit(unit.id, of: host)) == "scope")
      #expect(await grant(.teamLead, .unit(unit.id, of: host)) == nil)
      #expect(await grant(.teamLead, .unit(unit.id, of: host)) == "role")
      #expect(await grant(.custodian, .organisation(partner.id)) == nil)
      let grants = try #require(try await office.accounts.person(ada.account.id)).grants
      let lead = SignedIn(account: ada.account, session: ada.session, grants: grants, formToken: "")
      #expect(lead.has(.teamLead, over: ["North", "Team A", "Nights"], of: host))
      #expect(!lead.has(.teamLead, over: ["North"], of: host) && !lead.has(.custodian, of: host))
    }
  }

  @Test("A changed password ends every other session and every link; a wrong one counts as a try")
  func password() async throws {
    try await Office.with(.sqlite) { office in
      let ada = try await office.setUp()
      let elsewhere = try await office.signIn("ada@example.org")
      let link = try await office.accounts.makeLink(for: ada.account.id, by: .commandLine)
      let wrong = await problem {
        _ = try await office.accounts.changePassword(of: ada.account, current: "x", to: "window bread nine sea")
      }
      #expect(wrong?.place == "current")
      let weak = await problem {
        _ = try await office.accounts.changePassword(of: ada.account, current: Office.password, to: "short")
      }
      #expect(weak?.place == "password")
      let token = try await office.accounts.changePassword(
        of: ada.account, current: Office.password, to: "window bread nine sea")
      #expect(try await office.accounts.signedIn(elsewhere) == nil)
      #expect(try await office.accounts.signedIn(token) != nil)
      #expect(try await office.accounts.account(of: link) == nil)
      for _ in 0..<5 {
        _ = await problem {
          _ = try await office.accounts.changePassword(of: ada.account, current: "x", to: "window bread nine sea")
        }
      }
      await #expect(throws: SignInRefusal.wait(seconds: 30)) {
        try await office.accounts.changePassword(of: ada.account, current: "x", to: "window bread nine sea")
      }
    }
  }

  @Test("One ends one's own sessions, and nobody else's")
  func sessions() async throws {
    try await Office.with(.sqlite) { office in
      let ada = try await office.setUp()
      try await office.addAccount("sam@example.org")
      let token = try await office.signIn("sam@example.org")
      let sam = try #require(try await office.accounts.signedIn(token))
      #expect(await problem { try await office.accounts.endSession(sam.session, of: ada.account.id) } != nil)
      #expect(try await office.accounts.signedIn(token) != nil)
      #expect(try await office.accounts.sessions(of: sam.account.id).map(\.id) == [sam.session])
      try await office.accounts.endSession(sam.session, of: sam.account.id)
      #expect(try await office.accounts.signedIn(token) == nil)
    }
  }
}

extension Office {
  func host() async throws -> ID<Organisation> {
    try await directory.database.read { try OrganisationStore.installation(in: $0)?.host.id ?? ID() }
  }
}
