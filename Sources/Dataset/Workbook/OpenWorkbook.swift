import Problems

/// A workbook (.xlsx) whose sheets can be read by name.
struct OpenWorkbook {
  let sheets: [SheetList.Sheet]
  private let archive: Archive
  private let parts: Relationships
  private let strings = SharedStrings()
  private let styles = CellStyles()
  private let countsFrom1904: Bool

  /// - Throws: `Problem` for what is no workbook, or a damaged one.
  init(_ bytes: [UInt8], file: String, mostPartBytes: UInt64 = Archive.mostPartBytes) throws(Problem) {
    archive = try Archive(bytes, file: file, mostPartBytes: mostPartBytes)
    let top = archive.holds("_rels/.rels") ? try Relationships(of: "", in: archive).path(ofKind: "officeDocument") : nil
    guard let workbook = top, workbook.hasSuffix(".xml"), workbook.contains("workbook") else {
      throw Problem(
        "this is a packed file, but no workbook (.xlsx)", at: file,
        remedy: "save the table as .xlsx or CSV (UTF-8), and give that file")
    }
    let list = SheetList()
    try XMLStream.read(workbook, of: archive, into: list)
    let parts = try Relationships(of: workbook, in: archive)
    self.parts = parts
    sheets = list.sheets.filter { parts.targets[$0.relationship]?.kind == "worksheet" }
    countsFrom1904 = list.countsFrom1904
    if let path = parts.path(ofKind: "sharedStrings") { try XMLStream.read(path, of: archive, into: strings) }
    if let path = parts.path(ofKind: "styles") { try XMLStream.read(path, of: archive, into: styles) }
  }

  func cells(
    of sheet: SheetList.Sheet, mostBytes: Int = TableText.mostBytes, mostColumns: Int = SheetCells.mostColumns
  ) throws(Problem) -> SheetCells {
    let cells = SheetCells(
      file: archive.file, sheet: sheet.name, strings: strings, meanings: styles.meanings,
      countsFrom1904: countsFrom1904, mostBytes: mostBytes, mostColumns: mostColumns)
    try XMLStream.read(parts.targets[sheet.relationship]?.path ?? "", of: archive, into: cells)
    return cells
  }
}
