/// An address on another site: https:// or http:// in plain ASCII, nothing that a browser would run.
package struct OutsideAddress: Hashable, Sendable {
  package let text: String

  package init?(_ text: String) {
    guard ["https://", "http://"].contains(where: text.hasPrefix), text.utf8.allSatisfy({ (33...126).contains($0) })
    else { return nil }
    self.text = text
  }
}

extension Attribute {
  package static func href(_ outside: OutsideAddress) -> Attribute { Attribute(.href, outside.text) }
}
