/// `name=value&name=value` with percent signs, as browsers send forms without files.
enum URLEncodedForm {
  static func fields(_ bytes: [UInt8]) throws(FormFault) -> [String: [String]] {
    var fields: [String: [String]] = [:]
    guard !bytes.isEmpty else { return fields }
    let pairs = bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
    guard pairs.count <= FormBody.mostFields else { throw .tooManyFields }
    for pair in pairs {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), equals > pair.startIndex else { throw .malformed }
      let name = try String(form: decoded(pair[..<equals]))
      fields[name, default: []].append(try String(form: decoded(pair[(equals + 1)...])))
    }
    return fields
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(FormFault) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      switch bytes[at] {
      case UInt8(ascii: "+"): plain.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard at + 2 < bytes.endIndex, let high = digit(bytes[at + 1]), let low = digit(bytes[at + 2]) else {
          throw .malformed
        }
        plain.append(high << 4 | low)
        at += 2
      case let byte where byte > 0x20 && byte < 0x7F: plain.append(byte)
      // Browsers write every other byte with a percent sign.
      default: throw .malformed
      }
      at += 1
    }
    return plain
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
