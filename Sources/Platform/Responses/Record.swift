/// One line of an answers file (RFC 4180).
enum Record {
  static func line(_ cells: [String]) -> String {
    cells.map { cell in
      let needsQuotes = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",")
  }

  /// The cells of a line that `line(_:)` wrote.
  static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var quoted = false
    var afterQuote = false
    for byte in line.utf8 {
      switch (byte, quoted) {
      case (0x22, true):
        quoted = false
        afterQuote = true
      case (0x22, false):
        // A second quote right after one that closed: it was doubled.
        if afterQuote { cell.append(byte) }
        quoted = true
        afterQuote = false
      case (0x2C, false):
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
        afterQuote = false
      default: cell.append(byte)
      }
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return cells
  }
}
