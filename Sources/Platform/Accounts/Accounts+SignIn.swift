import Store

/// Why somebody is not signed in. Whether there is such an account is not said.
package enum SignInRefusal: Error, Hashable, Sendable {
  case wrong
  /// The password was right, the code was not.
  case wrongCode
  /// The password is too long ago, or there were too many codes.
  case startAgain
  /// Too many tries with this address.
  case wait(seconds: Int)
  /// Too many people at once.
  case busy
}

/// What comes of the right password.
package enum SignInStep: Equatable, Sendable {
  case signedIn(Session.Token)
  /// A code is needed too; the token says whose.
  case code(Session.Token)
}

extension Accounts {
  /// - Parameter earlier: the token that came with the request; it ends, so that nobody is signed in with a token that somebody else chose.
  /// - Throws: `SignInRefusal`.
  package func signIn(email: String, password: String, earlier: Session.Token?) async throws -> SignInStep {
    let address = EmailAddress.normal(email)
    guard let typed = Password(typed: password), address.utf8.count <= 254 else { throw SignInRefusal.wrong }
    let now = clock.seconds
    let found = try await directory.write { session -> (account: Account?, hash: PasswordHash?) in
      if let seconds = try SignInTries.begin(address, at: now, in: session) {
        throw SignInRefusal.wait(seconds: seconds)
      }
      let account = try AccountStore.find(email: address, in: session)
      return (account, try account.flatMap { try AccountStore.password(of: $0.id, in: session) })
    }
    let fits: Bool
    do {
      fits = try await hasher.verify(typed, against: found.hash)
    } catch is PasswordHasher.Busy {
      try await directory.write { try SignInTries.takeBack(address, in: $0) }
      throw SignInRefusal.busy
    }
    guard fits, let account = found.account, account.state == .active else { throw SignInRefusal.wrong }
    return try await directory.write { session in
      // Read again: it may have been switched off, or its password changed, while the hash was worked out.
      guard try AccountStore.find(account.id, in: session)?.state == .active,
        try AccountStore.password(of: account.id, in: session) == found.hash
      else { throw SignInRefusal.wrong }
      if try SecondFactorStore.find(account.id, in: session)?.isOn == true {
        // The try still counts: it is taken back when the code is right too.
        let waiting = Session.Token()
        try SecondFactorStore.wait(waiting, of: account.id, until: now + Self.codeWaits, in: session)
        return .code(waiting)
      }
      try SignInTries.forget(address, in: session)
      return .signedIn(try begin(account.id, earlier: earlier, in: session))
    }
  }

  package func signOut(_ token: Session.Token) async throws {
    try await directory.write { try SessionStore.end(token, in: $0) }
  }

  /// Who a token belongs to; nil when its session is over or its account was switched off.
  package func signedIn(_ token: Session.Token) async throws -> SignedIn? {
    let now = clock.seconds
    let found = try await directory.read { sql -> (session: Session, visitor: SignedIn)? in
      guard let session = try SessionStore.find(token, in: sql), !session.isOver(at: now),
        let account = try AccountStore.find(session.account, in: sql), account.state == .active
      else { return nil }
      let grants = try GrantStore.all(of: account.id, in: sql)
      return (
        session, SignedIn(account: account, session: session.id, grants: grants, formToken: token.formToken)
      )
    }
    guard let found else { return nil }
    // Once a minute is often enough for an hour's limit.
    if abs(now - found.session.seen) >= 60 {
      try await directory.write { try SessionStore.touch(found.session.id, at: now, in: $0) }
    }
    return found.visitor
  }

  /// A new session under a new token.
  func begin(_ account: ID<Account>, earlier: Session.Token?, in sql: any SQLSession) throws -> Session.Token {
    let now = clock.seconds
    if let earlier { try SessionStore.end(earlier, in: sql) }
    try SessionStore.forget(before: now, in: sql)
    let token = Session.Token()
    try SessionStore.insert(Session(id: ID(), account: account, began: now, seen: now), token, in: sql)
    return token
  }
}
