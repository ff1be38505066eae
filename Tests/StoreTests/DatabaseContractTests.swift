import Store
import TestSupport
import Testing

/// What both engines promise.
@Suite struct DatabaseContractTests {
  @Test("Values come back as they went in", arguments: Driver.available)
  func roundTrip(_ driver: Driver) async throws {
    try await withTable(driver) { database in
      let bytes: [UInt8] = Array(0...255)
      try await database.write { session in
        try session.run(
          "INSERT INTO thing (id, words, bytes) VALUES (\(Int(Int32.max) + 1), \("žluť 🔥 'quoted'"), \(bytes))")
        try session.run("INSERT INTO thing (id, words, bytes) VALUES (\(-3), \(nil as String?), \([UInt8]()))")
      }
      let rows = try await database.read { try $0.rows("SELECT id, words, bytes FROM thing ORDER BY id") }
      try #require(rows.count == 2)
      #expect(try rows[0].integer(0) == -3)
      #expect(try rows[1].integer(0) == 2_147_483_648)
      #expect(rows[0].isNull(1))
      #expect(try rows[1].text(1) == "žluť 🔥 'quoted'")
      #expect(try rows[0].blob(2) == [])
      #expect(try rows[1].blob(2) == bytes)
    }
  }

  @Test("A rolled-back write leaves nothing behind", arguments: Driver.available)
  func rollback(_ driver: Driver) async throws {
    struct Stop: Error {}
    try await withTable(driver) { database in
      await #expect(throws: Stop.self) {
        try await database.write { session in
          try session.run("INSERT INTO thing (id) VALUES (\(1))")
          throw Stop()
        }
      }
      let left = try await database.read { try $0.rows("SELECT id FROM thing") }
      #expect(left.isEmpty)
    }
  }

  @Test("A second row with the same key is refused, and passed over when asked", arguments: Driver.available)
  func conflict(_ driver: Driver) async throws {
    try await withTable(driver) { database in
      try await database.write { try $0.run("INSERT INTO thing (id) VALUES (\(1))") }
      await #expect {
        try await database.write { try $0.run("INSERT INTO thing (id) VALUES (\(1))") }
      } throws: { error in
        if case .constraint? = error as? StoreError { true } else { false }
      }
      let taken = try await database.write { session in
        let rows: [SQL] = [1, 2, 3].map { "(\($0))" }
        let insert: SQL =
          "INSERT INTO thing (id) VALUES \(SQL.joined(rows, by: ", ")) ON CONFLICT DO NOTHING RETURNING id"
        return try session.rows(insert)
      }
      #expect(Set(taken) == [SQLRow([.integer(2)]), SQLRow([.integer(3)])])
    }
  }

  @Test("Transactions that would overwrite each other's reading take turns", arguments: Driver.available)
  func serialisable(_ driver: Driver) async throws {
    try await withTable(driver) { database in
      try await database.write { try $0.run("INSERT INTO thing (id, words) VALUES (\(1), \("0"))") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await database.write { session in
              let count = try session.row("SELECT words FROM thing WHERE id = \(1)")?.text(0) ?? ""
              try session.run("UPDATE thing SET words = \(String((Int(count) ?? -1) + 1)) WHERE id = \(1)")
            }
          }
        }
        try await group.waitForAll()
      }
      let count = try await database.read { try $0.row("SELECT words FROM thing WHERE id = \(1)")?.text(0) }
      #expect(count == "20")
    }
  }

  @Test("Nothing interpolated is ever spliced", arguments: Driver.available)
  func injection(_ driver: Driver) async throws {
    try await withTable(driver) { database in
      let name = "x'); DROP TABLE thing; --"
      try await database.write { try $0.run("INSERT INTO thing (id, words) VALUES (\(7), \(name))") }
      let found = try await database.read { try $0.row("SELECT words FROM thing WHERE words = \(name)")?.text(0) }
      #expect(found == name)
    }
  }

  @Test("Steps are carried out once, in order, and a newer database is refused", arguments: Driver.available)
  func migrations(_ driver: Driver) async throws {
    let one = Migration(1, "first", ["CREATE TABLE a (id \(.integer) PRIMARY KEY)\(.keyed)"])
    let two = Migration(2, "second", ["CREATE TABLE b (id \(.integer) PRIMARY KEY)\(.keyed)"])
    try await TestDatabase.with(driver) { test in
      #expect(try await Migrations([one]).state(of: test.database) == .empty)
      try await Migrations([one]).apply(to: test.database)
      #expect(try await Migrations([one, two]).state(of: test.database) == .behind(missing: ["second"]))
      try await Migrations([one, two]).apply(to: test.database)
      try await Migrations([one, two]).apply(to: test.database)
      #expect(try await Migrations([one, two]).state(of: test.database) == .current)
      #expect(try await Migrations([one]).state(of: test.database) == .ahead(number: 2))
      await #expect(throws: StoreError.self) { try await Migrations([one]).apply(to: test.database) }
    }
  }

  @Test("A step that fails leaves nothing of itself", arguments: Driver.available)
  func failedMigration(_ driver: Driver) async throws {
    let good = Migration(1, "good", ["CREATE TABLE a (id \(.integer) PRIMARY KEY)\(.keyed)"])
    let bad = Migration(
      2, "bad", ["CREATE TABLE c (id \(.integer) PRIMARY KEY)\(.keyed)", "INSERT INTO missing VALUES (1)"])
    try await TestDatabase.with(driver) { test in
      try await Migrations([good]).apply(to: test.database)
      await #expect(throws: StoreError.self) { try await Migrations([good, bad]).apply(to: test.database) }
      #expect(try await Migrations([good, bad]).state(of: test.database) == .behind(missing: ["bad"]))
      let exists = try await test.database.read { try $0.tableExists("c") }
      #expect(!exists)
    }
  }

  private func withTable(_ driver: Driver, _ body: (any SQLDatabase) async throws -> Void) async throws {
    try await TestDatabase.with(driver) { test in
      try await test.database.write { session in
        try session.run("CREATE TABLE thing (id \(.integer) PRIMARY KEY, words \(.text), bytes \(.blob))\(.keyed)")
      }
      try await body(test.database)
    }
  }
}
