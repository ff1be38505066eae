/// What a column turned out to be, once all rows are in.
enum FinishedColumn: Sendable {
  case column(Storage, Validity, Column.Oddity?)
  /// The cells must be read again as text: numbers and words mixed, marks mixed, or days that do not exist.
  case readAgain
}

/// What the file as a whole says about its numbers and dates.
struct FileRules: Sendable {
  /// Numbers written with a point are texts, because other columns of the file use the comma.
  var pointIsNoMark = false
  var dayFirst: Bool?
  var isMonthFirstByDefault = false
  var marks: DecimalMarks
  /// Columns that stay text whatever they hold.
  var alwaysText: Set<Int> = []
  /// Columns whose texts are answers that could be chosen.
  var closed: Set<Int> = []
  /// All columns keep the text of their cells.
  var asText = false
}

extension ColumnBuilder {
  consuming func finish(_ rules: FileRules, alwaysText: Bool, isClosed: Bool) -> FinishedColumn {
    switch kind {
    case .skipped: return .readAgain
    case .byte where rules.asText:
      // No cell of the column holds anything, or it would have moved on to a category.
      codes = Array(repeating: Self.missingCode, count: rowCount)
      return finishCategory(rules, isClosed: isClosed)
    case .byte: return finishBytes()
    case .number: return finishNumbers(rules)
    case .date: return finishDates(rules)
    case .category: return finishCategory(rules, isClosed: isClosed)
    case .text: return finishText(rules, alwaysText: alwaysText, isClosed: isClosed)
    }
  }

