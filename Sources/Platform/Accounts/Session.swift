import Crypto
import Foundation

/// The time between signing in and signing out, on one device.
package struct Session: Hashable, Sendable {
  package let id: ID<Session>
  package let account: ID<Account>
  /// Seconds since 1970.
  package let began: Int
  package let seen: Int

  /// Without a request for this long it is over.
  package static let idle = 60 * 60
  /// However busy, it is over after this long.
  package static let longest = 12 * 60 * 60

  /// Over also when it was last seen well after now: a clock that was put back must not lengthen anybody's session.
  func isOver(at now: Int) -> Bool {
    now - seen >= Self.idle || now - began >= Self.longest || seen - now > 5 * 60
  }

  /// What a browser keeps.
  package typealias Token = RandomSecret<Session>
}

extension RandomSecret where Use == Session {
  /// What forms of this session carry. It follows from the token and does not give it away.
  var formToken: String {
    let key = SymmetricKey(data: Data(text.utf8))
    return base64URL([UInt8](HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: key)))
  }
}

/// Whether two texts are the same, in a time that depends on their lengths only.
package func sameInConstantTime(_ a: String, _ b: String) -> Bool {
  let a = Array(a.utf8)
  let b = Array(b.utf8)
  guard a.count == b.count else { return false }
  return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
