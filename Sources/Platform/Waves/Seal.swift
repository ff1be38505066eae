import Crypto
import Foundation

/// Locks responses until the wave closes: HPKE with X-Wing (ML-KEM-768 and X25519), because logs and archives keep the sealed bytes for longer than
/// a curve alone may last.
enum Seal {
  private static let suite = HPKE.Ciphersuite.XWingMLKEM768X25519_SHA256_AES_GCM_256
  private static let encapsulatedLength = 1120

  struct Locked: Error {}

  static func newKey() throws -> (secret: [UInt8], lock: [UInt8]) {
    let key = try XWingMLKEM768X25519.PrivateKey.generate()
    return ([UInt8](key.seedRepresentation), [UInt8](key.publicKey.rawRepresentation))
  }

  /// A record, filled up to `length` bytes so that its size says nothing, readable with the wave's key alone.
  static func close(_ record: [UInt8], length: Int, wave: WaveName, lock: [UInt8]) throws -> [UInt8] {
    precondition(record.count <= length, "the questionnaire bounds its records")
    let padded =
      withUnsafeBytes(of: UInt32(record.count).bigEndian) { Array($0) } + record
      + [UInt8](repeating: 0, count: length - record.count)
    var sender = try HPKE.Sender(
      recipientKey: XWingMLKEM768X25519.PublicKey(rawRepresentation: lock), ciphersuite: suite, info: info(wave))
    let text = try sender.seal(padded)
    return [UInt8](sender.encapsulatedKey) + [UInt8](text)
  }

  static func open(_ sealed: [UInt8], wave: WaveName, secret: XWingMLKEM768X25519.PrivateKey) throws -> [UInt8] {
    guard sealed.count > encapsulatedLength else { throw Locked() }
    var recipient = try HPKE.Recipient(
      privateKey: secret, ciphersuite: suite, info: info(wave), encapsulatedKey: Data(sealed[..<encapsulatedLength]))
    let padded = try recipient.open(sealed[encapsulatedLength...])
    let length = padded.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard padded.count >= 4 + length else { throw Locked() }
    return [UInt8](padded.dropFirst(4).prefix(length))
  }

  static func secret(_ bytes: [UInt8]) throws -> XWingMLKEM768X25519.PrivateKey {
    try XWingMLKEM768X25519.PrivateKey(seedRepresentation: bytes, publicKey: nil)
  }

  /// Whether a secret key opens what is closed under this lock.
  static func opens(_ secret: [UInt8], lock: [UInt8]) -> Bool {
    guard let key = try? Self.secret(secret) else { return false }
    return [UInt8](key.publicKey.rawRepresentation) == lock
  }

  private static func info(_ wave: WaveName) -> Data { Data("hearth response \(wave)".utf8) }
}
