package import Problems

extension Dataset {
  /// Reads a CSV or TSV file, plain or gzip, a SurveyMonkey or Qualtrics export, a sheet of a workbook (.xlsx) or an SPSS file (.sav,
  /// .zsav): which it is, its content says.
  ///
  /// Spaces around a cell are not part of it. A column of whole numbers spanning at most 256 values is `.integer`, of other numbers
  /// `.real`, of days `.date`; everything else is a category or text (`TextRule`). "NaN", "inf" and numbers beyond the largest `Double`
  /// are texts. Rows in which every cell is missing are passed over and counted, unless the file has one column only. Time grows
  /// linearly with the file; the result does not depend on the number of threads.
  ///
  /// - Parameter progress: the share of the file that is read, 0 to 1, rising, one call at a time, from whichever thread is reading.
  /// - Parameter onBytes: every byte of the file as it lies on disk, once, in order, one call at a time, from whichever thread is reading:
  ///   for a checksum in the same pass.
  /// A workbook and an SPSS file give what the CSV of the same table gives, and the latter's value labels (see `ValueLabel`).
  ///
  /// - Throws: `Problem` naming file, line, data row and column, for a file that cannot be opened, an empty one, duplicate headers, rows
  ///   with too few or too many cells, zero bytes, text that is not UTF-8, quotes that are not closed, damaged compression.
  package static func read(
    path: String, options: ReadOptions = ReadOptions(), progress: (@Sendable (Double) -> Void)? = nil,
    onBytes: (@Sendable (UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(Problem) -> Dataset {
    try read(InputFile(path: path), options: options, progress: progress, onBytes: onBytes)
  }

  /// Reads bytes that are in memory; `name` stands for the file in messages.
  package static func read(
    bytes: [UInt8], name: String = "input", options: ReadOptions = ReadOptions(),
    onBytes: (@Sendable (UnsafeRawBufferPointer) -> Void)? = nil
  ) throws(Problem) -> Dataset {
    try read(InputFile(bytes: bytes, name: name), options: options, progress: nil, onBytes: onBytes)
  }

  private static func read(
    _ file: InputFile, options: ReadOptions, progress: (@Sendable (Double) -> Void)?,
    onBytes: (@Sendable (UnsafeRawBufferPointer) -> Void)?
  ) throws(Problem) -> Dataset {
    let container = try Container(file)
    guard options.sheet == nil || container == .workbook else {
      throw Problem("only a workbook (.xlsx) has sheets", at: file.name, remedy: "leave --sheet out")
    }
    switch container {
    case .text:
      var reading = try Reading(file, options: options, progress: progress, onBytes: onBytes)
      return try reading.dataset()
    case .workbook: return try workbook(file, options: options, onBytes: onBytes)
    case .spss: return try spss(file, options: options, onBytes: onBytes)
    }
  }
}
