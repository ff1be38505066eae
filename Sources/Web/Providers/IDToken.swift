import Foundation
import JWTKit
import Platform

/// What a provider says about somebody who signed in there (OpenID Connect Core 1.0, 3.1.3.7).
struct IDToken: JWTPayload, Sendable {
  let iss: String
  let sub: String
  let aud: Audience
  let exp: Double
  let iat: Double
  let nbf: Double?
  let nonce: String?
  let azp: String?
  let email: String?
  let emailVerified: Verified?

  private enum CodingKeys: String, CodingKey {
    case iss, sub, aud, exp, iat, nbf, nonce, azp, email
    case emailVerified = "email_verified"
  }

  /// The library's own look, after the signature; `check` holds the claims against what was asked.
  func verify(using algorithm: some JWTAlgorithm) async throws {}

  /// Clocks may be apart by so many seconds.
  static let skew = 60.0
  /// A token is made for one sign-in and does not lie about.
  static let oldest = 10 * 60.0

  /// - Throws: `OpenIDFault.token`.
  func check(_ provider: Provider, nonce wanted: String, now: Double) throws(OpenIDFault) {
    guard iss == provider.issuer else { throw .token(.issuer) }
    guard aud.all.contains(provider.client), azp ?? provider.client == provider.client,
      aud.all.count == 1 || azp != nil
    else { throw .token(.audience) }
    guard exp > now - Self.skew, iat > now - Self.oldest else { throw .token(.expired) }
    guard iat < now + Self.skew, nbf ?? iat < now + Self.skew else { throw .token(.notYet) }
    guard let nonce, sameInConstantTime(nonce, wanted) else { throw .token(.nonce) }
    guard !sub.isEmpty, sub.utf8.count <= 255, !sub.utf8.contains(0) else { throw .token(.subject) }
  }

  var identity: ProviderIdentity {
    ProviderIdentity(issuer: iss, subject: sub, verifiedEmail: emailVerified?.isTrue == true ? email : nil)
  }

  /// One client, or several.
  struct Audience: Codable, Sendable {
    let all: [String]

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let one = try? value.decode(String.self) { all = [one] } else { all = try value.decode([String].self) }
    }

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      try value.encode(all)
    }
  }

  /// True, or the word, as some providers write it; anything else is not.
  struct Verified: Codable, Sendable {
    let isTrue: Bool

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      isTrue = (try? value.decode(Bool.self)) ?? ((try? value.decode(String.self)) == "true")
    }

    func encode(to encoder: any Encoder) throws {
      var value = encoder.singleValueContainer()
      try value.encode(isTrue)
    }
  }
}

/// What stands before a token's claims.
struct TokenHeader: Decodable, Sendable {
  let alg: String
  let kid: String?
  /// Names parts that must be understood; none of them is.
  let crit: [String]?

  /// - Throws: `OpenIDFault.token`.
  init(of token: String) throws(OpenIDFault) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let json = bytes(base64URL: String(parts[0])),
      let header = try? JSONDecoder().decode(TokenHeader.self, from: Data(json))
    else { throw .token(.malformed) }
    self = header
  }
}
