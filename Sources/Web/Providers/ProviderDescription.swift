import Platform

/// What a provider says of itself (OpenID Connect Discovery 1.0), as far as it is needed.
struct ProviderDescription: Decodable, Hashable, Sendable {
  let issuer: String
  let authorization: String
  let token: String
  let keys: String
  /// How it wants to be shown the client's secret; in the Authorization line unless it says otherwise.
  private let methods: [String]?
  /// Whether it names itself in its answers (RFC 9207).
  private let namesItself: Bool?

  private enum CodingKeys: String, CodingKey {
    case issuer
    case authorization = "authorization_endpoint"
    case token = "token_endpoint"
    case keys = "jwks_uri"
    case methods = "token_endpoint_auth_methods_supported"
    case namesItself = "authorization_response_iss_parameter_supported"
  }

  var takesSecretInForm: Bool {
    guard let methods else { return false }
    return !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
  }

  var alwaysNamesItself: Bool { namesItself ?? false }

  /// - Throws: `OpenIDFault` unless it is the issuer's own and its addresses can be used.
  func check(_ issuer: String, overTLS: Bool) throws(OpenIDFault) {
    guard self.issuer == issuer else { throw .otherIssuer(String(self.issuer.prefix(200))) }
    for (name, address) in [
      ("authorization_endpoint", authorization), ("token_endpoint", token), ("jwks_uri", keys),
    ] where !ProviderAddress.isFit(address, overTLS: overTLS) {
      throw .address(name)
    }
  }
}
