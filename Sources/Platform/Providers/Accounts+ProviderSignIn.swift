import Problems
import Store

/// What somebody sets out to a provider for.
package enum ProviderErrand: Hashable, Sendable {
  case signIn(next: String?)
  /// To sign in with it from now on.
  case join(ID<Account>)
  /// To use it instead of the password that a link lets one choose.
  case invited(OneTimeSecret)
}

extension Accounts {
  /// To the provider and back within so many seconds,
  static let wayLasts = 10 * 60
  /// and so many people at once on all nodes.
  static let mostOnTheirWay = 20_000

  /// - Throws: `ProviderRefusal`; `SignInRefusal.busy`.
  package func setOut(_ errand: ProviderErrand, to provider: Provider) async throws -> ProviderSignIn.Ticket {
    let now = clock.seconds
    let ticket = ProviderSignIn.Ticket()
    return try await directory.write { session in
      guard try ProviderStore.find(provider.organisation.id, in: session) == provider else {
        throw ProviderRefusal.startAgain
      }
      let signIn: ProviderSignIn
      switch errand {
      case .signIn(let next):
        signIn = ProviderSignIn(organisation: provider.organisation.id, purpose: .signIn, next: next)
      case .join(let account):
        try Self.check(provider, isFor: account, in: session)
        signIn = ProviderSignIn(organisation: provider.organisation.id, purpose: .join(account), next: nil)
      case .invited(let secret):
        guard let account = try Self.invited(secret.hash, at: now, in: session) else { throw ProviderRefusal.oldLink }
        try Self.check(provider, isFor: account.id, in: session)
        signIn = ProviderSignIn(
          organisation: provider.organisation.id, purpose: .invited(account.id, link: secret.hash), next: nil)
      }
      try ProviderSignInStore.forget(before: now, in: session)
      guard try ProviderSignInStore.count(in: session) < Self.mostOnTheirWay else { throw SignInRefusal.busy }
      try ProviderSignInStore.insert(signIn, ticket, expires: now + Self.wayLasts, in: session)
      return ticket
    }
  }

  /// Whoever comes back, once.
  /// - Throws: `ProviderRefusal.startAgain` unless this browser set out with this state, to this provider, not long ago.
  package func comeBack(
    _ ticket: ProviderSignIn.Ticket, state: String, from organisation: ID<Organisation>
  ) async throws -> ProviderSignIn {
    guard sameInConstantTime(ticket.state, state) else { throw ProviderRefusal.startAgain }
    let now = clock.seconds
    let found = try await directory.write { try ProviderSignInStore.take(ticket, at: now, in: $0) }
    guard let found, found.organisation == organisation else { throw ProviderRefusal.startAgain }
    return found
  }

  /// Signs somebody in whom the provider vouches for.
  ///
  /// An account belongs to one identity, by the provider's own number for it. The first time it is found by the link of an invitation, by the session
  /// of somebody who is signed in, or, while nobody has used the account yet and all its roles are in the provider's organisation, by the address that
  /// the provider has verified. An account in use is never handed over by an address.
  /// - Parameter visitor: who is signed in in this browser.
  /// - Throws: `ProviderRefusal`; `SignInRefusal.wait`.
  package func signIn(
    _ identity: ProviderIdentity, after way: ProviderSignIn, visitor: SignedIn?, earlier: Session.Token?
  ) async throws -> SignInStep {
    let now = clock.seconds
    return try await directory.write { session in
      guard let provider = try ProviderStore.find(way.organisation, in: session), provider.issuer == identity.issuer
      else { throw ProviderRefusal.startAgain }
      switch way.purpose {
      case .signIn:
        let account = try known(identity, provider, in: session)
        return try firstStep(account, earlier: earlier, in: session)
      case .join(let id):
        guard let visitor, visitor.account.id == id else { throw ProviderRefusal.startAgain }
        try bind(visitor.account, to: identity, provider, in: session)
        return .signedIn(try begin(id, earlier: earlier, in: session))
      case .invited(let id, let link):
        guard let account = try Self.invited(link, at: now, in: session), account.id == id else {
          throw ProviderRefusal.oldLink
        }
        try bind(account, to: identity, provider, in: session)
        return try firstStep(account, earlier: earlier, in: session)
      }
    }
  }

  private func known(
    _ identity: ProviderIdentity, _ provider: Provider, in session: any SQLSession
  ) throws -> Account {
    if let id = try ProviderIdentityStore.account(of: identity, in: session) {
      guard let account = try AccountStore.find(id, in: session), account.state == .active else {
        throw ProviderRefusal.nobody
      }
      return account
    }
    guard let email = identity.verifiedEmail,
      let account = try AccountStore.find(email: EmailAddress.normal(email), in: session), account.state == .invited
    else { throw ProviderRefusal.nobody }
    let grants = try GrantStore.all(of: account.id, in: session)
    guard !grants.isEmpty, grants.allSatisfy({ $0.scope.organisation == provider.organisation.id }) else {
      throw ProviderRefusal.nobody
    }
    try bind(account, to: identity, provider, in: session)
    return account
  }

  /// The account's one way to sign in from now on. Its password, links and sessions end.
  private func bind(
    _ account: Account, to identity: ProviderIdentity, _ provider: Provider, in session: any SQLSession
  ) throws {
    let holder = try ProviderIdentityStore.account(of: identity, in: session)
    guard holder == nil || holder == account.id else { throw ProviderRefusal.taken }
    try ProviderIdentityStore.remove(of: account.id, in: session)
    try ProviderIdentityStore.insert(identity, of: account.id, in: session)
    try AccountStore.removePassword(of: account.id, in: session)
    try AccountStore.setState(.active, of: account.id, in: session)
    try OneTimeLinkStore.removeAll(of: account.id, in: session)
    try SessionStore.endAll(of: account.id, in: session)
    try audit.append(
      .providerJoined, by: .account(account.id), on: "\(provider.organisation.name), \(account.email)", in: session)
  }

  /// A second step that is switched on is asked for here too, and its tries count as those after a password do.
  private func firstStep(
    _ account: Account, earlier: Session.Token?, in session: any SQLSession
  ) throws -> SignInStep {
    let now = clock.seconds
    guard try SecondFactorStore.find(account.id, in: session)?.isOn == true else {
      return .signedIn(try begin(account.id, earlier: earlier, in: session))
    }
    if let seconds = try SignInTries.begin(account.email, at: now, in: session) {
      throw SignInRefusal.wait(seconds: seconds)
    }
    let waiting = Session.Token()
    try SecondFactorStore.wait(waiting, of: account.id, until: now + Self.codeWaits, in: session)
    return .code(waiting)
  }

  private static func invited(_ link: [UInt8], at now: Int, in session: any SQLSession) throws -> Account? {
    guard case .password(let id) = try OneTimeLinkStore.purpose(ofHash: link, at: now, in: session),
      let account = try AccountStore.find(id, in: session), account.state != .deactivated
    else { return nil }
    return account
  }

  private static func check(_ provider: Provider, isFor account: ID<Account>, in session: any SQLSession) throws {
    guard try providers(for: account, in: session).contains(provider) else { throw ProviderRefusal.nobody }
  }
}
