import Foundation
import Store
import TestSupport

@testable import Platform

/// Everything that lay about while a wave ran: files and write-ahead logs as nightly backups keep them, or every row of every table with its transaction
/// and its place; the server's log; and what a monitor read after each request.
struct Evidence: Sendable {
  /// Text and bytes in the order in which a store gives them away, by moment and way of looking: “night 2, log”.
  private(set) var directory: [String: [UInt8]] = [:]
  private(set) var answers: [String: [UInt8]] = [:]
  /// Each differs from the one before when something could be seen to happen between two requests.
  private(set) var scrapes: [String] = []
  private(set) var log = ""

  /// A copy of both stores.
  mutating func keep(_ site: Site, moment: String) async throws {
    for (way, view) in try await Self.look(site.directory) { directory["\(moment), \(way)"] = view }
    for (way, view) in try await Self.look(site.answers) { answers["\(moment), \(way)"] = view }
  }

  /// What a monitor was told. Between two requests one scrape says as much as many: no two people come within 15 seconds, which suits the attacker.
  mutating func keep(scrape: String) { scrapes.append(scrape) }

  /// Log and scrapes are looked through for both, people and answers.
  mutating func keep(log: String) {
    self.log = log
    for (way, text) in [("log of the server", log), ("scrapes", scrapes.joined())] {
      directory[way] = [UInt8](text.utf8)
      answers[way] = [UInt8](text.utf8)
    }
  }

  /// Something that is no store changed while people answered.
  var hasClues: Bool { Set(scrapes).count > 1 || !log.isEmpty }

  private static func look(_ test: TestDatabase) async throws -> [(way: String, view: [UInt8])] {
    if let path = test.path {
      return [("file", path), ("log", path + "-wal")].compactMap { way, path in
        FileManager.default.contents(atPath: path).map { (way, [UInt8]($0)) }
      }
    }
    return try await test.database.read { session in try rows(in: session) }
  }

  /// The rows of each table as text, bytes in hexadecimal, by the transaction that wrote them and by their place on the page.
  private static func rows(in session: any SQLSession) throws -> [(way: String, view: [UInt8])] {
    let rows = try session.rows(
      """
      SELECT tablename::text,
        query_to_xml(format('SELECT t::text FROM %I t ORDER BY xmin::text::bigint, ctid', tablename), false, true, '')::text,
        query_to_xml(format('SELECT t::text FROM %I t ORDER BY ctid', tablename), false, true, '')::text
      FROM pg_tables WHERE schemaname = current_schema()
      """)
    return try rows.flatMap { row in
      let table = try row.text(0)
      return [
        (way: "\(table) by transaction", view: [UInt8](try row.text(1).utf8)),
        (way: "\(table) by place", view: [UInt8](try row.text(2).utf8)),
      ]
    }
  }
}
