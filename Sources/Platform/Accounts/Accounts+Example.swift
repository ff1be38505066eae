import Problems
import Store

/// The account of an example installation, which a link signs in without a password.
///
/// There is one only where an installation was set up as an example: `setUpExample` marks it in the transaction that sets up, and set-up runs once. An
/// installation that was set up in earnest can never get one.
extension Accounts {
  private static let exampleLasts = 24 * 60 * 60

  /// As `setUp`, for an installation to look round in.
  package func setUpExample(_ given: SetUp, with secret: OneTimeSecret) async throws -> Session.Token {
    try await setUp(given, with: secret, asExample: true)
  }

  /// A new link that signs the example's account in, once, within a day; nil in every installation that is no example.
  package func makeExampleLink() async throws -> OneTimeSecret? {
    guard let id = try await directory.read({ try ExampleStore.account(in: $0) }) else { return nil }
    let now = clock.seconds
    return try await directory.write { session in
      try OneTimeLinkStore.forget(before: now, in: session)
      let secret = OneTimeSecret()
      try OneTimeLinkStore.insert(secret, for: .example(id), expires: now + Self.exampleLasts, in: session)
      return secret
    }
  }

  /// Whom a link signs in; nil when it is used or too old, or made for something else.
  package func example(of secret: OneTimeSecret) async throws -> Account? {
    let now = clock.seconds
    return try await directory.read { try Self.example(of: secret, at: now, in: $0) }
  }

  /// Uses the link up.
  package func signInAsExample(with secret: OneTimeSecret) async throws -> Session.Token {
    let now = clock.seconds
    return try await directory.write { session in
      guard let account = try Self.example(of: secret, at: now, in: session) else {
        throw Problem(
          "this link does not work any more", remedy: "start the example again and use the link that it prints")
      }
      try OneTimeLinkStore.remove(secret, in: session)
      return try begin(account.id, earlier: nil, in: session)
    }
  }

  private static func example(of secret: OneTimeSecret, at now: Int, in session: any SQLSession) throws -> Account? {
    guard case .example(let id) = try OneTimeLinkStore.purpose(of: secret, at: now, in: session),
      try ExampleStore.account(in: session) == id, let account = try AccountStore.find(id, in: session),
      account.state == .active
    else { return nil }
    return account
  }
}

/// The mark of an example installation.
enum ExampleStore {
  static func mark(_ account: ID<Account>, in session: any SQLSession) throws {
    try session.run("INSERT INTO example (number, account) VALUES (1, \(account))")
  }

  static func account(in session: any SQLSession) throws -> ID<Account>? {
    try session.row("SELECT account FROM example")?.id(0)
  }
}
