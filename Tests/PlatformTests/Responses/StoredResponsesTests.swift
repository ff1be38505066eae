import Crypto
import Store
import TestSupport
import Testing

@testable import Platform

/// Responses of closed waves, read page by page and held against their codes.
@Suite struct StoredResponsesTests {
  private static let records = (0..<7).map { "North,\($0),\"a, “b”\"" }

  /// Two waves, of which the keyring knows one.
  private func withResponses(
    _ driver: Driver, _ body: (Site, _ wave: WaveName, _ key: SymmetricKey) async throws -> Void
  ) async throws {
    try await Site.with(driver) { site in
      let (wave, other) = (try WaveName("spring"), try WaveName("autumn"))
      let key = SymmetricKey(size: .bits256)
      try site.keyring.create(.rows(wave), key.withUnsafeBytes { [UInt8]($0) })
      try await site.answers.database.write { session in
        try ResponseStore.put(Self.records, of: wave, key: key, in: session)
        try ResponseStore.put(["South,1"], of: other, key: SymmetricKey(size: .bits256), in: session)
      }
      try await body(site, wave, key)
    }
  }

  @Test("Every page of them is read, in the order of their keys", arguments: Driver.available, [1, 2, 3, 7, 100])
  func pages(_ driver: Driver, _ pageSize: Int) async throws {
    try await withResponses(driver) { site, wave, key in
      let (lines, inOrder) = try await site.answers.database.read { session in
        (
          try ResponseStore.lines(of: wave, key: key, in: session, pageSize: pageSize),
          try session.rows("SELECT record FROM response WHERE wave = \(wave.description) ORDER BY key").map {
            try $0.text(0)
          }
        )
      }
      #expect(String(decoding: lines, as: UTF8.self) == inOrder.map { $0 + "\n" }.joined())
      #expect(inOrder.sorted() == Self.records)
    }
  }

  @Test("Codes are checked over all waves, and a wave without its key is named", arguments: Driver.available)
  func checked(_ driver: Driver) async throws {
    try await withResponses(driver) { site, _, _ in
      let check = try await site.answers.database.read { [keyring = site.keyring] session in
        var check = ResponseCheck(keyring: keyring)
        try check.checkAll(in: session, pageSize: 3)
        return check
      }
      #expect(check.checked == 7 && check.withoutKey == ["autumn"])
    }
  }

  @Test(
    "A changed record, a changed key and one wave's response under another's name are found",
    arguments: Driver.available,
    [
      "UPDATE response SET record = 'North,9,x' WHERE record LIKE 'North,3,%'",
      "UPDATE response SET key = mac WHERE record LIKE 'North,3,%'", "UPDATE response SET wave = 'spring'",
    ] as [SQL])
  func changed(_ driver: Driver, _ change: SQL) async throws {
    try await withResponses(driver) { site, wave, key in
      try await site.answers.database.write { try $0.run(change) }
      await #expect(throws: ResponseStore.changed) {
        try await site.answers.database.read { try ResponseStore.lines(of: wave, key: key, in: $0, pageSize: 2) }
      }
      await #expect(throws: ResponseStore.changed) {
        try await site.answers.database.read { [keyring = site.keyring] session in
          var check = ResponseCheck(keyring: keyring)
          try check.checkAll(in: session, pageSize: 2)
        }
      }
    }
  }
}
