import Dataset

extension Column {
  /// Whether the column can only be an identifier: at least twenty texts, all different, each one short word with a digit or an @.
  ///
  /// Numbers are not judged: scores may differ from person to person too.
  var namesEverybody: Bool {
    let present = validity.presentCount
    guard present >= 20 else { return false }
    switch storage {
    case .category(_, let levels): return levels.count == present && levels.allSatisfy { isCode($0.utf8) }
    case .text(let store):
      var seen: Set<String> = []
      return (0..<rowCount).allSatisfy { row in
        !validity[row] || isCode(store.bytes(ofRow: row)) && seen.insert(store[row]).inserted
      }
    case .integer, .real, .multi, .date: return false
    }
  }
}

/// One word of at most 40 bytes, as identifiers are written, e-mail addresses and the longest random ones among them.
private func isCode(_ text: some Collection<UInt8>) -> Bool {
  text.count <= 40 && !text.contains(UInt8(ascii: " "))
    && text.contains { $0 == UInt8(ascii: "@") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}
