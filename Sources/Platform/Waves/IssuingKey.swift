import Crypto
import CryptoExtras
import Foundation
import Problems

/// The key that signs blinded tokens for one reporting unit of one wave: RSABSSA-SHA384-PSS-Randomized (RFC 9474), 3,072 bits.
///
/// The signer never sees the token; whoever holds token and signature shows that somebody of the unit may answer, and no more.
struct IssuingKey: Sendable {
  private let key: _RSA.BlindSigning.PrivateKey<SHA384>
  let verifier: TokenVerifier

  static let modulusLength = 384

  static func generate() throws -> IssuingKey {
    try IssuingKey(_RSA.BlindSigning.PrivateKey(keySize: .bits3072, parameters: .RSABSSA_SHA384_PSS_Randomized))
  }

  init(der: [UInt8]) throws {
    try self.init(_RSA.BlindSigning.PrivateKey(derRepresentation: der, parameters: .RSABSSA_SHA384_PSS_Randomized))
  }

  private init(_ key: _RSA.BlindSigning.PrivateKey<SHA384>) throws {
    self.key = key
    verifier = try TokenVerifier(der: [UInt8](key.publicKey.derRepresentation))
  }

  var der: [UInt8] { [UInt8](key.derRepresentation) }

  /// Signs a blinded value.
  /// - Throws: `ParticipationRefusal.badToken` unless 1 < value < n − 1: the others carry no token and say something of the key.
  func sign(_ blinded: [UInt8]) throws -> [UInt8] {
    let modulus = verifier.modulus
    var last = modulus
    last[last.count - 1] -= 1
    var one = [UInt8](repeating: 0, count: modulus.count)
    one[one.count - 1] = 1
    guard blinded.count == modulus.count, one.lexicographicallyPrecedes(blinded),
      blinded.lexicographicallyPrecedes(last)
    else { throw ParticipationRefusal.badToken }
    return [UInt8](try key.blindSignature(for: blinded).rawRepresentation)
  }
}

/// The public half: recognises what the unit's key has signed.
struct TokenVerifier: Sendable {
  private let key: _RSA.BlindSigning.PublicKey<SHA384>
  /// SubjectPublicKeyInfo.
  let der: [UInt8]
  let modulus: [UInt8]

  init(der: [UInt8]) throws {
    // The browser has randomised the message itself; here it is taken as it comes.
    key = try _RSA.BlindSigning.PublicKey(derRepresentation: der, parameters: .RSABSSA_SHA384_PSS_Deterministic)
    self.der = der
    modulus = [UInt8](try key.getKeyPrimitives().modulus)
  }

  /// SHA-256 of the key's DER form. It stands in the invitation, so that the key cannot be exchanged afterwards; colleagues of one reporting unit
  /// who compare theirs see whether one of them was given another from the start.
  var fingerprint: [UInt8] { [UInt8](SHA256.hash(data: der)) }

  func accepts(salt: [UInt8], token: [UInt8], signature: [UInt8]) -> Bool {
    guard salt.count == 32, token.count == 32, signature.count == modulus.count else { return false }
    return key.isValidSignature(
      _RSA.Signing.RSASignature(rawRepresentation: signature), for: key.prepare(salt + token))
  }
}
