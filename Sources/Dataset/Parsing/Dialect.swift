/// How the bytes of a file are cut into records and cells.
struct Dialect: Sendable, Hashable {
  var delimiter: UInt8
  /// The last byte of a line end: LF (also after a CR), or CR where a file has no LF at all.
  var newline: UInt8

  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}

/// Reads records one at a time and keeps every cell: for header lines, for looking at a file's first lines, and for finding where
/// an error stands. The rows themselves go through `PieceParser`.
struct RecordReader {
  let dialect: Dialect
  let text: ArraySlice<UInt8>
  /// Where the next record begins.
  private(set) var position: Int
  /// Whether an empty line is nothing; in a file of one column it is an empty cell.
  var passesEmptyLines = true
  /// Line ends passed so far.
  private(set) var linesPassed = 0

  init(_ text: ArraySlice<UInt8>, dialect: Dialect) {
    self.text = text
    self.dialect = dialect
    position = text.startIndex
  }

  struct Record {
    /// Trimmed, quotes taken off and undoubled.
    var cells: [[UInt8]] = []
    /// Where each cell's bytes begin in the text.
    var starts: [Int] = []
    /// False when the text ended inside the record; a last record without a line end counts as complete at the end of a file.
    var isComplete = false
    var endsInQuote = false
    /// A quote stands inside an unquoted cell.
    var hasStrayQuote = false
  }

  /// The next record; `nil` at the end.
  mutating func next() -> Record? {
    while passesEmptyLines, position < text.endIndex, let length = lineEnd(at: position) {
      position += length
      linesPassed += 1
    }
    guard position < text.endIndex else { return nil }
    var record = Record()
    while true {
      record.starts.append(position)
      var cell: [UInt8] = []
      if position < text.endIndex, text[position] == Dialect.quote {
        position += 1
        record.endsInQuote = true
        while position < text.endIndex {
          let byte = text[position]
          if byte == dialect.newline { linesPassed += 1 }
          position += 1
          if byte != Dialect.quote {
            cell.append(byte)
          } else if position < text.endIndex, text[position] == Dialect.quote {
            cell.append(byte)
            position += 1
          } else {
            record.endsInQuote = false
            break
          }
        }
      }
      while position < text.endIndex, text[position] != dialect.delimiter, text[position] != dialect.newline {
        if text[position] == Dialect.quote { record.hasStrayQuote = true }
        cell.append(text[position])
        position += 1
      }
      record.cells.append(Array(trimmed(cell[...])))
      guard position < text.endIndex else { return record }
      position += 1
      if text[position - 1] == dialect.newline {
        linesPassed += 1
        record.isComplete = true
        return record
      }
    }
  }

  private func lineEnd(at index: Int) -> Int? {
    if text[index] == dialect.newline { return 1 }
    let isPair =
      dialect.newline == Dialect.lineFeed && text[index] == Dialect.carriageReturn && index + 1 < text.endIndex
      && text[index + 1] == Dialect.lineFeed
    return isPair ? 2 : nil
  }
}

/// Without the spaces, tabs and line ends around it.
func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var cell = cell
  while let first = cell.first, first <= 0x20 { cell.removeFirst() }
  while let last = cell.last, last <= 0x20 { cell.removeLast() }
  return cell
}
