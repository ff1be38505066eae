import HTTPTypes
import Platform

/// The cookie of somebody who is signed in: it holds a session's token, goes to /desk only, and no script can read it.
struct SessionCookie {
  private let isSecure: Bool

  init(_ address: PublicAddress) {
    isSecure = address.isSecure
  }

  /// Browsers let nobody but a secure page of this host set a name that begins so.
  private var name: String { isSecure ? "__Secure-hearth" : "hearth" }

  private var attributes: String { "Path=/desk; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") }

  func setting(_ token: Session.Token) -> String { "\(name)=\(token.text); \(attributes)" }

  var clearing: String { "\(name)=; Max-Age=0; \(attributes)" }

  /// Nil when there is none, or more than one: somebody put a second one in.
  func token(in headers: HTTPFields) -> Session.Token? {
    Self.value(of: name, in: headers).flatMap(Session.Token.init)
  }

  /// Nil when there is none of that name, or more than one.
  static func value(of name: String, in headers: HTTPFields) -> String? {
    let found = headers[values: .cookie].flatMap { $0.split(separator: ";") }.map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix(name + "=") }
    guard found.count == 1, let value = found.first?.dropFirst(name.count + 1) else { return nil }
    return String(value)
  }
}
