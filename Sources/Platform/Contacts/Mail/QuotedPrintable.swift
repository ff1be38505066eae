/// Quoted-printable (RFC 2045, 6.7) with lines of at most 76 characters that end in LF.
enum QuotedPrintable {
  static func encoded(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line(Array($0.utf8)) }.joined(separator: "\n")
      + (text.hasSuffix("\n") ? "" : "\n")
  }

  private static func line(_ bytes: [UInt8]) -> String {
    var encoded = ""
    var width = 0
    for index in bytes.indices {
      var piece = self.piece(bytes[index...], opens: width == 0)
      if width + piece.utf8.count > 75 {
        encoded += "=\n"
        width = 0
        piece = self.piece(bytes[index...], opens: true)
      }
      encoded += piece
      width += piece.utf8.count
    }
    return encoded
  }

  /// The first byte of `rest`.
  /// - Parameter opens: whether it opens a line: there a dot would end a message in some programs' input, and "From " begin the next in a mailbox.
  private static func piece(_ rest: ArraySlice<UInt8>, opens: Bool) -> String {
    let byte = rest[rest.startIndex]
    let isPlain =
      switch byte {
      case 32: rest.count > 1
      case UInt8(ascii: "="): false
      case UInt8(ascii: "."): !opens
      case UInt8(ascii: "F"): !(opens && rest.starts(with: "From ".utf8))
      default: (33...126).contains(byte)
      }
    return isPlain ? String(UnicodeScalar(byte)) : "=" + hexadecimal([byte]).uppercased()
  }
}
