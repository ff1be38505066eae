import Foundation

/// Text in headers: as it is where it is short plain ASCII, otherwise as encoded words (RFC 2047) of at most 75 octets, one a line.
enum HeaderText {
  /// `Name <address>`, or the address alone when nothing of the name can be shown.
  static func mailbox(_ mailbox: MailMessage.Mailbox) -> String {
    let (name, address) = (visible(mailbox.name), mailbox.address)
    if name.isEmpty { return "<\(address)>" }
    guard isPlain(name) else { return words(name) + "\n <\(address)>" }
    let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(quoted)\"\n <\(address)>"
  }

  static func unstructured(_ text: String) -> String {
    let text = visible(text)
    return isPlain(text) ? text : words(text)
  }

  /// Without characters that are not shown or turn the writing round, and with single spaces.
  static func visible(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: scalars.append(" ")
      case .format where scalar.properties.isBidiControl || scalar.value == 0xFEFF || scalar.value >= 0xE0000: break
      default: scalars.append(scalar)
      }
    }
    return String(scalars).split { $0.isWhitespace }.joined(separator: " ")
  }

  /// Short enough for one line, and nothing in it that a reader would take for an encoded word.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= 60 && text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?")
  }

  /// Base64, cut between characters: 45 bytes become 60 letters, and fewer on the first line, where the header's name stands.
  private static func words(_ text: String) -> String {
    var pieces: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let room = pieces.count == 1 ? 36 : 45
      if pieces[pieces.count - 1].count + bytes.count > room { pieces.append([]) }
      pieces[pieces.count - 1] += bytes
    }
    return pieces.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\n ")
  }
}
