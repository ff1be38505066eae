import CSVText

/// A table as comma-separated values (RFC 4180: CRLF, quotes doubled), UTF-8, safe to open in a spreadsheet.
package struct CSV: Sendable {
  package enum Cell: Hashable, Sendable {
    case text(String)
    /// Digits that Hearth wrote itself.
    case number(String)
    case empty
  }

  package let header: [String]
  package var rows: [[Cell]] = []

  package init(header: [String], rows: [[Cell]] = []) {
    self.header = header
    self.rows = rows
  }

  package func rendered() -> [UInt8] {
    var bytes: [UInt8] = []
    CSV.write(header.map(Cell.text), to: &bytes)
    for row in rows { CSV.write(row, to: &bytes) }
    return bytes
  }

  private static func write(_ row: [Cell], to bytes: inout [UInt8]) {
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .empty: break
      case .number(let digits): bytes.append(contentsOf: digits.utf8)
      case .text(let text): CSVField.write(text, to: &bytes)
      }
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }
}
