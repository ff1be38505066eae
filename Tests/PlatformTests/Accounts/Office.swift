import Foundation
import Store
import Synchronization
import TestSupport

@testable import Platform

/// A directory with accounts, a clock that tests turn, and cheap passwords.
struct Office: Sendable {
  let directory: TestDatabase
  let keyring: Keyring
  let time: Time
  let accounts: Accounts

  /// What time it is, and how tests change it.
  final class Time: Sendable {
    private let seconds = Mutex(1_800_000_000)
    var clock: Clock { Clock { Date(timeIntervalSince1970: TimeInterval(self.seconds.withLock { $0 })) } }
    func pass(_ seconds: Int) { self.seconds.withLock { $0 += seconds } }
  }

  var organisations: Organisations { Organisations(directory: directory.database, audit: accounts.audit) }

  static let password = "otter lamp seven sky"

  static func with<Value>(
    _ driver: Driver, hasher: PasswordHasher = PasswordHasher(cost: .tests), _ body: (Office) async throws -> Value
  ) async throws -> Value {
    try await TestDatabase.with(driver, .directory) { directory in
      try await Tables.directory.apply(to: directory.database)
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-keys-\(UUID())")
      defer { try? FileManager.default.removeItem(at: folder) }
      let keyring = try Keyring(folder: folder.path)
      let time = Time()
      let audit = try AuditLog(directory: directory.database, keyring: keyring, clock: time.clock)
      return try await body(
        Office(
          directory: directory, keyring: keyring, time: time,
          accounts: try Accounts(
            directory: directory.database, keyring: keyring, hasher: hasher, audit: audit, clock: time.clock)))
    }
  }

  static var given: SetUp {
    SetUp(
      organisation: "Northside Services", server: "County IT", place: .apart, confirmed: true,
      name: "Ada Wells", email: "ada@example.org", password: password, managesRespondents: false)
  }

  func signIn(_ email: String, earlier: Session.Token? = nil) async throws -> Session.Token {
    guard case .signedIn(let token) = try await accounts.signIn(email: email, password: Self.password, earlier: earlier)
    else { throw SignInRefusal.wrongCode }
    return token
  }

  /// Sets up with Ada as the first administrator.
  @discardableResult
  func setUp() async throws -> SignedIn {
    guard let secret = try await accounts.makeSetUpLink() else { throw StoreError.unexpected("set up already") }
    let token = try await accounts.setUp(Self.given, with: secret)
    guard let visitor = try await accounts.signedIn(token) else { throw SignInRefusal.wrong }
    return visitor
  }
}
