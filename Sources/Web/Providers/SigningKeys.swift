import Foundation
import JWTKit

/// How a token may be signed: with a key of the provider's alone. Everything else is refused, above all “none” and what a shared secret signs.
enum SigningAlgorithm: String, Sendable {
  case rs256 = "RS256"
  case rs384 = "RS384"
  case rs512 = "RS512"
  case ps256 = "PS256"
  case ps384 = "PS384"
  case ps512 = "PS512"
  case es256 = "ES256"
  case es384 = "ES384"
  case es512 = "ES512"

  var curve: String? {
    switch self {
    case .es256: "P-256"
    case .es384: "P-384"
    case .es512: "P-521"
    default: nil
    }
  }
}

/// A provider's public keys (RFC 7517). Those of other kinds and uses are left out when one is looked for.
struct SigningKeys: Decodable, Sendable {
  private let keys: [Entry]

  /// An entry that cannot be read spoils no other.
  private struct Entry: Decodable, Sendable {
    let key: Key?

    init(from decoder: any Decoder) throws {
      key = try? Key(from: decoder)
    }
  }

  struct Key: Decodable, Sendable {
    let kty: String
    let kid: String?
    let use: String?
    let alg: String?
    let crv: String?
    let n: String?
    let e: String?
    let x: String?
    let y: String?

    func fits(_ algorithm: SigningAlgorithm) -> Bool {
      guard use ?? "sig" == "sig", alg ?? algorithm.rawValue == algorithm.rawValue else { return false }
      guard let curve = algorithm.curve else { return kty == "RSA" }
      return kty == "EC" && crv == curve
    }
  }

  /// The one key that a token names; where it names none, the only one that there is.
  func key(_ kid: String?, for algorithm: SigningAlgorithm) -> Key? {
    let fitting = keys.compactMap(\.key).filter { $0.fits(algorithm) && (kid == nil || $0.kid == kid) }
    return fitting.count == 1 ? fitting[0] : nil
  }
}

extension SigningKeys.Key {
  /// The key, for this algorithm and no other.
  /// - Throws: `OpenIDFault.token(.key)` for one that is none, or too short.
  func verifier(_ algorithm: SigningAlgorithm) async throws -> JWTKeyCollection {
    let keys = JWTKeyCollection()
    do {
      switch algorithm {
      case .rs256: await keys.add(rsa: try rsa(), digestAlgorithm: .sha256)
      case .rs384: await keys.add(rsa: try rsa(), digestAlgorithm: .sha384)
      case .rs512: await keys.add(rsa: try rsa(), digestAlgorithm: .sha512)
      case .ps256: await keys.add(pss: try rsa(), digestAlgorithm: .sha256)
      case .ps384: await keys.add(pss: try rsa(), digestAlgorithm: .sha384)
      case .ps512: await keys.add(pss: try rsa(), digestAlgorithm: .sha512)
      case .es256: await keys.add(ecdsa: try ES256PublicKey(parameters: point()))
      case .es384: await keys.add(ecdsa: try ES384PublicKey(parameters: point()))
      case .es512: await keys.add(ecdsa: try ES512PublicKey(parameters: point()))
      }
    } catch {
      throw OpenIDFault.token(.key)
    }
    return keys
  }

  private func rsa() throws -> Insecure.RSA.PublicKey {
    // 2,048 bits are 342 characters.
    guard let n, let e, n.utf8.count >= 342, n.utf8.count <= 1400, e.utf8.count <= 8 else {
      throw OpenIDFault.token(.key)
    }
    return try Insecure.RSA.PublicKey(modulus: n, exponent: e)
  }

  private func point() throws -> ECDSAParameters {
    guard let x, let y else { throw OpenIDFault.token(.key) }
    return (x, y)
  }
}
