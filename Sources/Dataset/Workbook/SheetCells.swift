import Problems

/// The cells of a sheet, as a table of text.
final class SheetCells: XMLPart {
  private(set) var table: TableText
  /// Areas of several cells joined into one, of which only the first holds anything: how many reach below the header.
  private(set) var mergedAreas: (count: Int, first: String)?

  private let file: String
  private let sheet: String
  private let strings: SharedStrings
  private let meanings: [NumberMeaning]
  private let countsFrom1904: Bool

  private var row = 0
  private var headerRow = 0
  private var column = -1
  private let mostColumns: Int
  private var isInRow = false
  private var cell: Cell?
  private var capture = Capture.nothing
  private var value: [UInt8] = []

  private struct Cell {
    var kind: Kind
    var style: Int
    var hasFormula = false
  }

  private enum Kind { case number, shared, inline, formulaText, boolean, error, day }
  private enum Capture { case nothing, value, reading }

  private static let mostRows = 1_048_576
  static let mostColumns = 16_384

  init(
    file: String, sheet: String, strings: SharedStrings, meanings: [NumberMeaning], countsFrom1904: Bool,
    mostBytes: Int = TableText.mostBytes, mostColumns: Int = SheetCells.mostColumns
  ) {
    self.mostColumns = mostColumns
    self.file = file
    self.sheet = sheet
    self.strings = strings
    self.meanings = meanings
    self.countsFrom1904 = countsFrom1904
    table = TableText(file: file, mostBytes: mostBytes)
    value.reserveCapacity(256)
  }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(Problem) {
    if isInRow, cell == nil, name == "c" {
      try beginCell(attributes)
    } else if cell != nil {
      if name == "v" || name == "t", capture == .nothing {
        capture = .value
      } else if name == "f" {
        cell?.hasFormula = true
      } else if name == "rPh" {
        capture = .reading
      }
    } else if !isInRow, name == "row" {
      try beginRow(attributes)
    } else if name == "mergeCell", let area = attributes["ref"], reachesBelowHeader(area) {
      mergedAreas = ((mergedAreas?.count ?? 0) + 1, mergedAreas?.first ?? area)
    }
  }

  func end(_ name: XMLName) throws(Problem) {
    if isInRow, name == "c" {
      capture = .nothing
      if let cell { try add(cell) }
      cell = nil
    } else if cell != nil {
      if capture == .value, name == "v" || name == "t" { capture = .nothing }
      if name == "rPh" { capture = .nothing }
    } else if isInRow, name == "row" {
      isInRow = false
      table.endRow(row)
      if headerRow == 0, !table.isEmpty { headerRow = row }
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {
    if capture == .value { value.append(contentsOf: bytes) }
  }

  private func beginRow(_ attributes: XMLAttributes) throws(Problem) {
    let number = attributes["r"].map { Int($0) ?? 0 } ?? row + 1
    guard number > row, number <= Self.mostRows else {
      throw damaged("row \(attributes["r"] ?? "") follows row \(row)")
    }
    // Rows that the sheet leaves out are empty ones.
    if !table.isEmpty { for missing in (row + 1)..<number { table.endRow(missing) } }
    row = number
    column = -1
    isInRow = true
  }

  private func beginCell(_ attributes: XMLAttributes) throws(Problem) {
    var next = column + 1
    if let reference = attributes.bytes("r") {
      next = Self.column(of: reference)
      guard next > column else { throw damaged("cell \(String(cString: reference)) stands out of order") }
    }
    guard next < mostColumns else { throw damaged("row \(row) has more than \(mostColumns) cells") }
    column = next
    value.removeAll(keepingCapacity: true)
    capture = .nothing
    let kind: Kind? =
      switch attributes["t"] {
      case nil, "n": .number
      case "s": .shared
      case "inlineStr": .inline
      case "str": .formulaText
      case "b": .boolean
      case "e": .error
      case "d": .day
      default: nil
      }
    guard let kind else { throw damaged("cell \(place) is of a kind that no workbook has") }
    cell = Cell(kind: kind, style: attributes["s"].flatMap { Int($0) } ?? 0)
  }

  private func add(_ cell: Cell) throws(Problem) {
    switch cell.kind {
    case .number:
      guard !value.isEmpty else {
        guard !cell.hasFormula else {
          throw Problem(
            "cell \(place) holds a formula whose result is not in the file", at: "\(file), sheet “\(sheet)”",
            remedy: "open the file in a spreadsheet program and save it, so that the results are stored")
        }
        return
      }
      try addNumber(style: cell.style)
    case .shared:
      let index = trimmed(value[...])
      guard let index = Int(String(decoding: index, as: UTF8.self)), strings.count > index, index >= 0 else {
        throw damaged("cell \(place) names a text that the workbook does not have")
      }
      try add(strings[index])
    case .inline, .formulaText: try add(unescaped(value[...]))
    case .error, .day: try add(value[...])
    case .boolean: try table.add(trimmed(value[...]).first == UInt8(ascii: "1") ? "TRUE" : "FALSE", column: column)
    }
  }

  private func add(_ text: ArraySlice<UInt8>) throws(Problem) {
    // Headers stand in quotes, whatever they hold, so that none is taken for a sign of how to read the file.
    let isHeader = table.isEmpty
    try text.withUnsafeBufferPointer { bytes throws(Problem) in
      try table.add(bytes, column: column, quoted: isHeader)
    }
  }

  private func addNumber(style: Int) throws(Problem) {
    let meaning = meanings.indices.contains(style) ? meanings[style] : .number
    if meaning == .number, value.count < 16, value.allSatisfy({ $0 &- 0x30 <= 9 }), value.count == 1 || value[0] != 0x30
    {
      return try add(value[...])
    }
    let digits = String(decoding: trimmed(value[...]), as: UTF8.self)
    guard let number = Double(digits), number.isFinite else {
      throw damaged("cell \(place) holds “\(digits.prefix(40))”, which is no number")
    }
    try table.add(meaning.text(number, countsFrom1904: countsFrom1904), column: column, quoted: table.isEmpty)
  }

  private var place: String { Self.letters(column) + String(row) }

  private func damaged(_ what: String) -> Problem {
    Problem(
      "the sheet is damaged: \(what)", at: "\(file), sheet “\(sheet)”",
      remedy: "open the file in a spreadsheet program and save it again, or save it as CSV")
  }

  /// The column of `BC17`, counted from 0; -1 where there are no letters.
  private static func column(of reference: UnsafePointer<CChar>) -> Int {
    var number = 0
    var next = reference
    while case let letter = UInt8(bitPattern: next.pointee) & 0xDF, letter >= 0x41, letter <= 0x5A, number < 1 << 20 {
      number = number * 26 + Int(letter - 0x40)
      next += 1
    }
    return number - 1
  }

  private static func letters(_ column: Int) -> String {
    var left = column + 1
    var letters: [UInt8] = []
    while left > 0 {
      letters.append(UInt8(0x41 + (left - 1) % 26))
      left = (left - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  private func reachesBelowHeader(_ area: String) -> Bool {
    let rows = area.split(separator: ":").compactMap { Int($0.drop { !$0.isNumber }) }
    return rows.contains { $0 > headerRow && headerRow > 0 }
  }
}
