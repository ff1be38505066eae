import Foundation
package import Problems

/// The address under which people reach the server: what links begin with.
package struct LinkAddress: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// Whether nobody but this machine can follow a link that begins with it.
  var isThisMachine: Bool { URLComponents(string: description)?.host.map(Self.isLocal) ?? false }

  package static let thisMachine = LinkAddress(checked: "http://127.0.0.1:8080")

  /// - Throws: `Problem` unless it is an https address without question mark, # and spaces, or an http address of this machine: browsers offer no
  ///   cryptography to pages that came over plain HTTP from another one.
  package init(_ text: String) throws(Problem) {
    let plain = text.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "<") }
    guard plain, text.utf8.count <= 300, let url = URLComponents(string: text), let host = url.host, !host.isEmpty,
      url.query == nil, url.fragment == nil, url.user == nil
    else {
      throw Problem(
        "this is not the address of a server", at: text, remedy: "write one such as https://survey.example.org")
    }
    guard url.scheme == "https" || (url.scheme == "http" && Self.isLocal(host)) else {
      throw Problem(
        "a wave is opened beyond this machine only under https", at: text,
        remedy: "give an https address; docs/deploy.md has a proxy that does it")
    }
    self.init(checked: text.hasSuffix("/") ? String(text.dropLast()) : text)
  }

  private static func isLocal(_ host: String) -> Bool {
    ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
  }

  /// As it was stored.
  init(checked text: String) {
    description = text
  }
}
