import Crypto
import CryptoExtras
import Foundation

/// What is kept of a password: salt and scrypt's result, with the cost they were made at.
package struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
  /// How much work one look takes.
  package struct Cost: Hashable, Sendable {
    /// scrypt's N as a power of two.
    let exponent: Int
    let blockSize: Int
    let parallelism: Int

    /// N = 2¹⁵, r = 8, p = 3: 32 MiB and about a quarter of a second.
    package static let full = Cost(exponent: 15, blockSize: 8, parallelism: 3)
    /// For tests of everything else.
    package static let tests = Cost(exponent: 4, blockSize: 1, parallelism: 1)
  }

  let cost: Cost
  let salt: [UInt8]
  let bytes: [UInt8]

  init(cost: Cost, salt: [UInt8], bytes: [UInt8]) {
    self.cost = cost
    self.salt = salt
    self.bytes = bytes
  }

  /// Reads what `description` writes.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let exponent = Int(parts[1]), let blockSize = Int(parts[2]),
      let parallelism = Int(parts[3]), (1...20).contains(exponent), (1...32).contains(blockSize),
      (1...16).contains(parallelism), let salt = Platform.bytes(base64URL: parts[4]),
      let bytes = Platform.bytes(base64URL: parts[5]), bytes.count == 32
    else { return nil }
    self.init(
      cost: Cost(exponent: exponent, blockSize: blockSize, parallelism: parallelism), salt: salt, bytes: bytes)
  }

  package var description: String {
    "scrypt:\(cost.exponent):\(cost.blockSize):\(cost.parallelism):\(base64URL(salt)):\(base64URL(bytes))"
  }

  /// scrypt (RFC 7914), 32 bytes. Blocks for as long as the cost says.
  static func derive(_ password: [UInt8], salt: [UInt8], cost: Cost) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: password, salt: salt, outputByteCount: 32, rounds: 1 << cost.exponent, blockSize: cost.blockSize,
      parallelism: cost.parallelism)
    return key.withUnsafeBytes { [UInt8]($0) }
  }
}
