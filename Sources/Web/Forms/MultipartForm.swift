import Foundation

/// `multipart/form-data` (RFC 7578), as browsers send forms with files, and nothing looser.
struct MultipartForm {
  private let boundary: [UInt8]
  private static let lineEnd: [UInt8] = [13, 10]

  /// - Parameter parameter: what stands behind the media type: `boundary=…`, in quotation marks or not.
  init(boundary parameter: String) throws(FormFault) {
    guard parameter.lowercased().hasPrefix("boundary=") else { throw .noBoundary }
    var text = parameter.dropFirst("boundary=".count)
    if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
    let allowed = Set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=?".utf8)
    guard (1...70).contains(text.utf8.count), text.utf8.allSatisfy(allowed.contains) else { throw .noBoundary }
    boundary = Array(text.utf8)
  }

  func read(_ bytes: [UInt8]) throws(FormFault) -> (fields: [String: [String]], files: [String: FormBody.File]) {
    var fields: [String: [String]] = [:]
    var files: [String: FormBody.File] = [:]
    let first = Array("--".utf8) + boundary
    let between = Self.lineEnd + first
    guard bytes.starts(with: first) else { throw .malformed }
    var at = first.count
    var count = 0
    while true {
      let rest = bytes[at...]
      if rest.starts(with: Array("--".utf8)) {
        // The end. A line end may follow, and nothing else.
        let after = rest.dropFirst(2)
        guard after.isEmpty || after.elementsEqual(Self.lineEnd) else { throw .malformed }
        return (fields, files)
      }
      guard rest.starts(with: Self.lineEnd) else { throw .malformed }
      at += 2
      count += 1
      guard count <= FormBody.mostFields else { throw .tooManyFields }
      guard let head = bytes[at...].range(of: [13, 10, 13, 10]), head.lowerBound - at <= 4096 else { throw .malformed }
      let (name, fileName) = try Self.names(bytes[at..<head.lowerBound])
      guard let end = bytes[head.upperBound...].range(of: between) else { throw .malformed }
      let content = bytes[head.upperBound..<end.lowerBound]
      if let fileName {
        guard content.count <= FormBody.largestFile else { throw .fileTooLarge }
        // A browser sends a nameless empty file when none was chosen.
        if !fileName.isEmpty || !content.isEmpty {
          guard files[name] == nil else { throw .repeated }
          files[name] = FormBody.File(name: fileName, bytes: Array(content))
        }
      } else {
        fields[name, default: []].append(try String(form: content))
      }
      at = end.upperBound
    }
  }

  /// The field's name, and the file's when it is one.
  private static func names(_ head: ArraySlice<UInt8>) throws(FormFault) -> (String, String?) {
    var disposition: String?
    for line in try String(form: head).split(separator: "\n", omittingEmptySubsequences: false) {
      guard let colon = line.firstIndex(of: ":") else { throw .malformed }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      switch line[..<colon].lowercased() {
      case "content-disposition":
        guard disposition == nil else { throw .repeated }
        disposition = value
      case "content-type": break
      default: throw .malformed
      }
    }
    guard let disposition, disposition.hasPrefix("form-data; name=\"") else { throw .malformed }
    // Browsers write quotation marks inside as %22, so the next one ends the name.
    let rest = disposition.dropFirst("form-data; name=\"".count)
    guard let end = rest.firstIndex(of: "\""), end > rest.startIndex else { throw .malformed }
    let name = String(rest[..<end])
    let more = rest[rest.index(after: end)...]
    if more.isEmpty { return (name, nil) }
    guard more.hasPrefix("; filename=\""), more.hasSuffix("\""), more.count > "; filename=\"".count else {
      throw .malformed
    }
    let file = more.dropFirst("; filename=\"".count).dropLast()
    guard !file.contains("\""), file.utf8.count <= 300 else { throw .malformed }
    return (name, String(file))
  }
}

extension ArraySlice<UInt8> {
  /// The first place of some bytes. Each candidate begins with the pattern's first byte, found by the library's fast search.
  fileprivate func range(of pattern: [UInt8]) -> Range<Int>? {
    guard let first = pattern.first else { return nil }
    var from = startIndex
    while from + pattern.count <= endIndex, let at = self[from...].firstIndex(of: first) {
      guard at + pattern.count <= endIndex else { return nil }
      if self[at...].starts(with: pattern) { return at..<at + pattern.count }
      from = at + 1
    }
    return nil
  }
}
