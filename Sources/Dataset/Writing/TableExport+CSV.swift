import CSVText

extension TableExport {
  /// The table as comma-separated values (RFC 4180, lines end with LF), UTF-8.
  ///
  /// A text that a spreadsheet would run as a formula stands behind an apostrophe.
  package func csv() -> [UInt8] {
    var bytes: [UInt8] = []
    CSVLine.write(fields.map(\.name), to: &bytes)
    let cells = fields.map { field in field.cells }
    for row in 0..<rowCount { CSVLine.write(cells: cells.map { $0(row) }, to: &bytes) }
    return bytes
  }

  /// What each column means, as CSV: one row a column.
  package func dictionaryCSV() -> [UInt8] {
    var bytes: [UInt8] = []
    for line in dictionary { CSVLine.write(line, to: &bytes) }
    return bytes
  }

  /// What each column means: a header, then one row a column.
  var dictionary: [[String]] {
    let names = SPSSNames.names(for: fields.map(\.name))
    let header = ["column", "name_in_sav", "label", "kind", "codes", "codes_without_answer", "rows_with_value"]
    return [header]
      + zip(fields, names).map { field, name in
        [
          field.name, name, field.label, field.kind,
          field.codes.map { "\($0.number) = \($0.text)" }.joined(separator: "; "),
          field.missingCodes.sorted().map(String.init).joined(separator: "; "), String(field.presentCount),
        ]
      }
  }
}

extension TableExport.Field {
  fileprivate var kind: String {
    switch values {
    case .whole: "whole number"
    case .choices: "choice"
    case .numbers: "number"
    case .texts: "text"
    case .days: "date"
    }
  }

  fileprivate var presentCount: Int {
    switch values {
    case .whole(let values), .choices(let values), .days(let values): values.count { $0 != nil }
    case .numbers(let values): values.count { $0?.isFinite == true }
    case .texts(let values): values.count { $0 != nil }
    }
  }

  fileprivate var cells: (Int) -> CSVLine.Cell {
    switch values {
    case .whole(let values): return { row in values[row].map { .digits(String($0)) } ?? .empty }
    case .choices(let values):
      let words = words
      return { row in values[row].flatMap { words[$0] }.map { .text($0) } ?? .empty }
    case .numbers(let values):
      return { row in values[row].flatMap { $0.isFinite ? .digits("\($0)") : nil } ?? .empty }
    case .texts(let values): return { row in values[row].map { .text($0) } ?? .empty }
    case .days(let values):
      return { row in values[row].map { .digits(CalendarDay(daysSince1970: $0).description) } ?? .empty }
    }
  }
}

/// A line of comma-separated values.
enum CSVLine {
  enum Cell {
    case text(String)
    /// Written by the program itself.
    case digits(String)
    case empty
  }

  static func write(_ texts: [String], to bytes: inout [UInt8]) {
    write(cells: texts.map(Cell.text), to: &bytes)
  }

  static func write(cells: [Cell], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .empty: break
      case .digits(let digits): bytes.append(contentsOf: digits.utf8)
      case .text(let text): CSVField.write(text, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}
