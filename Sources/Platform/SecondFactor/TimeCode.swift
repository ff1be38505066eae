import Crypto
import Foundation

/// Six digits that change every half minute (RFC 6238 over HMAC-SHA-1, which is what authenticator programs know).
enum TimeCode {
  static let secondsPerStep = 30

  static func step(at seconds: Int) -> Int { seconds / secondsPerStep }

  /// The digits of one step.
  static func digits(_ secret: [UInt8], step: Int, count: Int = 6) -> String {
    let message = withUnsafeBytes(of: UInt64(step).bigEndian) { Data($0) }
    let mac = [UInt8](
      HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: Data(secret))))
    let offset = Int(mac[19] & 15)
    let value = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let text = String(Int(value) % (0..<count).reduce(1) { product, _ in product * 10 })
    return String(repeating: "0", count: count - text.utf8.count) + text
  }

  /// The step whose digits were typed: this one or one beside it, later than the last one that was used.
  static func match(_ typed: String, _ secret: [UInt8], at seconds: Int, after last: Int) -> Int? {
    let digits = typed.filter { !$0.isWhitespace }
    guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let now = step(at: seconds)
    return (now - 1...now + 1).first { $0 > last && sameInConstantTime(self.digits(secret, step: $0), digits) }
  }

  /// RFC 4648, without the signs that fill up.
  static func base32(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    var buffer = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[buffer >> bits & 31])
      }
      buffer &= (1 << bits) - 1
    }
    if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
    return text
  }
}
