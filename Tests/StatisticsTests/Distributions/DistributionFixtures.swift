import Foundation
import Statistics

/// The committed reference values; numbers stand as text so that no reader rounds them.
enum DistributionFixtures {
  struct Tail: Decodable, Sendable {
    let distribution: String
    let parameters: [String]
    let x, cumulative, survival, logCumulative, logSurvival, density: String
  }

  struct FromR: Decodable, Sendable {
    let function: String
    let parameters: [String]
    let argument: String
    let lower: Bool
    let value: String
  }

  struct Range: Decodable, Sendable {
    let groups: Int
    let degreesOfFreedom, q, cumulative, survival, survivalFromR: String
  }

  private struct File<Case: Decodable>: Decodable { let cases: [Case] }

  static func tails() throws -> [Tail] { try load("tails.json") }
  static func fromR() throws -> [FromR] { try load("r.json") }
  static func ranges() throws -> [Range] { try load("studentized-range.json") }

  private static func load<Case: Decodable>(_ name: String) throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/distributions").appendingPathComponent(name)
    return try JSONDecoder().decode(File<Case>.self, from: Data(contentsOf: file)).cases
  }
}

struct UnknownCase: Error { let name: String }

/// A number of a fixture.
func number(_ text: String) throws -> Double {
  guard let value = Double(text) else { throw UnknownCase(name: text) }
  return value
}

/// |value − reference| / |reference|; 0 when both are the same, also when both are 0 or infinite.
func relativeError(_ value: Double, _ reference: Double) -> Double {
  value == reference ? 0 : abs(value - reference) / abs(reference)
}
