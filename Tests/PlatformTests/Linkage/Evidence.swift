import Foundation
import Store
import TestSupport

@testable import Platform

/// Everything that lay about while a wave ran: files and write-ahead logs as nightly backups keep them, or every row with its transaction and its
/// place; and both again at the end.
struct Evidence: Sendable {
  /// Text and bytes in the order in which a store gives them away, by moment and way of looking: “second night, log”.
  private(set) var directory: [String: [UInt8]] = [:]
  private(set) var answers: [String: [UInt8]] = [:]

  /// A copy of both stores.
  mutating func keep(_ site: Site, moment: String) async throws {
    for (way, view) in try await Self.look(site.directory) { directory["\(moment), \(way)"] = view }
    for (way, view) in try await Self.look(site.answers) { answers["\(moment), \(way)"] = view }
  }

  private static func look(_ test: TestDatabase) async throws -> [(way: String, view: [UInt8])] {
    if let path = test.path {
      return [("file", path), ("log", path + "-wal")].compactMap { way, path in
        FileManager.default.contents(atPath: path).map { (way, [UInt8]($0)) }
      }
    }
    var views: [(way: String, view: [UInt8])] = []
    for order in Order.allCases {
      var view: [UInt8] = []
      for table in try await tables(test.database) {
        for row in try await rows(of: table, in: order, test.database) { view += row + [10] }
      }
      views.append((order.rawValue, view))
    }
    return views
  }

  private enum Order: String, Sendable, CaseIterable { case transaction, place }

  private static func tables(_ database: any SQLDatabase) async throws -> [String] {
    try await database.read { session in
      try session.rows("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1").map {
        try $0.text(0)
      }
    }
  }

  /// Whole rows as text, bytes in hexadecimal, by the transaction that wrote them or by their place on the page.
  private static func rows(of table: String, in order: Order, _ database: any SQLDatabase) async throws -> [[UInt8]] {
    try await database.read { session in
      let query: SQL
      switch (table, order) {
      case ("invitation", .transaction): query = "SELECT t::text FROM invitation t ORDER BY xmin::text::bigint, ctid"
      case ("invitation", .place): query = "SELECT t::text FROM invitation t ORDER BY ctid"
      case ("inbox", .transaction): query = "SELECT t::text FROM inbox t ORDER BY xmin::text::bigint, ctid"
      case ("inbox", .place): query = "SELECT t::text FROM inbox t ORDER BY ctid"
      case ("spent", .transaction): query = "SELECT t::text FROM spent t ORDER BY xmin::text::bigint, ctid"
      case ("spent", .place): query = "SELECT t::text FROM spent t ORDER BY ctid"
      case ("slip", .transaction): query = "SELECT t::text FROM slip t ORDER BY xmin::text::bigint, ctid"
      case ("slip", .place): query = "SELECT t::text FROM slip t ORDER BY ctid"
      case ("response", .transaction): query = "SELECT t::text FROM response t ORDER BY xmin::text::bigint, ctid"
      case ("response", .place): query = "SELECT t::text FROM response t ORDER BY ctid"
      case ("took_part", .transaction): query = "SELECT t::text FROM took_part t ORDER BY xmin::text::bigint, ctid"
      case ("took_part", .place): query = "SELECT t::text FROM took_part t ORDER BY ctid"
      case ("in_order", .transaction): query = "SELECT t::text FROM in_order t ORDER BY xmin::text::bigint, ctid"
      case ("in_order", .place): query = "SELECT t::text FROM in_order t ORDER BY ctid"
      default: return []
      }
      return try session.rows(query).map { [UInt8](try $0.text(0).utf8) }
    }
  }
}
