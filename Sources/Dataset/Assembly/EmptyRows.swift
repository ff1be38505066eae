/// Rows without a single answer, such as the separators that spreadsheets leave below the data: nobody stands behind them.
extension Dataset {
  /// The dataset without the rows in which every cell is missing; they are counted in its source.
  ///
  /// In a file of one column a row without a value is a person who did not answer, as an empty line is.
  func withoutEmptyRows() -> Dataset {
    guard source.fileColumnCount > 1, let kept = rowsWithValues(), kept.count < rowCount else { return self }
    var source = source
    source.emptyRows = rowCount - kept.count
    source.lineBreaks = []
    var extra = 0
    for (row, old) in kept.enumerated() {
      let now = self.source.line(ofRow: old) - source.firstDataLine - row
      guard now != extra else { continue }
      source.lineBreaks.append(LineBreak(row: row, extra: now))
      extra = now
    }
    return Dataset(source: source, rowCount: kept.count, columns: columns.map { $0.keeping(kept) })
  }

  /// Rows in which some cell holds a value, ascending; nil where all do.
  private func rowsWithValues() -> [Int]? {
    var present = Validity.blankWords(rowCount)
    for column in columns {
      guard let words = column.validity.words else { return nil }
      for (index, word) in words.enumerated() { present[index] |= word }
    }
    let all = Validity(words: present, count: rowCount)
    return all.isComplete ? nil : (0..<rowCount).filter { all[$0] }
  }
}

extension Column {
  /// The column with only these rows of it, in ascending order; every row with a value is among them.
  fileprivate func keeping(_ rows: [Int]) -> Column {
    let storage: Storage =
      switch storage {
      case .integer(let bytes, let offset): .integer(bytes: rows.map { bytes[$0] }, offset: offset)
      case .real(let values, let residual):
        .real(rows.map { values[$0] }, residual: residual.map { residual in rows.map { residual[$0] } })
      case .category(let codes, let levels): .category(codes: rows.map { codes[$0] }, levels: levels)
      case .multi(let options, let sets, let otherText):
        .multi(
          options: options, sets: sets.map { kept($0, rows) },
          otherText: otherText.map { store in TextStore(rows.lazy.map { store[$0] }) })
      case .date(let days): .date(days: rows.map { days[$0] })
      case .text(let store): .text(TextStore(rows.lazy.map { store[$0] }))
      }
    return Column(
      name: name, headings: headings, storage: storage,
      validity: validity.words.map { Validity(words: kept($0, rows), count: rows.count) }
        ?? Validity(complete: rows.count),
      oddity: oddity.map { odd in
        Oddity(
          row: rows.firstIndex(of: odd.row) ?? odd.row, text: odd.text, count: odd.count, expected: odd.expected)
      }, valueLabels: valueLabels, levelNumbers: levelNumbers)
  }

  private func kept(_ bits: [UInt64], _ rows: [Int]) -> [UInt64] {
    var words = Validity.blankWords(rows.count)
    for (row, old) in rows.enumerated() where bits[old >> 6] & (1 << UInt64(old & 63)) != 0 {
      words[row >> 6] |= 1 << UInt64(row & 63)
    }
    return words
  }
}
