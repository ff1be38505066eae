/// What a column's cells are kept as while the file is read. Later ones hold everything that earlier ones do, and a column only ever moves on.
enum CellKind: UInt8, Comparable, Sendable {
  /// The column is not wanted in this pass.
  case skipped
  /// Whole numbers 0 to 254, one byte each; 255 marks a missing cell.
  case byte
  /// Any number; NaN marks a missing cell.
  case number
  /// `DateText`, packed.
  case date
  /// Numbers of levels.
  case category
  case text

  static func < (a: CellKind, b: CellKind) -> Bool { a.rawValue < b.rawValue }
}

/// What was seen among the cells of a column: bits that pieces combine with "or".
struct Sightings: OptionSet, Sendable {
  let rawValue: UInt8
  static let decimalPoint = Sightings(rawValue: 1)
  static let decimalComma = Sightings(rawValue: 2)
  static let yearFirst = Sightings(rawValue: 4)
  static let yearLast = Sightings(rawValue: 8)
  /// A year-last date whose first part is no month; whose second part is none.
  static let firstOver12 = Sightings(rawValue: 16)
  static let secondOver12 = Sightings(rawValue: 32)
}

/// A column's texts in one piece of the file; `ends[row]` has its top bit set where the cell is missing.
struct TextPiece: Sendable {
  var bytes: [UInt8] = []
  var ends: [UInt32] = []
  static let missing: UInt32 = 1 << 31
}

/// The rows of one piece of the file, column by column: every column has a slot of `stride` rows in the buffer of its kind.
struct PieceResult: Sendable {
  var index = 0
  var worker = 0
  var rowCount = 0
  /// Line ends in the piece.
  var lineCount = 0
  var blankLines = 0
  var stride = 0
  var kinds: [CellKind] = []
  var slots: [Int] = []
  var bytes: [UInt8] = []
  var numbers: [Double] = []
  var residuals: [Double] = []
  var dates: [UInt32] = []
  var codes: [UInt32] = []
  var texts: [TextPiece] = []
  var sightings: [Sightings] = []
  /// Per category slot: the texts that this worker numbered since its last result.
  var newLevels: [[[UInt8]]] = []
  var lineBreaks: [LineBreak] = []
  var issue: Issue?

  /// Something wrong with a piece, counted from the piece's first row and line.
  enum Issue: Sendable {
    case ragged(row: Int, line: Int, found: Int)
    case openQuote(row: Int, line: Int, column: Int)
    case textAfterQuote(row: Int, line: Int, column: Int, quoteLine: Int)
    case zeroByte(row: Int, line: Int, column: Int, offset: Int)
    case notUTF8(row: Int, line: Int, column: Int, offset: Int, reading: String)
    /// A quote inside an unquoted cell: not an error, but the piece may end in the wrong place.
    case strayQuote
  }
}
