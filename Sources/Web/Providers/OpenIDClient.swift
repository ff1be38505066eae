import Foundation
import JWTKit
import Markup
package import Platform

/// Asks organisations' providers who somebody is: authorization code with PKCE, and a token whose signature and claims are checked here. What providers
/// say of themselves and their keys are remembered for an hour.
package actor OpenIDClient {
  private let clock: Clock
  /// How long a provider may take to answer.
  private let patience: Duration
  private var descriptions: [String: Remembered<ProviderDescription>] = [:]
  private var keys: [String: Remembered<SigningKeys>] = [:]

  private struct Remembered<Value> {
    let value: Value
    let since: Int
  }

  private static let remembers = 60 * 60

  package init(clock: Clock = .system, patience: Duration = .seconds(10)) {
    self.clock = clock
    self.patience = patience
  }

  /// Where a browser is sent to sign in.
  /// - Parameter back: this site's own address for the answer, as the provider knows it.
  func address(
    at provider: Provider, _ ticket: ProviderSignIn.Ticket, back: String, overTLS: Bool
  ) async throws(OpenIDFault) -> OutsideAddress {
    let endpoint = try await description(of: provider.issuer, overTLS: overTLS).authorization
    let query = [
      ("response_type", "code"), ("client_id", provider.client), ("redirect_uri", back), ("scope", "openid email"),
      ("state", ticket.state), ("nonce", ticket.nonce), ("code_challenge", ticket.challenge),
      ("code_challenge_method", "S256"),
    ].map { "\($0)=\(ProviderRequest.encoded($1))" }.joined(separator: "&")
    guard let address = OutsideAddress(endpoint + (endpoint.contains("?") ? "&" : "?") + query) else {
      throw .address("authorization_endpoint")
    }
    return address
  }

  /// Holds an answer against what the provider says of itself.
  /// - Parameter named: what the answer says whose it is, where it does.
  func check(answerOf provider: Provider, named: String?, overTLS: Bool) async throws(OpenIDFault) {
    if let named {
      guard named == provider.issuer else { throw .mixedUp }
    } else if try await description(of: provider.issuer, overTLS: overTLS).alwaysNamesItself {
      throw .mixedUp
    }
  }

  /// Who came back with this code.
  func identity(
    at provider: Provider, secret: String?, code: String, _ ticket: ProviderSignIn.Ticket, back: String, overTLS: Bool
  ) async throws(OpenIDFault) -> ProviderIdentity {
    let description = try await description(of: provider.issuer, overTLS: overTLS)
    var request = ProviderRequest(
      part: .token, address: description.token,
      form: [
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back),
        ("code_verifier", ticket.verifier),
      ], patience: patience)
    if let secret, !description.takesSecretInForm {
      let both = "\(ProviderRequest.encoded(provider.client)):\(ProviderRequest.encoded(secret))"
      request.authorization = "Basic " + Data(both.utf8).base64EncodedString()
    } else {
      request.form?.append(("client_id", provider.client))
      if let secret { request.form?.append(("client_secret", secret)) }
    }
    let bytes = try await request.send()
    guard let answer = try? JSONDecoder().decode(TokenAnswer.self, from: Data(bytes)) else {
      throw .unreadable(.token)
    }
    let token = try await verified(answer.token, description)
    try token.check(provider, nonce: ticket.nonce, now: clock.now().timeIntervalSince1970)
    return token.identity
  }

  /// Asks a provider what it says of itself, whatever is remembered.
  func look(at issuer: String, overTLS: Bool) async throws(OpenIDFault) {
    descriptions[issuer] = nil
    let found = try await description(of: issuer, overTLS: overTLS)
    _ = try await keys(at: found.keys, again: true)
  }

  private struct TokenAnswer: Decodable {
    let token: String

    enum CodingKeys: String, CodingKey { case token = "id_token" }
  }

  private func verified(_ token: String, _ description: ProviderDescription) async throws(OpenIDFault) -> IDToken {
    let header = try TokenHeader(of: token)
    guard let algorithm = SigningAlgorithm(rawValue: header.alg), header.crit == nil else { throw .token(.algorithm) }
    var key = try await keys(at: description.keys).key(header.kid, for: algorithm)
    // Providers change their keys: an unknown one is looked for once more.
    if key == nil { key = try await keys(at: description.keys, again: true).key(header.kid, for: algorithm) }
    guard let key else { throw .token(.key) }
    do {
      return try await key.verifier(algorithm).verify(token, as: IDToken.self)
    } catch let fault as OpenIDFault {
      throw fault
    } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
      throw .token(.signature)
    } catch {
      throw .token(.malformed)
    }
  }

  private func description(of issuer: String, overTLS: Bool) async throws(OpenIDFault) -> ProviderDescription {
    if let known = descriptions[issuer], isFresh(known.since) { return known.value }
    guard ProviderAddress.isFit(issuer, overTLS: overTLS) else { throw .address("issuer") }
    let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
    let bytes = try await ProviderRequest(
      part: .description, address: base + "/.well-known/openid-configuration", patience: patience
    ).send()
    guard let found = try? JSONDecoder().decode(ProviderDescription.self, from: Data(bytes)) else {
      throw .unreadable(.description)
    }
    try found.check(issuer, overTLS: overTLS)
    descriptions[issuer] = Remembered(value: found, since: clock.seconds)
    return found
  }

  private func keys(at address: String, again: Bool = false) async throws(OpenIDFault) -> SigningKeys {
    if !again, let known = keys[address], isFresh(known.since) { return known.value }
    let bytes = try await ProviderRequest(part: .keys, address: address, patience: patience).send()
    guard let found = try? JSONDecoder().decode(SigningKeys.self, from: Data(bytes)) else { throw .unreadable(.keys) }
    keys[address] = Remembered(value: found, since: clock.seconds)
    return found
  }

  private func isFresh(_ since: Int) -> Bool { (0..<Self.remembers).contains(clock.seconds - since) }
}