  private consuming func finishBytes() -> FinishedColumn {
    let count = rowCount
    guard bytes.contains(255) else {
      return .column(.integer(bytes: bytes, offset: 0), Validity(complete: count), nil)
    }
    var words = Validity.blankWords(count)
    bytes.withUnsafeMutableBufferPointer { bytes in
      let raw = UnsafeMutableRawBufferPointer(bytes)
      let high: UInt64 = 0x8080_8080_8080_8080
      var row = 0
      while row + 8 <= count {
        let eight = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: row, as: UInt64.self))
        // The top bit of each byte that is 255.
        let missing = ((eight & ~high) &+ 0x0101_0101_0101_0101) & eight & high
        // Gathers the eight top bits into one byte.
        let present = ~(((missing >> 7) &* 0x0102_0408_1020_4080) >> 56) & 0xFF
        words[row >> 6] |= present << UInt64(row & 63)
        if missing != 0 {
          raw.storeBytes(of: (eight & ~((missing >> 7) &* 255)).littleEndian, toByteOffset: row, as: UInt64.self)
        }
        row += 8
      }
      while row < count {
        if bytes[row] == 255 { bytes[row] = 0 } else { words[row >> 6] |= 1 << UInt64(row & 63) }
        row += 1
      }
    }
    return .column(.integer(bytes: bytes, offset: 0), Validity(words: words, count: count), nil)
  }

  private consuming func finishNumbers(_ rules: FileRules) -> FinishedColumn {
    let marks: Sightings = [.decimalPoint, .decimalComma]
    if sightings.isSuperset(of: marks) || (rules.pointIsNoMark && sightings.contains(.decimalPoint)) {
      return .readAgain
    }
    var low = Double.infinity
    var high = -Double.infinity
    var allWhole = true
    var words = Validity.blankWords(rowCount)
    for row in 0..<rowCount {
      let value = numbers[row]
      if value.isNaN {
        numbers[row] = 0
      } else {
        words[row >> 6] |= 1 << UInt64(row & 63)
        low = min(low, value)
        high = max(high, value)
        allWhole = allWhole && value == value.rounded(.towardZero)
      }
    }
    let validity = Validity(words: words, count: rowCount)
    let fitsBytes = allWhole && low >= -1e9 && high <= 1e9 && high - low <= 255
    // A residual of a whole number beyond 2^53 cannot occur in bytes.
    guard fitsBytes else {
      return .column(.real(numbers, residual: wantsResiduals ? residuals : nil), validity, nil)
    }
    let offset = low >= 0 && high <= 255 ? 0 : Int(low)
    var bytes = [UInt8](repeating: 0, count: rowCount)
    for row in 0..<rowCount where validity[row] { bytes[row] = UInt8(truncatingIfNeeded: Int(numbers[row]) - offset) }
    return .column(.integer(bytes: bytes, offset: offset), validity, nil)
  }

  private consuming func finishDates(_ rules: FileRules) -> FinishedColumn {
    let mixed: Sightings = [.yearFirst, .yearLast]
    let contradictory: Sightings = [.firstOver12, .secondOver12]
    if sightings.isSuperset(of: mixed) || sightings.isSuperset(of: contradictory) { return .readAgain }
    let byContent: Bool? =
      sightings.contains(.firstOver12) ? true : sightings.contains(.secondOver12) ? false : nil
    let dayFirst = rules.dayFirst ?? byContent ?? !rules.isMonthFirstByDefault
    var days = [Int32](repeating: 0, count: rowCount)
    var words = Validity.blankWords(rowCount)
    for row in 0..<rowCount where dates[row] != DateText.missing {
      guard let day = DateText(packed: dates[row]).day(dayFirst: dayFirst) else { return .readAgain }
      days[row] = Int32(day.daysSince1970)
      words[row >> 6] |= 1 << UInt64(row & 63)
    }
    return .column(.date(days: days), Validity(words: words, count: rowCount), nil)
  }

  private consuming func finishCategory(_ rules: FileRules, isClosed: Bool) -> FinishedColumn {
    let validity = validity { codes[$0] != Self.missingCode }
    let present = validity.presentCount
    if !isClosed,
      TextRule.isText(levels: levels.count, bytes: levels.byteCount, longest: levels.longest, present: present)
    {
      var store = TextStore()
      for code in codes { store.append(code == Self.missingCode ? [] : levels[Int(code)]) }
      return .column(.text(store), validity, rules.oddity(store, validity))
    }
    for row in 0..<rowCount where codes[row] == Self.missingCode { codes[row] = 0 }
    return .column(.category(codes: codes, levels: levels.strings), validity, rules.oddity(codes, levels, validity))
  }

  /// Which pieces were kept as text depends on how the file was cut; whether the column is one must not.
  private consuming func finishText(_ rules: FileRules, alwaysText: Bool, isClosed: Bool) -> FinishedColumn {
    let validity = validity { textPresent[$0] }
    if alwaysText { return .column(.text(texts), validity, nil) }
    let present = validity.presentCount
    var table = LevelTable()
    var codes = [UInt16](repeating: 0, count: rowCount)
    for row in 0..<rowCount where textPresent[row] {
      let text = texts.bytes(ofRow: row)
      let code = table.code(text)
      let isText =
        table.count > TextRule.mostLevels
        || !isClosed && (text.count > TextRule.longestLevel || present > 50 && table.count * 2 > present)
      if isText { return .column(.text(texts), validity, rules.oddity(texts, validity)) }
      codes[row] = UInt16(code)
    }
    if !isClosed,
      TextRule.isText(levels: table.count, bytes: table.byteCount, longest: table.longest, present: present)
    {
      return .column(.text(texts), validity, rules.oddity(texts, validity))
    }
    return .column(.category(codes: codes, levels: table.strings), validity, rules.oddity(codes, table, validity))
  }

  private func validity(_ isPresent: (Int) -> Bool) -> Validity {
    var words = Validity.blankWords(rowCount)
    for row in 0..<rowCount where isPresent(row) { words[row >> 6] |= 1 << UInt64(row & 63) }
    return Validity(words: words, count: rowCount)
  }
}

extension FileRules {
  fileprivate func oddity(_ store: TextStore, _ validity: Validity) -> Column.Oddity? {
    asText
      ? nil
      : oddity(texts: store.count, count: { validity[$0] ? 1 : 0 }, text: { store.bytes(ofRow: $0) }, firstRow: { $0 })
  }

  fileprivate func oddity(_ codes: [UInt16], _ levels: LevelTable, _ validity: Validity) -> Column.Oddity? {
    if asText { return nil }
    var counts = [Int](repeating: 0, count: levels.count)
    for row in codes.indices where validity[row] { counts[Int(codes[row])] += 1 }
    return oddity(texts: levels.count, count: { counts[$0] }, text: { levels[$0] }) { level in
      codes.indices.first { validity[$0] && codes[$0] == UInt16(level) } ?? 0
    }
  }
}
