import Foundation
import Store
import TestSupport
import Testing

@testable import Platform

@Suite struct AuditTests {
  /// A log of five entries whose head the keyring knows.
  private func kept<Value>(_ driver: Driver, _ body: (Office) async throws -> Value) async throws -> Value {
    try await Office.with(driver) { office in
      try await office.directory.database.write { session in
        for number in 1...5 {
          try office.accounts.audit.append(.invited, by: .commandLine, on: "p\(number)", in: session)
        }
      }
      try await office.accounts.audit.noteHead()
      return try await body(office)
    }
  }

  @Test("A log that nobody touched is whole", arguments: Driver.available)
  func whole(_ driver: Driver) async throws {
    try await Office.with(driver) { office in
      let verdict = try await office.verdict()
      #expect(verdict == .whole(entries: 0))
    }
    try await kept(driver) { office in
      #expect(try await office.verdict() == .whole(entries: 5))
      let entries = try await office.accounts.audit.entries()
      #expect(entries.map(\.subject) == ["p1", "p2", "p3", "p4", "p5"] && entries[0].actor == "command line")
    }
  }

  @Test("Entries are read a page at a time, the newest first", arguments: Driver.available)
  func pages(_ driver: Driver) async throws {
    try await kept(driver) { office in
      let audit = office.accounts.audit
      let pages = [
        try await audit.entries(before: nil, most: 2), try await audit.entries(before: 4, most: 2),
        try await audit.entries(before: 2, most: 2), try await audit.entries(before: 1, most: 2),
      ]
      #expect(pages.map { $0.map(\.number) } == [[5, 4], [3, 2], [1], []])
      #expect(pages[2].map(\.subject) == ["p1"])
    }
  }

  @Test("An entry comes with its act or not at all", arguments: Driver.available)
  func together(_ driver: Driver) async throws {
    struct Stop: Error {}
    try await kept(driver) { office in
      await #expect(throws: Stop.self) {
        try await office.directory.database.write { session in
          try office.accounts.audit.append(.invited, by: .commandLine, in: session)
          throw Stop()
        }
      }
      let verdict = try await office.verdict()
      #expect(verdict == .whole(entries: 5))
    }
  }

  @Test("Entries that many write at once stand in one chain", arguments: Driver.available)
  func concurrent(_ driver: Driver) async throws {
    try await kept(driver) { office in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<12 {
          group.addTask {
            try await office.directory.database.write { session in
              try office.accounts.audit.append(.linkMade, by: .commandLine, in: session)
            }
            try await office.accounts.audit.noteHead()
          }
        }
        try await group.waitForAll()
      }
      #expect(try await office.verdict() == .whole(entries: 17))
    }
  }

  static let changes: [(sql: SQL, number: Int)] = [
    ("UPDATE audit SET subject = 'x' WHERE number = 2", 2), ("UPDATE audit SET act = 'set-up' WHERE number = 3", 3),
    ("UPDATE audit SET actor = 'x' WHERE number = 1", 1), ("UPDATE audit SET at = at + 1 WHERE number = 5", 5),
    ("DELETE FROM audit WHERE number = 1", 1), ("DELETE FROM audit WHERE number = 3", 3),
    ("DELETE FROM audit WHERE number = 5", 5), ("DELETE FROM audit WHERE number > 1", 2), ("DELETE FROM audit", 1),
    ("UPDATE audit SET mac = (SELECT mac FROM audit WHERE number = 1) WHERE number = 4", 4),
    ("UPDATE audit SET number = number + 100 WHERE number = 2", 2),
    // The third taken out and the rest moved up.
    ("UPDATE audit SET number = -number WHERE number > 3", 3),
  ]

  @Test(
    "A change, a gap, another order and a cut end are found, with the first entry they touch",
    arguments: 0..<changes.count)
  func broken(_ index: Int) async throws {
    try await kept(.sqlite) { office in
      let change = Self.changes[index]
      try await office.directory.database.write { try $0.run(change.sql) }
      if index == Self.changes.count - 1 {
        try await office.directory.database.write { session in
          try session.run("DELETE FROM audit WHERE number = 3")
          try session.run("UPDATE audit SET number = -number - 1 WHERE number < 0")
        }
      }
      guard case .broken(let number, let why) = try await office.verdict() else {
        Issue.record("it is said to be whole")
        return
      }
      #expect(number == change.number && !why.isEmpty)
    }
  }

  @Test("Two entries that change places are found")
  func swapped() async throws {
    try await kept(.sqlite) { office in
      try await office.directory.database.write { session in
        try session.run("UPDATE audit SET number = 99 WHERE number = 2")
        try session.run("UPDATE audit SET number = 2 WHERE number = 3")
        try session.run("UPDATE audit SET number = 3 WHERE number = 99")
      }
      guard case .broken(2, _) = try await office.verdict() else {
        Issue.record("it is said to be whole")
        return
      }
    }
  }

  @Test("A whole chain written anew with another key is found")
  func otherKey() async throws {
    try await kept(.sqlite) { office in
      office.keyring.destroy(.audit)
      let forged = try AuditLog(directory: office.directory.database, keyring: office.keyring)
      guard case .broken(1, _) = try await forged.verify() else {
        Issue.record("it is said to be whole")
        return
      }
    }
  }

  @Test("An older copy of the database put in the place of the newer one is found")
  func rolledBack() async throws {
    try await kept(.sqlite) { office in
      try await office.directory.database.write { session in
        try office.accounts.audit.append(.linkMade, by: .commandLine, in: session)
      }
      try await office.accounts.audit.noteHead()
      try await office.directory.database.write { try $0.run("DELETE FROM audit WHERE number = 6") }
      #expect(
        try await office.verdict()
          == .broken(number: 6, why: "it and everything up to entry 6 was cut off"))
      // Other entries after the cut do not hide it.
      try await office.directory.database.write { session in
        try office.accounts.audit.append(.deactivated, by: .commandLine, in: session)
      }
      guard case .broken(6, _) = try await office.verdict() else {
        Issue.record("it is said to be whole")
        return
      }
    }
  }
}

extension Office {
  func verdict() async throws -> AuditLog.Verdict { try await accounts.audit.verify() }
}
