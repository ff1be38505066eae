/// Rows of a table that give a statistic and its p, with degrees of freedom from the table itself.
///
/// - Parameter degrees: for rows whose F has none, what the group sizes of the same table give.
func checkTestTable(_ view: TableView, summaries: [Summary], facts: Facts) -> [Verdict] {
  guard let column = view.statisticColumn, let kind = view.kind(column) else { return [] }
  return view.body.compactMap { row in
    guard let located = tableTest(view, row: row, column: column, kind: kind) else { return nil }
    var test = located
    if test.first == nil || (kind == .f && test.second == nil) {
      guard kind == .f, let summary = summaries.first(where: { $0.testRow == row }) else {
        return verdict(on: test, alpha: facts.alpha)
      }
      return verdict(on: test, summary: summary, alpha: facts.alpha)
    }
    test.oneSided = mentionsOneSided(view.context, in: view.context.indices)
    return verdict(on: test, alpha: facts.alpha, oneSidedElsewhere: facts.mentionsOneSided)
  }
}

/// The test of one row; `nil` where there is no statistic.
func tableTest(_ view: TableView, row: Int, column: Int, kind: TestStatement.Kind) -> TestStatement? {
  let table = view.table
  guard let cell = table.cell(row, column), !cell.isRepeat else { return nil }
  let tokens = cell.text.tokens
  let parser = TestParser(tokens: tokens)
  var relation = TestStatement.Relation.equal
  var index = 0
  if let read = parser.relation(at: 0) {
    relation = read.relation
    index = read.end
  }
  var test: TestStatement
  let place = table.place(row, column)
  if let value = tokens.number(index), tokens.percentLength(at: index + 1) == 0 {
    test = TestStatement(kind: kind, relation: relation, value: value, place: place, quote: "")
  } else if let found = parser.tests(in: tokens.indices, of: cell.text).first, found.unsupported == nil {
    test = found.statement
    test.place = place
  } else {
    return nil
  }
  if test.first == nil { readDegrees(of: &test, view, row: row, column: column) }
  if let pColumn = view.column(.p), let pCellFound = table.cell(row, pColumn), !pCellFound.isRepeat {
    test.p = pCell(pCellFound.text.tokens) ?? test.p
    test.adjusted = view.columns[pColumn].isAdjusted
  }
  if test.p == nil { test.p = pBehindStatistic(tokens) }
  test.adjusted = test.adjusted || view.isAdjusted || view.columns[column].isAdjusted
  test.isWelch = view.isWelch || mentionsWelch(table.tokens(row, 0))
  test.quote = rowQuote(table, row)
  return test
}

private func readDegrees(of test: inout TestStatement, _ view: TableView, row: Int, column: Int) {
  if let stated = view.columns[column].degrees {
    (test.first, test.second) = stated
    return
  }
  func positive(_ column: Int?, _ row: Int) -> [Reported] {
    guard let column else { return [] }
    return view.table.tokens(row, column).compactMap(\.number).filter { $0.value > 0 }
  }
  let plain = positive(view.column(.degrees), row)
  test.first = plain.first ?? positive(view.column(.firstDegrees), row).first
  test.second = plain.count > 1 ? plain[1] : positive(view.column(.secondDegrees), row).first
  if test.kind == .f, test.second == nil, test.first != nil {
    // A source table: the error row below holds the second.
    let names: Set<String> = ["within", "residual", "residuals", "error"]
    for below in (row + 1)..<max(row + 1, min(row + 20, view.body.upperBound))
    where view.table.tokens(below, 0).contains(where: { names.contains($0.lowered) }) {
      test.second = positive(view.column(.degrees), below).first
      break
    }
  }
}

/// A row as it reads, cells parted by bars.
func rowQuote(_ table: Table, _ row: Int) -> String {
  guard table.rows.indices.contains(row) else { return "" }
  let cells = table.rows[row].filter { !$0.isRepeat }.map(\.text.text).filter { !$0.isEmpty }
  let text = cells.joined(separator: " | ")
  return text.count > 160 ? String(text.prefix(160)) + "…" : text
}
