import Problems
import Store

/// What the first administrator says when an installation is set up.
package struct SetUp: Sendable {
  package var organisation: String
  package var server: Operator
  /// That nothing here serves capability, absence or disciplinary processes.
  package var confirmed: Bool
  package var name: String
  package var email: String
  package var password: String
  package var managesRespondents: Bool

  package init(
    organisation: String, server: Operator, confirmed: Bool, name: String, email: String, password: String,
    managesRespondents: Bool
  ) {
    self.organisation = organisation
    self.server = server
    self.confirmed = confirmed
    self.name = name
    self.email = email
    self.password = password
    self.managesRespondents = managesRespondents
  }
}

extension Accounts {
  private static let setUpLasts = 24 * 60 * 60

  /// A new link to set the installation up; nil when it has been. Links of other nodes and earlier starts stay good for a day.
  package func makeSetUpLink() async throws -> OneTimeSecret? {
    let now = clock.seconds
    return try await directory.write { session in
      guard try !OrganisationStore.isSetUp(in: session) else { return nil }
      try OneTimeLinkStore.forget(before: now, in: session)
      let secret = OneTimeSecret()
      try OneTimeLinkStore.insert(secret, for: .setUp, expires: now + Self.setUpLasts, in: session)
      return secret
    }
  }

  package func canSetUp(with secret: OneTimeSecret) async throws -> Bool {
    let now = clock.seconds
    return try await directory.read { session in
      try !OrganisationStore.isSetUp(in: session)
        && OneTimeLinkStore.purpose(of: secret, at: now, in: session) == .setUp
    }
  }

  /// Sets the installation up, once, and signs its first administrator in.
  /// - Throws: `Problem` at the field that is wrong, or when set-up has run or the link is not good.
  package func setUp(_ given: SetUp, with secret: OneTimeSecret) async throws -> Session.Token {
    guard try await canSetUp(with: secret) else { throw Self.notAgain }
    let organisation = Organisation(
      id: ID(), name: try Line.checked(given.organisation, "the organisation's name", at: "organisation"))
    let server = Operator(
      name: try Line.checked(given.server.name, "who runs the server", at: "operator"), place: given.server.place)
    guard given.confirmed else {
      throw Problem(
        "this has not been confirmed", at: "confirmed",
        remedy: "tick it, or do not use Hearth: people answer only where their answers are not turned against them")
    }
    let account = Account(
      id: ID(), email: try EmailAddress.checked(given.email),
      name: try Line.checked(given.name, "your name", at: "name"),
      managesRespondents: given.managesRespondents, state: .active)
    try Self.checkApart(administrator: true, manages: given.managesRespondents, at: "manages")
    let hash = try await hasher.hash(Password(chosen: given.password, email: account.email, name: account.name))
    let now = clock.seconds
    return try await directory.write { session in
      guard try !OrganisationStore.isSetUp(in: session),
        try OneTimeLinkStore.purpose(of: secret, at: now, in: session) == .setUp
      else { throw Self.notAgain }
      try OrganisationStore.insert(organisation, in: session)
      try OrganisationStore.recordSetUp(host: organisation.id, server, in: session)
      try AccountStore.insert(account, password: hash, in: session)
      let grant = Grant(id: ID(), role: .administrator, scope: .organisation(organisation.id), path: [])
      try GrantStore.insert(grant, of: account.id, in: session)
      try OneTimeLinkStore.removeSetUp(in: session)
      try audit.append(.setUp, by: .account(account.id), on: organisation.name, in: session)
      return try begin(account.id, earlier: nil, in: session)
    }
  }

  private static let notAgain = Problem(
    "this link does not set anything up any more",
    remedy: "sign in if set-up is done; otherwise start the server again and use the link that it prints")
}
