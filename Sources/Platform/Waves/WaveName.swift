package import Problems

/// A wave's name: part of addresses and of key files, the same in both databases.
package struct WaveName: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// - Throws: `Problem` unless it is 3 to 40 lower-case letters, digits and hyphens, a letter first.
  package init(_ text: String) throws(Problem) {
    let allowed = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    guard allowed, (3...40).contains(text.utf8.count), let first = text.utf8.first, first >= 97 else {
      throw Problem(
        "“\(text.prefix(60))” cannot be a wave's name", remedy: "use 3 to 40 lower-case letters, digits and hyphens")
    }
    description = text
  }
}
