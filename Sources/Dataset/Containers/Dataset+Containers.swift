import Problems

extension Dataset {
  /// Reads a sheet of a workbook.
  static func workbook(
    _ file: InputFile, options: ReadOptions, onBytes: ((UnsafeRawBufferPointer) -> Void)?
  ) throws(Problem) -> Dataset {
    let bytes = try file.everything(onBytes)
    var (table, sheet, remarks) = try WorkbookReader.read(bytes, file: file.name, options: options)
    let lines = table.delimiterOfLines
    if lines != nil {
      remarks.append("each row of sheet “\(sheet)” holds its cells as one text, which is cut like a CSV")
    }
    let text = lines == nil ? try table.text(keepsEmptyRows: false) : try table.unwrapped()
    var dataset = try read(text.bytes, name: file.name, delimiter: lines, options: options)
    dataset.source.describe(file, .workbook(sheet: sheet), rows: text.lines, count: dataset.rowCount)
    dataset.source.remarks = remarks
    return dataset
  }

  /// Reads an SPSS file.
  static func spss(
    _ file: InputFile, options: ReadOptions, onBytes: ((UnsafeRawBufferPointer) -> Void)?
  ) throws(Problem) -> Dataset {
    let bytes = try file.everything(onBytes)
    let reader = try SPSSReader.read(bytes, file: file.name, options: options)
    let text = try reader.table.text(keepsEmptyRows: true)
    var options = options
    options.format = .csv
    let plain = try read(text.bytes, name: file.name, delimiter: nil, options: options)
    var dataset = Dataset(
      source: plain.source, rowCount: plain.rowCount,
      columns: zip(plain.columns, reader.variables).map { column, variable in
        column.labelled(reader.labels(of: variable), heading: variable.label, numeric: variable.kind != .text)
      })
    // The header is no case.
    dataset.source.describe(file, .spss, rows: text.lines, count: dataset.rowCount, ahead: -1)
    return dataset
  }

  private static func read(
    _ text: [UInt8], name: String, delimiter: UInt8?, options: ReadOptions
  ) throws(Problem) -> Dataset {
    var options = options
    options.encoding = .utf8
    options.delimiter = Character(Unicode.Scalar(delimiter ?? UInt8(ascii: ",")))
    // A number in a cell has no decimal mark; in a line it has the one that the line was written with.
    if delimiter == nil { options.decimalComma = false }
    var reading = try Reading(InputFile(bytes: text, name: name), options: options, progress: nil, onBytes: nil)
    return try reading.dataset()
  }
}

extension Source {
  /// The file as it is, in place of the text that stood for it.
  fileprivate mutating func describe(
    _ file: InputFile, _ container: Container, rows: LineMap, count: Int, ahead: Int = 0
  ) {
    let numbers = (0..<count).map { rows.number(ofLine: line(ofRow: $0)) + ahead }
    self.container = container
    byteCount = file.byteCount
    firstDataLine = numbers.first ?? 1
    lineBreaks = []
    var extra = 0
    for (row, number) in numbers.enumerated() where number - row - firstDataLine != extra {
      extra = number - row - firstDataLine
      lineBreaks.append(LineBreak(row: row, extra: extra))
    }
  }
}
