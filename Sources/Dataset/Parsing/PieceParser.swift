/// Cuts one piece after another into typed cells. One parser a thread; it remembers what kinds of cells the columns turned out to hold and
/// numbers their levels across pieces.
final class PieceParser {
  let dialect: Dialect
  let columnCount: Int
  let worker: Int
  let marks: DecimalMarks
  let wantsResiduals: Bool
  /// Whether a quote inside an unquoted cell makes the piece's boundaries doubtful.
  let stopsAtStrayQuotes: Bool
  let missing: MissingTokens
  var kinds: [CellKind]
  var tables: [LevelTable]
  /// Per column, how many cells have been numbered.
  var numbered: [Int]
  private var publishedLevels: [Int]

  init(
    dialect: Dialect, kinds: [CellKind], worker: Int, marks: DecimalMarks, missing: MissingTokens, wantsResiduals: Bool,
    stopsAtStrayQuotes: Bool
  ) {
    self.dialect = dialect
    self.kinds = kinds
    self.worker = worker
    self.marks = marks
    self.missing = missing
    self.wantsResiduals = wantsResiduals
    self.stopsAtStrayQuotes = stopsAtStrayQuotes
    columnCount = kinds.count
    tables = Array(repeating: LevelTable(), count: kinds.count)
    numbered = Array(repeating: 0, count: kinds.count)
    publishedLevels = numbered
  }

  /// Parses the first `byteCount` bytes of `buffer`; `recycled` lends its memory.
  func parse(_ buffer: [UInt8], byteCount: Int, index: Int, recycled: consuming PieceResult) -> PieceResult {
    var result = recycled
    result.index = index
    result.worker = worker
    let survey = buffer.withUnsafeBufferPointer {
      ByteSurvey(UnsafeBufferPointer(rebasing: $0[..<byteCount]), newline: dialect.newline)
    }
    var count = byteCount
    var encodingIssue: PieceResult.Issue?
    if survey.hasZero || survey.hasHighBits, let found = findEncodingIssue(buffer[..<byteCount], survey) {
      // The rows before it are still read: the first problem of the file is the one to report.
      count = found.recordStart
      encodingIssue = found.issue
    }
    // A whole row takes at least a byte a column, which bounds the rows of a piece full of line ends.
    let rows = min(survey.newlines + 1, byteCount / max(columnCount, 1) + 1)
    // An odd number of cache lines, so that the columns' rows do not all fall into the same few cache sets.
    let stride = ((rows + 63) / 64 | 1) * 64
    while true {
      result.reset(kinds: kinds, stride: stride, wantsResiduals: wantsResiduals)
      let raised = buffer.withUnsafeBufferPointer { scan($0, count: count, into: &result) }
      guard raised != kinds, result.issue == nil else { break }
      kinds = raised
    }
    result.issue = result.issue ?? encodingIssue
    for column in kinds.indices where kinds[column] == .category {
      let table = tables[column]
      result.newLevels[result.slots[column]] = (publishedLevels[column]..<table.count).map { Array(table[$0]) }
      publishedLevels[column] = table.count
    }
    return result
  }

  /// The kinds that columns have moved on to elsewhere: no need to find out again.
  func adopt(_ others: [CellKind]) {
    for column in kinds.indices where kinds[column] != .skipped && others[column] != .skipped {
      kinds[column] = max(kinds[column], others[column])
    }
    for column in kinds.indices where others[column] == .skipped { kinds[column] = .skipped }
  }

  /// The first byte that is no text, and where the record that holds it begins.
  private func findEncodingIssue(
    _ text: ArraySlice<UInt8>, _ survey: ByteSurvey
  ) -> (issue: PieceResult.Issue, recordStart: Int)? {
    let invalid = survey.hasHighBits ? text.withUnsafeBufferPointer(firstInvalidUTF8) : nil
    let zero = survey.hasZero ? text.firstIndex(of: 0) : nil
    guard let offset = [invalid, zero].compactMap({ $0 }).min() else { return nil }
    var reader = RecordReader(text, dialect: dialect)
    reader.passesEmptyLines = columnCount > 1
    var row = 0
    var line = 0
    var start = 0
    while let record = reader.next() {
      if offset < reader.position {
        if record.hasStrayQuote, stopsAtStrayQuotes { return (.strayQuote, start) }
        let column = record.starts.lastIndex { $0 <= offset } ?? 0
        // Empty lines before the record belong to the line count.
        let begin = record.starts[0]
        line += text[start..<begin].count { $0 == dialect.newline }
        let issue: PieceResult.Issue =
          offset == zero
          ? .zeroByte(row: row, line: line, column: column, offset: offset)
          : .notUTF8(
            row: row, line: line, column: column, offset: offset,
            reading: windows1252Text(record.cells[column].prefix(80)))
        return (issue, begin)
      }
      row += 1
      line = reader.linesPassed
      start = reader.position
    }
    return nil
  }
}

/// The cells that mean "no answer".
struct MissingTokens: Sendable {
  let tokens: [[UInt8]]
  /// By first byte: whether any token begins so.
  let begins: [Bool]
  /// By byte: whether a cell of this one byte is an ordinary digit.
  let isDigit: [Bool]
  let allDigitsOrdinary: Bool

  init(_ texts: [String]) {
    tokens = texts.map { Array(trimmed(Array($0.utf8)[...])) }.filter { !$0.isEmpty }
    var begins = [Bool](repeating: false, count: 256)
    var isDigit = (0..<256).map { (0x30...0x39).contains($0) }
    for token in tokens {
      begins[Int(token[0])] = true
      if token.count == 1 { isDigit[Int(token[0])] = false }
    }
    self.begins = begins
    self.isDigit = isDigit
    allDigitsOrdinary = isDigit[0x30...0x39].allSatisfy { $0 }
  }

  func contains(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    tokens.contains { token in
      token.count == count && token.indices.allSatisfy { token[$0] == start[$0] }
    }
  }
}

extension PieceResult {
  /// Room for `stride` rows of each column; what the buffers held before is overwritten or ignored.
  mutating func reset(kinds: [CellKind], stride: Int, wantsResiduals: Bool) {
    self.kinds = kinds
    self.stride = stride
    rowCount = 0
    lineCount = 0
    blankLines = 0
    lineBreaks = []
    issue = nil
    var counts = [CellKind: Int]()
    slots = kinds.map { kind in
      defer { counts[kind, default: 0] += 1 }
      return counts[kind, default: 0]
    }
    func fit<T>(_ array: inout [T], _ kind: CellKind, _ filler: T) {
      let wanted = counts[kind, default: 0] * stride
      if array.count < wanted { array = Array(repeating: filler, count: wanted) }
    }
    fit(&bytes, .byte, 0)
    fit(&numbers, .number, 0)
    if wantsResiduals { fit(&residuals, .number, 0) }
    fit(&dates, .date, 0)
    fit(&codes, .category, 0)
    texts = Array(repeating: TextPiece(), count: counts[.text, default: 0])
    newLevels = Array(repeating: [], count: counts[.category, default: 0])
    sightings = Array(repeating: [], count: kinds.count)
  }
}
