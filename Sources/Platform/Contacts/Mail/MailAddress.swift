package import Problems

/// An e-mail address that can stand in a header and on a mail program's list: `local@domain` in plain ASCII.
///
/// Narrower than RFC 5322 allows: no quoted local part, no comment, no address of another alphabet. Whoever has such an address gets a letter.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// - Returns: nil for anything that is not one plain address.
  package init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, Self.isLocal(parts[0]), Self.isDomain(parts[1]) else { return nil }
    description = text
  }

  /// - Throws: `Problem` at `field`.
  package init(_ text: String, at field: String) throws(Problem) {
    guard let address = MailAddress(text) else {
      throw Problem("“\(text.prefix(60))” is not a plain e-mail address", at: field, remedy: "write name@example.org")
    }
    self = address
  }

  var domain: Substring { description.split(separator: "@")[1] }

  /// Words of atom characters with single dots between them.
  private static func isLocal(_ text: Substring) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
        !word.isEmpty && word.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
      }
  }

  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
