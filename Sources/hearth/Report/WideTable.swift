/// Tables of many columns for an upright sheet: the columns go into several tables, each with the columns of names.
enum WideTable {
  /// Characters that a line of an upright sheet holds, with the space between columns.
  private static let line = 64

  /// The same table, or its parts one below the other.
  ///
  /// - Parameter table: a `<table>` with one row of heads, without merged cells.
  static func parts(of table: Substring) -> String {
    let widths = ColumnWidths.characters(in: table)
    guard widths.count > 3, widths.reduce(0, +) > line else { return String(table) }
    let names = 0..<leadingWords(in: table)
    let wide = widths[names].reduce(0, +)
    var parts: [Range<Int>] = []
    var taken = line
    for column in names.upperBound..<widths.count {
      if let last = parts.last, taken + widths[column] <= line {
        parts[parts.count - 1] = last.lowerBound..<(column + 1)
        taken += widths[column]
      } else {
        parts.append(column..<(column + 1))
        taken = wide + widths[column]
      }
    }
    return parts.enumerated().map { index, columns in
      let part = table.replacing(#/<tr>(.*?)</tr>/#.dotMatchesNewlines()) { row in
        let cells = ColumnWidths.cells(of: row.1)
        let kept = cells.indices.filter { names.contains($0) || columns.contains($0) }.map { cells[$0] }
        return "<tr>\(kept.joined())</tr>"
      }
      return String(
        index == 0 ? part : part.replacing("</caption>", with: " (continued)</caption>", maxReplacements: 1))
    }.joined(separator: "\n")
  }

  /// How many columns from the first on hold names and no figures: a row is only known by all of them.
  private static func leadingWords(in table: Substring) -> Int {
    let rows = table.matches(of: #/<tr>(.*?)</tr>/#.dotMatchesNewlines()).dropFirst().map {
      ColumnWidths.cells(of: $0.1)
    }
    guard let columns = rows.map(\.count).min(), columns > 1 else { return 1 }
    let figures = (1..<columns).first { column in rows.contains { $0[column].hasPrefix("<td class=\"n\"") } }
    return min(figures ?? 1, 2)
  }
}
