import Problems

/// Where the parts of a workbook lie: what one part points to, by identifier.
final class Relationships: XMLPart {
  struct Target {
    /// The last word of its type: `worksheet`, `sharedStrings`, `styles`.
    let kind: String
    let path: String
  }

  private(set) var targets: [String: Target] = [:]
  private let folder: [Substring]

  /// - Parameter part: the part whose relationships these are; "" for the file itself.
  init(of part: String, in archive: Archive) throws(Problem) {
    let names = part.split(separator: "/")
    folder = Array(names.dropLast())
    let own = (folder + ["_rels", "\(names.last ?? "").rels"]).joined(separator: "/")
    guard part.isEmpty || archive.holds(own) else { return }
    try XMLStream.read(own, of: archive, into: self)
  }

  func path(ofKind kind: String) -> String? { targets.values.first { $0.kind == kind }?.path }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Problem) {
    guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
      let kind = attributes["Type"]?.split(separator: "/").last, let target = attributes["Target"]
    else { return }
    targets[id] = Target(kind: String(kind), path: absolute(target))
  }

  func end(_ name: XMLName) throws(Problem) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {}

  private func absolute(_ target: String) -> String {
    var path = target.hasPrefix("/") ? [] : folder
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = path.popLast() } else { path.append(step) }
    }
    return path.joined(separator: "/")
  }
}

/// The list of a workbook's sheets.
final class SheetList: XMLPart {
  struct Sheet {
    let name: String
    let relationship: String
    let isHidden: Bool
  }

  private(set) var sheets: [Sheet] = []
  /// Days count from 1904, as in files from old Macintosh programs.
  private(set) var countsFrom1904 = false

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Problem) {
    if name == "sheet", let title = attributes["name"], let id = attributes.local("id") {
      sheets.append(
        Sheet(name: title, relationship: id, isHidden: attributes["state"].map { $0 != "visible" } ?? false))
    } else if name == "workbookPr" {
      countsFrom1904 = attributes.isTrue("date1904")
    }
  }

  func end(_ name: XMLName) throws(Problem) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {}
}

/// How the cells of each style show a number.
final class CellStyles: XMLPart {
  private(set) var meanings: [NumberMeaning] = []
  private var formats: [Int: NumberMeaning] = [:]
  private var isInCellFormats = false

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Problem) {
    if name == "numFmt", let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
      formats[id] = NumberMeaning(formatCode: code)
    } else if name == "cellXfs" {
      isInCellFormats = true
    } else if isInCellFormats, name == "xf" {
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      meanings.append(formats[id] ?? NumberMeaning(builtIn: id))
    }
  }

  func end(_ name: XMLName) throws(Problem) { if name == "cellXfs" { isInCellFormats = false } }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {}
}

/// The texts that cells name by number.
final class SharedStrings: XMLPart {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isInText = false
  /// Readings of Japanese words, which are no part of the text.
  private var isInReading = false

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index > 0 ? ends[index - 1] : 0)..<ends[index]] }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Problem) {
    if name == "rPh" { isInReading = true }
    isInText = name == "t" && !isInReading
  }

  func end(_ name: XMLName) throws(Problem) {
    isInText = false
    if name == "rPh" {
      isInReading = false
    } else if name == "si" {
      let start = ends.last ?? 0
      let text = unescaped(bytes[start...])
      if text.count < bytes.count - start { bytes.replaceSubrange(start..., with: text) }
      ends.append(bytes.count)
    }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) throws(Problem) { if isInText { bytes.append(contentsOf: text) } }
}

/// `_x000D_` and the like stand for characters that XML cannot hold; `_x005F_` for a low line that only looks like the start of one.
func unescaped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard text.contains(UInt8(ascii: "_")) else { return text }
  var result: [UInt8] = []
  var position = text.startIndex
  while position < text.endIndex {
    let mark = text[position...].prefix(7)
    if mark.count == 7, mark.starts(with: Array("_x".utf8)), mark.last == UInt8(ascii: "_"),
      let code = UInt32(String(decoding: mark.dropFirst(2).dropLast(), as: UTF8.self), radix: 16), code > 0,
      let scalar = Unicode.Scalar(code)
    {
      result.append(contentsOf: String(Character(scalar)).utf8)
      position += 7
    } else {
      result.append(text[position])
      position += 1
    }
  }
  return result[...]
}
