extension Node {
  /// The markup as UTF-8, in one pass over one buffer.
  package func rendered() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1 << 16)
    write(to: &bytes)
    return bytes
  }

  package var markup: String { String(decoding: rendered(), as: UTF8.self) }

  /// The words alone, as a reader without pictures meets them: for alternative texts and tests.
  package var plainText: String {
    switch content {
    case .text(let text), .data(_, let text): text
    case .element(let tag, _, let children): tag == .style ? "" : children.map(\.plainText).joined()
    case .fragment(let nodes): nodes.map(\.plainText).joined()
    case .verbatim, .doctype: ""
    }
  }

  private func write(to bytes: inout [UInt8]) {
    switch content {
    case .text(let text): bytes.append(escaped: text, quotes: false)
    case .data(let value, let text):
      bytes.append(contentsOf: "<data value=\"".utf8)
      bytes.append(escaped: value, quotes: true)
      bytes.append(contentsOf: "\">".utf8)
      bytes.append(escaped: text, quotes: false)
      bytes.append(contentsOf: "</data>".utf8)
    case .fragment(let nodes): for node in nodes { node.write(to: &bytes) }
    case .verbatim(let text): bytes.append(contentsOf: text.utf8)
    case .doctype: bytes.append(contentsOf: "<!doctype html>\n".utf8)
    case .element(let tag, let attributes, let children):
      bytes.append(UInt8(ascii: "<"))
      bytes.append(contentsOf: tag.name.utf8)
      for attribute in attributes {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: attribute.name.rawValue.utf8)
        bytes.append(contentsOf: "=\"".utf8)
        bytes.append(escaped: attribute.value, quotes: true)
        bytes.append(UInt8(ascii: "\""))
      }
      if tag.kind == .foreign, children.isEmpty {
        bytes.append(contentsOf: "/>".utf8)
        return
      }
      bytes.append(UInt8(ascii: ">"))
      if tag.kind == .void { return }
      for child in children { child.write(to: &bytes) }
      bytes.append(contentsOf: "</".utf8)
      bytes.append(contentsOf: tag.name.utf8)
      bytes.append(UInt8(ascii: ">"))
      if tag.breaksLine { bytes.append(UInt8(ascii: "\n")) }
    }
  }
}

extension [UInt8] {
  /// Text with the five characters of markup replaced, control characters and those that turn the direction of reading left out,
  /// and U+FFFE and U+FFFF, which neither HTML nor XML may hold, shown as U+FFFD.
  fileprivate mutating func append(escaped text: String, quotes: Bool) {
    var text = text
    text.withUTF8 { source in
      // Runs of plain bytes are copied as they are.
      var start = 0
      var index = 0
      while index < source.count {
        if Escape.isSpecial(source[index]),
          let (length, replacement) = Escape.replacement(at: index, in: source, quotes: quotes)
        {
          append(contentsOf: source[start..<index])
          replacement.withUTF8Buffer { append(contentsOf: $0) }
          index += length
          start = index
        } else {
          index += 1
        }
      }
      append(contentsOf: source[start...])
    }
  }
}

private enum Escape {
  /// Whether a byte may need care: what markup means something by, and the first bytes of controls, of marks of direction, and of U+FFFE and U+FFFF.
  @inline(__always)
  static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2, 0xE2, 0xEF: true
    default: false
    }
  }

  /// U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069, after their first byte: marks that make text read in another order than
  /// it is written.
  private static func turnsDirection(_ second: UInt8, _ third: UInt8) -> Bool {
    switch second {
    case 0x80: third == 0x8E || third == 0x8F || (0xAA...0xAE).contains(third)
    case 0x81: (0xA6...0xA9).contains(third)
    default: false
    }
  }

  /// What stands instead of the bytes from `index`, and how many they are; `nil` where they may stay.
  static func replacement(
    at index: Int, in source: UnsafeBufferPointer<UInt8>, quotes: Bool
  ) -> (length: Int, text: StaticString)? {
    switch source[index] {
    case UInt8(ascii: "&"): (1, "&amp;")
    case UInt8(ascii: "<"): (1, "&lt;")
    case UInt8(ascii: ">"): (1, "&gt;")
    case UInt8(ascii: "\""): quotes ? (1, "&quot;") : nil
    case UInt8(ascii: "'"): quotes ? (1, "&#39;") : nil
    case 0x09: quotes ? (1, "&#9;") : nil
    case 0x0A: quotes ? (1, "&#10;") : nil
    case 0x0D: (1, quotes ? "&#13;" : "\n")
    case 0xEF:
      index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE ? (3, "\u{FFFD}") : nil
    case 0..<0x20, 0x7F: (1, "")
    case 0xC2: index + 1 < source.count && source[index + 1] < 0xA0 ? (2, "") : nil
    case 0xE2:
      index + 2 < source.count && turnsDirection(source[index + 1], source[index + 2]) ? (3, "") : nil
    default: nil
    }
  }
}
