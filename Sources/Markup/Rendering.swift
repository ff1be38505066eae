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
    case .text(let text): text
    case .element(let tag, _, let children): tag == .style ? "" : children.map(\.plainText).joined()
    case .fragment(let nodes): nodes.map(\.plainText).joined()
    case .verbatim, .doctype: ""
    }
  }

  private func write(to bytes: inout [UInt8]) {
    switch content {
    case .text(let text): bytes.append(escaped: text, quotes: false)
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

extension Tag {
  /// Elements after which white space means nothing: a line break there keeps the file readable and its differences small.
  fileprivate var breaksLine: Bool {
    switch name {
    case "head", "title", "style", "header", "footer", "main", "nav", "section", "article", "aside", "div", "h1", "h2",
      "h3",
      "h4", "h5", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "figure", "figcaption", "table", "caption",
      "thead",
      "tbody", "tfoot", "tr", "details", "summary", "svg":
      kind == .normal || name == "svg"
    default: false
    }
  }
}

extension [UInt8] {
  /// Text with the five characters of markup replaced, and what neither HTML nor XML may hold (control characters, U+FFFE and
  /// U+FFFF) shown as U+FFFD.
  fileprivate mutating func append(escaped text: String, quotes: Bool) {
    for scalar in text.utf8 {
      switch scalar {
      case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\"") where quotes: append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'") where quotes: append(contentsOf: "&#39;".utf8)
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: append(contentsOf: [0xEF, 0xBF, 0xBD])
      case 0x09...0x0D where quotes: append(contentsOf: "&#\(scalar);".utf8)
      case 0x0D: append(0x0A)
      case 0xBE, 0xBF:
        if count >= 2, self[count - 2] == 0xEF, self[count - 1] == 0xBF { append(0xBD) } else { append(scalar) }
      default: append(scalar)
      }
    }
  }
}
