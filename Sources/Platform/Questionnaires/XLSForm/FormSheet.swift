import Dataset
import Problems

/// A sheet of a form by its headings: each a word, and a language where it has one.
struct FormSheet {
  struct Heading: Hashable {
    let word: String
    /// As it is written; nil for a column without one.
    let language: String?
  }

  struct Row {
    let number: Int
    /// What is not empty.
    let cells: [Heading: String]

    /// A column without a language.
    subscript(word: String) -> String? { cells[Heading(word: word, language: nil)] }

    func holds(_ word: String) -> Bool { cells.keys.contains { $0.word == word } }
  }

  let name: String
  let headings: [Heading]
  let rows: [Row]

  /// Words that are written in several ways.
  private static let same = [
    "relevance": "relevant", "bind::relevant": "relevant", "bind::required": "required",
    "bind::constraint": "constraint", "control::appearance": "appearance", "body::appearance": "appearance",
    "list name": "list_name", "caption": "label", "value": "name", "calculate": "calculation",
    "bind::calculate": "calculation", "read_only": "readonly", "bind::readonly": "readonly",
  ]
  private static let translated: Set = [
    "label", "hint", "text", "guidance_hint", "constraint_message", "required_message",
  ]

  /// - Throws: `Problem` for two columns of one heading.
  init(_ sheet: WorkbookSheets.Sheet) throws(Problem) {
    name = sheet.name
    let first = sheet.rows.firstIndex { row in row.cells.contains { !$0.allSatisfy(\.isWhitespace) } }
    guard let first else {
      (headings, rows) = ([], [])
      return
    }
    let isExtra = sheet.name == XLSForm.extraSheet
    let columns = sheet.rows[first].cells.map { Self.heading($0, plain: isExtra) }
    var seen: Set<Heading> = []
    for column in columns where !column.word.isEmpty {
      guard seen.insert(column).inserted else {
        throw Problem(
          "two columns are called “\(column.word)”", at: XLSForm.place(sheet.name, row: sheet.rows[first].number),
          remedy: "give each column a heading of its own")
      }
    }
    headings = columns.filter { !$0.word.isEmpty }
    rows = sheet.rows[(first + 1)...].compactMap { row in
      var cells: [Heading: String] = [:]
      for (column, cell) in zip(columns, row.cells) {
        let text = Self.trimmed(cell)
        if !column.word.isEmpty, !text.isEmpty { cells[column] = text }
      }
      return cells.isEmpty ? nil : Row(number: row.number, cells: cells)
    }
  }

  private static func heading(_ text: String, plain: Bool) -> Heading {
    let text = trimmed(text)
    if let word = same[text.lowercased()], !plain { return Heading(word: word, language: nil) }
    for mark in ["::", ":"] {
      guard let range = text.firstRange(of: mark) else { continue }
      let word = text[..<range.lowerBound].lowercased()
      let known = same[word] ?? word
      if translated.contains(known) {
        return Heading(word: known, language: trimmed(String(text[range.upperBound...])))
      }
      break
    }
    return Heading(word: text.hasPrefix("hearth::") ? text : text.lowercased(), language: nil)
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
