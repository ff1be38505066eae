/// A message as bytes: its headers and its body. As much of RFC 5322 and MIME as reports of delivery need.
struct MessageText {
  /// Names in small letters, values without the folding.
  private let headers: [(name: String, value: String)]
  let body: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    var headers: [(name: String, value: String)] = []
    var rest = bytes
    while let line = Self.line(&rest), !line.isEmpty {
      if line.first == 32 || line.first == 9 {
        if !headers.isEmpty { headers[headers.count - 1].value += Self.text(line) }
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        headers.append((Self.text(line[..<colon]).lowercased(), Self.text(line[(colon + 1)...])))
      }
    }
    self.headers = headers
    body = rest
  }

  /// The first header of that name, trimmed.
  subscript(_ name: String) -> String? {
    headers.first { $0.name == name }.map { Self.trimmed($0.value) }
  }

  func all(_ name: String) -> [String] { headers.filter { $0.name == name }.map { Self.trimmed($0.value) } }

  /// `type/subtype` in small letters.
  var mediaType: String {
    Self.trimmed(String((self["content-type"] ?? "text/plain").prefix { $0 != ";" })).lowercased()
  }

  /// The parts of a multipart body; none for anything else.
  var parts: [MessageText] {
    guard mediaType.hasPrefix("multipart/"), let boundary = parameter("boundary"), !boundary.isEmpty else { return [] }
    let mark = Array("--\(boundary)".utf8)
    var parts: [MessageText] = []
    var start: Int?
    var rest = body
    while true {
      let before = rest.startIndex
      guard let line = Self.line(&rest) else { break }
      guard line.starts(with: mark) else { continue }
      let tail = line.dropFirst(mark.count)
      guard tail.allSatisfy({ $0 == 32 || $0 == 9 || $0 == UInt8(ascii: "-") }) else { continue }
      if let start { parts.append(MessageText(body[start..<before])) }
      start = rest.startIndex
      if tail.starts(with: "--".utf8) { return parts }
    }
    // Cut off: what is there counts.
    if let start { parts.append(MessageText(body[start...])) }
    return parts
  }

  /// A parameter of the content type, in or out of quotation marks.
  private func parameter(_ name: String) -> String? {
    guard let value = self["content-type"] else { return nil }
    let small = value.lowercased()
    guard let place = small.firstRange(of: name + "=") else { return nil }
    let tail = value.dropFirst(small.distance(from: small.startIndex, to: place.upperBound))
    if tail.first == "\"" { return String(tail.dropFirst().prefix { $0 != "\"" }) }
    return Self.trimmed(String(tail.prefix { $0 != ";" }))
  }

  /// Takes the next line away, without its end; nil at the end of the text.
  static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: 10) ?? rest.endIndex
    let line = rest[rest.startIndex..<end]
    rest = rest[min(end + 1, rest.endIndex)...]
    return line.last == 13 ? line.dropLast() : line
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
