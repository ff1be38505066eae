import Crypto
import Foundation
import Problems

/// An organisation's own OpenID Connect provider, with which its people may sign in.
package struct Provider: Hashable, Sendable {
  package let organisation: Organisation
  /// Exactly as the provider's tokens name it.
  package let issuer: String
  /// What the provider calls this installation.
  package let client: String
}

/// What an administrator says about a provider.
package struct GivenProvider: Sendable {
  package var issuer: String
  package var client: String
  /// Nil keeps the secret that is there; empty means that there is none.
  package var secret: String?

  package init(issuer: String, client: String, secret: String?) {
    self.issuer = issuer
    self.client = client
    self.secret = secret
  }

  /// - Parameter overTLS: whether this site is reached over TLS: then its providers must be, too.
  /// - Throws: `SeveralProblems`, each at its field.
  package func checked(overTLS: Bool) throws -> GivenProvider {
    var gathering = Gathering()
    var checked = self
    try gathering.take {
      checked.issuer = issuer.trimmingCharacters(in: .whitespacesAndNewlines)
      guard ProviderAddress.isFit(checked.issuer, overTLS: overTLS), !checked.issuer.contains("?") else {
        throw Problem(
          "this is not the address of a provider", at: "issuer",
          remedy:
            "write it as the provider does, beginning with https://, such as https://login.example.org/realms/north")
      }
    }
    try gathering.take {
      checked.client = try Line.checked(client, "the client ID", at: "client", longest: 255)
      guard checked.client.utf8.allSatisfy({ (33...126).contains($0) }) else {
        throw Problem("the client ID holds characters that none has", at: "client", remedy: "copy it once more")
      }
    }
    try gathering.take {
      guard let secret, !secret.isEmpty else { return }
      guard secret.utf8.count <= 1024, secret.utf8.allSatisfy({ (32...126).contains($0) }) else {
        throw Problem("the client secret holds characters that none has", at: "secret", remedy: "copy it once more")
      }
    }
    try gathering.finish()
    return checked
  }
}

/// Addresses that this server asks on a provider's behalf, or sends a browser to.
package enum ProviderAddress {
  /// Whether it begins with https:// and has nothing hidden in it. http:// will do on this machine only, and only while the site itself is tried out there.
  package static func isFit(_ text: String, overTLS: Bool) -> Bool {
    guard text.utf8.count <= 1000, text.utf8.allSatisfy({ (33...126).contains($0) }), !text.contains("#"),
      let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, parts.user == nil,
      parts.password == nil
    else { return false }
    switch parts.scheme {
    case "https": return true
    case "http": return !overTLS && ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host)
    default: return false
    }
  }
}

/// Who a provider says somebody is, after its token has been verified.
package struct ProviderIdentity: Hashable, Sendable {
  let issuer: String
  /// Never given to anybody else by this issuer.
  let subject: String
  /// Nil unless the provider says that it is theirs.
  let verifiedEmail: String?

  package init(issuer: String, subject: String, verifiedEmail: String?) {
    self.issuer = issuer
    self.subject = subject
    self.verifiedEmail = verifiedEmail
  }
}

/// A way to the provider and back that somebody is on.
package struct ProviderSignIn: Sendable {
  package let organisation: ID<Organisation>
  let purpose: Purpose
  /// The path to go on to.
  package let next: String?

  package enum Purpose: Hashable, Sendable {
    case signIn
    /// Somebody who is signed in wants to sign in with the provider from now on.
    case join(ID<Account>)
    /// Somebody with a link to choose a password wants none; the hash of its secret.
    case invited(ID<Account>, link: [UInt8])
  }

  /// What the browser keeps on its way. What the provider is given follows from it, and does not give it away.
  package typealias Ticket = RandomSecret<ProviderSignIn>
}

extension RandomSecret where Use == ProviderSignIn {
  /// Comes back in the address, and shows that this browser set out.
  package var state: String { derived("state") }
  /// Comes back in the token, and shows that it was made for this way.
  package var nonce: String { derived("nonce") }
  /// Goes with the code (RFC 7636), which nobody else can use.
  package var verifier: String { derived("verifier") }
  package var challenge: String { base64URL(Platform.hash(Array(verifier.utf8))) }

  private func derived(_ what: String) -> String {
    let key = SymmetricKey(data: Data(text.utf8))
    return base64URL([UInt8](HMAC<SHA256>.authenticationCode(for: Data(what.utf8), using: key)))
  }
}

/// Why a provider's word signs nobody in here.
package enum ProviderRefusal: Error, Hashable, Sendable {
  /// No account is theirs, and none waits for them.
  case nobody
  /// The way was not begun in this browser, took too long, or has been gone before.
  case startAgain
  /// Somebody else signs in with it.
  case taken
  case oldLink
}
