import Foundation
import Statistics
import Testing

/// Files of `Fixtures/glm` and `Fixtures/survival`: simulated data by variable, and what R says about a model of them.
struct RegressionReference: Decodable, CustomTestStringConvertible, Sendable {
  enum Column: Decodable, Sendable {
    case numbers([Double])
    case words([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let numbers = try? container.decode([Double].self) {
        self = .numbers(numbers)
      } else {
        self = .words(try container.decode([String].self))
      }
    }
  }

  struct Effects: Decodable, Sendable {
    let names: [String]
    let estimate, se: [Double]
  }

  struct Tests: Decodable, Sendable {
    let statistic, df, p: [Double]
    let terms: [String]
  }

  struct Nominal: Decodable, Sendable {
    let term: [String]
    let statistic, df: [Double]
  }

  let name: [String]
  let variables: [String: Column]
  let terms: [[String]]
  let numbers: [String: [Double]]
  let lists: [String: [[Double]]]
  let cubes: [String: [[[Double]]]]
  let family: String?
  let names: [String]
  let effects: Effects?
  let tests: Tests?
  let nominal: [Nominal]
  let words: [String: [String]]
  /// With nil for null.
  let optional: [String: [Double?]]
  let optionalLists: [String: [[Double?]]]

  var testDescription: String { name.joined() }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func value<T: Decodable>(_ key: String, as type: T.Type = T.self) throws -> T {
      try container.decode(T.self, forKey: Key(stringValue: key))
    }
    name = try value("name")
    variables = try value("variables")
    terms = try value("terms")
    names = (try? value("names")) ?? []
    family = (try? value("family", as: [String].self))?.first
    effects = try? value("effects")
    tests = try? value("tests")
    nominal = (try? value("nominal")) ?? []
    var numbers: [String: [Double]] = [:]
    var lists: [String: [[Double]]] = [:]
    var cubes: [String: [[[Double]]]] = [:]
    var words: [String: [String]] = [:]
    var optional: [String: [Double?]] = [:]
    var optionalLists: [String: [[Double?]]] = [:]
    for key in container.allKeys {
      if let list = try? container.decode([Double?].self, forKey: key) { optional[key.stringValue] = list }
      if let list = try? container.decode([[Double?]].self, forKey: key) { optionalLists[key.stringValue] = list }
      if let list = try? container.decode([Double].self, forKey: key) {
        numbers[key.stringValue] = list
      } else if let list = try? container.decode([[Double]].self, forKey: key) {
        lists[key.stringValue] = list
      } else if let list = try? container.decode([String].self, forKey: key) {
        words[key.stringValue] = list
      } else if let list = try? container.decode([[[Double]]].self, forKey: key) {
        cubes[key.stringValue] = list
      }
    }
    self.numbers = numbers
    self.lists = lists
    self.cubes = cubes
    self.words = words
    self.optional = optional
    self.optionalLists = optionalLists
  }

  static func all(_ file: String) -> [RegressionReference] {
    struct File: Decodable { let cases: [RegressionReference] }
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(file).json")
    do {
      return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
    } catch {
      Issue.record("\(file): \(error)")
      return []
    }
  }

  func design() throws -> Design {
    var columns: [String: Variable] = [:]
    for (name, column) in variables {
      switch column {
      case .numbers(let values): columns[name] = .numeric(values)
      case .words(let words): columns[name] = .factor(try Factor(words))
      }
    }
    return try Design(columns, terms: terms.map { Term($0) })
  }

  func column(_ key: String) throws -> [Double] { try #require(numbers[key], "\(name) has no \(key)") }

  func clusters() throws -> [Int] { try column("cluster").map { Int($0) } }

  func expect(
    _ key: String, _ actual: [Double], _ tolerance: Double = 1e-9, floor: Double = 1e-11,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    compare(key, actual, try column(key), tolerance, floor, sourceLocation)
  }

  func compare(
    _ key: String, _ actual: [Double], _ wanted: [Double], _ tolerance: Double, _ floor: Double = 1e-11,
    _ sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(actual.count == wanted.count, "\(testDescription) \(key)", sourceLocation: sourceLocation)
    for (actual, wanted) in zip(actual, wanted) {
      #expect(
        abs(actual - wanted) <= max(tolerance * abs(wanted), floor),
        "\(testDescription) \(key): \(actual) against \(wanted)", sourceLocation: sourceLocation)
    }
  }
}

/// The lower triangle, column after column.
func lowerTriangle(_ matrix: Matrix) -> [Double] {
  (0..<matrix.columnCount).flatMap { column in (column..<matrix.rowCount).map { matrix[$0, column] } }
}
