import Foundation

/// An engine that tests run on. PostgreSQL is there when `scripts/postgres.sh start` has said where.
package enum Driver: String, CaseIterable, Sendable {
  case sqlite, postgres

  /// Every engine that can be had here. In CI all of them must be.
  package static var available: [Driver] {
    allCases.filter { driver in
      guard driver == .postgres, Place.directory.url == nil || Place.answers.url == nil else { return true }
      precondition(
        ProcessInfo.processInfo.environment["CI"] == nil, "tests in CI need PostgreSQL: scripts/postgres.sh start")
      return false
    }
  }

  package enum Place: String, Sendable {
    case directory, answers

    var url: String? { ProcessInfo.processInfo.environment["HEARTH_TEST_\(rawValue.uppercased())_URL"] }
  }
}
