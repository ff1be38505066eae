import Foundation

/// Widths of a table's columns on paper, so that no word and no number is broken where all fit.
enum ColumnWidths {
  /// Characters that a column is given at least and at most, whatever stands in it.
  private static let fewest = 5
  private static let most = 24
  /// The same for the first column, which holds names of several words.
  private static let fewestOfNames = 16

  /// A `colgroup` with shares of the width in percent, by the longest word of each column; nothing for one column.
  ///
  /// - Parameter table: rows of head and body, without merged cells.
  static func group(of table: Substring) -> String {
    var widths = characters(in: table)
    guard widths.count > 1 else { return "" }
    // A column of short figures needs no half of the sheet.
    if widths.count == 2, widths[1] < widths[0] { widths = [70, 30] }
    let total = Double(widths.reduce(0, +))
    let columns = widths.map { width in
      "<col style=\"width: \(String(format: "%.1f", 100 * Double(width) / total))%\">"
    }
    return "<colgroup>\(columns.joined())</colgroup>"
  }

  /// The longest word of each column in characters, and two for the space beside it.
  static func characters(in table: Substring) -> [Int] {
    var longest: [Int] = []
    for row in table.matches(of: #/<tr>(.*?)</tr>/#.dotMatchesNewlines()) {
      for (index, cell) in cells(of: row.1).enumerated() {
        if index == longest.count { longest.append(index == 0 ? fewestOfNames : fewest) }
        // A no-break space holds a number and its unit, or the ends of an interval, together.
        let words = cell.replacing(#/<[^>]*>/#, with: "").split { $0 == " " || $0 == "\n" }
        longest[index] = min(max(longest[index], words.map(\.count).max() ?? 0), most)
      }
    }
    return longest.map { $0 + 2 }
  }

  static func cells(of row: Substring) -> [String] {
    row.matches(of: #/<t[hd]\b.*?</t[hd]>/#.dotMatchesNewlines()).map { String($0.output) }
  }
}
