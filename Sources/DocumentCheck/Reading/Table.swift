/// A table as a grid; a cell that spans repeats in every column it covers.
struct Table: Sendable {
  struct Cell: Sendable {
    let text: Passage
    /// Whether this grid position repeats the cell to its left or above.
    let isRepeat: Bool
    /// Marked as header by the format.
    let isHeader: Bool
  }
  /// The text that starts with “Table 3”, and its number.
  var caption: Passage?
  var number: String?
  /// Text right below that explains it (“Note. …”).
  var note: Passage?
  let rows: [[Cell]]
  let line: Int
  let page: Int?
  /// Position among passages and tables.
  var order: Int
  /// Why the rows could not be told apart; such a table is not checked.
  var unreadable: String?

  var width: Int { rows.map(\.count).max() ?? 0 }
  var name: String { number.map { "Table \($0)" } ?? "the table at line \(line)" }

  func cell(_ row: Int, _ column: Int) -> Cell? {
    guard rows.indices.contains(row), rows[row].indices.contains(column) else { return nil }
    return rows[row][column]
  }

  func tokens(_ row: Int, _ column: Int) -> [Token] { cell(row, column)?.text.tokens ?? [] }

  /// Rows at the top that name columns: those the format marks, else those before the first row with a figure beside its label.
  var headerRows: Int {
    let marked = rows.prefix(10).prefix { row in
      !row.isEmpty && row.allSatisfy { $0.isHeader || $0.text.tokens.isEmpty }
    }.count
    if marked > 0, marked < rows.count { return marked }
    var count = 0
    for row in rows.prefix(4) {
      if row.dropFirst().contains(where: { isFigure($0.text.tokens) }) { break }
      count += 1
      // A heading over a block of rows already belongs to the body.
      if count > 1, row.dropFirst().allSatisfy({ $0.text.tokens.isEmpty }) {
        count -= 1
        break
      }
    }
    return min(max(count, 1), max(rows.count - 1, 0))
  }

  /// All header texts over a column as one run of tokens.
  func header(_ column: Int) -> [Token] {
    var tokens: [Token] = []
    for row in 0..<headerRows where rows[row].indices.contains(column) { tokens += rows[row][column].text.tokens }
    return tokens
  }

  func headerText(_ column: Int) -> String {
    (0..<headerRows).compactMap { cell($0, column)?.text.text }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  func label(_ row: Int) -> String { cell(row, 0)?.text.text ?? "" }

  func place(_ row: Int, _ column: Int?) -> Place {
    let anchor = cell(row, column ?? 0) ?? cell(row, 0)
    var place = anchor?.text.place(ofToken: 0) ?? Place(page: page, line: line)
    place.table = name
    place.row = label(row).isEmpty ? "\(row + 1)" : label(row)
    place.column = column.map(headerText).flatMap { $0.isEmpty ? nil : $0 }
    return place
  }

  /// Rows become columns, so that a layout with groups down the side reads like one with groups across the top.
  var transposed: Table {
    let columns = (0..<width).map { column in
      rows.map { row in
        row.indices.contains(column)
          ? row[column] : Cell(text: Passage([], lines: [], style: .point), isRepeat: false, isHeader: false)
      }
    }
    return Table(caption: caption, number: number, note: note, rows: columns, line: line, page: page, order: order)
  }
}

/// A cell that begins with a number (`3.5 (0.8)`, `< .001`, `22 (55 %)`), as opposed to words.
func isFigure(_ tokens: [Token]) -> Bool {
  guard let first = tokens.first(where: { !$0.isMark(in: ["<", ">", "≤", "≥", "(", "~"]) }) else { return false }
  guard first.number != nil else { return false }
  return tokens.count(where: { $0.word != nil }) <= 2
}
