import Problems

/// Cuts the text of a file into pieces at record boundaries, in order, for any number of parsers.
///
/// One caller at a time: finding where quotes are open is the only serial work on a file, and it is a count of quote bytes. As long as
/// quotes only open, close and double inside quoted cells, a line end is a record's end exactly when the quotes before it are even.
/// A quote in the middle of an unquoted cell breaks that rule; the parser of the piece that holds it always sees it (the piece begins
/// at a true boundary), and reading starts again with `.careful`, which follows every cell.
struct PieceSupply {
  enum Splitting { case byParity, careful }

  struct Piece {
    let index: Int
    let byteCount: Int
    /// Of the piece's first byte in the (unpacked, translated) text.
    let offset: Int
  }

  let source: TextSource
  let dialect: Dialect
  let splitting: Splitting
  let pieceBytes: Int
  private var carry: [UInt8] = []
  private var index = 0
  private var offset: Int
  private var isFinished = false

  /// Text beyond which a record without an end is an open quote and nothing else.
  static let longestRecord = 1 << 26
  /// What a buffer holds beyond its piece: a line end that stops every scan, then zeros for wide loads.
  static let padding = 64
  /// Room that a read always has, so that translated text of the smallest size fits.
  private static let slack = 256

  init(source: TextSource, startingAt offset: Int, dialect: Dialect, splitting: Splitting, pieceBytes: Int) {
    self.source = source
    self.offset = offset
    self.dialect = dialect
    self.splitting = splitting
    // No larger than a small file needs; translated text may be three times as long as the file.
    let whole = source.isCompressed ? Int.max : source.input.byteCount * 3
    self.pieceBytes = max(min(pieceBytes, whole), 1)
  }

  /// How much of the file has been read, 0 to 1.
  var shareRead: Double { min(1, Double(source.bytesRead) / Double(max(source.input.byteCount, 1))) }

  /// Puts the next whole records into `buffer`; `nil` at the end of the file.
  mutating func next(into buffer: inout [UInt8]) throws(Problem) -> Piece? {
    guard !isFinished else { return nil }
    var target = max(pieceBytes, carry.count)
    var filled = carry.count
    grow(&buffer, to: target)
    buffer.replaceSubrange(0..<filled, with: carry)
    var count = 0
    var boundaries = Boundaries(dialect: dialect, splitting: splitting)
    while true {
      while filled < target {
        let added = try source.read(into: &buffer, at: filled..<(target + Self.slack))
        filled += added
        if added == 0 {
          isFinished = true
          break
        }
      }
      if isFinished {
        count = filled
        break
      }
      count = buffer.withUnsafeBufferPointer { boundaries.last(in: UnsafeBufferPointer(rebasing: $0[..<filled])) }
      if count > 0 { break }
      guard filled < Self.longestRecord else {
        throw Problem(
          "a record does not end within \(Self.longestRecord >> 20) MB", at: source.input.name,
          remedy: "look for a quotation mark that is opened and never closed")
      }
      target = filled * 2
      grow(&buffer, to: target)
    }
    carry = Array(buffer[count..<filled])
    guard count > 0 else { return nil }
    for i in 0..<Self.padding { buffer[count + i] = i == 0 ? dialect.newline : 0 }
    defer {
      index += 1
      offset += count
    }
    return Piece(index: index, byteCount: count, offset: offset)
  }

  private func grow(_ buffer: inout [UInt8], to target: Int) {
    let wanted = target + Self.slack + Self.padding
    guard buffer.count < wanted else { return }
    let before = buffer
    buffer = [UInt8](repeating: 0, count: wanted)
    buffer.replaceSubrange(before.indices, with: before)
  }
}

/// Finds the last record boundary of a text that begins at one and may grow between calls.
private struct Boundaries {
  let dialect: Dialect
  let splitting: PieceSupply.Splitting
  private var scanned = 0
  private var quotes = 0
  private var state = CellState.start
  private var lastFound = 0

  private enum CellState { case start, plain, quoted, afterQuote }

  init(dialect: Dialect, splitting: PieceSupply.Splitting) {
    self.dialect = dialect
    self.splitting = splitting
  }

  /// The length of the text up to and with its last record's line end; 0 when no record ends in it.
  mutating func last(in text: UnsafeBufferPointer<UInt8>) -> Int {
    defer { scanned = text.count }
    switch splitting {
    case .byParity:
      quotes += ByteSurvey.count(of: Dialect.quote, in: UnsafeBufferPointer(rebasing: text[scanned...]))
      var isOpen = quotes & 1 == 1
      var i = text.count
      while i > 0 {
        i -= 1
        if text[i] == Dialect.quote {
          isOpen.toggle()
        } else if text[i] == dialect.newline, !isOpen {
          return i + 1
        }
      }
      return 0
    case .careful:
      for i in scanned..<text.count {
        let byte = text[i]
        switch state {
        case .quoted:
          if byte == Dialect.quote { state = .afterQuote }
          continue
        case .start where byte == Dialect.quote, .afterQuote where byte == Dialect.quote:
          state = .quoted
          continue
        case .start, .plain, .afterQuote:
          state = byte == dialect.delimiter || byte == dialect.newline ? .start : .plain
        }
        if byte == dialect.newline { lastFound = i + 1 }
      }
      return lastFound
    }
  }
}
