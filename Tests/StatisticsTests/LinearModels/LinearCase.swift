import Foundation
import Statistics
import Testing

/// One model of `Fixtures/linear/models.json`.
struct LinearCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let terms: [[String]]
  let intercept, sum: Bool
  let factors: [String: [String]]
  let numbers: [String: [Double]]
  let y: [Double]
  let weights: [Double]?
  let cluster: [Int]
  let expected: [String: Expected]

  enum Expected: Decodable, Sendable {
    case values([Double?])
    case nested([String: [Double?]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let nested = try? container.decode([String: [Double?]].self) {
        self = .nested(nested)
      } else if let values = try? container.decode([Double?].self) {
        self = .values(values)
      } else {
        self = .values([try container.decode(Double.self)])
      }
    }
  }

  var testDescription: String { name }

  static let all: [LinearCase] = {
    struct File: Decodable { let cases: [LinearCase] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/linear/models.json")
    guard let data = try? Data(contentsOf: url) else { return [] }
    return (try? JSONDecoder().decode(File.self, from: data).cases) ?? []
  }()

  func design() throws -> Design {
    var variables: [String: Variable] = numbers.mapValues { .numeric($0) }
    for (name, values) in factors {
      variables[name] = .factor(try Factor(values, contrasts: sum ? .sum : .treatment()))
    }
    return try Design(variables, terms: terms.map { Term($0) }, intercept: intercept)
  }

  func model() throws -> LinearModel { try linearModel(design(), outcome: y, weights: weights) }

  func values(_ key: String, of means: String? = nil) throws -> [Double?]? {
    switch expected[means ?? key] {
    case .values(let values): values
    case .nested(let nested): nested[key]
    case nil: nil
    }
  }

  /// Holds values to the reference within 1e-8; numbers below `floor` may differ by `floor`.
  func expect(
    _ key: String, _ actual: [Double?], of means: String? = nil, tolerance: Double = 1e-8, floor: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let wanted = try #require(try values(key, of: means), "\(name) has no \(key)", sourceLocation: sourceLocation)
    try #require(wanted.count == actual.count, "\(name) \(key)", sourceLocation: sourceLocation)
    for (actual, wanted) in zip(actual, wanted) {
      guard let actual, let wanted else {
        #expect(actual == nil && wanted == nil, "\(name) \(key)", sourceLocation: sourceLocation)
        continue
      }
      #expect(
        abs(actual - wanted) <= max(tolerance * abs(wanted), floor), "\(name) \(key): \(actual) against \(wanted)",
        sourceLocation: sourceLocation)
    }
  }
}
