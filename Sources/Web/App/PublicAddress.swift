import Markup

/// Where people reach the site: what links in letters begin with, and the one origin that forms may come from. It is a setting; what a request says in
/// its Host line is never believed.
package struct PublicAddress: Hashable, Sendable {
  /// `https://survey.example.org`, without a slash at the end.
  package let origin: String

  package var isSecure: Bool { origin.hasPrefix("https://") }

  /// Whether only browsers on the server's own machine come to it by this address.
  package var isThisMachine: Bool {
    let host = origin.split(separator: "/").last?.split(separator: ":").first ?? ""
    return host == "127.0.0.1" || host == "localhost"
  }

  /// Reads `http://` or `https://` with a host and perhaps a port, and nothing behind it; nil for anything else.
  package init?(_ text: String) {
    let text = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
    var rest = text.dropFirst(scheme.count)
    if rest.hasSuffix("/") { rest.removeLast() }
    let hostAndPort = rest.split(separator: ":", omittingEmptySubsequences: false)
    let isPlain = rest.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || [45, 46, 58].contains($0)
    }
    guard isPlain, (1...2).contains(hostAndPort.count), !hostAndPort[0].isEmpty else { return nil }
    var origin = scheme + hostAndPort[0]
    if hostAndPort.count == 2 {
      guard let port = Int(hostAndPort[1]), (1...65535).contains(port) else { return nil }
      // Browsers leave the usual port out.
      if port != (scheme == "https://" ? 443 : 80) { origin += ":\(port)" }
    }
    self.origin = origin
  }

  /// An address that no form can come from.
  package static let unknown = PublicAddress(origin: "http://invalid")

  private init(origin: String) {
    self.origin = origin
  }

  package func url(of link: Link) -> String { origin + link.path.text }
}
