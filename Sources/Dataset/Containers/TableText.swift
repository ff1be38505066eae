import Problems

/// A table on its way into the one reader of rows: the text that a CSV file of it would be.
///
/// Cells come row by row and, in a row, from left to right. Rows and cells that are not named stay empty.
struct TableText {
  /// Beyond these a table is not unpacked: a few kilobytes can pack more than any machine holds.
  static let mostCells = 1 << 27
  static let mostBytes = 1 << 30

  let file: String
  private let limits: (cells: Int, bytes: Int)
  private var bytes: [UInt8] = []
  private var rows: [Row] = []
  /// Cells of the row that is being written.
  private var width = 0
  private var lineEnds = 0

  private struct Row {
    /// Where its text ends.
    let end: Int
    /// Cells up to and with the last that is not empty.
    let width: Int32
    /// Its number in the file, from 1.
    let number: Int32
    /// Line ends in its cells.
    let lineEnds: Int32
  }

  init(file: String, mostCells: Int = mostCells, mostBytes: Int = mostBytes) {
    self.file = file
    limits = (mostCells, mostBytes)
  }

  var isEmpty: Bool { rows.isEmpty }

  /// Cells of the first row up to the last that is not empty.
  var headerWidth: Int { rows.first.map { Int($0.width) } ?? 0 }

  /// One more than the last column that holds anything.
  var columnCount: Int { rows.reduce(0) { max($0, Int($1.width)) } }

  /// The next cell with something in it. `column` is beyond those before it in the row.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, column: Int, quoted: Bool = false) throws(Problem) {
    guard text.count > 0 else { return }
    guard bytes.count + text.count + column - width < limits.bytes else { throw tooLarge }
    let commas = width == 0 ? column : column - width + 1
    bytes.append(contentsOf: repeatElement(UInt8(ascii: ","), count: commas))
    width = column + 1
    guard quoted || text.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(0x22)
    for byte in text {
      if byte == 0x22 { bytes.append(byte) }
      if byte == 0x0A { lineEnds += 1 }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  mutating func add(_ text: String, column: Int, quoted: Bool = false) throws(Problem) {
    try Array(text.utf8).withUnsafeBufferPointer { utf8 throws(Problem) in
      try add(utf8, column: column, quoted: quoted)
    }
  }

  /// Ends the row; `number` is its place in the file and larger than that of the row before.
  mutating func endRow(_ number: Int) {
    // Rows before the first that holds anything are no part of the table.
    guard width > 0 || !rows.isEmpty else { return }
    rows.append(Row(end: bytes.count, width: Int32(width), number: Int32(number), lineEnds: Int32(lineEnds)))
    width = 0
    lineEnds = 0
  }

  /// The text with every row as long as the longest.
  ///
  /// - Parameter keepsEmptyRows: whether rows without anything are rows of empty cells; else they are empty lines, and go at the end.
  consuming func text(keepsEmptyRows: Bool) throws(Problem) -> (bytes: [UInt8], lines: LineMap) {
    while !keepsEmptyRows, rows.last?.width == 0 { rows.removeLast() }
    let columns = columnCount
    guard rows.count * columns <= limits.cells else { throw tooLarge }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + rows.count)
    var lines = LineMap()
    var start = 0
    var line = 1
    for row in rows {
      lines.add(line: line, number: Int(row.number))
      line += 1 + Int(row.lineEnds)
      result.append(contentsOf: bytes[start..<row.end])
      start = row.end
      if row.width > 0 || keepsEmptyRows {
        guard result.count + columns < limits.bytes else { throw tooLarge }
        result.append(contentsOf: repeatElement(UInt8(ascii: ","), count: columns - max(Int(row.width), 1)))
      }
      result.append(0x0A)
    }
    return (result, lines)
  }

  /// The cells of every row, each row as long as what it holds.
  var cells: [(number: Int, cells: [String])] {
    var start = 0
    return rows.map { row in
      defer { start = row.end }
      return (Int(row.number), Self.cells(of: bytes[start..<row.end]))
    }
  }

  private static func cells(of row: ArraySlice<UInt8>) -> [String] {
    guard !row.isEmpty else { return [] }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in row {
      switch byte {
      // A doubled quotation mark closes and opens again: it stands for one.
      case 0x22:
        if !isQuoted, cell.last == 0 { cell[cell.count - 1] = 0x22 }
        isQuoted.toggle()
        if !isQuoted { cell.append(0) }
      case 0x2C where !isQuoted:
        cells.append(String(decoding: cell.filter { $0 != 0 }, as: UTF8.self))
        cell = []
      default: cell.append(byte)
      }
    }
    return cells + [String(decoding: cell.filter { $0 != 0 }, as: UTF8.self)]
  }

  /// What the rows of a table of one column hold, without quotation marks.
  var cellsOfFirstColumn: [ArraySlice<UInt8>] {
    rows.indices.map { row in bytes[(row > 0 ? rows[row - 1].end : 0)..<rows[row].end].withoutQuotes }
  }

  /// The table whose rows are the lines that the cells hold.
  consuming func unwrapped() throws(Problem) -> (bytes: [UInt8], lines: LineMap) {
    var result: [UInt8] = []
    var lines = LineMap()
    var line = 1
    for (row, cell) in zip(rows, cellsOfFirstColumn) {
      lines.add(line: line, number: Int(row.number))
      line += 1 + Int(row.lineEnds)
      result.append(contentsOf: cell)
      result.append(0x0A)
    }
    return (result, lines)
  }

  var tooLarge: Problem {
    Problem(
      "unpacked, the table is too large (more than \(limits.cells >> 20) million cells or \(limits.bytes >> 20) MB)",
      at: file, remedy: "if the file is what it seems to be, save it as CSV and give that file")
  }
}

/// Which row of the file a line of `TableText` is.
struct LineMap {
  /// From this line on, a row's number in the file is the line plus `ahead`.
  private var changes: [(line: Int, ahead: Int)] = []

  mutating func add(line: Int, number: Int) {
    if changes.last?.ahead != number - line { changes.append((line, number - line)) }
  }

  func number(ofLine line: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? line + changes[low - 1].ahead : line
  }
}
