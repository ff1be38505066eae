import Problems

/// What the first lines of a file say: how it is cut, which layout its header lines have, and what they say.
struct Layout: Sendable {
  var dialect: Dialect
  var format: Source.Format
  /// Header lines by row, each with a cell for every column of the file.
  var headers: [[String]]
  /// Where the first data row begins: in the text, and as a line of the file counted from 1.
  var dataOffset: Int
  var firstDataLine: Int

  var columnCount: Int { headers[0].count }

  /// Reads it from the beginning of a text. `isWhole` says that the text does not go on; `nil` means more of it is needed.
  ///
  /// - Throws: `Problem` for an empty file, a header that is damaged, or header lines that do not belong together.
  init?(_ text: [UInt8], isWhole: Bool, file: String, markLength: Int, options: ReadOptions) throws(Problem) {
    guard text.contains(where: { $0 > 0x20 }) else {
      if !isWhole { return nil }
      throw Problem("the file is empty", at: file, remedy: "give a file with a header line and at least one data row")
    }
    guard !looksLikeUTF16(text.prefix(4096)) else {
      throw Problem(
        "every second byte is zero: this looks like UTF-16 text without its mark", at: file,
        remedy: "save it as CSV (UTF-8)")
    }
    let newline = lineEnd(text)
    var dataStart = 0
    var declared: UInt8?
    // Excel's own way to name the delimiter, on a line before the header.
    if text.count > 5, text.starts(with: Array("sep=".utf8)) {
      var reader = RecordReader(text[...], dialect: Dialect(delimiter: 0, newline: newline))
      if let record = reader.next(), record.cells[0].count == 5 {
        declared = text[4]
        dataStart = reader.position
      }
    }
    let wanted = try options.delimiter.map { character throws(Problem) in
      guard let byte = character.asciiValue, byte != Dialect.quote, byte != newline else {
        throw Problem(
          "\(character) cannot separate cells", remedy: "use a comma, semicolon, tab or another ASCII character")
      }
      return byte
    }
    let delimiter = wanted ?? declared ?? likelyDelimiter(text[dataStart...], newline: newline, isWhole: isWhole)
    dialect = Dialect(delimiter: delimiter, newline: newline)

    var reader = RecordReader(text[dataStart...], dialect: dialect)
    var records: [(record: RecordReader.Record, cells: [String], range: Range<Int>, lines: Int, line: Int)] = []
    for _ in 0..<3 {
      let begin = reader.position
      let line = reader.linesPassed + (dataStart > 0 ? 2 : 1)
      guard let record = reader.next() else { break }
      // Before asking for more: a file that is no text may hold no line end at all.
      if records.isEmpty, text[begin..<reader.position].contains(0) {
        try Self.checkEncoding(text, begin..<reader.position, record, file: file, line: line, markLength: markLength)
      }
      if !record.isComplete, !isWhole {
        // A row without an end is for the parser to report, where only the header says what it is.
        if records.isEmpty || text.count < 1 << 22 { return nil }
        break
      }
      if record.endsInQuote {
        if !records.isEmpty { break }
        throw Problem(
          "a quotation mark in the header is never closed", at: "\(file), line \(line)",
          remedy: "close it, or double the quotation marks inside the cell")
      }
      let cells = record.cells.map { String(decoding: $0, as: UTF8.self) }
      records.append((record, cells, begin..<reader.position, reader.linesPassed, line))
    }
    guard let first = records.first else { return nil }
    format = options.format ?? Self.likelyFormat(records.map(\.cells))
    let headerRows = format == .csv ? 1 : format == .surveyMonkey ? 2 : 3
    guard records.count >= headerRows else {
      throw Problem(
        "the file has \(records.count) of the \(headerRows) header lines of this layout", at: file,
        remedy: "export it again, or name the layout with --format")
    }
    for header in records.prefix(headerRows) {
      try Self.checkEncoding(
        text, header.range, header.record, file: file, line: header.line, markLength: markLength)
    }
    headers = records.prefix(headerRows).map(\.cells)
    for (number, record) in records.prefix(headerRows).enumerated() where record.cells.count != first.cells.count {
      throw Problem(
        "header line \(number + 1) has \(record.cells.count) cells where the first has \(first.cells.count)",
        at: "\(file), line \(record.line)", remedy: "export the file again, or make both lines the same length")
    }
    let last = records[headerRows - 1]
    dataOffset = last.range.upperBound
    firstDataLine = last.lines + (dataStart > 0 ? 2 : 1)
  }

