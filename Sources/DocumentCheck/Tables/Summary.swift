/// One outcome by groups as a table or list gives it: n, mean and SD of each group, and the F or t reported for it.
struct Summary {
  struct Group {
    let name: String
    let size: Int
    let mean: Reported?
    let deviation: Reported?
    let place: Place
  }
  let outcome: String
  var groups: [Group]
  /// The row that carries the statistic, when it is a table row.
  var testRow: Int?
  /// The test stands in a column of its own, so that no other check meets it.
  var isTransposed = false
  var test: TestStatement?
  let place: Place
  let quote: String
  /// Words around that tell of items and answer codes.
  let context: [Token]

  /// Groups with somebody in them.
  var people: [Group] { groups.filter { $0.size > 0 } }

  /// k − 1 and N − k over these groups.
  static func degrees(_ groups: [Group]) -> (first: Reported, second: Reported)? {
    let k = groups.count
    let total = groups.reduce(0) { $0 + $1.size }
    guard k >= 2, total > k, total < 1_000_000_000 else { return nil }
    func whole(_ value: Int) -> Reported { Reported(value: Double(value), decimals: 0, text: "\(value)") }
    return (whole(k - 1), whole(total - k))
  }
}

/// All outcome-by-group summaries of a table, whichever way round it is laid out.
func summaries(_ view: TableView) -> [Summary] {
  let across = groupsAcross(view, transposed: false)
  if !across.isEmpty { return across }
  let down = groupsDown(view)
  if !down.isEmpty { return down }
  // Groups down the side with several outcomes across, and “F” and “p” as last rows.
  guard view.table.width >= 2, view.table.rows.count <= 200 else { return [] }
  return groupsAcross(TableView(view.table.transposed, headerRows: 1), transposed: true)
}

/// Groups as columns (“NHS (n = 14)”, or a row “n” below the header), outcomes as rows.
private func groupsAcross(_ view: TableView, transposed: Bool) -> [Summary] {
  let table = view.table
  let sizeRow = view.body.first { row in
    ["n", "number", "respondents", "participants"].contains(table.tokens(row, 0).lowered(0))
      && table.tokens(row, 0).count <= 3
  }
  func size(_ column: Int) -> Int? {
    if let size = view.columns[column].size { return size }
    guard view.columns[column].role == .other, let sizeRow else { return nil }
    return table.tokens(sizeRow, column).count <= 3
      ? table.tokens(sizeRow, column).compactMap(\.number).first?.count : nil
  }
  let columns = view.columns.indices.dropFirst().filter {
    size($0) != nil && !view.columns[$0].isTotal && view.columns[$0].role != .percent
  }
  guard columns.count >= 2 else { return [] }
  return view.body.compactMap { row in
    guard row != sizeRow, !view.isEmptyRow(row) else { return nil }
    var groups: [Summary.Group] = []
    for column in columns {
      let tokens = table.tokens(row, column)
      // A deviation in a column of its own belongs to the mean before it.
      if view.columns[column].role == .deviation {
        guard let last = groups.popLast() else { continue }
        groups.append(
          Summary.Group(
            name: last.name, size: last.size, mean: last.mean, deviation: tokens.number(0), place: last.place))
        continue
      }
      let cell = meanCell(tokens)
      if cell == nil, tokens.contains(where: { $0.number != nil }) { return nil }
      groups.append(
        Summary.Group(
          name: view.columns[column].name, size: size(column) ?? 0, mean: cell?.mean,
          deviation: cell?.deviation, place: table.place(row, column)))
    }
    // Means have decimals or deviations; plain whole numbers are counts.
    guard groups.contains(where: { ($0.mean?.decimals ?? 0) > 0 }), groups.contains(where: { $0.deviation != nil })
    else { return nil }
    var test: TestStatement?
    if let column = view.statisticColumn, let kind = view.kind(column) {
      test = tableTest(view, row: row, column: column, kind: kind)
    }
    return Summary(
      outcome: table.label(row), groups: groups, testRow: transposed ? nil : row, isTransposed: transposed, test: test,
      place: table.place(row, nil),
      quote: rowQuote(table, row), context: view.context + table.tokens(row, 0))
  }
}

/// Groups as rows with columns n, mean and SD; the F stands in a column, in a row “F”, or in the caption or note.
private func groupsDown(_ view: TableView) -> [Summary] {
  let table = view.table
  guard let sizes = view.column(.count) else { return [] }
  let means = view.columns.indices.filter {
    view.columns[$0].role == .mean || view.columns[$0].role == .meanAndDeviation
  }
  return view.blocks.flatMap { block in
    means.compactMap { column -> Summary? in
      let deviations =
        view.columns[column].role == .mean && view.columns.at(column + 1)?.role == .deviation ? column + 1 : nil
      var groups: [Summary.Group] = []
      var testRow: Int?
      var test: TestStatement?
      for row in block.rows where !view.isTotalRow(row) {
        if testRow == nil, let at = view.statisticColumn, let kind = view.kind(at),
          let found = tableTest(view, row: row, column: at, kind: kind)
        {
          (testRow, test) = (row, found)
        }
        guard let size = table.tokens(row, sizes).number(0)?.count, let cell = meanCell(table.tokens(row, column))
        else { continue }
        groups.append(
          Summary.Group(
            name: table.label(row), size: size, mean: cell.mean,
            deviation: cell.deviation ?? deviations.flatMap { table.tokens(row, $0).number(0) },
            place: table.place(row, column)))
      }
      guard groups.count >= 2, groups.contains(where: { $0.deviation != nil }) else { return nil }
      if test == nil, means.count == 1, view.blocks.count == 1 { test = contextTest(table) }
      return Summary(
        outcome: block.heading.map(table.label) ?? view.columns[column].name, groups: groups,
        testRow: testRow, test: test, place: table.place(block.rows.lowerBound, column),
        quote: groups.map { "\($0.name) \($0.mean?.text ?? "–")" + ($0.deviation.map { " (\($0.text))" } ?? "") }
          .joined(separator: ", "),
        context: view.context)
    }
  }
}

/// The one F or t in the table's caption or note.
private func contextTest(_ table: Table) -> TestStatement? {
  var found: [TestStatement] = []
  for passage in [table.note, table.caption].compactMap({ $0 }) {
    let parser = TestParser(tokens: passage.tokens)
    for sentence in passage.sentences {
      found += parser.tests(in: sentence, of: passage).map { found in
        var test = found.statement
        test.isWelch = mentionsWelch(passage.tokens)
        return test
      }.filter { $0.kind == .f || $0.kind == .t }
    }
  }
  return found.count == 1 ? found.first : nil
}
