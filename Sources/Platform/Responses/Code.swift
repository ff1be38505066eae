/// A code that people copy by hand: 60 bits and a check character, as `K7QM-2XRD-09TV-B`.
///
/// Crockford's 32 characters (no I, L, O, U). The check character is Σ αⁱ·dᵢ over GF(32): the factors are different and not zero, so every
/// single mistyped character and every swap of two is noticed.
package struct Code: Hashable, Sendable, CustomStringConvertible {
  /// Twelve values of five bits.
  private let digits: [UInt8]

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// The first 60 bits of at least 8 bytes.
  package init(bits bytes: [UInt8]) {
    let value = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    digits = (0..<12).map { UInt8(value >> UInt64(59 - 5 * $0) & 31) }
  }

  /// Reads a code as somebody typed it: case, spaces and hyphens do not matter, O is 0, I and L are 1.
  /// - Returns: nil when characters are missing or the check character does not fit.
  package init?(_ text: String) {
    var values: [UInt8] = []
    for character in text.uppercased().utf8 where character != 32 && character != 45 {
      let meant: UInt8 =
        switch character {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: character
        }
      guard values.count < 13, let value = Self.alphabet.firstIndex(of: meant) else { return nil }
      values.append(UInt8(value))
    }
    guard values.count == 13, Self.check(values.dropLast()) == values[12] else { return nil }
    digits = values.dropLast()
  }

  package var description: String {
    let all = (digits + [Self.check(digits)]).map { Self.alphabet[Int($0)] }
    return stride(from: 0, to: 13, by: 4).map { String(decoding: all[$0..<min($0 + 4, 13)], as: UTF8.self) }
      .joined(separator: "-")
  }

  var bytes: [UInt8] { digits }

  private static func check(_ digits: some Sequence<UInt8>) -> UInt8 {
    var factor: UInt8 = 1
    var sum: UInt8 = 0
    for digit in digits {
      factor = times(factor, 2)
      sum ^= times(factor, digit)
    }
    return sum
  }

  /// Product in GF(32) = GF(2)[x] / (x⁵ + x² + 1), where x generates all 31 values but 0.
  private static func times(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var product: UInt8 = 0
    var a = a
    for bit in 0..<5 {
      if b >> bit & 1 == 1 { product ^= a }
      a <<= 1
      if a & 32 != 0 { a ^= 0b100101 }
    }
    return product
  }
}
