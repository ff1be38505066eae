/// A table under way: places cells on the grid while column and row spans are open.
struct HTMLGrid {
  let line: Int
  var open: (isHeader: Bool, columns: Int, rows: Int)?
  var caption: Passage?
  private var rows: [[Table.Cell]] = []
  private var row: [Table.Cell] = []
  private var rowStarted = false
  /// Cells that reach down into coming rows, by column.
  private var reaching: [Int: (cell: Table.Cell, rows: Int)] = [:]

  init(line: Int) { self.line = line }

  mutating func add(_ passage: Passage) {
    guard let open else { return }
    self.open = nil
    rowStarted = true
    fillFromAbove()
    for column in 0..<open.columns where row.count < 300 {
      let cell = Table.Cell(text: passage, isRepeat: column > 0, isHeader: open.isHeader)
      if open.rows > 1 {
        reaching[row.count] = (Table.Cell(text: passage, isRepeat: true, isHeader: open.isHeader), open.rows - 1)
      }
      row.append(cell)
    }
  }

  mutating func endRow() {
    guard rowStarted else { return }
    fillFromAbove()
    rows.append(row)
    row = []
    rowStarted = false
  }

  private mutating func fillFromAbove() {
    while let above = reaching[row.count], row.count < 300 {
      reaching[row.count] = above.rows > 1 ? (above.cell, above.rows - 1) : nil
      row.append(above.cell)
    }
  }

  func table(order: Int) -> Table { Table(caption: caption, rows: rows, line: line, page: nil, order: order) }
}
