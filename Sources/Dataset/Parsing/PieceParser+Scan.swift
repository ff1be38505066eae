// The hot loop, and the only file that reads and writes through raw pointers.
//
// What keeps it inside its memory:
// - The text ends with a line end and zeros (`PieceSupply.padding`), so a scan for a delimiter or line end always stops at `end` at the
//   latest, and a load of 8 bytes at any `p <= end` stays in the buffer.
// - Every complete row has `columnCount - 1` delimiters, so no more than `stride` rows exist (`parse` computes it); a row that would be
//   one too many is refused before its first cell is stored.
// - Cells are stored for columns `0..<columnCount` only; a surplus cell is an issue and ends the piece.

/// Where the cells of a piece go. `slots[column] * stride + row` is the place of a cell in the buffer of its kind.
private struct Cells {
  let stride: Int
  let kinds: UnsafePointer<CellKind>
  let slots: UnsafePointer<Int>
  let bytes: UnsafeMutablePointer<UInt8>
  let numbers: UnsafeMutablePointer<Double>
  let residuals: UnsafeMutablePointer<Double>?
  let dates: UnsafeMutablePointer<UInt32>
  let codes: UnsafeMutablePointer<UInt32>
  let texts: UnsafeMutablePointer<TextPiece>
  let sightings: UnsafeMutablePointer<Sightings>
  let raised: UnsafeMutablePointer<CellKind>
  let tables: UnsafeMutablePointer<LevelTable>
  let numbered: UnsafeMutablePointer<Int>
  /// One past the last column of the run of `.byte` columns that a column stands in; never past the last column but one, whose cell a
  /// delimiter ends.
  let runEnds: UnsafePointer<Int>
  let digits: UnsafePointer<Bool>
  let missingBegins: UnsafePointer<Bool>
}

extension PieceParser {
  /// Reads all rows and returns the kinds the columns need: where these differ from `kinds`, the piece must be read again.
  func scan(_ text: UnsafeBufferPointer<UInt8>, count: Int, into result: inout PieceResult) -> [CellKind] {
    guard let start = text.baseAddress else { return kinds }
    var raised = kinds
    var runEnds = [Int](repeating: 0, count: columnCount)
    for column in kinds.indices.reversed() where kinds[column] == .byte && column < columnCount - 1 {
      let next = column + 1
      runEnds[column] = next < columnCount - 1 && kinds[next] == .byte ? runEnds[next] : next
    }
    // The buffers become locals, so that pointers into all of them can be held at once; one element more so that none is empty.
    var sightings = result.sightings + [[]]
    var texts = result.texts + [TextPiece()]
    var (bytes, numbers, residuals) = (result.bytes, result.numbers, result.residuals)
    var (dates, codes) = (result.dates, result.codes)
    result.bytes = []
    result.numbers = []
    result.residuals = []
    result.dates = []
    result.codes = []
    result.texts = []
    if bytes.isEmpty { bytes = [0] }
    if numbers.isEmpty { numbers = [0] }
    if dates.isEmpty { dates = [0] }
    if codes.isEmpty { codes = [0] }
    let stride = result.stride
    let slots = result.slots
    withUnsafePointers(&bytes, &numbers, &residuals, &dates, &codes) { bytes, numbers, residuals, dates, codes in
      withUnsafePointers(&texts, &sightings, &raised, &tables, &numbered) {
        texts, sightings, raised, tables, numbered in
        kinds.withUnsafeBufferPointer { kinds in
          slots.withUnsafeBufferPointer { slots in
            runEnds.withUnsafeBufferPointer { runEnds in
              missing.isDigit.withUnsafeBufferPointer { digits in
                missing.begins.withUnsafeBufferPointer { begins in
                  let cells = Cells(
                    stride: stride, kinds: kinds.baseAddress.unsafelyUnwrapped,
                    slots: slots.baseAddress.unsafelyUnwrapped, bytes: bytes.unsafelyUnwrapped,
                    numbers: numbers.unsafelyUnwrapped, residuals: wantsResiduals ? residuals : nil,
                    dates: dates.unsafelyUnwrapped, codes: codes.unsafelyUnwrapped, texts: texts.unsafelyUnwrapped,
                    sightings: sightings.unsafelyUnwrapped, raised: raised.unsafelyUnwrapped,
                    tables: tables.unsafelyUnwrapped, numbered: numbered.unsafelyUnwrapped,
                    runEnds: runEnds.baseAddress.unsafelyUnwrapped, digits: digits.baseAddress.unsafelyUnwrapped,
                    missingBegins: begins.baseAddress.unsafelyUnwrapped)
                  rows(from: start, to: start + count, cells, &result)
                }
              }
            }
          }
        }
      }
    }
    result.bytes = bytes
    result.numbers = numbers
    result.residuals = residuals
    result.dates = dates
    result.codes = codes
    result.texts = texts
    result.sightings = sightings
    return raised
  }

