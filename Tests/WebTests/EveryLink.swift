import Foundation

/// The cases of an enum of addresses, as its source names them: a new one that no test knows is found by its name.
enum EveryLink {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/Web")

  /// Names of cases, by the name of the enum.
  static func cases() throws -> [String: Set<String>] {
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    var found: [String: Set<String>] = [:]
    for file in files where file.lastPathComponent.hasSuffix("Link.swift") {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      guard let start = lines.firstIndex(where: { $0.contains(#/enum \w*Link: /#) }),
        let name = lines[start].firstMatch(of: #/enum (\w*Link): /#)?.1
      else { continue }
      // Two spaces: deeper ones are those of an enum or a switch within.
      let own = lines[start...].prefix { $0 != "}" }.filter { $0.hasPrefix("  case ") }
      found[String(name)] = Set(own.flatMap(names))
    }
    return found
  }

  /// `case page(Int), looks` names page and looks.
  private static func names(_ line: Substring) -> [String] {
    var depth = 0
    let bare = line.dropFirst("  case ".count).filter { character in
      if character == "(" { depth += 1 }
      defer { if character == ")" { depth -= 1 } }
      return depth == 0 && character != ")"
    }
    return bare.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The name of a value's case.
  static func name(of link: Any) -> String { Mirror(reflecting: link).children.first?.label ?? "\(link)" }
}
