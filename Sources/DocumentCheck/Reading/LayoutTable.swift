/// Runs of text that two or more spaces (or a tab) part from each other, as scalar ranges.
func layoutSegments(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
  var segments: [Range<Int>] = []
  var start: Int?
  var lastInk = 0
  for (index, scalar) in scalars.enumerated() {
    if isSpace(scalar) || scalar == "\u{A0}" && start == nil { continue }
    if let open = start, index - lastInk > 2 || scalars[lastInk + 1..<index].contains("\t") {
      segments.append(open..<lastInk + 1)
      start = index
    } else if start == nil {
      start = index
    }
    lastInk = index
  }
  if let start { segments.append(start..<lastInk + 1) }
  return segments
}

/// Lines whose segments line up become a grid; cells that run over several lines are put together (`WrappedTable`).
func layoutTable(_ lines: [InputLine], style: NumberStyle) -> Table {
  let layout = LayoutLine.list(lines)
  var unreadable: String?
  let rows: [[Table.Cell]]
  switch WrappedTable.read(layout) {
  case .plain: rows = plainRows(layout, style: style)
  case .rows(let wrapped, let headers):
    rows = wrapped.enumerated().map { number, row in
      row.cells.map { Table.Cell(text: passage($0, style: style), isRepeat: false, isHeader: number < headers) }
    }
  case .unreadable(let reason):
    rows = plainRows(layout, style: style)
    unreadable = reason
  }
  return Table(
    rows: rows, line: lines.first?.line ?? 1, page: lines.first?.page, order: 0, unreadable: unreadable)
}

/// The pieces of a cell as one text; a point and its decimals that were torn apart come together again.
private func passage(_ pieces: [WrappedTable.Piece], style: NumberStyle) -> Passage {
  var text: [Unicode.Scalar] = []
  var starts: [Passage.LineStart] = []
  for (line, segment) in pieces {
    let isTorn =
      text.last == "." && !(text.dropLast().last.map { isDigit($0) || isLetter($0) } ?? false)
      && isDigit(line.scalars[segment.lowerBound])
    if !text.isEmpty, !isTorn { text.append(" ") }
    starts.append(.init(offset: text.count, line: line.line, page: line.page))
    text += line.scalars[segment]
  }
  return Passage(text, lines: starts, style: style)
}

/// One row a line. Where several rows have the full number of segments, the k-th segment is column k and the other rows go by overlap; else
/// segments that overlap from line to line make a column.
private func plainRows(_ lines: [LayoutLine], style: NumberStyle) -> [[Table.Cell]] {
  var rows = lines
  let wide = rows.filter { $0.segments.count >= 2 }
  let figures = wide.filter { row in
    row.segments.dropFirst().contains { isDigit(folded(row.line.scalars[$0.lowerBound])) }
  }
  let guides = figures.isEmpty ? wide : figures
  let most = guides.map(\.segments.count).max() ?? 1
  let full = guides.filter { $0.segments.count == most }
  let isRegular = full.count >= 2 && full.count * 3 >= guides.count
  let columns: [Range<Int>]
  if isRegular {
    columns = (0..<most).map { column in
      let parts = full.map { $0.segments[column] }
      let lower = parts.map(\.lowerBound).min() ?? 0
      return lower..<max(lower + 1, parts.map(\.upperBound).max() ?? 1)
    }
    for index in rows.indices where rows[index].segments.count == most - 1 { splitLabel(&rows[index]) }
  } else {
    columns = joined(
      guides.filter { $0.segments.count * 2 >= most }.flatMap(\.segments) + (guides.isEmpty ? [0..<1] : []))
  }
  return rows.map { row in
    var parts: [[WrappedTable.Piece]] = Array(repeating: [], count: columns.count)
    for (index, segment) in row.segments.enumerated() {
      let column = isRegular && row.segments.count == most ? index : nearestColumn(segment, columns)
      parts[column].append((row.line, segment))
    }
    return parts.map { Table.Cell(text: passage($0, style: style), isRepeat: false, isHeader: false) }
  }
}

/// `North 120      3.1`: a long label leaves one space only before the first figure.
private func splitLabel(_ row: inout LayoutLine) {
  guard let first = row.segments.first, let gap = first.reversed().first(where: { isSpace(row.line.scalars[$0]) }),
    gap > first.lowerBound,
    isDigit(row.line.scalars[gap + 1])
  else { return }
  row.segments.replaceSubrange(0..<1, with: [first.lowerBound..<gap, gap + 1..<first.upperBound])
}

/// Overlapping ranges melt together.
func joined(_ segments: [Range<Int>]) -> [Range<Int>] {
  var columns: [Range<Int>] = []
  for segment in segments.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
    if let last = columns.last, segment.lowerBound < last.upperBound {
      columns[columns.count - 1] = last.lowerBound..<max(last.upperBound, segment.upperBound)
    } else {
      columns.append(segment)
    }
  }
  return columns
}

private func nearestColumn(_ segment: Range<Int>, _ columns: [Range<Int>]) -> Int {
  var best = 0
  var bestScore = Int.min
  for (index, column) in columns.enumerated() {
    let overlap = min(segment.upperBound, column.upperBound) - max(segment.lowerBound, column.lowerBound)
    if overlap > bestScore {
      best = index
      bestScore = overlap
    }
  }
  return best
}
