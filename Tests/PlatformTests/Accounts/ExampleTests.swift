import Store
import TestSupport
import Testing

@testable import Platform

/// The link that signs somebody in to an example without a password.
@Suite struct ExampleLinkTests {
  @Test("An installation that was set up in earnest has no such link and takes none", arguments: Driver.available)
  func inEarnest(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      #expect(try await office.accounts.makeExampleLink() == nil)
      let ada = try await office.setUp()
      #expect(try await office.accounts.makeExampleLink() == nil)
      // Nor does one that somebody wrote into the table of links do anything.
      let secret = OneTimeSecret()
      try await office.directory.database.write {
        try OneTimeLinkStore.insert(secret, for: .example(ada.account.id), expires: .max, in: $0)
      }
      #expect(try await office.accounts.example(of: secret) == nil)
      await #expect(throws: (any Error).self) { try await office.accounts.signInAsExample(with: secret) }
    }
  }

  @Test("What has been set up cannot become an example", arguments: Driver.available)
  func notAgain(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let secret = try #require(try await office.accounts.makeSetUpLink())
      try await office.setUp()
      await #expect(throws: (any Error).self) {
        try await office.accounts.setUpExample(Office.given, with: secret)
      }
      #expect(try await office.accounts.makeExampleLink() == nil)
    }
  }

  @Test("An example's link signs its account in, once, within a day", arguments: Driver.available)
  func once(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let accounts = office.accounts
      let secret = try #require(try await accounts.makeSetUpLink())
      _ = try await accounts.setUpExample(Office.given, with: secret)
      let link = try #require(try await accounts.makeExampleLink())
      #expect(try await accounts.example(of: link)?.email == "ada@example.org")
      // It is for that only.
      #expect(try await accounts.account(of: link) == nil)
      let token = try await accounts.signInAsExample(with: link)
      #expect(try await accounts.signedIn(token)?.account.email == "ada@example.org")
      await #expect(throws: (any Error).self) { try await accounts.signInAsExample(with: link) }
      let late = try #require(try await accounts.makeExampleLink())
      office.time.pass(24 * 60 * 60)
      #expect(try await accounts.example(of: late) == nil)
    }
  }
}
