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
      case .text(let text): write(text, to: &bytes)
      }
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// A spreadsheet runs a cell that begins with one of these as a formula; an apostrophe before it makes it text. Leading white
  /// space is skipped by some programs before they look.
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace || $0 == "\t" || $0 == "\r" || $0 == "\n" }
    let dangerous: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    let guarded = first.map(dangerous.contains) == true ? "'" + text : text
    guard guarded.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else {
      bytes.append(contentsOf: guarded.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in guarded.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
