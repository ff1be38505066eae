/// One column while the pieces of a file are joined in order.
struct ColumnBuilder: Sendable {
  /// What the cells are kept as; `.skipped` once two pieces disagreed and the column must be read again as text.
  private(set) var kind = CellKind.byte
  private(set) var rowCount = 0
  private(set) var sightings: Sightings = []
  private(set) var hasValues = false

  // Only the one for `kind` is filled; missing cells hold the marks that `CellKind` names.
  var bytes: [UInt8] = []
  var numbers: [Double] = []
  var residuals: [Double] = []
  var dates: [UInt32] = []
  var codes: [UInt16] = []
  var levels = LevelTable()
  var texts = TextStore()
  var textPresent: [Bool] = []

  /// Per worker: its numbering of levels, and ours (`unmapped` until the level has appeared in a row).
  private var workerLevels: [[ArraySlice<UInt8>]]
  private var mappings: [[UInt32]]
  private static let unmapped = UInt32.max
  static let missingCode = UInt16.max

  let wantsResiduals: Bool
  private let expectedRows: Int

  init(workers: Int, wantsResiduals: Bool, expectedRows: Int, isSkipped: Bool) {
    workerLevels = Array(repeating: [], count: workers)
    mappings = Array(repeating: [], count: workers)
    self.wantsResiduals = wantsResiduals
    self.expectedRows = expectedRows
    if isSkipped { kind = .skipped }
  }

  /// Two pieces kept the cells in ways that cannot be joined: numbers here, words there.
  var needsAnotherReading: Bool { kind == .skipped }

  /// Adds a piece's rows of this column after those already there.
  mutating func append(_ piece: borrowing PieceResult, column: Int) {
    let pieceKind = piece.kinds[column]
    guard kind != .skipped, pieceKind != .skipped else {
      kind = .skipped
      return
    }
    let slot = piece.slots[column]
    let range = (slot * piece.stride)..<(slot * piece.stride + piece.rowCount)
    sightings.formUnion(piece.sightings[column])
    if pieceKind == .category {
      workerLevels[piece.worker].append(contentsOf: piece.newLevels[slot].map { $0[...] })
      let missing = workerLevels[piece.worker].count - mappings[piece.worker].count
      mappings[piece.worker].append(contentsOf: repeatElement(Self.unmapped, count: missing))
    }
    defer { rowCount += piece.rowCount }
    if pieceKind != kind {
      let pieceIsEmpty = isEmpty(piece, pieceKind, slot, range)
      if pieceIsEmpty {
        appendMissing(piece.rowCount)
        return
      }
      guard move(to: max(kind, pieceKind)) else {
        drop()
        return
      }
    }
    if rowCount == 0 { reserve() }
    switch (kind, pieceKind) {
    case (.byte, _):
      bytes.append(contentsOf: piece.bytes[range])
      hasValues = true
    case (.number, .byte):
      numbers.append(contentsOf: piece.bytes[range].map { $0 == 255 ? .nan : Double($0) })
      if wantsResiduals { residuals.append(contentsOf: repeatElement(0, count: piece.rowCount)) }
    case (.number, _):
      numbers.append(contentsOf: piece.numbers[range])
      if wantsResiduals { residuals.append(contentsOf: piece.residuals[range]) }
    case (.date, .date):
      dates.append(contentsOf: piece.dates[range])
    case (.category, .category):
      appendCodes(piece.codes[range], worker: piece.worker)
    case (.text, .category):
      for code in piece.codes[range] {
        appendText(code == .max ? nil : workerLevels[piece.worker][Int(code)])
      }
    case (.text, .text):
      var start = 0
      let source = piece.texts[slot]
      for end in source.ends {
        let stop = Int(end & ~TextPiece.missing)
        appendText(end & TextPiece.missing != 0 ? nil : source.bytes[start..<stop])
        start = stop
      }
    default:
      drop()
    }
  }

