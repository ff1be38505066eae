import Foundation
package import Store
import StorePostgres
import StoreSQLite

/// An empty database of its own for one test, gone when the test is.
package struct TestDatabase: Sendable {
  package let database: any SQLDatabase
  /// The file that holds it; nil for a server.
  package let path: String?
  /// How another connection reaches it; nil for a file.
  package let url: String?

  /// Makes a database, hands it to `body` and removes it.
  package static func with<Value>(
    _ driver: Driver, _ place: Driver.Place = .answers, _ body: (TestDatabase) async throws -> Value
  ) async throws -> Value {
    switch driver {
    case .sqlite:
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearth-\(UUID())")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.appendingPathComponent("\(place.rawValue).sqlite").path
      let database = try SQLiteDatabase(path: path)
      return try await closing(TestDatabase(database: database, path: path, url: nil), body)
    case .postgres:
      guard let server = place.url else { throw StoreError.unavailable("no server was named") }
      let name = "t\(UUID().uuidString.lowercased().filter { $0 != "-" })"
      // A schema is made in a millisecond, a database in half a second.
      try PostgresServer.run("CREATE SCHEMA \(name)", on: server)
      defer { try? PostgresServer.run("DROP SCHEMA \(name) CASCADE", on: server) }
      let url = "\(server) options=-csearch_path=\(name)"
      return try await closing(TestDatabase(database: PostgresDatabase(url: url), path: nil, url: url), body)
    }
  }

  /// A whole database of a server, for what acts on one as a whole; `body` is given its connection string.
  package static func withServer<Value>(_ place: Driver.Place, _ body: (_ url: String) async throws -> Value)
    async throws -> Value
  {
    guard let server = place.url else { throw StoreError.unavailable("no server was named") }
    let name = "d\(UUID().uuidString.lowercased().filter { $0 != "-" })"
    try PostgresServer.run("CREATE DATABASE \(name)", on: server)
    defer { try? PostgresServer.run("DROP DATABASE \(name) WITH (FORCE)", on: server) }
    return try await body("\(server) dbname=\(name)")
  }

  private static func closing<Value>(
    _ test: TestDatabase, _ body: (TestDatabase) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await body(test)
      try await test.database.close()
      return value
    } catch {
      try? await test.database.close()
      throw error
    }
  }
}
