import Problems

/// Reads a sheet of a workbook (.xlsx) as the table that its CSV would be.
enum WorkbookReader {
  static func read(
    _ bytes: [UInt8], file: String, options: ReadOptions
  ) throws(Problem) -> (table: TableText, sheet: String, remarks: [String]) {
    let workbook = try OpenWorkbook(bytes, file: file)
    let sheets = workbook.sheets
    let sheet = try choose(options.sheet, from: sheets, file: file)
    let cells = try workbook.cells(of: sheet)
    try check(cells.table, sheet: sheet.name)
    var remarks: [String] = []
    let others = sheets.filter { $0.name != sheet.name && !$0.isHidden }.map { "“\($0.name)”" }
    if options.sheet == nil, !others.isEmpty {
      remarks.append(
        "sheet “\(sheet.name)” of \(file) is read; --sheet names another: \(others.joined(separator: ", "))")
    }
    if let merged = cells.mergedAreas {
      remarks.append(
        "sheet “\(sheet.name)” of \(file) has \(merged.count) joined \(merged.count == 1 ? "area" : "areas") of cells "
          + "(\(merged.first)\(merged.count == 1 ? "" : ", …")): only the first cell of each holds its value, the others count as empty"
      )
    }
    return (cells.table, sheet.name, remarks)
  }

  private static func choose(
    _ name: String?, from sheets: [SheetList.Sheet], file: String
  ) throws(Problem) -> SheetList.Sheet {
    guard let name else {
      guard let first = sheets.first(where: { !$0.isHidden }) ?? sheets.first else {
        throw Problem("the workbook has no sheet of cells", at: file, remedy: "give a file with answers in it")
      }
      return first
    }
    if let named = sheets.first(where: { $0.name == name }) { return named }
    let meant = nearest(to: name, among: sheets.map(\.name)).map { "did you mean “\($0)”? " } ?? ""
    throw Problem(
      "the workbook has no sheet “\(name)”", at: file,
      remedy: meant + "its sheets are " + sheets.map { "“\($0.name)”" }.joined(separator: ", "))
  }

  /// One cell above a table of many columns is a title, and no header.
  private static func check(_ table: TableText, sheet: String) throws(Problem) {
    guard !table.isEmpty else {
      throw Problem(
        "sheet “\(sheet)” is empty", at: table.file, remedy: "name the sheet with the answers with --sheet")
    }
    guard table.headerWidth == 1, table.columnCount > 2 else { return }
    throw Problem(
      "the first row of sheet “\(sheet)” has one cell where others have up to \(table.columnCount): a title, it seems",
      at: table.file,
      remedy: "delete what stands above the row of column names, or give the sheet with the answers with --sheet")
  }
}
