import Foundation
import Platform
import Store
import StoreSQLite
import TestSupport
import Testing

/// What a start looks at before it lets anybody in.
@Suite(.serialized) struct StartTests {
  /// Tables as the version before had them.
  private static let older = Migrations(Array(Tables.directory.steps.dropLast()))

  @Test("Files of an older version are copied, and then brought up to date")
  func files() async throws {
    let work = try Workplace()
    let data = work.folder.appendingPathComponent("data").path
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let before = try SQLiteDatabase(path: data + "/directory.sqlite")
    try await Self.older.apply(to: before)
    try await before.write { session in
      try session.run("INSERT INTO wave (name, title, consent_version, closed) VALUES ('spring', 'Kept', '1', 1)")
    }
    try await before.close()
    try RunningServer(["--data", data]).stop()

    let names = try FileManager.default.contentsOfDirectory(atPath: data)
    let copies = names.filter { $0.contains("-before-") }
    #expect(copies.count == 1 && copies[0].hasPrefix("directory-before-") && copies[0].hasSuffix(".sqlite"), "\(names)")
    let copy = try SQLiteDatabase(reading: data + "/" + (copies.first ?? ""))
    guard case .behind = try await Tables.directory.state(of: copy) else {
      Issue.record("the copy was made after the change")
      return
    }
    #expect(try await copy.read { try $0.row("SELECT title FROM wave")?.text(0) } == "Kept")
    let after = try SQLiteDatabase(path: data + "/directory.sqlite")
    #expect(try await Tables.directory.state(of: after) == .current)
    #expect(try await after.read { try $0.row("SELECT title FROM wave")?.text(0) } == "Kept")
    // What is up to date is not copied again.
    try RunningServer(["--data", data]).stop()
    #expect(try FileManager.default.contentsOfDirectory(atPath: data).filter { $0.contains("-before-") } == copies)
  }

  @Test("Files that a newer version wrote are left alone")
  func newer() async throws {
    let work = try Workplace()
    let data = work.folder.appendingPathComponent("data").path
    try RunningServer(["--data", data]).stop()
    let file = try SQLiteDatabase(path: data + "/directory.sqlite")
    try await file.write { try $0.run("INSERT INTO hearth_migration (number, name) VALUES (999, 'to come')") }
    try await file.close()
    let refused = try HearthProgram.run(["serve", "--port", "0", "--data", data], within: 60)
    #expect(refused.code == 1 && refused.errors.contains("written by a newer Hearth"), "\(refused.errors)")
  }

  @Test(
    "A PostgreSQL database of an older version is left as it is, and `hearth migrate` is named",
    .enabled(if: Driver.available.contains(.postgres)))
  func servers() async throws {
    try await TestDatabase.with(.postgres, .directory) { directory in
      try await TestDatabase.with(.postgres, .answers) { answers in
        let work = try Workplace()
        try await Self.older.apply(to: directory.database)
        try await Tables.answers.apply(to: answers.database)
        let places = [
          "--data", work.folder.appendingPathComponent("data").path, "--directory-url", try #require(directory.url),
          "--answers-url", try #require(answers.url),
        ]
        let refused = try HearthProgram.run(["serve", "--port", "0"] + places, within: 60)
        #expect(refused.code == 1, "\(refused.output)")
        #expect(
          refused.errors.contains("the tables of the directory are not up to date")
            && refused.errors.contains("hearth migrate"), "\(refused.errors)")
        #expect(try await Tables.directory.state(of: directory.database) != .current)
        #expect(try HearthProgram.run(["migrate"] + places).code == 0)
        try RunningServer(places).stop()
      }
    }
  }

  @Test(
    "A server whose directory and answers lie in one cluster does not start",
    .enabled(if: Driver.available.contains(.postgres)))
  func oneCluster() async throws {
    try await TestDatabase.with(.postgres, .answers) { directory in
      try await TestDatabase.with(.postgres, .answers) { answers in
        let work = try Workplace()
        try await Tables.directory.apply(to: directory.database)
        try await Tables.answers.apply(to: answers.database)
        let places = [
          "--data", work.folder.appendingPathComponent("data").path, "--directory-url", try #require(directory.url),
          "--answers-url", try #require(answers.url),
        ]
        let refused = try HearthProgram.run(["serve", "--port", "0"] + places, within: 60)
        #expect(refused.code == 1 && refused.errors.contains("one PostgreSQL cluster"), "\(refused.errors)")
      }
    }
  }

  @Test(
    "A server whose PostgreSQL keeps its log from the disk does not start",
    .enabled(if: Driver.available.contains(.postgres)))
  func withoutDisk() throws {
    let clusters = try Clusters("-c fsync=off")
    defer { clusters.stop() }
    let work = try Workplace()
    let places = [
      "--data", work.folder.appendingPathComponent("data").path, "--directory-url", clusters.directory,
      "--answers-url", clusters.answers,
    ]
    #expect(try HearthProgram.run(["migrate"] + places).code == 0)
    let refused = try HearthProgram.run(["serve", "--port", "0"] + places, within: 60)
    #expect(refused.code == 1, "\(refused.output)")
    #expect(refused.errors.contains("fsync=off") && refused.errors.contains("fsync = on"), "\(refused.errors)")
  }
}
