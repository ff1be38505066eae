import Foundation
import Testing

/// A file of `Fixtures/` whose cases have a shape of their own.
struct TopicFixture<Case: Decodable & Sendable>: Decodable {
  let tolerance: Double
  let cases: [Case]

  /// - Parameter name: as `resampling/bootstrap`.
  init(_ name: String) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name).json")
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
  }
}

/// Holds a number to its reference within a relative tolerance; both below `floor` count as equal.
func expectClose(
  _ actual: Double, _ wanted: Double, _ tolerance: Double, floor: Double = 1e-13, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    abs(actual - wanted) <= max(tolerance * abs(wanted), floor), "\(what): \(actual) against \(wanted)",
    sourceLocation: sourceLocation)
}
