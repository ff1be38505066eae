import Crypto
import Foundation

/// Recognises a wording without holding it.
public enum Fingerprint {
  /// NFKC, lower case, every stretch of other characters than a–z and 0–9 as one space, none at the ends.
  public static func normalised(_ text: String) -> String {
    var bytes: [UInt8] = []
    var gap = false
    for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        if gap, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
        gap = false
        bytes.append(UInt8(scalar.value))
      } else {
        gap = true
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// SHA-256 of the normalised text, 64 hexadecimal digits.
  public static func of(_ text: String) -> String {
    SHA256.hash(data: Array(normalised(text).utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
