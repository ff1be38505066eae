import Problems
import Store

extension Accounts {
  /// A link to choose a password is good for three days.
  static let linkLasts = 3 * 24 * 60 * 60

  /// Whose password a link lets one choose; nil when it is used or too old, or the account is switched off.
  package func account(of secret: OneTimeSecret) async throws -> Account? {
    let now = clock.seconds
    return try await directory.read { session in try Self.account(of: secret, at: now, in: session) }
  }

  private static func account(of secret: OneTimeSecret, at now: Int, in session: any SQLSession) throws -> Account? {
    guard case .password(let id) = try OneTimeLinkStore.purpose(of: secret, at: now, in: session),
      let account = try AccountStore.find(id, in: session), account.state != .deactivated
    else { return nil }
    return account
  }

  /// Uses a link up, ends every session of the account and begins a new one.
  /// - Returns: nil where a code is needed too: a link alone signs nobody in there.
  /// - Throws: `Problem` at `password`, or when the link is not good any more.
  package func choosePassword(_ text: String, with secret: OneTimeSecret) async throws -> Session.Token? {
    guard let account = try await account(of: secret) else { throw Self.usedUp }
    let hash = try await hashed(text, of: account)
    let now = clock.seconds
    return try await directory.write { session in
      guard try Self.account(of: secret, at: now, in: session) == account else { throw Self.usedUp }
      try SignInTries.forget(account.email, in: session)
      let token = try setPassword(hash, of: account, in: session)
      guard try SecondFactorStore.find(account.id, in: session)?.isOn == true else { return token }
      try SessionStore.end(token, in: session)
      return nil
    }
  }

  /// Changes one's own password. Every other session of the account ends, and this one goes on under a new token.
  /// - Throws: `Problem` at `current` or `password`; `SignInRefusal.wait` and `.busy`.
  package func changePassword(of account: Account, current: String, to text: String) async throws -> Session.Token {
    let kept = try await checkedPassword(current, of: account)
    let hash = try await hashed(text, of: account)
    return try await directory.write { session in
      guard try AccountStore.password(of: account.id, in: session) == kept,
        try AccountStore.find(account.id, in: session)?.state == .active
      else { throw SignInRefusal.busy }
      return try setPassword(hash, of: account, in: session)
    }
  }

  /// Holds what was typed against the account's password, before something that only its owner may do.
  /// - Throws: as `checkedPassword`.
  package func confirm(password: String, of account: Account) async throws {
    _ = try await checkedPassword(password, of: account)
  }

  /// Holds what was typed against the account's password; tries count as those of signing in do.
  /// - Throws: `Problem` at `current`; `SignInRefusal.wait` and `.busy`.
  func checkedPassword(_ current: String, of account: Account) async throws -> PasswordHash? {
    let now = clock.seconds
    let kept = try await directory.write { session -> PasswordHash? in
      if let seconds = try SignInTries.begin(account.email, at: now, in: session) {
        throw SignInRefusal.wait(seconds: seconds)
      }
      return try AccountStore.password(of: account.id, in: session)
    }
    guard let typed = Password(typed: current), try await verified(typed, kept) else {
      throw Problem("this is not your password now", at: "current", remedy: "type the one you signed in with")
    }
    try await directory.write { try SignInTries.forget(account.email, in: $0) }
    return kept
  }

  private func setPassword(
    _ hash: PasswordHash, of account: Account, in session: any SQLSession
  ) throws -> Session.Token {
    try AccountStore.setPassword(hash, of: account.id, in: session)
    // One way to sign in at a time.
    try ProviderIdentityStore.remove(of: account.id, in: session)
    try OneTimeLinkStore.removeAll(of: account.id, in: session)
    try SessionStore.endAll(of: account.id, in: session)
    try audit.append(.passwordChanged, by: .account(account.id), on: account.email, in: session)
    return try begin(account.id, earlier: nil, in: session)
  }

  private static let usedUp = Problem(
    "this link does not work any more", remedy: "ask an administrator for another")

  private func verified(_ typed: Password, _ kept: PasswordHash?) async throws -> Bool {
    do { return try await hasher.verify(typed, against: kept) } catch is PasswordHasher.Busy {
      throw SignInRefusal.busy
    }
  }

  private func hashed(_ text: String, of account: Account) async throws -> PasswordHash {
    let organisations = try await directory.read { session in
      let own = Set(try GrantStore.all(of: account.id, in: session).map(\.scope.organisation))
      return try OrganisationStore.all(in: session).filter { own.contains($0.id) }.map(\.name)
    }
    return try await hashed(
      Password(chosen: text, email: account.email, name: account.name, organisations: organisations))
  }

  func hashed(_ password: Password) async throws -> PasswordHash {
    do { return try await hasher.hash(password) } catch is PasswordHasher.Busy {
      throw Problem("the server is busy", remedy: "try again in a minute")
    }
  }
}
