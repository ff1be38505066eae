import Foundation
import Testing

/// What R says about `Fixtures/compare.csv`, and how the program's figures are held to it.
enum CompareReference {
  static let folder = HearthProgram.root.appendingPathComponent("Tests/EndToEnd/Fixtures")
  static let data = folder.appendingPathComponent("compare.csv").path

  typealias Object = [String: Any]

  static func expected(_ name: String) throws -> Object {
    let bytes = try Data(contentsOf: folder.appendingPathComponent("compare.json"))
    let all = try #require(try JSONSerialization.jsonObject(with: bytes) as? Object)
    return try #require(all[name] as? Object, "compare.json has no \(name)")
  }

  /// `hearth compare` on the data file with `--json`.
  static func compare(_ arguments: String...) throws -> Object { try compare(arguments) }

  static func compare(_ arguments: [String]) throws -> Object {
    let run = try HearthProgram.run(["compare", data] + arguments + ["--json"])
    try #require(run.code == 0, "\(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? Object)
  }

  /// Every figure and text of `expected` stands in `actual` under the same name, figures within `relative` of themselves.
  static func agree(
    _ actual: Any?, _ expected: Any, _ path: String, relative: Double = 1e-9, absolute: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    func part(_ own: Any?, _ other: Any, _ name: String) {
      agree(own, other, path + name, relative: relative, absolute: absolute, sourceLocation: sourceLocation)
    }
    if let object = expected as? Object {
      #expect(!object.isEmpty, "\(path) is empty", sourceLocation: sourceLocation)
      for (key, value) in object { part((actual as? Object)?[key], value, ".\(key)") }
    } else if let list = expected as? [Any] {
      let other = actual as? [Any] ?? []
      #expect(other.count == list.count && !list.isEmpty, "\(path): \(other.count)", sourceLocation: sourceLocation)
      for (index, pair) in zip(other, list).enumerated() { part(pair.0, pair.1, "[\(index)]") }
    } else if let number = expected as? Double {
      let own = actual as? Double ?? .nan
      #expect(
        abs(own - number) <= max(relative * abs(number), absolute), "\(path): \(own) against \(number)",
        sourceLocation: sourceLocation)
    } else if let text = expected as? String {
      #expect(actual as? String == text, "\(path)", sourceLocation: sourceLocation)
    } else {
      Issue.record("\(path) is no figure: \(expected)", sourceLocation: sourceLocation)
    }
  }

  /// A list of objects by the text under `key`.
  static func byKey(_ list: Any?, _ key: String) -> Object {
    Dictionary(
      (list as? [Object] ?? []).compactMap { entry in (entry[key] as? String).map { ($0, entry as Any) } },
      uniquingKeysWith: { first, _ in first })
  }
}
