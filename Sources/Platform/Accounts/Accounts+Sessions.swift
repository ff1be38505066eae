import Problems
import Store

extension Accounts {
  /// The sessions of an account that are not over, the newest first.
  package func sessions(of id: ID<Account>) async throws -> [Session] {
    let now = clock.seconds
    return try await directory.read { try SessionStore.all(of: id, in: $0).filter { !$0.isOver(at: now) }.reversed() }
  }

  /// Ends one session of one's own account.
  /// - Throws: `Problem` when it is over already, or another's.
  package func endSession(_ session: ID<Session>, of id: ID<Account>) async throws {
    let ended = try await directory.write { try SessionStore.end(session, of: id, in: $0) }
    guard ended else { throw Problem("that session is over already", remedy: "there is nothing more to do") }
  }

  /// Ends every session of an account, whoever holds it.
  package func endSessions(of id: ID<Account>, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      let account = try account(id, in: session)
      try SessionStore.endAll(of: id, in: session)
      try audit.append(.sessionsEnded, by: actor, on: account.email, in: session)
    }
  }
}
