private let severalPhrases: [[String]] = [
  ["more", "than", "one"], ["several"], ["multiple"], ["tick", "all"], ["select", "all"], ["all", "that", "apply"],
  ["may", "apply"],
  ["could", "choose"], ["could", "tick"], ["as", "many"], ["not", "exclusive"], ["more", "than", "100"],
  ["exceed", "100"], ["multi"],
  ["check", "all"], ["choose", "all"], ["up", "to", "three"], ["any", "number"], ["exceeds"], ["sum", "to", "more"],
  ["add", "to", "more"],
]

/// Whether the words say that people could give several answers.
func saysSeveral(_ tokens: [Token]) -> Bool {
  tokens.indices.contains { index in severalPhrases.contains { tokens.reads($0, at: index) } }
}

/// Sums of a column of counts against the total or n that stands with it, and ticks that are later called people.
func checkCategorySums(_ view: TableView, document: Document) -> (
  verdicts: [Verdict], ticks: [Ticks]
) {
  var verdicts: [Verdict] = []
  var ticks: [Ticks] = []
  for block in view.blocks {
    for column in view.columns.indices.dropFirst() {
      guard let counts = countColumn(view, column, rows: block.rows) else { continue }
      let several = saysSeveral(view.context) || block.heading.map { saysSeveral(view.table.tokens($0, 0)) } ?? false
      if let verdict = verdict(counts, view, column, block: block, several: several, ticks: &ticks) {
        verdicts.append(verdict)
      }
    }
  }
  return (verdicts, ticks)
}

private struct Counts {
  var sum = 0
  var rows = 0
  var total: (count: Int, row: Int)?
  /// Percentages beside the counts, added up, and how far rounding can move that sum.
  var percent = 0.0
  var slack = 0.0
  var percents = 0
}

private func countColumn(_ view: TableView, _ column: Int, rows: Range<Int>) -> Counts? {
  let role = view.columns[column].role
  guard [.count, .countAndPercent, .percentAndCount, .other].contains(role), !view.columns[column].isTotal else {
    return nil
  }
  let percentColumn = view.columns.at(column + 1)?.role == .percent ? column + 1 : nil
  var counts = Counts()
  for row in rows {
    guard let cell = view.table.cell(row, column), !cell.isRepeat, !cell.text.tokens.isEmpty else { continue }
    let tokens = cell.text.tokens
    let both = shareCell(tokens, role: role)
    guard let count = both?.count ?? (role == .other ? nil : tokens.count == 1 ? tokens.number(0)?.count : nil) else {
      return nil
    }
    guard count < 1_000_000_000 else { return nil }
    if view.isTotalRow(row) {
      counts.total = (count, row)
      continue
    }
    counts.sum += count
    counts.rows += 1
    if let percent = both?.percent ?? percentColumn.flatMap({ view.table.tokens(row, $0).number(0) }) {
      counts.percent += percent.value
      counts.slack += percent.halfUnit
      counts.percents += 1
    }
  }
  return counts.rows >= 2 ? counts : nil
}

private func verdict(
  _ counts: Counts, _ view: TableView, _ column: Int, block: (heading: Int?, rows: Range<Int>), several: Bool,
  ticks: inout [Ticks]
) -> Verdict? {
  let table = view.table
  let header = block.heading.flatMap { statedSize(table.tokens($0, 0)) } ?? view.columns[column].size
  let stated =
    header
    ?? {
      let sizes = Set(sizes(in: view.context)); return sizes.count == 1 ? sizes.first : nil
    }()
  if let total = counts.total { return verdict(counts, total: total, view, column, stated: stated, several: several) }
  guard let stated, counts.percents == counts.rows else { return nil }
  if several {
    if counts.sum > stated { ticks.append(Ticks(sum: counts.sum, people: stated, source: table.name)) }
    return .agrees(.multiSelect)
  }
  if counts.sum == stated { return .agrees(.categorySum) }
  let addsToAll = abs(counts.percent - 100) <= counts.slack + 1e-9
  let place = table.place(block.rows.lowerBound, column)
  let quote = block.heading.map(table.label) ?? table.headerText(column)
  if counts.sum > stated {
    ticks.append(Ticks(sum: counts.sum, people: stated, source: table.name))
    if addsToAll {
      return .differs(
        .categorySum, .warning, at: place, quote, reported: "n = \(stated)",
        recomputed: "the categories add up to \(counts.sum)",
        interval: Bounds(Double(counts.sum), Double(counts.sum)),
        why: "More answers than people: a count or n is wrong.")
    }
    if counts.percent > 102 + counts.slack, counts.percent < 180 || block.heading != nil {
      return .differs(
        .multiSelect, .note, at: place, quote, reported: "n = \(stated)",
        recomputed: "the categories add up to \(counts.sum)",
        why: "If people could tick several answers, say so with the table; otherwise a count is wrong.")
    }
    return nil
  }
  if addsToAll || counts.percent > 90 && stated - counts.sum <= max(2, stated / 10) {
    return .differs(
      .categorySum, addsToAll ? .warning : .note, at: place, quote, reported: "n = \(stated)",
      recomputed: "the categories add up to \(counts.sum)", interval: Bounds(Double(counts.sum), Double(counts.sum)),
      why: "\(stated - counts.sum) of \(stated) people are in no category; say what became of them.")
  }
  return nil
}

/// The rows above a total row.
private func verdict(
  _ counts: Counts, total: (count: Int, row: Int), _ view: TableView, _ column: Int, stated: Int?, several: Bool
) -> Verdict {
  let table = view.table
  let place = table.place(total.row, column)
  let quote = rowQuote(table, total.row)
  let overlap = counts.percents == counts.rows ? counts.percent - counts.slack : 0
  if total.count == counts.sum {
    guard several || overlap > 102, table.tokens(total.row, 0).contains(where: { peopleWords.contains($0.lowered) }),
      !table.tokens(total.row, 0).contains(where: { ["answers", "responses"].contains($0.lowered) })
    else { return .agrees(.categorySum) }
    return .differs(
      .multiSelect, .error, at: place, quote, reported: "\(total.count) people",
      recomputed: "\(counts.sum) is the number of answers ticked" + (stated.map { " by at most \($0) people" } ?? ""),
      why: "People could tick several answers, so the ticks do not add up to people.")
  }
  if several { return .agrees(.multiSelect) }
  if overlap > 120 {
    return .differs(
      .multiSelect, .note, at: place, quote, reported: "total \(total.count)",
      recomputed: "the rows above add up to \(counts.sum)",
      why: "If people could tick several answers, say so with the table; otherwise a count is wrong.")
  }
  let isMore = counts.sum > total.count
  return .differs(
    .categorySum, isMore ? .error : .warning, at: place, quote, reported: "total \(total.count)",
    recomputed: "the rows above add up to \(counts.sum)", interval: Bounds(Double(counts.sum), Double(counts.sum)),
    why: isMore
      ? "Some people are counted twice, or a count is wrong."
      : "Some people are missing from the categories; say what became of them.")
}
