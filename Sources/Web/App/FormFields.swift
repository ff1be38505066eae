/// The fields of a form as browsers send them (application/x-www-form-urlencoded), in the order of their names' first coming.
///
/// One spelling only: UTF-8 without NUL, so that nothing means one thing here and another thing later.
struct FormFields: Hashable, Sendable {
  private(set) var values: [String: [String]] = [:]

  enum Fault: Error, Hashable { case malformed }

  init(_ bytes: [UInt8]) throws(Fault) {
    guard !bytes.isEmpty else { return }
    for pair in bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw .malformed }
      let name = try Self.text(parts[0])
      guard !name.isEmpty else { throw .malformed }
      values[name, default: []].append(try Self.text(parts[1]))
    }
  }

  private static func text(_ encoded: ArraySlice<UInt8>) throws(Fault) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(encoded.count)
    var index = encoded.startIndex
    while index < encoded.endIndex {
      switch encoded[index] {
      case UInt8(ascii: "+"): bytes.append(0x20)
      case UInt8(ascii: "%"):
        guard index + 2 < encoded.endIndex, let high = digit(encoded[index + 1]), let low = digit(encoded[index + 2])
        else { throw .malformed }
        bytes.append(high << 4 | low)
        index += 2
      default: bytes.append(encoded[index])
      }
      index += 1
    }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
    return text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
