package import Problems

/// An address as accounts are found by it: lower-case, without spaces around it.
package enum EmailAddress {
  package static func normal(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ").lowercased()
  }

  /// - Throws: `Problem` at `email` for what cannot be an address.
  package static func checked(_ text: String) throws(Problem) -> String {
    let address = normal(text)
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    let plain = address.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control && !$0.properties.isBidiControl
        && !"<>\",;".unicodeScalars.contains($0)
    }
    guard parts.count == 2, !parts[0].isEmpty, parts[1].count >= 3, parts[1].dropFirst().dropLast().contains("."),
      address.utf8.count <= 254, plain
    else {
      throw Problem("this is not an e-mail address", at: "email", remedy: "write it as name@example.org")
    }
    return address
  }
}

/// A name or title on one line, as somebody typed it.
package enum Line {
  /// - Parameter field: where it stands, for the problem.
  /// - Parameter longest: in characters.
  /// - Returns: the text without spaces around it and with one space between words.
  /// - Throws: `Problem` when it is empty, too long or holds characters that cannot be seen.
  package static func checked(_ text: String, _ what: String, at field: String, longest: Int = 200) throws(Problem)
    -> String
  {
    let line = text.split { $0.isWhitespace }.joined(separator: " ")
    guard !line.isEmpty else { throw Problem("\(what) is missing", at: field, remedy: "fill it in") }
    guard line.unicodeScalars.count <= longest else {
      throw Problem("\(what) is longer than \(longest) characters", at: field, remedy: "shorten it")
    }
    let visible = line.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && !$0.properties.isBidiControl
        && !$0.properties.isNoncharacterCodePoint
    }
    guard visible else {
      throw Problem("\(what) holds characters that cannot be seen", at: field, remedy: "type it by hand")
    }
    return line
  }
}
