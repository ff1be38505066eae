import Foundation
package import Problems
import Yams

/// A place in a YAML file that knows where it is, so that every refusal names file, line and key path.
package struct YAMLField {
  let node: Node
  let file: String
  let path: String

  /// The root of a file.
  package static func root(of text: String, file: String) throws(Problem) -> YAMLField {
    guard text.utf8.count <= 1_000_000 else {
      throw Problem("the file is larger than 1 MB", at: file, remedy: "files of this kind have a few hundred lines")
    }
    guard !usesAliases(text) else {
      throw Problem("the file uses YAML anchors and aliases (&name, *name)", at: file, remedy: "write the values out")
    }
    guard deepestNesting(text) <= 40 else {
      throw Problem("the file is nested too deeply", at: file, remedy: "five levels are enough")
    }
    do {
      let parser = try Parser(yaml: text, encoding: .utf8)
      guard let node = try parser.singleRoot() else {
        throw Problem(
          "the file is empty", at: file,
          remedy:
            "`hearth suggest` writes a draft of a study file, `hearth instruments show cbi --yaml` shows an instrument's"
        )
      }
      return YAMLField(node: node, file: file, path: "")
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem("the file is not valid YAML: \(sentence(error))", at: file, remedy: "correct it there")
    }
  }

  package var place: String {
    let line = node.mark.map { ", line \($0.line)" } ?? ""
    return file + line + (path.isEmpty ? "" : ", " + path)
  }

  package func problem(_ what: String, remedy: String) -> Problem { Problem(what, at: place, remedy: remedy) }

  package var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  package var isScalar: Bool {
    if case .scalar = node { true } else { false }
  }

  package func text() throws(Problem) -> String {
    guard case .scalar(let scalar) = node, !isNull, !scalar.string.isEmpty else {
      throw problem("a text is expected", remedy: "write one, in quotes if it holds : or #")
    }
    return scalar.string
  }

  package func integer() throws(Problem) -> Int {
    guard case .scalar(let scalar) = node, let value = Int(scalar.string), abs(value) <= 1_000_000 else {
      throw problem("a whole number is expected", remedy: "write one, such as 3")
    }
    return value
  }

  package func number() throws(Problem) -> Double {
    guard case .scalar(let scalar) = node, let value = plainNumber(scalar.string), abs(value) <= 1_000_000_000 else {
      throw problem("a number is expected", remedy: "write one, such as 3.25")
    }
    return value
  }

  package func flag() throws(Problem) -> Bool {
    switch try text() {
    case "true": return true
    case "false": return false
    default: throw problem("true or false is expected", remedy: "write one of them")
    }
  }

  package func choice<Choice: RawRepresentable & CaseIterable>(of: Choice.Type) throws(Problem) -> Choice
  where Choice.RawValue == String {
    let word = try text()
    if let choice = Choice(rawValue: word) { return choice }
    let all = Choice.allCases.map(\.rawValue)
    let hint = nearest(to: word, among: all).map { "did you mean “\($0)”? " } ?? ""
    throw problem("“\(word)” is not known here", remedy: hint + "use one of " + all.joined(separator: ", "))
  }

  package func list() throws(Problem) -> [YAMLField] {
    guard case .sequence(let sequence) = node else {
      throw problem("a list is expected", remedy: "write [a, b] or lines that begin with -")
    }
    return sequence.enumerated().map { YAMLField(node: $1, file: file, path: "\(path)[\($0)]") }
  }

  package func integers() throws(Problem) -> [Int] {
    var all: [Int] = []
    for field in try list() { all.append(try field.integer()) }
    return all
  }

  package func numbers() throws(Problem) -> [Double] {
    var all: [Double] = []
    for field in try list() { all.append(try field.number()) }
    return all
  }

  package func texts() throws(Problem) -> [String] {
    var all: [String] = []
    for field in try list() { all.append(try field.text()) }
    return all
  }

  /// Keys and values in the order written; keys are unique.
  package func pairs() throws(Problem) -> [(key: String, value: YAMLField)] {
    guard case .mapping(let mapping) = node else {
      throw problem("key: value lines are expected", remedy: "write one `key: value` a line")
    }
    var all: [(key: String, value: YAMLField)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        throw problem("a key must be a plain word", remedy: "write key: value")
      }
      let below = path.isEmpty ? scalar.string : path + "." + scalar.string
      all.append((scalar.string, YAMLField(node: value, file: file, path: below)))
    }
    return all
  }

  /// The values of a mapping that may only hold these keys.
  package func record(_ keys: [String]) throws(Problem) -> YAMLRecord {
    var values: [String: YAMLField] = [:]
    for (key, value) in try pairs() {
      guard keys.contains(key) else {
        let hint = nearest(to: key, among: keys).map { "did you mean “\($0)”? " } ?? ""
        throw value.problem("the key “\(key)” is not known", remedy: hint + "use " + keys.joined(separator: ", "))
      }
      values[key] = value
    }
    return YAMLRecord(field: self, values: values)
  }
}

/// A mapping whose keys have been checked; a null value counts as absent.
package struct YAMLRecord {
  let field: YAMLField
  let values: [String: YAMLField]

  package subscript(key: String) -> YAMLField? { values[key].flatMap { $0.isNull ? nil : $0 } }

  package func required(_ key: String) throws(Problem) -> YAMLField {
    guard let value = self[key] else {
      throw field.problem("“\(key)” is missing", remedy: "add \(key):")
    }
    return value
  }
}

private func plainNumber(_ text: String) -> Double? {
  guard text.utf8.allSatisfy({ (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }) else { return nil }
  return Double(text).flatMap { $0.isFinite ? $0 : nil }
}

/// Aliases make small files unfold to huge ones, and no instrument needs them.
private func usesAliases(_ text: String) -> Bool {
  func names(after mark: UInt8) -> Set<[UInt8]> {
    var found: Set<[UInt8]> = []
    var previous = UInt8(ascii: "\n")
    var name: [UInt8]?
    for byte in text.utf8 {
      let ends = byte <= 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
      if let open = name, ends {
        if !open.isEmpty { found.insert(open) }
        name = nil
      } else if name != nil {
        name?.append(byte)
      } else if byte == mark, previous <= 32 || [91, 123, 44, 58].contains(previous) {
        name = []
      }
      previous = byte
    }
    if let name, !name.isEmpty { found.insert(name) }
    return found
  }
  let anchors = names(after: UInt8(ascii: "&"))
  return !anchors.isEmpty && !anchors.isDisjoint(with: names(after: UInt8(ascii: "*")))
}

/// An upper bound of the nesting, so that hostile input is refused before anything recurses over it.
private func deepestNesting(_ text: String) -> Int {
  var open = 0
  var deepest = 0
  for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
    var dashes = 0
    var indent = 0
    var atStart = true
    for byte in line {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
      case UInt8(ascii: " "): indent += atStart ? 1 : 0
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): dashes += atStart ? 1 : 0
      default: atStart = false
      }
      deepest = max(deepest, open + dashes + min(indent, 200) / 8)
    }
  }
  return deepest
}

private func sentence(_ error: any Error) -> String {
  guard let error = error as? YamlError else { return "it cannot be read" }
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    return "\(problem) (line \(mark.line), column \(mark.column))"
  case .duplicatedKeysInMapping(let keys, let context):
    return "the key \(keys.joined(separator: ", ")) is given twice (line \(context.mark.line))"
  case .reader(let problem, let offset, _, _):
    return problem + (offset.map { " (byte \($0))" } ?? "")
  default: return "it cannot be read"
  }
}
