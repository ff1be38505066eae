/// A table drawn with spaces whose cells run over several lines: which lines make a row, and which pieces a cell.
///
/// A row is known by its figures: the line that has most of a row's figures is its anchor. Where blank lines part the rows, all between
/// two of them is one row; elsewhere a line belongs to the row above when it starts like a second line (a small letter, no label, no
/// whole figure). Where two whole figures would meet in one cell, the table is given up: a wrong row is worse than none.
struct WrappedTable {
  /// What is known of a table's lines.
  enum Outcome {
    /// No cell runs over a line.
    case plain
    case rows([Row], headers: Int)
    /// Why its rows cannot be told from each other.
    case unreadable(String)
  }

  /// One line of a cell.
  typealias Piece = (line: InputLine, segment: Range<Int>)

  struct Row {
    /// By column, label first.
    var cells: [[Piece]]
  }

  private let lines: [LayoutLine]
  /// Lines with at least half of the figures that a row has.
  private let anchors: Set<Int>
  private let columns: LayoutColumns

  static func read(_ lines: [LayoutLine]) -> Outcome {
    guard let table = WrappedTable(lines) else { return .plain }
    return table.rowsParted() ?? table.rowsByStart() ?? .plain
  }

  private init?(_ lines: [LayoutLine]) {
    let figures = lines.map { line in line.segments.count(where: line.isFigure) }
    guard let most = figures.max(), most >= 1 else { return nil }
    let anchors = Set(
      lines.indices.filter { figures[$0] * 2 >= most && lines[$0].segments.count >= 2 || figures[$0] == most })
    guard anchors.count >= 2, let columns = LayoutColumns(lines, anchors: anchors) else { return nil }
    self.anchors = anchors
    self.columns = columns
    self.lines = lines.map(columns.parted)
  }

  // MARK: rows parted by blank lines