  private static func checkEncoding(
    _ text: [UInt8], _ range: Range<Int>, _ record: RecordReader.Record, file: String, line: Int, markLength: Int
  ) throws(Problem) {
    let offset = text[range].withUnsafeBufferPointer(firstInvalidUTF8).map { $0 + range.lowerBound }
    if let zero = text[range].firstIndex(of: 0) {
      let column = record.starts.lastIndex { $0 <= zero } ?? 0
      throw ReadingProblem.zeroByte(
        at: "\(file), line \(line) (header), column \(column + 1)", offset: zero + markLength)
    }
    guard let offset else { return }
    let column = record.starts.lastIndex { $0 <= offset } ?? 0
    throw ReadingProblem.notUTF8(
      at: "\(file), line \(line) (header), column \(column + 1)", offset: offset + markLength,
      reading: windows1252Text(record.cells[column].suffix(80)))
  }

  /// Qualtrics marks its third line with import ids; SurveyMonkey's second line names options under questions that stand once.
  private static func likelyFormat(_ records: [[String]]) -> Source.Format {
    if records.count >= 3, records[2].first?.hasPrefix("{\"ImportId\":") == true,
      records[2].count == records[0].count
    {
      return .qualtrics
    }
    guard records.count >= 2, records[0].count == records[1].count, let corner = records[0].first, !corner.isEmpty,
      records[1].first == ""
    else { return .csv }
    let pairs = zip(records[0], records[1])
    let answers = pairs.contains { !$0.isEmpty && !$1.isEmpty && SurveyMonkey.isAnswerMark($1) }
    let options = pairs.contains { $0.isEmpty && !$1.isEmpty }
    let orphans = pairs.contains { $0.isEmpty && $1.isEmpty }
    return (answers || options) && !orphans ? .surveyMonkey : .csv
  }
}

/// Zeros on nearly every second byte and none between them: Latin letters as UTF-16, in either order of bytes.
private func looksLikeUTF16(_ text: ArraySlice<UInt8>) -> Bool {
  var zeros = [0, 0]
  for (i, byte) in text.enumerated() where byte == 0 { zeros[i & 1] += 1 }
  let most = max(zeros[0], zeros[1])
  return text.count >= 4 && min(zeros[0], zeros[1]) == 0 && most * 4 >= text.count / 2 * 3
}

/// LF when the text has one outside quotes before any lone CR; CR where only those end lines.
private func lineEnd(_ text: [UInt8]) -> UInt8 {
  var isOpen = false
  for (i, byte) in text.enumerated() {
    if byte == Dialect.quote { isOpen.toggle() }
    if isOpen { continue }
    if byte == Dialect.lineFeed { return byte }
    if byte == Dialect.carriageReturn, i + 1 < text.count, text[i + 1] != Dialect.lineFeed {
      return text.contains(Dialect.lineFeed) ? Dialect.lineFeed : byte
    }
  }
  return text.contains(Dialect.carriageReturn) && !text.contains(Dialect.lineFeed)
    ? Dialect.carriageReturn : Dialect.lineFeed
}

/// The candidate that cuts most of the first records into as many cells as the header; then the one with more cells.
private func likelyDelimiter(_ text: ArraySlice<UInt8>, newline: UInt8, isWhole: Bool) -> UInt8 {
  var best = (share: 0.0, cells: 1, delimiter: UInt8(ascii: ","))
  for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
    var reader = RecordReader(text, dialect: Dialect(delimiter: candidate, newline: newline))
    var counts: [Int] = []
    while counts.count < 100, let record = reader.next(), record.isComplete || isWhole {
      counts.append(record.cells.count)
    }
    guard let header = counts.first, header > 1 else { continue }
    let share = Double(counts.filter { $0 == header }.count) / Double(counts.count)
    if (share, header) > (best.share, best.cells) { best = (share, header, candidate) }
  }
  return best.delimiter
}
