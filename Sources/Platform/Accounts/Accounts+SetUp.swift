import Problems
import Store

/// What the first administrator says when an installation is set up.
package struct SetUp: Sendable {
  package var organisation: String
  /// Who runs the server, and where they stand; nil where nothing was chosen.
  package var server: String
  package var place: Operator.Place?
  /// That nothing here serves capability, absence or disciplinary processes.
  package var confirmed: Bool
  package var name: String
  package var email: String
  package var password: String
  package var managesRespondents: Bool?

  package init(
    organisation: String, server: String, place: Operator.Place?, confirmed: Bool, name: String, email: String,
    password: String, managesRespondents: Bool?
  ) {
    self.organisation = organisation
    self.server = server
    self.place = place
    self.confirmed = confirmed
    self.name = name
    self.email = email
    self.password = password
    self.managesRespondents = managesRespondents
  }

  /// What goes into the database.
  struct Checked {
    let organisation: Organisation
    let server: Operator
    let account: Account
    let password: Password
  }

  /// - Throws: `SeveralProblems`, each at its field.
  func checked() throws -> Checked {
    var gathering = Gathering()
    let organisation = try gathering.take {
      try Line.checked(self.organisation, "the organisation's name", at: "organisation")
    }
    let server = try gathering.take { try Line.checked(self.server, "who runs the server", at: "operator") }
    let place = try gathering.take {
      try chosen(self.place, at: "place", remedy: "say where whoever runs the server stands")
    }
    try gathering.take {
      guard confirmed else {
        throw Problem(
          "this has not been confirmed", at: "confirmed",
          remedy: "tick it, or do not use Hearth: people answer only where their answers are not turned against them")
      }
    }
    let name = try gathering.take { try Line.checked(self.name, "your name", at: "name") }
    let email = try gathering.take { try EmailAddress.checked(self.email) }
    let password = try gathering.take {
      try Password(
        chosen: self.password, email: email ?? "", name: name ?? "", organisations: organisation.map { [$0] } ?? [])
    }
    let manages = try gathering.take { () throws -> Bool in
      let manages = try chosen(managesRespondents, at: "manages", remedy: "answer yes or no")
      try Accounts.checkApart(administrator: true, manages: manages, at: "manages")
      return manages
    }
    try gathering.finish()
    guard let organisation, let server, let place, let name, let email, let password, let manages else {
      throw SeveralProblems(all: [])
    }
    return Checked(
      organisation: Organisation(id: ID(), name: organisation), server: Operator(name: server, place: place),
      account: Account(id: ID(), email: email, name: name, managesRespondents: manages, state: .active),
      password: password)
  }
}

/// - Throws: `Problem` where nothing was chosen.
func chosen<Value>(_ value: Value?, at field: String, remedy: String) throws(Problem) -> Value {
  guard let value else { throw Problem("nothing is chosen here", at: field, remedy: remedy) }
  return value
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
  /// - Throws: `SeveralProblems`, each at its field; `Problem` when set-up has run or the link is not good.
  package func setUp(_ given: SetUp, with secret: OneTimeSecret) async throws -> Session.Token {
    try await setUp(given, with: secret, asExample: false)
  }

  func setUp(_ given: SetUp, with secret: OneTimeSecret, asExample: Bool) async throws -> Session.Token {
    guard try await canSetUp(with: secret) else { throw Self.notAgain }
    let checked = try given.checked()
    let (organisation, account) = (checked.organisation, checked.account)
    let hash = try await hashed(checked.password)
    let now = clock.seconds
    return try await directory.write { session in
      guard try !OrganisationStore.isSetUp(in: session),
        try OneTimeLinkStore.purpose(of: secret, at: now, in: session) == .setUp
      else { throw Self.notAgain }
      try OrganisationStore.insert(organisation, in: session)
      try OrganisationStore.recordSetUp(host: organisation.id, checked.server, in: session)
      try AccountStore.insert(account, password: hash, in: session)
      let grant = Grant(id: ID(), role: .administrator, scope: .organisation(organisation.id), path: [])
      try GrantStore.insert(grant, of: account.id, in: session)
      if asExample { try ExampleStore.mark(account.id, in: session) }
      try OneTimeLinkStore.removeSetUp(in: session)
      try audit.append(.setUp, by: .account(account.id), on: organisation.name, in: session)
      return try begin(account.id, earlier: nil, in: session)
    }
  }

  private static let notAgain = Problem(
    "this link does not set anything up any more",
    remedy: "sign in if set-up is done; otherwise start the server again and use the link that it prints")
}
