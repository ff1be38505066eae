import CExpat
import Problems

/// Whoever takes in what stands in a part of a workbook.
protocol XMLPart: AnyObject {
  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Problem)
  func end(_ name: XMLName) throws(Problem)
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem)
}

/// An element's name without its prefix; valid during the call only.
struct XMLName {
  fileprivate let start: UnsafePointer<CChar>

  fileprivate init(_ name: UnsafePointer<CChar>) {
    var start = name
    var next = name
    while next.pointee != 0 {
      if next.pointee == CChar(UInt8(ascii: ":")) { start = next + 1 }
      next += 1
    }
    self.start = start
  }

  static func == (name: XMLName, word: StaticString) -> Bool { isEqual(name.start, word) }
}

/// An element's attributes by their whole name; valid during the call only.
struct XMLAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
    guard var pair = pairs else { return nil }
    while let key = pair[0] {
      if isEqual(key, name) { return pair[1] }
      pair += 2
    }
    return nil
  }

  subscript(name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

  /// The value of the first attribute with this name after its prefix, if it has one.
  func local(_ name: StaticString) -> String? {
    guard var pair = pairs else { return nil }
    while let key = pair[0] {
      if XMLName(key) == name { return pair[1].map { String(cString: $0) } }
      pair += 2
    }
    return nil
  }

  func isTrue(_ name: StaticString) -> Bool {
    guard let value = self[name] else { return false }
    return value == "1" || value == "true"
  }
}

private func isEqual(_ text: UnsafePointer<CChar>, _ word: StaticString) -> Bool {
  let expected = UnsafeRawPointer(word.utf8Start).assumingMemoryBound(to: CChar.self)
  var i = 0
  while text[i] == expected[i] {
    if text[i] == 0 { return true }
    i += 1
  }
  return false
}

/// Reads a part of a workbook as it is unpacked. A document type is refused, so no entity but the five of XML itself ever grows.
final class XMLStream {
  private let functions: CExpatFunctions
  private let parser: XML_Parser
  private let part: any XMLPart
  private let place: String
  private var problem: Problem?

  /// - Throws: `Problem` for text that is not XML or has a document type, and what the part throws.
  static func read(_ name: String, of archive: Archive, into part: any XMLPart) throws(Problem) {
    let stream = try XMLStream(part, place: "\(archive.file), \(name)")
    try archive.unpack(name) { bytes throws(Problem) in try stream.parse(bytes, isLast: false) }
    try stream.parse(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
  }

  private init(_ part: any XMLPart, place: String) throws(Problem) {
    self.part = part
    self.place = place
    functions = try SharedLibrary.expat()
    guard let parser = functions.XML_ParserCreate(nil) else {
      throw Problem("there is not enough memory", at: place, remedy: "close other programs and try again")
    }
    self.parser = parser
    functions.XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    functions.XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let name else { return }
        XMLStream.of(context)?.take { part throws(Problem) in
          try part.begin(XMLName(name), XMLAttributes(pairs: attributes))
        }
      },
      { context, name in
        guard let name else { return }
        XMLStream.of(context)?.take { part throws(Problem) in try part.end(XMLName(name)) }
      })
    functions.XML_SetCharacterDataHandler(parser) { context, text, count in
      guard let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
        let buffer = UnsafeBufferPointer(start: bytes, count: Int(count))
        XMLStream.of(context)?.take { part throws(Problem) in try part.text(buffer) }
      }
    }
    functions.XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      guard let stream = XMLStream.of(context) else { return }
      stream.take { _ throws(Problem) in
        throw Problem(
          "the workbook declares a document type, which no workbook has", at: stream.place,
          remedy: "do not open it before you know where it comes from; ask for a CSV")
      }
    }
  }

  deinit { functions.XML_ParserFree(parser) }

  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLStream? {
    context.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
  }

  private func take(_ event: (any XMLPart) throws(Problem) -> Void) {
    guard problem == nil else { return }
    do throws(Problem) {
      try event(part)
    } catch {
      problem = error
      _ = functions.XML_StopParser(parser, XML_Bool(XML_FALSE))
    }
  }

  private func parse(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) throws(Problem) {
    let status = bytes.withMemoryRebound(to: CChar.self) {
      functions.XML_Parse(parser, $0.baseAddress, Int32($0.count), isLast ? 1 : 0)
    }
    if let problem { throw problem }
    guard status != XML_STATUS_ERROR else {
      let code = functions.XML_GetErrorCode(parser)
      let reason = functions.XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
      throw Problem(
        "the workbook is damaged (\(reason), line \(functions.XML_GetCurrentLineNumber(parser)))", at: place,
        remedy: "open it, save it again, or save it as CSV")
    }
  }
}
