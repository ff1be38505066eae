/// What a report of delivery (RFC 3464) says about one message.
struct DeliveryReport: Hashable, Sendable {
  /// The Message-ID of what was sent, without angle brackets.
  let message: String
  /// Whether it will not arrive; false for a report of delay or of arrival.
  let hasFailed: Bool

  /// - Returns: nil for a message that is no such report, or that does not quote the message it is about.
  init?(_ bytes: ArraySlice<UInt8>) {
    let report = MessageText(bytes)
    guard report.mediaType == "multipart/report" else { return nil }
    let parts = report.parts
    guard
      let status = parts.first(where: {
        ["message/delivery-status", "message/global-delivery-status"].contains($0.mediaType)
      })
    else { return nil }
    // Groups of fields, apart by empty lines: the first is about the message, the others each about a recipient.
    var rest = status.body
    var actions: [String] = []
    while !rest.isEmpty {
      let group = MessageText(rest)
      actions += group.all("action").map { $0.lowercased() }
      rest = group.body
    }
    hasFailed = actions.contains { $0.hasPrefix("failed") }
    let quoted = parts.first {
      ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"].contains($0.mediaType)
    }
    let identifiers = [
      quoted.flatMap { MessageText($0.body)["message-id"] }, report["in-reply-to"], report["references"],
    ]
    guard let found = identifiers.compactMap({ $0.flatMap(Self.identifier) }).first else { return nil }
    message = found
  }

  private static func identifier(_ text: String) -> String? {
    guard let open = text.firstIndex(of: "<"), let close = text[open...].firstIndex(of: ">") else { return nil }
    return String(text[text.index(after: open)..<close])
  }
}

/// The messages of a mailbox file (mbox), or the one message of a file that is none.
enum Mailbox {
  static func messages(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let mark = Array("From ".utf8)
    guard bytes.starts(with: mark) else { return bytes.isEmpty ? [] : [bytes[...]] }
    var messages: [ArraySlice<UInt8>] = []
    var start: Int?
    var rest = bytes[...]
    var isAfterEmptyLine = true
    while true {
      let before = rest.startIndex
      guard let line = MessageText.line(&rest) else { break }
      if isAfterEmptyLine, line.starts(with: mark) {
        if let start { messages.append(bytes[start..<before]) }
        start = rest.startIndex
      }
      isAfterEmptyLine = line.isEmpty
    }
    if let start { messages.append(bytes[start...]) }
    return messages
  }
}
