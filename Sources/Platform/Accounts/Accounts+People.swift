import Problems
import Store

/// An account with its roles, and what they hold over.
package struct Person: Sendable, Identifiable {
  package let account: Account
  package let grants: [Grant]

  package var id: ID<Account> { account.id }
}

/// Who is invited, and to what.
package struct Invited: Sendable {
  package var name: String
  package var email: String
  /// Nil where nothing was chosen, here and below.
  package var managesRespondents: Bool?
  package var role: Role?
  package var scope: Scope?

  package init(name: String, email: String, managesRespondents: Bool?, role: Role?, scope: Scope?) {
    self.name = name
    self.email = email
    self.managesRespondents = managesRespondents
    self.role = role
    self.scope = scope
  }
}

extension Accounts {
  package func people() async throws -> [Person] {
    try await directory.read { session in
      let grants = try GrantStore.all(in: session)
      return try AccountStore.all(in: session).map { Person(account: $0, grants: grants[$0.id] ?? []) }
    }
  }

  package func person(_ id: ID<Account>) async throws -> Person? {
    try await directory.read { session in
      try AccountStore.find(id, in: session).map {
        Person(account: $0, grants: try GrantStore.all(of: id, in: session))
      }
    }
  }

  /// Makes an account that a one-time link opens. Whoever invites hands the link on; it is not kept.
  /// - Throws: `SeveralProblems`, each at its field; `Problem` where there is such an account or no such place.
  package func invite(
    _ invited: Invited, by actor: AuditEntry.Actor
  ) async throws -> (account: Account, secret: OneTimeSecret) {
    var gathering = Gathering()
    let name = try gathering.take { try Line.checked(invited.name, "the name", at: "name") }
    let email = try gathering.take { try EmailAddress.checked(invited.email) }
    let role = try gathering.take { try chosen(invited.role, at: "role", remedy: "choose a role") }
    let scope = try gathering.take { try chosen(invited.scope, at: "scope", remedy: "choose a place") }
    let manages = try gathering.take { () throws -> Bool in
      let manages = try chosen(invited.managesRespondents, at: "manages", remedy: "answer yes or no")
      try Self.checkApart(administrator: role == .administrator, manages: manages, at: "manages")
      return manages
    }
    try gathering.finish()
    guard let name, let email, let role, let scope, let manages else { throw SeveralProblems(all: []) }
    let account = Account(id: ID(), email: email, name: name, managesRespondents: manages, state: .invited)
    return try await directory.write { session in
      guard try AccountStore.find(email: account.email, in: session) == nil else {
        throw Problem("there is an account with this address", at: "email", remedy: "grant that account the role")
      }
      try AccountStore.insert(account, password: nil, in: session)
      try audit.append(.invited, by: actor, on: account.email, in: session)
      try insert(role, scope, to: account, by: actor, in: session)
      return (account, try link(for: account, in: session))
    }
  }

  /// Another link to choose a password; earlier ones stop working.
  package func makeLink(for id: ID<Account>, by actor: AuditEntry.Actor) async throws -> OneTimeSecret {
    try await directory.write { session in
      let account = try account(id, in: session)
      guard account.state != .deactivated else {
        throw Problem("this account is switched off", remedy: "switch it on first")
      }
      try audit.append(.linkMade, by: actor, on: account.email, in: session)
      return try link(for: account, in: session)
    }
  }

  /// - Returns: the new token of somebody who changed their own roles; every other session of the account has ended.
  package func grant(
    _ role: Role, over scope: Scope, to id: ID<Account>, by actor: AuditEntry.Actor
  ) async throws -> Session.Token? {
    try await directory.write { session in
      let account = try account(id, in: session)
      try Self.checkApart(administrator: role == .administrator, manages: account.managesRespondents, at: "role")
      guard try !GrantStore.all(of: id, in: session).contains(where: { $0.role == role && $0.scope == scope }) else {
        throw Problem("the account has this role there already", at: "role", remedy: "choose another role or place")
      }
      try insert(role, scope, to: account, by: actor, in: session)
      return try renewSessions(of: id, by: actor, in: session)
    }
  }

  /// - Returns: as `grant`.
  package func withdraw(
    _ grant: ID<Grant>, of id: ID<Account>, by actor: AuditEntry.Actor
  ) async throws -> Session.Token? {
    try await directory.write { session in
      let account = try account(id, in: session)
      guard let found = try GrantStore.all(of: id, in: session).first(where: { $0.id == grant }) else {
        throw Problem("the account does not have this role any more", remedy: "load the page again")
      }
      try GrantStore.remove(grant, in: session)
      if found.role == .administrator { try checkSomebodyIsLeft(in: session) }
      try audit.append(.roleWithdrawn, by: actor, on: "\(found.role.title), \(account.email)", in: session)
      return try renewSessions(of: id, by: actor, in: session)
    }
  }

