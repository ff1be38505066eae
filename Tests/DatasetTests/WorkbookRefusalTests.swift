import Problems
import Testing

@testable import Dataset

@Suite("Workbooks that are refused")
struct WorkbookRefusalTests {
  private static let plain = HandMadeWorkbook(rows: HandMadeWorkbook.rows([["a", "b"], ["1", "2"]]))

  private func message(rows: String) -> String { DatasetTests.message(HandMadeWorkbook(rows: rows).bytes) }

  @Test("A document type is refused, whatever it declares")
  func documentType() {
    var workbook = Self.plain
    for declared in [
      "<!DOCTYPE worksheet>", "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>",
      "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">",
    ] {
      workbook.prologue = declared
      #expect(DatasetTests.message(workbook.bytes).contains("document type"), "\(declared)")
    }
    #expect(DatasetTests.message(Self.plain.bytes) == "read without a problem")
  }

  @Test("A part that unpacks to far more than a sheet holds is not unpacked, whatever size it states")
  func bomb() {
    var packed = Self.plain.packed
    let sheet = packed.parts.count - 1
    let text = String(decoding: packed.parts[sheet].bytes, as: UTF8.self)
    packed.parts[sheet].bytes = Array(
      text.replacing("<sheetData>", with: "<!--" + String(repeating: " ", count: 70 << 20) + "--><sheetData>").utf8)
    #expect(DatasetTests.message(packed.bytes).contains("unpacks to more"))
    packed.parts[sheet].statedSize = 300
    let stated = DatasetTests.message(packed.bytes)
    #expect(stated.contains("unpacks to more") || stated.contains("damaged"), "\(stated)")
  }

  @Test("A few cells that span more than any machine holds are refused before they are laid out")
  func sparse() {
    let header = "<row r=\"1\">\(HandMadeWorkbook.inline("A1", "a"))\(HandMadeWorkbook.inline("XFD1", "z"))</row>"
    let rows = (2..<9000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c></row>" }.joined()
    #expect(message(rows: header + rows).contains("too large"))
    #expect(message(rows: "<row r=\"1048577\"><c r=\"A1\"><v>1</v></c></row>").contains("damaged"))
    #expect(message(rows: "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>").contains("damaged"))
  }

  @Test("A text that many cells share grows to the limit and no further")
  func sharedText() throws {
    var table = TableText(file: "answers.xlsx", mostBytes: 1000)
    let text = String(repeating: "x", count: 99)
    for row in 1...9 {
      try table.add(text, column: 0)
      table.endRow(row)
    }
    #expect(throws: Problem.self) {
      try table.add(text, column: 0)
      table.endRow(10)
      try table.add(text, column: 0)
    }
    var wide = TableText(file: "answers.xlsx", mostCells: 100)
    try wide.add("end", column: 49)
    for row in 1...3 { wide.endRow(row) }
    try wide.add("1", column: 0)
    wide.endRow(4)
    let laidOut = wide
    #expect(throws: Problem.self) { try laidOut.text(keepsEmptyRows: false) }
  }

  @Test("Damage is noticed: a wrong checksum, a cut end, XML that does not close, a part that is missing")
  func damage() {
    var packed = Self.plain.packed
    packed.parts[packed.parts.count - 1].statedChecksum = 1
    #expect(DatasetTests.message(packed.bytes).contains("damaged or not complete"))
    let whole = Self.plain.bytes
    for count in [30, whole.count / 2, whole.count - 1] {
      #expect(DatasetTests.message(Array(whole[..<count])).contains("damaged or not complete"), "\(count)")
    }
    #expect(message(rows: "<row r=\"1\">").contains("damaged"))
    packed = Self.plain.packed
    packed.parts.removeLast()
    #expect(DatasetTests.message(packed.bytes).contains("lacks its part"))
  }

  @Test("Locked, old and foreign files are told apart, with what to do")
  func others() {
    let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1000)
    func named(_ name: String) -> [UInt8] { compound + name.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } }
    #expect(DatasetTests.message(named("EncryptedPackage")).contains("locked with a password"))
    #expect(DatasetTests.message(named("Workbook")).contains("(.xls)"))
    #expect(DatasetTests.message(named("WordDocument")).contains("office file of the old kind"))
    var packed = Self.plain.packed
    packed.parts[packed.parts.count - 1].flags = 1
    let locked = DatasetTests.message(packed.bytes)
    #expect(locked.contains("password") || locked.contains("damaged"), "\(locked)")
    #expect(
      DatasetTests.message(Packed(parts: [.init(name: "content.xml", bytes: [65])]).bytes).contains("no workbook"))
    #expect(DatasetTests.message(gzip(Self.plain.bytes)).contains("gunzip"))
  }

  @Test("Cells that cannot be read are named")
  func cells() {
    let header = "<row r=\"1\">\(HandMadeWorkbook.inline("A1", "a"))\(HandMadeWorkbook.inline("B1", "b"))</row>"
    func cell(_ xml: String) -> String { message(rows: header + "<row r=\"2\"><c r=\"A2\"><v>1</v></c>\(xml)</row>") }
    #expect(
      cell("<c r=\"B2\"><f>A2+1</f><v></v></c>").contains("cell B2 holds a formula whose result is not in the file"))
    #expect(cell("<c r=\"B2\" t=\"s\"><v>5</v></c>").contains("cell B2 names a text"))
    #expect(cell("<c r=\"B2\" t=\"s\"><v>-1</v></c>").contains("cell B2 names a text"))
    #expect(cell("<c r=\"B2\"><v>one</v></c>").contains("“one”, which is no number"))
    #expect(cell("<c r=\"B2\" t=\"q\"><v>1</v></c>").contains("cell B2 is of a kind"))
    #expect(cell("<c r=\"A2\"><v>1</v></c>").contains("out of order"))
  }

  @Test("A title above the names of columns is said to be one; an empty sheet is empty")
  func title() {
    let table = [["Staff survey 2024"], [], ["a", "b", "c"], ["1", "2", "3"]]
    #expect(message(rows: HandMadeWorkbook.rows(table)).contains("a title, it seems"))
    #expect(message(rows: "").contains("sheet “Answers” is empty"))
    #expect(message(rows: HandMadeWorkbook.rows([["a", "a"], ["1", "2"]])).contains("two columns are called"))
    #expect(message(rows: HandMadeWorkbook.rows([["a", "b"]])).contains("no data rows"))
  }
}
