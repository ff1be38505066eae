import Problems

/// The pieces of a file, joined in order whatever order they are parsed in.
struct Joining: Sendable {
  let file: String
  let columnNames: [String]
  let firstDataLine: Int
  let workers: Int
  let wantsResiduals: Bool
  /// How many bytes of text there will be; `nil` when that is not known.
  let textBytes: Int?

  private(set) var builders: [ColumnBuilder] = []
  private(set) var rowCount = 0
  private(set) var lineBreaks: [LineBreak] = []
  private(set) var blankLines = 0
  /// The first problem of the rows.
  private(set) var problem: Problem?
  /// Why no more pieces came; the rows before may still hold a problem, which comes first.
  private(set) var supplyProblem: Problem?
  private(set) var metStrayQuote = false
  /// What kinds of cells the columns have turned out to hold so far.
  private(set) var kinds: [CellKind]

  private var linesJoined = 0
  private var nextIndex = 0
  private var waiting: [Int: (result: PieceResult, byteCount: Int, offset: Int)] = [:]
  private var spare: [PieceResult] = []

  init(
    file: String, columnNames: [String], firstDataLine: Int, workers: Int, wantsResiduals: Bool, textBytes: Int?,
    kinds: [CellKind]
  ) {
    self.file = file
    self.columnNames = columnNames
    self.firstDataLine = firstDataLine
    self.workers = workers
    self.wantsResiduals = wantsResiduals
    self.textBytes = textBytes
    self.kinds = kinds
  }

  /// Whether more pieces are of any use.
  var isOver: Bool { hasIssue || supplyProblem != nil }

  private var hasIssue: Bool { problem != nil || metStrayQuote }

  /// Memory of a piece already joined, to be used again.
  mutating func takeSpare() -> PieceResult { spare.popLast() ?? PieceResult() }

  mutating func takeAll() -> Joining {
    let all = self
    builders = []
    return all
  }

  mutating func takeBuilders() -> [ColumnBuilder] {
    defer { builders = [] }
    return builders
  }

  mutating func fail(_ problem: Problem) {
    if supplyProblem == nil { supplyProblem = problem }
  }

  mutating func add(_ result: consuming PieceResult, byteCount: Int, offset: Int) {
    for column in kinds.indices where column < result.kinds.count {
      kinds[column] = max(kinds[column], result.kinds[column])
    }
    waiting[result.index] = (result, byteCount, offset)
    while !hasIssue, let next = waiting.removeValue(forKey: nextIndex) {
      join(next.result, byteCount: next.byteCount, offset: next.offset)
      nextIndex += 1
      spare.append(next.result)
    }
  }

  private mutating func join(_ piece: borrowing PieceResult, byteCount: Int, offset: Int) {
    if let issue = piece.issue {
      problem = issue.problem(
        file: file, columns: columnNames, row: rowCount, line: firstDataLine + linesJoined, offset: offset)
      metStrayQuote = problem == nil
      return
    }
    if builders.isEmpty {
      let share = textBytes.map { Double($0) / Double(max(byteCount, 1)) * 1.02 } ?? 0
      let expected = Int(share * Double(piece.rowCount)) + 64
      builders = kinds.map {
        ColumnBuilder(
          workers: workers, wantsResiduals: wantsResiduals, expectedRows: expected, isSkipped: $0 == .skipped)
      }
    }
    for column in builders.indices { builders[column].append(piece, column: column) }
    let extra = linesJoined - rowCount
    for lineBreak in piece.lineBreaks {
      lineBreaks.append(LineBreak(row: rowCount + lineBreak.row, extra: extra + lineBreak.extra))
    }
    let pieceExtra = piece.lineCount - piece.rowCount
    if pieceExtra > 0 { lineBreaks.append(LineBreak(row: rowCount + piece.rowCount, extra: extra + pieceExtra)) }
    rowCount += piece.rowCount
    linesJoined += piece.lineCount
    blankLines += piece.blankLines
    // A column that two pieces disagree about is read again anyway: no need to keep it in this pass.
    for column in builders.indices where builders[column].needsAnotherReading { kinds[column] = .skipped }
  }
}
