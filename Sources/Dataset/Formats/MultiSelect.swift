/// Joins the option columns of a "select all that apply" question into one column.
///
/// Only where each cell is the option's own text (in a Qualtrics export of numbers: 1) or empty: a matrix or a ranking has other cells
/// and stays one column an option.
enum MultiSelect {
  /// `nil` when the question is no multi-select. `columns` are the file's, `rowCount` long.
  static func joined(_ question: Question, columns: [Column], rowCount: Int) -> Column? {
    let optionParts = question.parts.filter { !$0.isOther && $0.heading != nil }
    let others = question.parts.filter(\.isOther)
    guard !optionParts.isEmpty, optionParts.count + others.count == question.parts.count, others.count <= 1 else {
      return nil
    }
    var sets: [[UInt64]] = []
    var anyTick = false
    for part in optionParts {
      let column = columns[part.column]
      guard let ticks = ticks(column, option: part.heading ?? "") ?? part.tick.flatMap({ ticks(column, option: $0) })
      else { return nil }
      anyTick = anyTick || ticks.contains { $0 != 0 }
      sets.append(ticks)
    }
    guard anyTick else { return nil }
    var present = Validity.blankWords(rowCount)
    for set in sets { for word in set.indices { present[word] |= set[word] } }
    var otherText: TextStore?
    if let other = others.first {
      let column = columns[other.column]
      for row in 0..<rowCount where column.validity[row] { present[row >> 6] |= 1 << UInt64(row & 63) }
      if case .text(let store) = column.storage {
        otherText = store
      } else {
        otherText = TextStore((0..<rowCount).lazy.map { column.text(at: $0) ?? "" })
      }
    }
    return Column(
      name: question.name, headings: question.headings + question.parts.compactMap(\.heading),
      storage: .multi(options: optionParts.map { $0.heading ?? "" }, sets: sets, otherText: otherText),
      validity: Validity(words: present, count: rowCount))
  }

  /// Which rows tick the option; `nil` when a cell says anything else.
  private static func ticks(_ column: Column, option: String) -> [UInt64]? {
    let words = column.validity.words ?? Column.completeWords(column.rowCount)
    if column.validity.presentCount == 0 { return words }
    switch column.storage {
    case .category(_, let levels):
      return levels == [option] ? words : nil
    case .integer(let bytes, let offset):
      let isOption = bytes.indices.allSatisfy { !column.validity[$0] || String(Int(bytes[$0]) + offset) == option }
      return isOption ? words : nil
    case .text, .date, .real:
      let isOption = (0..<column.rowCount).allSatisfy { !column.validity[$0] || column.text(at: $0) == option }
      return isOption ? words : nil
    case .multi:
      return nil
    }
  }
}

extension Column {
  fileprivate static func completeWords(_ count: Int) -> [UInt64] {
    var words = [UInt64](repeating: .max, count: (count + 63) / 64)
    if count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
    return words
  }
}
