package import Problems

/// The sheets of a workbook as rows of texts: for files that are no table of answers, such as forms.
package struct WorkbookSheets: Sendable, Hashable {
  package struct Sheet: Sendable, Hashable {
    package let name: String
    package let rows: [Row]

    package init(name: String, rows: [Row]) {
      self.name = name
      self.rows = rows
    }
  }

  package struct Row: Sendable, Hashable {
    /// Its number in the sheet, from 1.
    package let number: Int
    package let cells: [String]

    package init(number: Int, cells: [String]) {
      self.number = number
      self.cells = cells
    }
  }

  package let sheets: [Sheet]

  package init(_ sheets: [Sheet]) {
    self.sheets = sheets
  }

  /// No form needs more, unpacked and all sheets together; whoever sends more means harm.
  static let mostBytes = 16 << 20
  static let mostColumns = 256

  /// Reads all sheets, hidden ones too.
  /// - Throws: `Problem` for what is no workbook, a damaged or locked one, one with more than 256 columns, and one that unpacks to more than 16 MB.
  package init(xlsx bytes: [UInt8], file: String) throws(Problem) {
    let workbook = try OpenWorkbook(bytes, file: file, mostPartBytes: UInt64(Self.mostBytes))
    var sheets: [Sheet] = []
    var left = Self.mostBytes
    for sheet in workbook.sheets.prefix(50) {
      let cells = try workbook.cells(of: sheet, mostBytes: left, mostColumns: Self.mostColumns).table.cells
      // A cell costs more than what stands in it.
      left -= cells.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.utf8.count + 16 } }
      guard left > 0 else {
        throw Problem("the workbook holds more than any form does", at: file, remedy: "delete what is not part of it")
      }
      sheets.append(Sheet(name: sheet.name, rows: cells.map { Row(number: $0.number, cells: $0.cells) }))
    }
    self.sheets = sheets
  }

  /// Writes a new file. Texts are texts, whatever they begin with: no program runs one as a formula.
  /// - Throws: `Problem` when the name is taken, a text is too long for a cell, or the disk refuses.
  package func write(to path: String) throws(Problem) {
    let functions = try SharedLibrary.xlsxWriter()
    try NewFile.write(path) { file throws(Problem) in
      let workbook = try WorkbookWriter(functions, file: file, path: path)
      for sheet in sheets { try workbook.texts(sheet.rows.map(\.cells), named: sheet.name) }
      try workbook.close()
    }
  }
}