  private func rows(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, _ cells: Cells, _ result: inout PieceResult
  ) {
    let columnCount = columnCount
    let delimiter = dialect.delimiter
    let newline = dialect.newline
    let quote = Dialect.quote
    let pairsLineEnds = newline == Dialect.lineFeed
    let fourDigits = missing.allDigitsOrdinary
    // Two-byte lanes of "digit, delimiter".
    let delimiters = UInt64(delimiter) << 8 &* 0x0001_0001_0001_0001
    let stopsAtStrayQuotes = stopsAtStrayQuotes
    var scratch: [UInt8] = []
    var p = start
    var row = 0
    /// Line ends beyond one a row.
    var extra = 0
    var lastExtra = 0

    reading: while p < end {
      if columnCount > 1 {
        if p.pointee == newline || (pairsLineEnds && p.pointee == 0x0D && (p[1] == newline || p + 1 == end)) {
          p += p.pointee == newline ? 1 : 2
          extra += 1
          result.blankLines += 1
          continue
        }
      }
      if extra != lastExtra {
        result.lineBreaks.append(LineBreak(row: row, extra: extra))
        lastExtra = extra
      }
      guard row < cells.stride else {
        // More line ends than whole rows could fill: this row must be short.
        result.issue = .ragged(row: row, line: row + extra, found: fieldCount(from: p, to: end))
        break reading
      }
      var column = 0
      while true {
        // One-digit cells, four at a time while four of them stand in a row.
        let runEnd = cells.runEnds[column]
        if column < runEnd {
          var cell = cells.bytes + (cells.slots[column] * cells.stride + row)
          while column < runEnd {
            if fourDigits, column + 4 <= runEnd {
              let eight = UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
              let values = (eight & 0x00FF_00FF_00FF_00FF) ^ 0x0030_0030_0030_0030
              // A lane above 9 carries into bit 7 or above.
              let overflow = (values &+ 0x0076_0076_0076_0076) & 0xFF80_FF80_FF80_FF80
              if (eight & 0xFF00_FF00_FF00_FF00) ^ delimiters | overflow == 0 {
                cell.pointee = UInt8(truncatingIfNeeded: values)
                cell[cells.stride] = UInt8(truncatingIfNeeded: values >> 16)
                cell[2 * cells.stride] = UInt8(truncatingIfNeeded: values >> 32)
                cell[3 * cells.stride] = UInt8(truncatingIfNeeded: values >> 48)
                cell += 4 * cells.stride
                column += 4
                p += 8
                continue
              }
            }
            let byte = p.pointee
            if p[1] == delimiter, cells.digits[Int(byte)] {
              cell.pointee = byte &- 0x30
              p += 2
            } else if byte == delimiter {
              cell.pointee = 255
              p += 1
            } else {
              break
            }
            cell += cells.stride
            column += 1
          }
        }
        // Any other cell.
        var from = p
        var to = p
        if p.pointee == quote, p < end {
          let openedAt = row + extra
          var q = p + 1
          from = q
          var isDoubled = false
          var newlines = 0
          while true {
            while q < end, q.pointee != quote {
              if q.pointee == newline { newlines += 1 }
              q += 1
            }
            guard q < end else {
              result.issue = .openQuote(row: row, line: openedAt, column: column)
              break reading
            }
            guard q + 1 < end, q[1] == quote else { break }
            isDoubled = true
            q += 2
          }
          to = q
          q += 1
          while q < end, q.pointee != delimiter, q.pointee != newline, q.pointee <= 0x20 { q += 1 }
          guard q >= end || q.pointee == delimiter || q.pointee == newline else {
            result.issue = .textAfterQuote(row: row, line: openedAt + newlines, column: column, quoteLine: openedAt)
            break reading
          }
          extra += newlines
          p = q
          if isDoubled {
            undouble(from, to, into: &scratch)
            scratch.withUnsafeBufferPointer {
              store($0.baseAddress.unsafelyUnwrapped, $0.count - 8, column, row, cells)
            }
            to = from
          } else {
            store(from, to - from, column, row, cells)
          }
        } else {
          var isStray = false
          while p.pointee != delimiter, p.pointee != newline {
            if p.pointee == quote { isStray = true }
            p += 1
          }
          // The padding's line end stops the scan at `end` at the latest.
          if isStray, stopsAtStrayQuotes {
            result.issue = .strayQuote
            break reading
          }
          to = p
          store(from, to - from, column, row, cells)
        }
        if p < end, p.pointee == delimiter {
          p += 1
          column += 1
          guard column < columnCount else {
            result.issue = .ragged(row: row, line: row + extra, found: columnCount + fieldCount(from: p, to: end))
            break reading
          }
        } else {
          p += 1
          guard column == columnCount - 1 else {
            result.issue = .ragged(row: row, line: row + extra, found: column + 1)
            break reading
          }
          row += 1
          break
        }
      }
    }
    result.rowCount = row
    result.lineCount = row + extra
  }

