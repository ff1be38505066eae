import Problems

extension TableExport {
  private static let mostRows = 1_048_575
  private static let mostColumns = 16_384

  /// A workbook with the sheets “Data” and “Dictionary”; texts are texts, whatever they begin with. Numbers keep 16 digits.
  func writeWorkbook(to path: String) throws(Problem) {
    guard rowCount <= Self.mostRows, fields.count <= Self.mostColumns else {
      throw Problem(
        "a workbook holds \(Self.mostRows) rows and \(Self.mostColumns) columns at most", at: path,
        remedy: "write it as CSV or .sav")
    }
    let functions = try SharedLibrary.xlsxWriter()
    try NewFile.write(path) { file throws(Problem) in
      let workbook = try WorkbookWriter(functions, file: file, path: path)
      try workbook.data(fields, rowCount: rowCount)
      try workbook.texts(dictionary, named: "Dictionary")
      try workbook.close()
    }
  }
}