  /// Changes how the cells so far are kept; false when that would lose what stands in the file.
  private mutating func move(to target: CellKind) -> Bool {
    guard target != kind else { return true }
    if !holdsValues {
      clear(to: target)
      appendMissing(rowCount)
      return true
    }
    switch (kind, target) {
    case (.byte, .number):
      numbers.reserveCapacity(max(expectedRows, bytes.count))
      numbers = bytes.map { $0 == 255 ? .nan : Double($0) }
      if wantsResiduals { residuals = Array(repeating: 0, count: numbers.count) }
      bytes = []
    case (.category, .text):
      let codes = codes
      for code in codes { appendText(code == Self.missingCode ? nil : levels[Int(code)]) }
      self.codes = []
    default:
      return false
    }
    kind = target
    return true
  }

  /// A byte column that has only ever met missing cells can still become anything.
  private var holdsValues: Bool {
    switch kind {
    case .skipped: false
    case .byte: hasValues && bytes.contains { $0 != 255 }
    case .number: numbers.contains { !$0.isNaN }
    case .date: dates.contains { $0 != DateText.missing }
    case .category: levels.count > 0
    case .text: textPresent.contains(true)
    }
  }

  private func isEmpty(_ piece: borrowing PieceResult, _ kind: CellKind, _ slot: Int, _ range: Range<Int>) -> Bool {
    switch kind {
    case .skipped: false
    case .byte: piece.bytes[range].allSatisfy { $0 == 255 }
    case .number: piece.numbers[range].allSatisfy(\.isNaN)
    case .date: piece.dates[range].allSatisfy { $0 == DateText.missing }
    case .category: piece.codes[range].allSatisfy { $0 == .max }
    case .text: piece.texts[slot].ends.allSatisfy { $0 & TextPiece.missing != 0 }
    }
  }

  private mutating func appendMissing(_ count: Int) {
    switch kind {
    case .skipped: break
    case .byte: bytes.append(contentsOf: repeatElement(255, count: count))
    case .number:
      numbers.append(contentsOf: repeatElement(.nan, count: count))
      if wantsResiduals { residuals.append(contentsOf: repeatElement(0, count: count)) }
    case .date: dates.append(contentsOf: repeatElement(DateText.missing, count: count))
    case .category: codes.append(contentsOf: repeatElement(Self.missingCode, count: count))
    case .text: for _ in 0..<count { appendText(nil) }
    }
  }

  private mutating func appendCodes(_ piece: ArraySlice<UInt32>, worker: Int) {
    let before = codes.count
    for code in piece {
      guard code != .max else {
        codes.append(Self.missingCode)
        continue
      }
      var ours = mappings[worker][Int(code)]
      if ours == Self.unmapped {
        ours = levels.code(workerLevels[worker][Int(code)])
        mappings[worker][Int(code)] = ours
      }
      guard ours < TextRule.mostLevels else {
        // One level too many: everything so far, and this piece again, as text.
        codes.removeSubrange(before...)
        guard move(to: .text) else { return }
        for code in piece { appendText(code == .max ? nil : workerLevels[worker][Int(code)]) }
        return
      }
      codes.append(UInt16(ours))
    }
  }

  private mutating func appendText(_ text: ArraySlice<UInt8>?) {
    texts.append(text ?? [])
    textPresent.append(text != nil)
  }

  private mutating func reserve() {
    switch kind {
    case .byte: bytes.reserveCapacity(expectedRows)
    case .number:
      numbers.reserveCapacity(expectedRows)
      if wantsResiduals { residuals.reserveCapacity(expectedRows) }
    case .date: dates.reserveCapacity(expectedRows)
    case .category: codes.reserveCapacity(expectedRows)
    case .skipped, .text: break
    }
  }

  private mutating func drop() { clear(to: .skipped) }

  private mutating func clear(to kind: CellKind) {
    self.kind = kind
    bytes = []
    numbers = []
    residuals = []
    dates = []
    codes = []
    texts = TextStore()
    textPresent = []
  }
}
