import CZlib

/// Zip archives made by hand, so that anything can be wrong with them.
struct Packed {
  struct Part {
    var name: String
    var bytes: [UInt8]
    var deflated = true
    /// What the archive says of the part, where that is not true.
    var statedSize: Int?
    var statedChecksum: UInt32?
    var flags: UInt16 = 0
  }

  var parts: [Part]

  var bytes: [UInt8] {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let offset = result.count
      let body = part.deflated ? deflated(part.bytes) : part.bytes
      let checksum =
        part.statedChecksum
        ?? UInt32(part.bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
      let name = Array(part.name.utf8)
      let method: UInt16 = part.deflated ? 8 : 0
      let common =
        little(UInt16(20)) + little(part.flags) + little(method) + little(UInt32(0x21_0000)) + little(checksum)
        + little(UInt32(body.count)) + little(UInt32(part.statedSize ?? part.bytes.count)) + little(UInt16(name.count))
        + little(UInt16(0))
      result += Array("PK\u{3}\u{4}".utf8) + common + name + body
      directory += Array("PK\u{1}\u{2}".utf8) + little(UInt16(20)) + common + little(UInt16(0)) + little(UInt16(0))
      directory += little(UInt16(0)) + little(UInt32(0)) + little(UInt32(offset)) + name
    }
    let start = result.count
    let count = little(UInt16(parts.count))
    return result + directory + Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0] + count + count
      + little(UInt32(directory.count)) + little(UInt32(start)) + [0, 0]
  }

  private func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  private func deflated(_ bytes: [UInt8]) -> [UInt8] {
    // A gzip member without its ten bytes of head and eight of tail.
    Array(gzip(bytes).dropFirst(10).dropLast(8))
  }
}

/// A workbook made by hand.
struct HandMadeWorkbook {
  /// What stands in `<sheetData>`, and after it.
  var rows = ""
  var afterRows = ""
  var strings: [String] = []
  /// What stands in `<styleSheet>`.
  var styles = ""
  var properties = ""
  /// Further sheets: name, state, rows.
  var others: [(name: String, state: String, rows: String)] = []
  var firstState = "visible"
  /// Before the sheet's own element.
  var prologue = ""

  var packed: Packed {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let sheets = [("Answers", firstState, rows)] + others.map { ($0.name, $0.state, $0.rows) }
    var parts: [Packed.Part] = []
    func add(_ name: String, _ text: String) { parts.append(.init(name: name, bytes: Array(text.utf8))) }
    func relations(_ list: [(String, String)]) -> String {
      "<Relationships>"
        + list.enumerated().map { "<Relationship Id=\"r\($0)\" Type=\"\(relation)/\($1.0)\" Target=\"\($1.1)\"/>" }
        .joined() + "</Relationships>"
    }
    add("[Content_Types].xml", "<Types/>")
    add("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]))
    let list = sheets.indices.map {
      "<sheet name=\"\(sheets[$0].0)\" sheetId=\"\($0 + 1)\" state=\"\(sheets[$0].1)\" r:id=\"r\($0)\"/>"
    }
    add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relation)\">\(properties)<sheets>\(list.joined())</sheets></workbook>")
    add(
      "xl/_rels/workbook.xml.rels",
      relations(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
          + [("sharedStrings", "/xl/sharedStrings.xml"), ("styles", "styles.xml")]))
    add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")
    add("xl/sharedStrings.xml", "<sst>" + strings.map { "<si>\($0)</si>" }.joined() + "</sst>")
    for (index, sheet) in sheets.enumerated() {
      add(
        "xl/worksheets/sheet\(index + 1).xml",
        "\(prologue)<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.2)</sheetData>\(index == 0 ? afterRows : "")</worksheet>"
      )
    }
    return Packed(parts: parts)
  }

  var bytes: [UInt8] { packed.bytes }

  /// Rows of cells from plain texts; numbers are numbers.
  static func rows(_ table: [[String]]) -> String {
    table.enumerated().map { row, cells in
      let cells = cells.enumerated().map { column, text in
        let place = "\(Character(Unicode.Scalar(UInt8(0x41 + column))))\(row + 1)"
        return text.isEmpty
          ? "" : Double(text) != nil ? "<c r=\"\(place)\"><v>\(text)</v></c>" : inline(place, text)
      }
      return "<row r=\"\(row + 1)\">\(cells.joined())</row>"
    }.joined()
  }

  static func inline(_ place: String, _ text: String) -> String {
    "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }
}
