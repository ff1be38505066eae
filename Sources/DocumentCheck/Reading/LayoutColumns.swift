/// Where the columns of a table drawn with spaces lie, taken from the lines that hold most figures.
struct LayoutColumns {
  /// Label column first; no two overlap.
  private var ranges: [Range<Int>]
  /// Where at least two lines have a segment start: a line that runs two cells together is cut there.
  private let starts: Set<Int>
  /// Where labels start.
  let margin: Int
  var count: Int { ranges.count }

  /// - Parameters:
  ///   - all: every line, header too.
  ///   - anchors: which of them are lines of figures.
  /// - Returns: nil where the columns of different lines run into each other.
  init?(_ all: [LayoutLine], anchors: Set<Int>) {
    let margin = all.compactMap(\.segments.first?.lowerBound).min() ?? 0
    self.margin = margin
    func isLabel(_ segment: Range<Int>, in line: LayoutLine) -> Bool {
      !line.isFigure(segment) || segment.lowerBound <= margin + 2
    }
    let rows = anchors.map { index in
      let line = all[index]
      return line.segments.first.map { isLabel($0, in: line) } == true
        ? Array(line.segments.dropFirst()) : line.segments
    }
    guard let most = rows.map(\.count).max(), most >= 1 else { return nil }
    let full = rows.filter { $0.count == most }
    let columns = (0..<most).map { column in
      (full.map { $0[column].lowerBound }.min() ?? 0)..<(full.map { $0[column].upperBound }.max() ?? 1)
    }
    guard columns[0].lowerBound > margin,
      zip(columns, columns.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound })
    else { return nil }
    let labels = all[(anchors.min() ?? 0)...].compactMap(\.segments.first).filter {
      $0.lowerBound < columns[0].lowerBound
    }
    let end = min(labels.map(\.upperBound).max() ?? margin + 1, columns[0].lowerBound)
    let known = [margin..<max(end, margin + 1)] + columns
    ranges = (known + Self.between(known, in: all)).sorted { $0.lowerBound < $1.lowerBound }
    var seen: [Int: Int] = [:]
    for segment in all.flatMap(\.segments) where segment.lowerBound > margin {
      seen[segment.lowerBound, default: 0] += 1
    }
    starts = Set(seen.filter { $0.value >= 2 }.keys)
    for segment in all.flatMap(\.segments) { widen(by: segment) }
  }

  /// Columns that no full line shows, because their figures lie a line above or below: runs of text beside the known ones.
  private static func between(_ known: [Range<Int>], in all: [LayoutLine]) -> [Range<Int>] {
    let loose = all.flatMap { line in
      line.segments.filter { segment in
        segment.lowerBound >= known[0].upperBound && !known.contains { $0.overlaps(segment) }
      }.map { (range: $0, isFigure: line.isFigure($0)) }
    }
    return joined(loose.map(\.range)).filter { band in
      let inside = loose.filter { $0.range.overlaps(band) }
      return inside.count >= 3 && inside.contains(where: \.isFigure) && !known.contains { $0.overlaps(band) }
    }
  }

  /// Headers are wider than the figures below them: a column takes in what overlaps it and no other.
  private mutating func widen(by segment: Range<Int>) {
    let touched = ranges.indices.filter { ranges[$0].overlaps(segment) }
    guard touched.count == 1, let column = touched.first, column > 0 else { return }
    ranges[column] =
      min(ranges[column].lowerBound, segment.lowerBound)..<max(ranges[column].upperBound, segment.upperBound)
  }

  /// The column that a piece of text overlaps most, or lies nearest to.
  func index(of segment: Range<Int>) -> Int {
    var best = 0
    var bestOverlap = Int.min
    for (index, column) in ranges.enumerated() {
      let overlap = min(segment.upperBound, column.upperBound) - max(segment.lowerBound, column.lowerBound)
      if overlap > bestOverlap { (best, bestOverlap) = (index, overlap) }
    }
    return best
  }

  /// The line with segments cut where one space only parts two cells: before a figure in another column, or where other lines have a cell start.
  func parted(_ line: LayoutLine) -> LayoutLine {
    var copy = line
    copy.segments = line.segments.flatMap { segment -> [Range<Int>] in
      var pieces: [Range<Int>] = []
      var end = segment.upperBound
      for cut in segment.dropFirst().reversed() where isSpace(line.line.scalars[cut - 1]) {
        guard starts.contains(cut) || line.startsFigure(cut..<end), segment.lowerBound < cut - 1,
          index(of: segment.lowerBound..<cut - 1) != index(of: cut..<end)
        else { continue }
        pieces.append(cut..<end)
        end = cut - 1
      }
      return [segment.lowerBound..<end] + pieces.reversed()
    }
    return copy
  }

  /// Whether a piece of text lies over two columns or more, apart from the label's.
  func isAcross(_ segment: Range<Int>) -> Bool { ranges.dropFirst().count { $0.overlaps(segment) } >= 2 }
}
