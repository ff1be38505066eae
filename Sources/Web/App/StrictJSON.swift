/// What a request's body may hold: texts, lists and objects of one spelling. Numbers, true, false and null mean nothing here and are
/// refused, as are duplicate names, deep nesting, a NUL and halves of a surrogate pair.
enum StrictJSON: Hashable, Sendable {
  case text(String)
  case list([StrictJSON])
  case object([String: StrictJSON])

  enum Fault: Error, Hashable {
    case notUTF8, tooDeep, duplicate(String), unexpected(at: Int)
  }

  static let depth = 4

  init(_ bytes: [UInt8]) throws(Fault) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    var reader = Reader(bytes: bytes)
    self = try reader.value(depth: 1)
    reader.skipSpace()
    guard reader.at == bytes.count else { throw .unexpected(at: reader.at) }
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// A text alone, or the texts of a list.
  var texts: [String]? {
    switch self {
    case .text(let text): return [text]
    case .list(let list):
      let texts = list.compactMap(\.text)
      return texts.count == list.count ? texts : nil
    case .object: return nil
    }
  }

  var object: [String: StrictJSON]? {
    guard case .object(let object) = self else { return nil }
    return object
  }
}

extension StrictJSON {
  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    mutating func value(depth: Int) throws(Fault) -> StrictJSON {
      guard depth <= StrictJSON.depth else { throw .tooDeep }
      skipSpace()
      switch peek {
      case UInt8(ascii: "\""): return .text(try text())
      case UInt8(ascii: "["): return .list(try list(depth: depth))
      case UInt8(ascii: "{"): return .object(try object(depth: depth))
      default: throw .unexpected(at: at)
      }
    }

    private mutating func list(depth: Int) throws(Fault) -> [StrictJSON] {
      var items: [StrictJSON] = []
      at += 1
      if take("]") { return [] }
      repeat { items.append(try value(depth: depth + 1)) } while take(",")
      try need("]")
      return items
    }

    private mutating func object(depth: Int) throws(Fault) -> [String: StrictJSON] {
      var members: [String: StrictJSON] = [:]
      at += 1
      if take("}") { return [:] }
      repeat {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { throw .unexpected(at: at) }
        let name = try text()
        try need(":")
        guard members.updateValue(try value(depth: depth + 1), forKey: name) == nil else { throw .duplicate(name) }
      } while take(",")
      try need("}")
      return members
    }

    private mutating func text() throws(Fault) -> String {
      var units: [UInt8] = []
      at += 1
      while let byte = peek {
        at += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
        case UInt8(ascii: "\\"): units.append(contentsOf: String(try escape()).utf8)
        case 0..<0x20: throw .unexpected(at: at - 1)
        default: units.append(byte)
        }
      }
      throw .unexpected(at: at)
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
      let byte = peek
      at += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte ?? 0)
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "u"): return try unicode()
      default: throw .unexpected(at: at - 1)
      }
    }

    /// A scalar from one `\uXXXX` or a pair of surrogates.
    private mutating func unicode() throws(Fault) -> Unicode.Scalar {
      let start = at
      let first = try hexadecimal()
      if let scalar = Unicode.Scalar(first), first != 0 { return scalar }
      guard (0xD800..<0xDC00).contains(first), peek == UInt8(ascii: "\\") else { throw .unexpected(at: start) }
      at += 1
      guard peek == UInt8(ascii: "u") else { throw .unexpected(at: at) }
      at += 1
      let second = try hexadecimal()
      guard (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw .unexpected(at: start) }
      return scalar
    }

    private mutating func hexadecimal() throws(Fault) -> UInt32 {
      guard at + 4 <= bytes.count else { throw .unexpected(at: at) }
      var value: UInt32 = 0
      for byte in bytes[at..<at + 4] {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 + UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 + UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 + UInt32(byte - UInt8(ascii: "A") + 10)
        default: throw .unexpected(at: at)
        }
      }
      at += 4
      return value
    }

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      skipSpace()
      guard peek == UInt8(ascii: character) else { return false }
      at += 1
      return true
    }

    private mutating func need(_ character: Unicode.Scalar) throws(Fault) {
      guard take(character) else { throw .unexpected(at: at) }
    }

    mutating func skipSpace() {
      while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }
  }
}
