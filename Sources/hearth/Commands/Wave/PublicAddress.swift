import ArgumentParser
import Foundation
import Problems

/// The address under which people reach the server.
enum PublicAddress {
  /// Browsers offer no cryptography to pages that came over plain HTTP from another machine.
  /// - Returns: the address without a slash at its end.
  static func checked(_ text: String) throws -> String {
    guard let url = URLComponents(string: text), let host = url.host, url.query == nil, url.fragment == nil else {
      throw ValidationError("--public-url takes an address such as https://survey.example.org")
    }
    let isLocal = ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
    guard url.scheme == "https" || (url.scheme == "http" && isLocal) else {
      throw Problem(
        "a wave is opened beyond this machine only under https", at: text,
        remedy: "give an https address; docs/deploy.md has a proxy that does it")
    }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }
}
