/// Why a provider's word was not taken.
package enum OpenIDFault: Error, Hashable, Sendable {
  /// What the server asks a provider for.
  package enum Part: Hashable, Sendable { case description, keys, token }

  case unreachable(Part)
  /// An answer that is none, or too long.
  case unreadable(Part)
  case status(Part, Int)
  /// It calls itself something else.
  case otherIssuer(String)
  /// An address in its description that this server does not use.
  case address(String)
  /// The provider's own word for it.
  case declined(String)
  /// The answer came from another provider than the one that was asked.
  case mixedUp
  case token(Token)

  /// What is wrong with the token that says who somebody is.
  package enum Token: Hashable, Sendable {
    case malformed, algorithm, key, signature, issuer, audience, expired, notYet, nonce, subject
  }

  /// For whoever looks after the installation. No secret and nothing about the person is in it.
  var words: String {
    switch self {
    case .unreachable(let part): "the provider does not answer when it is asked for \(Self.words(part))"
    case .unreadable(let part): "the provider's answer cannot be read when it is asked for \(Self.words(part))"
    case .status(let part, let status): "the provider answers \(status) when it is asked for \(Self.words(part))"
    case .otherIssuer(let issuer): "the provider calls itself “\(issuer)”, which is not the address that was given"
    case .address(let name): "the provider's description has no safe address as “\(name)”"
    case .declined(let word): "the provider says “\(word)”"
    case .mixedUp: "the answer came from another provider"
    case .token(let token): "the provider's token \(Self.words(token))"
    }
  }

  private static func words(_ part: Part) -> String {
    switch part {
    case .description: "its description (.well-known/openid-configuration)"
    case .keys: "its keys"
    case .token: "the token"
    }
  }

  private static func words(_ token: Token) -> String {
    switch token {
    case .malformed: "cannot be read"
    case .algorithm: "is signed in a way that is not accepted"
    case .key: "is signed with a key that the provider does not list"
    case .signature: "has a wrong signature"
    case .issuer: "is another issuer's"
    case .audience: "is for another client"
    case .expired: "is too old; compare the clocks"
    case .notYet: "is from the future; compare the clocks"
    case .nonce: "was made for another sign-in"
    case .subject: "names nobody"
    }
  }

  /// A provider's error code; nothing else of what it sent is shown.
  static func declined(code: String?) -> OpenIDFault {
    let plain = (code ?? "").utf8.prefix(64).filter { (97...122).contains($0) || $0 == 95 }
    return .declined(plain.isEmpty ? "error" : String(decoding: plain, as: UTF8.self))
  }
}
