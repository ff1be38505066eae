/// A JSON document as a value. Keys keep their order, so that equal reports are equal bytes.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Shortest text that reads back as the same number; not finite becomes `null`.
  case number(Double)
  /// Digits that are already a JSON number, such as a figure at its granted unit.
  case decimal(Decimal)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: JSON
    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// A number as text; made by this module only, so that it always is one.
  package struct Decimal: Hashable, Sendable {
    let text: String
  }

  package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { member in member.value.map { Member(member.key, $0) } })
  }

  /// UTF-8, two spaces a level, one line for what holds only plain values and is short; a newline at the end.
  package func rendered() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1 << 16)
    write(to: &bytes, depth: 0)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private func write(to bytes: inout [UInt8], depth: Int) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .number(let number): bytes.append(contentsOf: JSON.text(of: number).utf8)
    case .decimal(let decimal): bytes.append(contentsOf: decimal.text.utf8)
    case .string(let text): bytes.append(quoted: text)
    case .array(let elements):
      let inline = elements.allSatisfy(\.isPlain)
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        if inline { if index > 0 { bytes.append(UInt8(ascii: " ")) } } else { bytes.append(line: depth + 1) }
        element.write(to: &bytes, depth: depth + 1)
      }
      if !inline { bytes.append(line: depth) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      let inline = members.count <= 3 && members.allSatisfy(\.value.isPlain)
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        if inline { if index > 0 { bytes.append(UInt8(ascii: " ")) } } else { bytes.append(line: depth + 1) }
        bytes.append(quoted: member.key)
        bytes.append(contentsOf: ": ".utf8)
        member.value.write(to: &bytes, depth: depth + 1)
      }
      if !inline { bytes.append(line: depth) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private var isPlain: Bool {
    switch self {
    case .null, .bool, .integer, .number, .decimal: true
    case .string(let text): text.utf8.count <= 80
    case .array, .object: false
    }
  }

  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return number.description
  }
}

extension [UInt8] {
  fileprivate mutating func append(line depth: Int) {
    append(UInt8(ascii: "\n"))
    append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  fileprivate mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): append(contentsOf: "\\\\".utf8)
      case 0x0A: append(contentsOf: "\\n".utf8)
      case 0x0D: append(contentsOf: "\\r".utf8)
      case 0x09: append(contentsOf: "\\t".utf8)
      case 0..<0x20, 0x7F:
        let hex = String(byte, radix: 16)
        append(contentsOf: ("\\u00" + (hex.utf8.count == 1 ? "0" : "") + hex).utf8)
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}
