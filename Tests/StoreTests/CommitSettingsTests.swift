import Store
import StorePostgres
import TestSupport
import Testing

@Suite struct CommitSettingsTests {
  @Test(
    "A connection that would not wait for the disk is made to; one that waits for more goes on doing so",
    .enabled(if: Driver.available.contains(.postgres)),
    arguments: [("off", "on"), ("local", "local"), ("on", "on"), ("remote_apply", "remote_apply")])
  func raised(_ asked: String, _ kept: String) async throws {
    try await TestDatabase.with(.postgres) { test in
      let url = try #require(test.url) + " options='-csynchronous_commit=\(asked)'"
      let database = PostgresDatabase(url: url)
      #expect(try await database.commitSettings()?.waitsFor == kept)
      try await database.close()
    }
  }

  @Test("A file's settings are read back when it is opened")
  func file() async throws {
    try await TestDatabase.with(.sqlite) { test in
      let settings = try await test.database.commitSettings()
      #expect(settings == nil)
    }
  }
}