  /// Says whether somebody manages people who will be asked.
  package func setManages(_ manages: Bool, of id: ID<Account>, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      let account = try account(id, in: session)
      let roles = try GrantStore.all(of: id, in: session).map(\.role)
      try Self.checkApart(administrator: roles.contains(.administrator), manages: manages, at: "manages")
      try AccountStore.setManages(manages, of: id, in: session)
      try audit.append(.managesChanged, by: actor, on: "\(manages ? "yes" : "no"), \(account.email)", in: session)
    }
  }

  /// Ends every session and link of an account and lets nobody sign in with it.
  package func deactivate(_ id: ID<Account>, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      let account = try account(id, in: session)
      try AccountStore.setState(.deactivated, of: id, in: session)
      try checkSomebodyIsLeft(in: session)
      try SessionStore.endAll(of: id, in: session)
      try OneTimeLinkStore.removeAll(of: id, in: session)
      try audit.append(.deactivated, by: actor, on: account.email, in: session)
    }
  }

  /// Switches an account on again: with the password or provider it had, or invited as before.
  package func reactivate(_ id: ID<Account>, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      let account = try account(id, in: session)
      guard account.state == .deactivated else { return }
      let isUsed =
        try AccountStore.password(of: id, in: session) != nil
        || ProviderIdentityStore.issuer(of: id, in: session) != nil
      try AccountStore.setState(isUsed ? .active : .invited, of: id, in: session)
      try audit.append(.reactivated, by: actor, on: account.email, in: session)
    }
  }

  private func insert(
    _ role: Role, _ scope: Scope, to account: Account, by actor: AuditEntry.Actor, in session: any SQLSession
  ) throws {
    guard let organisation = try OrganisationStore.find(scope.organisation, in: session) else {
      throw Problem("there is no such organisation", at: "scope", remedy: "load the page again")
    }
    var path: [String] = []
    if case .unit(let id, let owner) = scope {
      guard let unit = try OrganisationStore.unit(id, in: session), unit.organisation == owner else {
        throw Problem("there is no such unit", at: "scope", remedy: "load the page again")
      }
      path = unit.path
    }
    if role == .administrator {
      guard scope == .organisation(try OrganisationStore.installation(in: session)?.host.id ?? ID()) else {
        throw Problem(
          "an administrator looks after the whole installation", at: "scope", remedy: "choose the host as a whole")
      }
    }
    try GrantStore.insert(Grant(id: ID(), role: role, scope: scope, path: path), of: account.id, in: session)
    let place = ([organisation.name] + path).joined(separator: " / ")
    try audit.append(.roleGranted, by: actor, on: "\(role.title), \(place), \(account.email)", in: session)
  }

  private func link(for account: Account, in session: any SQLSession) throws -> OneTimeSecret {
    let secret = OneTimeSecret()
    try OneTimeLinkStore.removeAll(of: account.id, in: session)
    try OneTimeLinkStore.forget(before: clock.seconds, in: session)
    try OneTimeLinkStore.insert(
      secret, for: .password(account.id), expires: clock.seconds + Self.linkLasts, in: session)
    return secret
  }

  /// Who holds other roles signs in again; who changed their own goes on under a new token.
  private func renewSessions(
    of id: ID<Account>, by actor: AuditEntry.Actor, in session: any SQLSession
  ) throws -> Session.Token? {
    try SessionStore.endAll(of: id, in: session)
    return actor == .account(id) ? try begin(id, earlier: nil, in: session) : nil
  }

  private func checkSomebodyIsLeft(in session: any SQLSession) throws {
    let grants = try GrantStore.all(in: session)
    let isLeft = try AccountStore.all(in: session).contains { account in
      account.state == .active && grants[account.id]?.contains { $0.role == .administrator } == true
    }
    guard isLeft else {
      throw Problem(
        "nobody would be left to administer the installation", remedy: "make somebody else administrator first")
    }
  }

  func account(_ id: ID<Account>, in session: any SQLSession) throws -> Account {
    guard let account = try AccountStore.find(id, in: session) else {
      throw Problem("there is no such account", remedy: "load the page again")
    }
    return account
  }
}
