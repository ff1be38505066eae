import Crypto
import Foundation
import Problems

/// Encrypts what a manifest keeps for whoever has the data file (AES-256-GCM, the key made from the file's bytes).
struct Sealing {
  let key: SymmetricKey

  /// What the key is for: two purposes have two keys.
  enum Purpose: String {
    case review = "Hearth: review of open answers, 1"
    case ledger = "Hearth: record of releases, 1"
  }

  /// HMAC-SHA-256 of the file's bytes: the file's own SHA-256, which stands in the manifest, says nothing about it.
  /// - Throws: `Problem` when the file cannot be read a second time.
  init(file path: String, for purpose: Purpose) throws(Problem) {
    var code = HMAC<SHA256>(key: SymmetricKey(data: Data(purpose.rawValue.utf8)))
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { code.update(data: piece) }
    } catch {
      throw Problem(
        "the data file cannot be read a second time", at: path,
        remedy: "leave it in its place until the command has ended; what comes out of a pipe must be saved first")
    }
    key = SymmetricKey(data: Data(code.finalize()))
  }

  /// The nonce comes from the text itself: the same text gives the same manifest, and another text another nonce.
  func sealed(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let plain = try encoder.encode(value)
    let nonce = try AES.GCM.Nonce(data: Data(HMAC<SHA256>.authenticationCode(for: plain, using: key)).prefix(12))
    guard let combined = try AES.GCM.seal(plain, using: key, nonce: nonce).combined else {
      throw CryptoKitError.incorrectParameterSize
    }
    return combined
  }

  /// Nil when the key is another file's, or the manifest was changed.
  func opened<Value: Decodable>(_ sealed: Data, as type: Value.Type) -> Value? {
    guard let plain = try? AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key) else { return nil }
    return try? JSONDecoder().decode(type, from: plain)
  }
}
