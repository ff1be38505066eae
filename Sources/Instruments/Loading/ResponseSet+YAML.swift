import Problems

extension ResponseSet {
  /// `codes: {1: label, …}` or `from:` and `to:` with the labels of the `ends:`; `items:` may be left out where one set serves all.
  static func read(_ field: YAMLField?, itemCount: Int) throws(Problem) -> [ResponseSet] {
    guard let field else {
      return []
    }
    var sets: [ResponseSet] = []
    var owner: [Int: String] = [:]
    for entry in try field.list() {
      let record = try entry.record(["id", "items", "codes", "from", "to", "ends", "words"])
      let id = try record["id"]?.text() ?? "answers"
      let items = try record["items"]?.integers() ?? Array(1..<(itemCount + 1))
      for item in items {
        guard 1...max(1, itemCount) ~= item else {
          throw entry.problem("item \(item) does not exist", remedy: "items are numbered 1 to \(itemCount)")
        }
        if let other = owner.updateValue(id, forKey: item) {
          throw entry.problem("item \(item) has two response sets, “\(other)” and “\(id)”", remedy: "keep one")
        }
      }
      sets.append(ResponseSet(id: id, items: items.sorted(), options: try options(record)))
    }
    guard owner.count == itemCount else {
      let without = (1..<(itemCount + 1)).first { owner[$0] == nil } ?? 0
      throw field.problem("item \(without) has no response set", remedy: "list it under items:")
    }
    return sets
  }

  private static func options(_ record: YAMLRecord) throws(Problem) -> [ResponseOption] {
    var labels: [Int: String?] = [:]
    if let codes = record["codes"] {
      for (key, value) in try codes.pairs() {
        guard let code = Int(key), abs(code) <= 10_000 else {
          throw value.problem("“\(key)” is not a response code", remedy: "use whole numbers, such as 1: never")
        }
        guard labels.updateValue(value.isNull ? nil : try value.text(), forKey: code) == nil else {
          throw value.problem("the code \(code) is given twice", remedy: "keep one")
        }
      }
    } else {
      let first = try record.required("from").integer()
      let last = try record.required("to").integer()
      guard abs(first) <= 10_000, first < last, last - first <= 255 else {
        throw record.field.problem("from: must be below to:, by 255 at most", remedy: "correct the range of codes")
      }
      for code in first...last { labels.updateValue(nil, forKey: code) }
      if let ends = record["ends"] {
        let words = try ends.texts()
        guard words.count == 2 else { throw ends.problem("two labels are expected", remedy: "the lowest, the highest") }
        labels.updateValue(words[0], forKey: first)
        labels.updateValue(words[1], forKey: last)
      }
    }
    guard let low = labels.keys.min(), let high = labels.keys.max(), low < high, high - low <= 255 else {
      throw record.field.problem("a response set needs two codes or more, within 255", remedy: "list the codes")
    }
    let given = labels.values.compactMap { $0 }
    guard Set(given.map { $0.lowercased() }).count == given.count else {
      throw record.field.problem("two codes have the same label", remedy: "tell them apart")
    }
    var words: [Int: String] = [:]
    for (key, value) in try record["words"]?.pairs() ?? [] {
      guard let code = Int(key), labels.keys.contains(code) else {
        throw value.problem("“\(key)” is not one of the codes", remedy: "give words for the codes above")
      }
      words[code] = try value.text()
    }
    return labels.keys.sorted().map { ResponseOption(code: $0, label: labels[$0] ?? nil, words: words[$0]) }
  }
}
