/// A path on the site that serves the page: it begins with one slash and cannot name a scheme or another host, whatever its parts hold.
package struct SitePath: Hashable, Sendable {
  /// As it stands in an address, percent-encoded.
  package let text: String

  package init(_ parts: [String]) {
    // Without empty parts: two slashes at the start would name a host.
    let named = parts.filter { !$0.isEmpty }
    text = named.isEmpty ? "/" : named.map { "/" + Self.encoded($0) }.joined()
  }

  /// Letters, digits, `-`, `_` and `.` stay. A part of dots alone would be read as "this folder" or "the folder above": its dots are encoded.
  private static func encoded(_ part: String) -> String {
    let dots = part.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
    var text = ""
    for byte in part.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: ".") where !dots: text += "."
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        text += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return text
  }
}

extension Attribute {
  package static func href(_ path: SitePath) -> Attribute { Attribute(.href, path.text) }
  /// A place on another page: what stands behind # never reaches a server.
  package static func href(_ path: SitePath, fragment: StaticString) -> Attribute {
    Attribute(.href, "\(path.text)#\(fragment)")
  }
  /// Where a form is sent.
  package static func action(_ path: SitePath) -> Attribute { Attribute(.action, path.text) }
}

extension Node {
  /// A script of the site, an ES module: it runs when the page has been read.
  package static func module(_ path: SitePath) -> Node {
    Node(.element(.script, [Attribute(.type, "module"), Attribute(.src, path.text)], []))
  }

  package static func styleSheet(_ path: SitePath) -> Node {
    Node(.element(.link, [Attribute(.rel, "stylesheet"), Attribute(.href, path.text)], []))
  }

  /// Where the page's data stands for its script.
  package static func alternate(_ path: SitePath, id: String) -> Node {
    Node(
      .element(
        .link,
        [
          Attribute(.rel, "alternate"), Attribute(.type, "application/json"), Attribute(.href, path.text),
          .id(id),
        ], []))
  }
}
