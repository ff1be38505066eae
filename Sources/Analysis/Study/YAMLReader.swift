import Problems
import Yams

/// A place in a YAML file that is read key by key: every key is either asked for or refused, and every message names file, line and path.
struct YAMLReader {
  let node: Node
  let file: String
  let path: String

  init(text: String, file: String) throws(Problem) {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw Problem("the file is empty", at: file, remedy: "begin with `study: a title`; `hearth suggest` writes a draft")
      }
      self.init(node: node, file: file, path: "")
    } catch let problem as Problem {
      throw problem
    } catch let YamlError.scanner(_, problem, mark, _) {
      throw Self.broken(problem, file: file, mark: mark)
    } catch let YamlError.parser(_, problem, mark, _) {
      throw Self.broken(problem, file: file, mark: mark)
    } catch let YamlError.duplicatedKeysInMapping(duplicates, _) {
      throw Problem(
        "a key stands twice: \(duplicates.map { "\($0)" }.joined(separator: ", "))", at: file, remedy: "keep one of them")
    } catch {
      throw Problem("this is not YAML that can be read", at: file, remedy: "check quotes, colons and indentation")
    }
  }

  private init(node: Node, file: String, path: String) {
    self.node = node
    self.file = file
    self.path = path
  }

  private static func broken(_ problem: String, file: String, mark: Mark) -> Problem {
    Problem(
      "this is not YAML: \(problem)", at: "\(file), line \(mark.line), column \(mark.column)",
      remedy: "check quotes, colons and indentation just before this place")
  }

  var place: String {
    let line = node.mark.map { ", line \($0.line)" } ?? ""
    return file + line + (path.isEmpty ? "" : ", \(path)")
  }

  func problem(_ what: String, remedy: String) -> Problem { Problem(what, at: place, remedy: remedy) }

  /// Refuses every key that is not in `keys`.
  func allow(_ keys: [String]) throws(Problem) {
    guard case .mapping(let mapping) = node else {
      throw problem("expected `key: value` lines here", remedy: "one of the keys \(keys.joined(separator: ", "))")
    }
    for (key, _) in mapping {
      let name = key.string ?? "?"
      guard !keys.contains(name) else { continue }
      let meant = nearest(to: name, among: keys).map { "did you mean `\($0)`? " } ?? ""
      let line = key.mark.map { ", line \($0.line)" } ?? ""
      throw Problem(
        "unknown key `\(name)`", at: file + line + (path.isEmpty ? "" : ", \(path)"),
        remedy: meant + "known here: \(keys.joined(separator: ", "))")
    }
  }

  subscript(key: String) -> YAMLReader? {
    guard case .mapping(let mapping) = node, let value = mapping[Node(key)] else { return nil }
    if case .scalar(let scalar) = value, scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null",
      scalar.style == .plain || scalar.style == .any
    {
      return nil
    }
    return YAMLReader(node: value, file: file, path: path.isEmpty ? key : "\(path).\(key)")
  }

  func required(_ key: String) throws(Problem) -> YAMLReader {
    guard let value = self[key] else { throw problem("`\(key)` is missing", remedy: "add a line `\(key): …` here") }
    return value
  }

  var items: [YAMLReader] {
    guard case .sequence(let sequence) = node else { return [self] }
    return sequence.enumerated().map { YAMLReader(node: $1, file: file, path: "\(path)[\($0)]") }
  }

  /// Keys and values in the order of the file.
  func pairs() throws(Problem) -> [(key: String, value: YAMLReader)] {
    guard case .mapping(let mapping) = node else {
      throw problem("expected `key: value` lines here", remedy: "write a mapping")
    }
    return mapping.map { key, value in
      let name = key.string ?? "?"
      return (name, YAMLReader(node: value, file: file, path: path.isEmpty ? name : "\(path).\(name)"))
    }
  }

  func string() throws(Problem) -> String {
    guard case .scalar(let scalar) = node else {
      throw problem("expected one text here", remedy: "write a single value")
    }
    return scalar.string
  }

  func strings() throws(Problem) -> [String] {
    var all: [String] = []
    for item in items { all.append(try item.string()) }
    return all
  }

  func integer() throws(Problem) -> Int {
    guard let value = Int(try string()) else {
      throw problem("“\(try string())” is not a whole number", remedy: "write digits only")
    }
    return value
  }

  func double() throws(Problem) -> Double {
    guard let value = Double(try string()), value.isFinite else {
      throw problem("“\(try string())” is not a number", remedy: "write digits with a point, such as 3.5")
    }
    return value
  }

  func bool() throws(Problem) -> Bool {
    switch try string().lowercased() {
    case "true", "yes": true
    case "false", "no": false
    default: throw problem("“\(try string())” is neither true nor false", remedy: "write true or false")
    }
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) throws(Problem) -> Choice {
    let word = try string()
    guard let value = Choice(rawValue: word) else {
      let known = Choice.allCases.map(\.rawValue)
      let meant = nearest(to: word, among: known).map { "did you mean `\($0)`? " } ?? ""
      throw problem("“\(word)” is not known here", remedy: meant + "one of \(known.joined(separator: ", "))")
    }
    return value
  }
}
