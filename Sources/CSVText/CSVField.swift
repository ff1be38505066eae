/// A text as one field of a CSV file (RFC 4180: quotes doubled), safe to open in a spreadsheet.
package enum CSVField {
  /// A spreadsheet runs a cell that begins with one of these as a formula, and some pass over white space before they look.
  private static let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

  /// Appends the field, UTF-8; what would be run as a formula stands behind an apostrophe.
  package static func write(_ text: String, to bytes: inout [UInt8]) {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace || $0 == "\t" || $0 == "\r" || $0 == "\n" }
    let guarded = first.map(starts.contains) == true ? "'" + text : text
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
