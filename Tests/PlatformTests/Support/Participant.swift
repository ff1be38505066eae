import Crypto
import CryptoExtras
import Foundation

@testable import Platform

/// A participant's browser: blinds, has signed, unblinds, answers. The cryptography is the library's own client side, not the server's code.
struct Participant {
  let salt = randomBytes(32)
  let token = randomBytes(32)
  let blinded: [UInt8]
  private let key: _RSA.BlindSigning.PublicKey<SHA384>
  private let inverse: _RSA.BlindSigning.BlindingInverse

  init(key der: [UInt8]) throws {
    key = try _RSA.BlindSigning.PublicKey(derRepresentation: der, parameters: .RSABSSA_SHA384_PSS_Deterministic)
    let result = try key.blind(key.prepare(salt + token))
    blinded = [UInt8](result.blindedMessage)
    inverse = result.inverse
  }

  func unblind(_ signature: [UInt8]) throws -> [UInt8] {
    [UInt8](
      try key.finalize(
        .init(rawRepresentation: signature), for: key.prepare(salt + token), blindingInverse: inverse
      ).rawRepresentation)
  }

  func submission(
    _ wave: WaveName, key fingerprint: [UInt8], signature: [UInt8], answers: [String: [String]]
  ) -> Participation.Submission {
    .init(wave: wave.description, key: fingerprint, salt: salt, token: token, signature: signature, answers: answers)
  }
}
