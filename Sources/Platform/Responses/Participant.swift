import Crypto
import CryptoExtras
import Foundation

/// A participant's browser: blinds a token, unblinds its signature. The cryptography is the library's client side, which a server does not use; the example's
/// invented people do, and tests.
package struct Participant: Sendable {
  package let salt: [UInt8]
  package let token: [UInt8]
  package let blinded: [UInt8]
  private let key: _RSA.BlindSigning.PublicKey<SHA384>
  private nonisolated(unsafe) let inverse: _RSA.BlindSigning.BlindingInverse

  /// - Parameter der: the reporting unit's public key.
  package init(key der: [UInt8]) throws {
    key = try _RSA.BlindSigning.PublicKey(derRepresentation: der, parameters: .RSABSSA_SHA384_PSS_Deterministic)
    salt = randomBytes(32)
    token = randomBytes(32)
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

extension Participation {
  /// Collects somebody's right to answer and answers with it, as their browser does.
  /// - Parameter answers: values by column.
  package func answer(
    _ wave: WaveName, _ invitation: WaveOpening.Invitation, _ answers: [String: [String]]
  ) async throws -> Code {
    let name = wave.description
    let page = try await page(name)
    guard let key = page.keys.first(where: { $0.fingerprint == invitation.keyFingerprint }) else {
      throw ParticipationRefusal.badToken
    }
    let participant = try Participant(key: key.der)
    let signed = try await sign(
      wave: name, invitation: invitation.secret, blinded: participant.blinded, consent: page.questionnaire.version)
    return try await accept(
      Submission(
        wave: name, key: key.fingerprint, salt: participant.salt, token: participant.token,
        signature: participant.unblind(signed), answers: answers))
  }
}