  /// nil where blank lines do not part rows, or nothing wraps.
  private func rowsParted() -> Outcome? {
    var groups: [[Int]] = []
    for index in lines.indices {
      if let last = groups.last?.last, lines[last].group == lines[index].group {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
    }
    guard let first = groups.firstIndex(where: { $0.contains(where: anchors.contains) }) else { return nil }
    // A header may lie close above the first row.
    let lead = headerCount(in: groups[first])
    if lead > 0 {
      groups.replaceSubrange(first...first, with: [Array(groups[first][..<lead]), Array(groups[first][lead...])])
    }
    let headers = lead > 0 ? first + 1 : first
    let body = groups[headers...]
    guard body.count(where: { $0.contains(where: anchors.contains) }) >= 2,
      body.allSatisfy({ $0.count(where: anchors.contains) <= 1 }), body.contains(where: { $0.count > 1 })
    else { return nil }
    return merged(groups, headers: headers)
  }

  /// How many lines at the start of the first group are still header: up to the last one with words over a column of figures.
  private func headerCount(in group: [Int]) -> Int {
    guard let anchor = group.firstIndex(where: anchors.contains) else { return 0 }
    let last = group[..<anchor].lastIndex { index in
      lines[index].segments.contains { columns.index(of: $0) > 0 && lines[index].isWording($0) }
    }
    return last.map { $0 + 1 } ?? 0
  }

  // MARK: rows told by how their lines start

  /// nil where nothing wraps below the header.
  private func rowsByStart() -> Outcome? {
    guard let first = anchors.min() else { return nil }
    var header = headerCount(in: Array(0...first))
    // Label lines right above the first figures belong to them only if its own label goes on from there.
    if isSecondLine(first) || !hasLabel(first) {
      while header < first, isSecondLine(header), !lines[header].segments.isEmpty { header += 1 }
    } else {
      header = first
    }
    // Labels that start small right below a row of figures are that kind of label.
    let smallIsUsual = anchors.contains { isSecondLine($0) && anchors.contains($0 - 1) }
    var groups: [[Int]] = header > 0 ? [Array(0..<header)] : []
    let headers = groups.count
    var wraps = false
    for index in header..<lines.count {
      if index > header, !smallIsUsual, joins(index, to: groups[groups.count - 1]) {
        groups[groups.count - 1].append(index)
        wraps = true
      } else {
        groups.append([index])
      }
    }
    return wraps ? merged(groups, headers: headers) : nil
  }

  private func joins(_ index: Int, to group: [Int]) -> Bool {
    let line = lines[index]
    guard let previous = group.last, line.group == lines[previous].group else { return false }
    let isOpen = !group.contains(where: anchors.contains)
    if anchors.contains(index) {
      return isOpen && (isSecondLine(index) || !hasLabel(index) || !group.contains(where: hasLabel))
    }
    guard hasLabel(index) else {
      // `<` under a row that has its p already begins the next.
      return isOpen
        || !line.segments.contains { line.isUnfinished($0) && !isOpenAbove(group, column: columns.index(of: $0)) }
    }
    // A label with a whole figure beside it starts a row, however few figures that row has, unless it ends what stands open above.
    let whole = line.segments.dropFirst().contains {
      line.isFigure($0) && !isOpenAbove(group, column: columns.index(of: $0))
    }
    guard !whole, isSecondLine(index) else { return false }
    // At the margin, with deeper lines below, it is a heading.
    guard let start = line.segments.first?.lowerBound, start <= columns.margin + 1, index + 1 < lines.count else {
      return true
    }
    return !(hasLabel(index + 1) && (lines[index + 1].segments.first?.lowerBound ?? 0) > start + 1)
  }

  /// Whether the cell above waits for its rest: `<`, `(n`, `.`.
  private func isOpenAbove(_ group: [Int], column: Int) -> Bool {
    for index in group.reversed() {
      guard let above = lines[index].segments.last(where: { columns.index(of: $0) == column }) else { continue }
      return lines[index].isUnfinished(above)
    }
    return false
  }

  private func hasLabel(_ index: Int) -> Bool {
    lines[index].segments.first.map { columns.index(of: $0) == 0 } ?? false
  }
  private func isSecondLine(_ index: Int) -> Bool {
    hasLabel(index) && lines[index].continues(lines[index].segments[0])
  }

  // MARK: cells

  private func merged(_ groups: [[Int]], headers: Int) -> Outcome {
    var rows: [Row] = []
    for (number, group) in groups.enumerated() {
      var row = Row(cells: Array(repeating: [], count: columns.count))
      for index in group {
        let line = lines[index]
        for segment in line.segments {
          let column = columns.index(of: segment)
          if number >= headers, let reason = clash(segment, in: line, with: row.cells[column], column: column) {
            return .unreadable(reason)
          }
          row.cells[column].append((line.line, segment))
        }
      }
      if number < headers, let torn = row.cells.dropFirst().first(where: { !isBalanced($0) }) {
        return .unreadable("its header runs together near “\(words(torn))”")
      }
      rows.append(row)
    }
    return .rows(rows, headers: headers)
  }

  /// Why a piece of text cannot belong where it lies.
  private func clash(_ segment: Range<Int>, in line: LayoutLine, with above: [Piece], column: Int) -> String? {
    guard line.text(segment).contains(where: { isDigit(folded($0)) }) else { return nil }
    let piece = words([(line.line, segment)])
    if columns.isAcross(segment) { return "“\(piece)” lies across two columns" }
    guard column > 0, line.isFigure(segment), !startsBracket(line.text(segment)), let last = above.last else {
      return nil
    }
    let isRest = LayoutLine(line: last.line, segments: [], group: 0).isUnfinished(last.segment)
    return isRest ? nil : "“\(words(above))” and “\(piece)” fall into one cell"
  }

  private func words(_ pieces: [Piece]) -> String {
    pieces.map { collapsed($0.line.scalars[$0.segment], limit: 30) }.joined(separator: " ")
  }

  private func isBalanced(_ pieces: [Piece]) -> Bool {
    let text = pieces.flatMap { $0.line.scalars[$0.segment] }
    return text.count(where: { $0 == "(" }) == text.count(where: { $0 == ")" })
  }
}

private func startsBracket(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
  text.first.map { "([±".unicodeScalars.contains($0) } ?? false
}
