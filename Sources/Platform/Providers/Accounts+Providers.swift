import Crypto
import Foundation
import Problems
import Store

/// How an account is signed in to. It is one or the other: whoever is switched off at the provider must not come in by a password.
package enum SignInWay: Hashable, Sendable {
  case nothingYet
  case password
  /// The provider; nil where its organisation has none any more.
  case provider(Provider?)
}

extension Accounts {
  package func providers() async throws -> [Provider] {
    try await directory.read { try ProviderStore.all(in: $0) }
  }

  package func provider(of organisation: ID<Organisation>) async throws -> Provider? {
    try await directory.read { try ProviderStore.find(organisation, in: $0) }
  }

  /// What the provider wants to see with a code; nil where it gave none.
  package func providerSecret(of organisation: ID<Organisation>) async throws -> String? {
    guard let sealed = try await directory.read({ try ProviderStore.sealedSecret(of: organisation, in: $0) }) else {
      return nil
    }
    let box = try AES.GCM.SealedBox(combined: sealed)
    let plain = try AES.GCM.open(box, using: providerKey, authenticating: Data(organisation.description.utf8))
    return String(decoding: plain, as: UTF8.self)
  }

  /// Keeps or changes an organisation's provider.
  /// - Parameter overTLS: whether this site is reached over TLS.
  /// - Throws: `SeveralProblems`, each at its field.
  package func setProvider(
    _ given: GivenProvider, of id: ID<Organisation>, overTLS: Bool, by actor: AuditEntry.Actor
  ) async throws {
    let given = try given.checked(overTLS: overTLS)
    let sealed = try given.secret.flatMap { $0.isEmpty ? nil : try seal($0, of: id) }
    try await directory.write { session in
      guard let organisation = try OrganisationStore.find(id, in: session) else {
        throw Problem("there is no such organisation", remedy: "load the page again")
      }
      let before = try ProviderStore.find(id, in: session)
      if given.secret == nil, let before, before.issuer != given.issuer {
        throw Problem(
          "another provider has another secret", at: "secret", remedy: "type the secret that this provider gave")
      }
      let kept = given.secret == nil ? try ProviderStore.sealedSecret(of: id, in: session) : sealed
      let provider = Provider(organisation: organisation, issuer: given.issuer, client: given.client)
      try ProviderStore.put(provider, sealed: kept, in: session)
      try audit.append(.providerSet, by: actor, on: "\(organisation.name), \(given.issuer)", in: session)
    }
  }

  /// Nobody signs in with it any more. Whoever did needs a link for a password.
  package func removeProvider(of id: ID<Organisation>, by actor: AuditEntry.Actor) async throws {
    try await directory.write { session in
      guard let provider = try ProviderStore.find(id, in: session), try ProviderStore.remove(id, in: session) else {
        return
      }
      try audit.append(
        .providerRemoved, by: actor, on: "\(provider.organisation.name), \(provider.issuer)", in: session)
    }
  }

  package func signInWay(of id: ID<Account>) async throws -> SignInWay {
    try await directory.read { session in
      if let issuer = try ProviderIdentityStore.issuer(of: id, in: session) {
        return .provider(try ProviderStore.all(in: session).first { $0.issuer == issuer })
      }
      return try AccountStore.password(of: id, in: session) == nil ? .nothingYet : .password
    }
  }

  /// The providers of the organisations in which an account holds a role.
  package func providers(for id: ID<Account>) async throws -> [Provider] {
    try await directory.read { try Self.providers(for: id, in: $0) }
  }

  static func providers(for id: ID<Account>, in session: any SQLSession) throws -> [Provider] {
    let organisations = Set(try GrantStore.all(of: id, in: session).map(\.scope.organisation))
    return try ProviderStore.all(in: session).filter { organisations.contains($0.organisation.id) }
  }

  private func seal(_ secret: String, of organisation: ID<Organisation>) throws -> [UInt8] {
    let sealed = try AES.GCM.seal(
      Data(secret.utf8), using: providerKey, authenticating: Data(organisation.description.utf8))
    guard let bytes = sealed.combined else { throw CryptoKitError.incorrectParameterSize }
    return [UInt8](bytes)
  }
}
