import Crypto
import CryptoExtras
import Foundation
import JWTKit
import Testing

@testable import Platform
@testable import Web

/// Signatures of every kind that is accepted, and keys that are not.
@Suite struct SigningKeyTests {
  private static let claims =
    #"{"iss":"https://a.example","sub":"1","aud":["x"],"exp":2000000000,"iat":1800000000,"email_verified":"true","email":"a@b.example"}"#

  private static func unsigned(_ algorithm: SigningAlgorithm) -> String {
    base64URL(Array(#"{"alg":"\#(algorithm.rawValue)","kid":"k"}"#.utf8)) + "." + base64URL(Array(claims.utf8))
  }

  private static func keys(_ key: [String: String]) throws -> SigningKeys {
    let data = try JSONSerialization.data(withJSONObject: ["keys": [key]])
    return try JSONDecoder().decode(SigningKeys.self, from: data)
  }

  private func check(_ algorithm: SigningAlgorithm, _ key: [String: String], _ signature: Data) async throws {
    let found = try #require(try Self.keys(key).key("k", for: algorithm))
    let verifier = try await found.verifier(algorithm)
    let text = Self.unsigned(algorithm)
    let token = try await verifier.verify("\(text).\(base64URL([UInt8](signature)))", as: IDToken.self)
    #expect(token.identity == ProviderIdentity(issuer: "https://a.example", subject: "1", verifiedEmail: "a@b.example"))
    var wrong = [UInt8](signature)
    wrong[10] ^= 1
    await #expect(throws: (any Error).self) {
      try await verifier.verify("\(text).\(base64URL(wrong))", as: IDToken.self)
    }
  }

  private static func key(_ curve: String, _ point: Data) -> [String: String] {
    let bytes = [UInt8](point)
    return [
      "kty": "EC", "kid": "k", "crv": curve, "x": base64URL(Array(bytes[..<(bytes.count / 2)])),
      "y": base64URL(Array(bytes[(bytes.count / 2)...])),
    ]
  }

  @Test("Elliptic curves", arguments: [SigningAlgorithm.es256, .es384, .es512])
  func curves(_ algorithm: SigningAlgorithm) async throws {
    let bytes = Data(Self.unsigned(algorithm).utf8)
    let curve = try #require(algorithm.curve)
    switch algorithm {
    case .es256:
      let key = P256.Signing.PrivateKey()
      try await check(
        algorithm, Self.key(curve, key.publicKey.rawRepresentation), try key.signature(for: bytes).rawRepresentation)
    case .es384:
      let key = P384.Signing.PrivateKey()
      try await check(
        algorithm, Self.key(curve, key.publicKey.rawRepresentation), try key.signature(for: bytes).rawRepresentation)
    default:
      let key = P521.Signing.PrivateKey()
      try await check(
        algorithm, Self.key(curve, key.publicKey.rawRepresentation), try key.signature(for: bytes).rawRepresentation)
    }
  }

  @Test("RSA in both forms, and no key below 2,048 bits")
  func rsa() async throws {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let parts = try key.publicKey.getKeyPrimitives()
    let listed = [
      "kty": "RSA", "kid": "k", "n": base64URL([UInt8](parts.modulus)), "e": base64URL([UInt8](parts.publicExponent)),
    ]
    let forms: [(SigningAlgorithm, _RSA.Signing.Padding)] = [(.rs256, .insecurePKCS1v1_5), (.ps256, .PSS)]
    for (algorithm, padding) in forms {
      let digest = SHA256.hash(data: Data(Self.unsigned(algorithm).utf8))
      try await check(algorithm, listed, try key.signature(for: digest, padding: padding).rawRepresentation)
    }
    var short = listed
    short["n"] = base64URL([UInt8](parts.modulus.prefix(128)))
    let weak = try #require(try Self.keys(short).key("k", for: .rs256))
    await #expect(throws: OpenIDFault.token(.key)) { try await weak.verifier(.rs256) }
  }

  @Test("A key for encryption, of another kind or for another algorithm is not taken, nor one of two without a name")
  func choice() throws {
    let rsa = ["kty": "RSA", "kid": "k", "n": "AQAB", "e": "AQAB"]
    #expect(try Self.keys(rsa).key("k", for: .rs256) != nil && Self.keys(rsa).key(nil, for: .ps512) != nil)
    #expect(try Self.keys(rsa).key("k", for: .es256) == nil && Self.keys(rsa).key("other", for: .rs256) == nil)
    #expect(try Self.keys(rsa.merging(["use": "enc"]) { $1 }).key("k", for: .rs256) == nil)
    #expect(try Self.keys(rsa.merging(["alg": "PS256"]) { $1 }).key("k", for: .rs256) == nil)
    let two = try JSONSerialization.data(withJSONObject: ["keys": [rsa, rsa]])
    let decoded = try JSONDecoder().decode(SigningKeys.self, from: two)
    #expect(decoded.key(nil, for: .rs256) == nil && decoded.key("k", for: .rs256) == nil)
  }
}
