import Crypto
import CryptoExtras
import Foundation

/// A participant's browser: blinds a token, unblinds its signature. The cryptography is the library's client side, which the server does not use.
package struct Participant: Sendable {
  package let salt: [UInt8]
  package let token: [UInt8]
  package let blinded: [UInt8]
  private let key: _RSA.BlindSigning.PublicKey<SHA384>
  private nonisolated(unsafe) let inverse: _RSA.BlindSigning.BlindingInverse

  /// - Parameter der: the reporting unit's public key.
  package init(key der: [UInt8]) throws {
    key = try _RSA.BlindSigning.PublicKey(derRepresentation: der, parameters: .RSABSSA_SHA384_PSS_Deterministic)
    salt = (0..<32).map { _ in .random(in: .min ... .max) }
    token = (0..<32).map { _ in .random(in: .min ... .max) }
    let result = try key.blind(key.prepare(salt + token))
    blinded = [UInt8](result.blindedMessage)
    inverse = result.inverse
  }

  package func unblind(_ signature: [UInt8]) throws -> [UInt8] {
    let finished = try key.finalize(
      .init(rawRepresentation: signature), for: key.prepare(salt + token), blindingInverse: inverse)
    return [UInt8](finished.rawRepresentation)
  }
}
