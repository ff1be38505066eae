/// 256 random bits for one use, as text; the database keeps their hash.
package struct RandomSecret<Use>: Hashable, Sendable {
  package let text: String

  init() {
    text = base64URL(randomBytes(32))
  }

  /// Reads the one spelling of 32 bytes.
  package init?(_ text: String) {
    guard text.utf8.count == 43, let bytes = bytes(base64URL: text), bytes.count == 32, base64URL(bytes) == text else {
      return nil
    }
    self.text = text
  }

  var hash: [UInt8] { Platform.hash(Array(text.utf8)) }
}