  /// Puts a cell into its column, or raises the column's kind when the cell does not fit.
  @inline(__always)
  private func store(_ first: UnsafePointer<UInt8>, _ length: Int, _ column: Int, _ row: Int, _ cells: Cells) {
    var first = first
    var length = length
    while length > 0, first[length - 1] <= 0x20 { length -= 1 }
    while length > 0, first.pointee <= 0x20 {
      first += 1
      length -= 1
    }
    let place = cells.slots[column] * cells.stride + row
    let isMissing = length == 0 || (cells.missingBegins[Int(first.pointee)] && missing.contains(first, length))
    switch cells.kinds[column] {
    case .skipped:
      break
    case .byte:
      var value = 0
      var isWhole = length <= 3
      if !isMissing, isWhole {
        for i in 0..<length {
          let digit = first[i] &- 0x30
          if digit > 9 { isWhole = false }
          value = value * 10 + Int(digit)
        }
      }
      if isMissing || !isWhole || value > 254 {
        cells.bytes[place] = 255
        if !isMissing { raise(column, first, length, cells) }
      } else {
        cells.bytes[place] = UInt8(value)
      }
    case .number:
      let parsed = isMissing ? nil : number(first, length, marks: marks, wantsResidual: cells.residuals != nil)
      cells.numbers[place] = parsed?.value ?? .nan
      cells.residuals?[place] = parsed?.residual ?? 0
      if let parsed {
        if parsed.mark == 0x2E { cells.sightings[column].insert(.decimalPoint) }
        if parsed.mark == 0x2C { cells.sightings[column].insert(.decimalComma) }
      } else if !isMissing {
        raise(column, first, length, cells)
      }
    case .date:
      let date = isMissing ? nil : DateText(first, length)
      cells.dates[place] = date?.packed ?? DateText.missing
      if let date {
        cells.sightings[column].insert(date.yearFirst ? .yearFirst : .yearLast)
        if date.first > 12 { cells.sightings[column].insert(.firstOver12) }
        if date.second > 12, !date.yearFirst { cells.sightings[column].insert(.secondOver12) }
      } else if !isMissing {
        raise(column, first, length, cells)
      }
    case .category:
      guard !isMissing else {
        cells.codes[place] = .max
        return
      }
      guard length <= TextRule.longestLevel else {
        cells.codes[place] = .max
        cells.raised[column] = .text
        return
      }
      cells.codes[place] = cells.tables[column].code(first, length)
      cells.numbered[column] += 1
      let distinct = cells.tables[column].count
      if distinct > 4096, distinct * 2 > cells.numbered[column] || distinct > TextRule.mostLevels {
        cells.raised[column] = .text
      }
    case .text:
      let slot = cells.slots[column]
      if isMissing {
        cells.texts[slot].ends.append(UInt32(cells.texts[slot].bytes.count) | TextPiece.missing)
      } else {
        cells.texts[slot].bytes.append(contentsOf: UnsafeBufferPointer(start: first, count: length))
        cells.texts[slot].ends.append(UInt32(cells.texts[slot].bytes.count))
      }
    }
  }

  /// Notes what kind the column must have for this cell to fit; two different needs meet in `.category`.
  private func raise(_ column: Int, _ first: UnsafePointer<UInt8>, _ length: Int, _ cells: Cells) {
    let kind = cells.kinds[column]
    var needed = CellKind.category
    if kind == .byte, number(first, length, marks: marks, wantsResidual: false) != nil {
      needed = .number
    } else if kind < .date, DateText(first, length) != nil {
      needed = .date
    }
    let already = cells.raised[column]
    cells.raised[column] = already == kind || already == needed ? needed : .category
  }

  /// The text between two quotes with doubled quotes made single, and eight spare bytes after it.
  private func undouble(_ from: UnsafePointer<UInt8>, _ to: UnsafePointer<UInt8>, into scratch: inout [UInt8]) {
    scratch.removeAll(keepingCapacity: true)
    var p = from
    while p < to {
      scratch.append(p.pointee)
      p += p.pointee == Dialect.quote ? 2 : 1
    }
    scratch.append(contentsOf: repeatElement(0, count: 8))
  }

  /// How many cells stand from here to the end of the record.
  private func fieldCount(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> Int {
    let rest = Array(UnsafeBufferPointer(start: start, count: min(end - start, 1 << 20)))
    var reader = RecordReader(rest[...], dialect: dialect)
    reader.passesEmptyLines = false
    return reader.next()?.cells.count ?? 1
  }
}

/// Pointers to the first elements of five arrays at once.
private func withUnsafePointers<A, B, C, D, E>(
  _ a: inout [A], _ b: inout [B], _ c: inout [C], _ d: inout [D], _ e: inout [E],
  _ body: (
    UnsafeMutablePointer<A>?, UnsafeMutablePointer<B>?, UnsafeMutablePointer<C>?, UnsafeMutablePointer<D>?,
    UnsafeMutablePointer<E>?
  ) -> Void
) {
  a.withUnsafeMutableBufferPointer { a in
    b.withUnsafeMutableBufferPointer { b in
      c.withUnsafeMutableBufferPointer { c in
        d.withUnsafeMutableBufferPointer { d in
          e.withUnsafeMutableBufferPointer { e in
            body(a.baseAddress, b.baseAddress, c.baseAddress, d.baseAddress, e.baseAddress)
          }
        }
      }
    }
  }
}
