import Yams

/// Making and changing nodes of a questionnaire's text.
extension Node {
  /// Somebody's words: always in quotation marks, so that nothing in them is taken for YAML.
  static func words(_ text: String) -> Node { Node(text, .implicit, .doubleQuoted) }
  /// A word of the file's own: an id, a number, true.
  static func plain(_ text: String) -> Node { Node(text, .implicit, .plain) }
  static func list(_ nodes: [Node], _ style: Node.Sequence.Style) -> Node { Node(nodes, .implicit, style) }
  static func pairs(_ pairs: [(String, Node)]) -> Node {
    Node(pairs.map { (.words($0.0), $0.1) }, .implicit, .block)
  }

  var texts: [String] { (sequence ?? []).compactMap { $0.scalar?.string } }

  /// Without the words in some languages. Conditions, merged answers and packs hold names, not words.
  func without(_ languages: Set<Language>, first: Language) -> Node {
    switch self {
    case .sequence(var sequence):
      for index in sequence.indices { sequence[index] = sequence[index].without(languages, first: first) }
      return .sequence(sequence)
    case .mapping(let mapping):
      let keys = mapping.map { Language(rawValue: $0.key.scalar?.string ?? "") }
      if !keys.isEmpty, !keys.contains(nil) {
        let kept = mapping.filter { pair in
          !languages.contains { $0.rawValue == pair.key.scalar?.string }
        }
        if kept.count == 1, let only = kept.first, only.key.scalar?.string == first.rawValue { return only.value }
        return Node(kept.map { ($0.key, $0.value) }, .implicit, mapping.style)
      }
      var changed = mapping
      for (key, value) in mapping where !["when", "merge", "packs"].contains(key.scalar?.string ?? "") {
        changed.set(key.scalar?.string ?? "", value.without(languages, first: first))
      }
      return .mapping(changed)
    default: return self
    }
  }
}

extension Node.Mapping {
  /// By the key's words, however they are quoted.
  func value(_ key: String) -> Node? { first { $0.key.scalar?.string == key }?.value }

  /// In its place where the key is there already, at the end otherwise; nil takes it away.
  mutating func set(_ key: String, _ value: Node?) {
    var pairs = map { ($0.key, $0.value) }
    if let index = pairs.firstIndex(where: { $0.0.scalar?.string == key }) {
      if let value { pairs[index].1 = value } else { pairs.remove(at: index) }
    } else if let value {
      pairs.append((.plain(key), value))
    }
    self = Node.Mapping(pairs, tag, .block)
  }

  mutating func set(_ key: String, flag: Bool) { set(key, flag ? .plain("true") : nil) }
  func flag(_ key: String) -> Bool { value(key)?.scalar?.string == "true" }
}
