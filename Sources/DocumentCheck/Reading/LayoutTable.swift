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

private typealias LayoutRow = (line: InputLine, segments: [Range<Int>])

/// Lines whose segments line up become a grid.
///
/// Where several rows have the full number of segments, the k-th segment is column k and the other rows go by overlap; else segments that
/// overlap from line to line make a column.
func layoutTable(_ lines: [InputLine], style: NumberStyle) -> Table {
  var rows: [LayoutRow] = lines.filter { !$0.isBlank && !isRule($0.scalars) }.map { ($0, layoutSegments($0.scalars)) }
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
    columns = joined(guides.filter { $0.segments.count * 2 >= most }.flatMap(\.segments))
  }

  let cells = rows.map { row -> [Table.Cell] in
    var parts: [[Unicode.Scalar]] = Array(repeating: [], count: columns.count)
    for (index, segment) in row.segments.enumerated() {
      let column = isRegular && row.segments.count == most ? index : nearestColumn(segment, columns)
      if !parts[column].isEmpty { parts[column].append(" ") }
      parts[column] += row.line.scalars[segment]
    }
    return parts.map {
      Table.Cell(
        text: Passage($0, lines: [.init(offset: 0, line: row.line.line, page: row.line.page)], style: style),
        isRepeat: false, isHeader: false)
    }
  }
  return Table(rows: cells, line: lines.first?.line ?? 1, page: lines.first?.page, order: 0)
}

/// `North 120      3.1`: a long label leaves one space only before the first figure.
private func splitLabel(_ row: inout LayoutRow) {
  guard let first = row.segments.first, let gap = first.reversed().first(where: { isSpace(row.line.scalars[$0]) }),
    gap > first.lowerBound,
    isDigit(row.line.scalars[gap + 1])
  else { return }
  row.segments.replaceSubrange(0..<1, with: [first.lowerBound..<gap, gap + 1..<first.upperBound])
}

/// Overlapping ranges melt together.
private func joined(_ segments: [Range<Int>]) -> [Range<Int>] {
  var columns: [Range<Int>] = []
  for segment in segments.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
    if let last = columns.last, segment.lowerBound < last.upperBound {
      columns[columns.count - 1] = last.lowerBound..<max(last.upperBound, segment.upperBound)
    } else {
      columns.append(segment)
    }
  }
  return columns.isEmpty ? [0..<1] : columns
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
