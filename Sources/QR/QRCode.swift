internal import CQREncode
package import Markup

/// A text as a QR code (ISO/IEC 18004): a square of dark and light modules.
package struct QRCode: Hashable, Sendable {
  /// How much of the code may be dirty or torn and it is still read: about 7, 15, 25 and 30 %.
  package enum Correction: Sendable { case low, medium, quartile, high }

  /// The text has more bytes than a code holds: 2,953 at `.low`, 2,331 at `.medium`, 1,663 at `.quartile`, 1,273 at `.high`.
  package struct TooLong: Error {}

  /// Modules a side, 21 to 177, without the quiet zone.
  package let size: Int
  /// Row by row from the top left.
  private let modules: [Bool]

  /// The smallest code that holds the text's UTF-8 bytes.
  /// - Throws: `TooLong`; an empty text is refused in the same way, because there is no code of nothing.
  package init(_ text: String, correction: Correction = .medium) throws(TooLong) {
    let level =
      switch correction {
      case .low: QR_ECLEVEL_L
      case .medium: QR_ECLEVEL_M
      case .quartile: QR_ECLEVEL_Q
      case .high: QR_ECLEVEL_H
      }
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, level) else { throw TooLong() }
    defer { QRcode_free(code) }
    size = Int(code.pointee.width)
    modules = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
  }

  /// Whether the module is dark.
  package func isDark(row: Int, column: Int) -> Bool { modules[row * size + column] }

  /// The code with its quiet zone of four modules, dark on white whatever the colours of the page; a module is one unit, the size is the page's to give.
  /// - Parameter label: what the code is for, for people who do not see it.
  package func drawing(label: String) -> Node {
    let side = Double(size + 8)
    return SVG.svg(.class("qr"), .viewBox(width: side, height: side), .role("img"), .label(label)) {
      SVG.rect(.width(side), .height(side), .fill(.white))
      SVG.path(.d(path), .fill(.black))
    }
  }

  /// Runs of dark modules, one sub-path a run.
  private var path: String {
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        let start = column
        while column < size, isDark(row: row, column: column) { column += 1 }
        if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
        column += 1
      }
    }
    return path
  }
}
