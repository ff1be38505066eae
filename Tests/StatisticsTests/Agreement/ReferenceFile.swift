import Foundation
import Testing

/// One reference case as the scripts in `Fixtures/` write it: the input and what the other program says.
struct ReferenceCase: Decodable, CustomTestStringConvertible, Sendable {
  let method: String
  let name: String
  var x: [Double]?
  var y: [Double]?
  var groups: [[Double]]?
  var table: [[Int]]?
  var level: Double?
  var corrected: Bool?
  let expected: [String: [Double?]]

  var testDescription: String { "\(method): \(name)" }
}

/// A file of `Fixtures/` with the versions that made it and the relative tolerance to hold to.
struct ReferenceFile: Decodable {
  let madeBy: String
  let R: String
  let tolerance: Double
  let cases: [ReferenceCase]

  init(_ name: String) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(name).json")
    self = try JSONDecoder().decode(ReferenceFile.self, from: Data(contentsOf: url))
  }

  static func cases(_ name: String, _ methods: String...) -> [ReferenceCase] {
    guard let file = try? ReferenceFile(name) else { return [] }
    return file.cases.filter { methods.contains($0.method) }
  }
}

extension ReferenceCase {
  /// Holds values to the reference within a relative tolerance; numbers below `floor` may differ by `floor`.
  func expect(
    _ key: String, _ actual: [Double?], tolerance: Double = 1e-9, floor: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let wanted = try #require(expected[key], "\(self.testDescription) has no \(key)", sourceLocation: sourceLocation)
    try #require(actual.count == wanted.count, "\(self.testDescription) \(key)", sourceLocation: sourceLocation)
    for (actual, wanted) in zip(actual, wanted) {
      guard let actual, let wanted else {
        #expect(actual == nil && wanted == nil, "\(self.testDescription) \(key)", sourceLocation: sourceLocation)
        continue
      }
      let allowed = max(tolerance * abs(wanted), floor)
      #expect(
        abs(actual - wanted) <= allowed, "\(self.testDescription) \(key): \(actual) against \(wanted)",
        sourceLocation: sourceLocation)
    }
  }

  func expect(
    _ key: String, _ actual: Double?, tolerance: Double = 1e-9, floor: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expect(key, [actual], tolerance: tolerance, floor: floor, sourceLocation: sourceLocation)
  }
}
