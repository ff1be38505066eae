/// Kinds, gaps, ranges and frequencies of every column, for the holder of the file.
package func describe(_ dataset: Dataset) -> DatasetDescription {
  let source = dataset.source
  let (container, sheet): (String, String?) =
    switch source.container {
    case .text: ("text", nil)
    case .workbook(let sheet): ("xlsx", sheet)
    case .spss: ("sav", nil)
    }
  return DatasetDescription(
    file: source.fileName, bytes: source.byteCount, container: container, sheet: sheet, format: source.format,
    delimiter: String(source.delimiter),
    decimalComma: source.decimalComma, encoding: source.encoding, compressed: source.isCompressed,
    headerRows: source.headerRows, fileColumns: source.fileColumnCount, blankLines: source.blankLines,
    emptyRows: source.emptyRows,
    rows: dataset.rowCount, columns: dataset.columns.map { describe($0, source) })
}

private func describe(_ column: Column, _ source: Source) -> ColumnDescription {
  let summary = summary(of: column)
  return ColumnDescription(
    name: column.name, headings: column.headings, kind: summary.kind, missing: column.missingCount,
    distinct: summary.distinct, minimum: summary.range?.low, maximum: summary.range?.high,
    mostFrequent: summary.frequencies,
    oddValue: column.oddity.map {
      .init(
        line: source.line(ofRow: $0.row), dataRow: $0.row + 1, text: $0.text, count: $0.count, expected: $0.expected)
    }, valueLabels: column.valueLabels)
}

private struct Summary {
  var kind: ColumnDescription.Kind
  var distinct: Int
  var range: (low: ColumnDescription.Bound, high: ColumnDescription.Bound)?
  var frequencies: [ColumnDescription.Frequency] = []
}

private func summary(of column: Column) -> Summary {
  let validity = column.validity
  switch column.storage {
  case .integer(let bytes, let offset):
    var counts = [Int](repeating: 0, count: 256)
    for row in bytes.indices where validity[row] { counts[Int(bytes[row])] += 1 }
    let used = counts.indices.filter { counts[$0] > 0 }
    return Summary(
      kind: .integer, distinct: used.count,
      range: used.first.flatMap { first in
        used.last.map { (.number(Double(first + offset)), .number(Double($0 + offset))) }
      },
      frequencies: mostFrequent(used.map { (String($0 + offset), counts[$0]) }))
  case .real(let values, _):
    let present = values.indices.filter { validity[$0] }.map { values[$0] }
    return Summary(
      kind: .real, distinct: Set(present).count,
      range: present.min().flatMap { low in present.max().map { (.number(low), .number($0)) } })
  case .category(let codes, let levels):
    var counts = [Int](repeating: 0, count: levels.count)
    for row in codes.indices where validity[row] { counts[Int(codes[row])] += 1 }
    return Summary(kind: .category, distinct: levels.count, frequencies: mostFrequent(Array(zip(levels, counts))))
  case .multi(let options, let sets, let otherText):
    var counts = zip(options, sets).map { option, set in (option, set.reduce(0) { $0 + $1.nonzeroBitCount }) }
    if let otherText {
      counts.append(("other, in words", (0..<otherText.count).filter { !otherText.bytes(ofRow: $0).isEmpty }.count))
    }
    return Summary(kind: .multi, distinct: counts.filter { $0.1 > 0 }.count, frequencies: mostFrequent(counts))
  case .date(let days):
    let present = days.indices.filter { validity[$0] }.map { days[$0] }
    func day(_ value: Int32) -> ColumnDescription.Bound { .day(CalendarDay(daysSince1970: Int(value)).description) }
    return Summary(
      kind: .date, distinct: Set(present).count,
      range: present.min().flatMap { low in present.max().map { (day(low), day($0)) } })
  case .text(let store):
    var table = LevelTable()
    for row in 0..<store.count where validity[row] { _ = table.code(store.bytes(ofRow: row)) }
    return Summary(kind: .text, distinct: table.count)
  }
}

private func mostFrequent(_ counts: [(String, Int)]) -> [ColumnDescription.Frequency] {
  counts.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
    .prefix(10).map { .init(value: $0.element.0, count: $0.element.1) }
}
