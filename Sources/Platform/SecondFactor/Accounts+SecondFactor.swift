import Problems
import Store

/// Where an account stands with the second step of signing in.
package enum SecondStep: Hashable, Sendable {
  case off
  /// A secret that the authenticator program is to learn now, and the address that carries it.
  case beginning(secret: String, address: String)
  case on(codesLeft: Int)
}

extension Accounts {
  /// After the password a code may come this many seconds later,
  static let codeWaits = 5 * 60
  /// and be mistyped this often.
  static let codeTries = 4

  package func secondStep(of account: Account) async throws -> SecondStep {
    try await directory.read { session in
      guard let factor = try SecondFactorStore.find(account.id, in: session) else { return .off }
      if factor.isOn { return .on(codesLeft: try SecondFactorStore.codesLeft(account.id, in: session)) }
      let secret = TimeCode.base32(try factor.secret(key: secondFactorKey))
      let label = account.email.utf8.map { byte in
        let isPlain = (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || byte == 46
        return isPlain ? String(UnicodeScalar(byte)) : "%" + hexadecimal([byte]).uppercased()
      }.joined()
      return .beginning(secret: secret, address: "otpauth://totp/Hearth:\(label)?secret=\(secret)&issuer=Hearth")
    }
  }

  /// Makes a new secret, which counts once a code of it has been typed.
  package func beginSecondStep(of account: Account) async throws {
    let sealed = try SecondFactor.seal(randomBytes(20), key: secondFactorKey)
    try await directory.write { session in
      guard try SecondFactorStore.find(account.id, in: session)?.isOn != true else {
        throw Problem("the second step is on already", remedy: "switch it off first")
      }
      try SecondFactorStore.put(SecondFactor(sealed: sealed, isOn: false, lastStep: 0), of: account.id, in: session)
    }
  }

  /// Switches the second step on. Every other session ends, this one goes on under a new token.
  /// - Returns: ten codes for a day without the device; only their hashes are kept.
  /// - Throws: `Problem` at `code`.
  package func confirmSecondStep(
    of account: Account, code: String
  ) async throws -> (token: Session.Token, codes: [Code]) {
    let codes = (0..<10).map { _ in Code(bits: randomBytes(8)) }
    return try await directory.write { session in
      guard let factor = try SecondFactorStore.find(account.id, in: session), !factor.isOn else {
        throw Problem("there is nothing to confirm", remedy: "load the page again")
      }
      let secret = try factor.secret(key: secondFactorKey)
      guard let step = TimeCode.match(code, secret, at: clock.seconds, after: factor.lastStep) else {
        throw Problem(
          "this is not the code of now", at: "code",
          remedy: "type the six digits that the program shows, and check that the clocks are right")
      }
      try SecondFactorStore.put(
        SecondFactor(sealed: factor.sealed, isOn: true, lastStep: step), of: account.id, in: session)
      try SecondFactorStore.replaceCodes(codes, of: account.id, in: session)
      try audit.append(.secondFactorOn, by: .account(account.id), on: account.email, in: session)
      try SessionStore.endAll(of: account.id, in: session)
      return (try begin(account.id, earlier: nil, in: session), codes)
    }
  }

  /// Switches one's own second step off, with one's password.
  /// - Throws: `Problem` at `current`; `SignInRefusal.wait` and `.busy`.
  package func endSecondStep(of account: Account, current: String) async throws {
    _ = try await checkedPassword(current, of: account)
    try await removeSecondStep(of: account.id, by: .account(account.id))
  }

  /// Switches somebody's second step off who has lost device and codes.
  package func removeSecondStep(of id: ID<Account>, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      let account = try account(id, in: session)
      guard try SecondFactorStore.find(id, in: session) != nil else { return }
      try SecondFactorStore.remove(id, in: session)
      try audit.append(.secondFactorOff, by: actor, on: account.email, in: session)
    }
  }

  /// The second step of signing in: the digits of the authenticator program, or a recovery code.
  /// - Throws: `SignInRefusal.wrongCode`, or `.startAgain` when the first step is too long ago or there were too many tries.
  package func signIn(
    code: String, after waiting: Session.Token, earlier: Session.Token?
  ) async throws -> Session.Token {
    let now = clock.seconds
    // A try of its own: a code that is wrong must count although nothing else is kept.
    let id = try await directory.write { session in
      try SecondFactorStore.tryWaiting(waiting, at: now, most: Self.codeTries, in: session)
    }
    guard let id else { throw SignInRefusal.startAgain }
    return try await directory.write { session in
      guard let factor = try SecondFactorStore.find(id, in: session), factor.isOn,
        let account = try AccountStore.find(id, in: session), account.state == .active
      else { throw SignInRefusal.startAgain }
      let secret = try factor.secret(key: secondFactorKey)
      if let step = TimeCode.match(code, secret, at: now, after: factor.lastStep) {
        try SecondFactorStore.use(step, of: id, in: session)
      } else {
        guard let code = Code(code), try SecondFactorStore.useCode(code, of: id, in: session) else {
          throw SignInRefusal.wrongCode
        }
      }
      try SecondFactorStore.endWaiting(id, in: session)
      try SignInTries.forget(account.email, in: session)
      return try begin(id, earlier: earlier, in: session)
    }
  }
}
