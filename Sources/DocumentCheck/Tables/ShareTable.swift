/// The shares of one column within one block of rows, and the numbers they may be shares of.
private struct ShareColumn {
  let shares: [(row: Int, share: Share)]
  /// Stated for the column, the block or the table, nearest first, with its place in words.
  let stated: [(base: Int, source: String)]
  /// Sums and totals that tables often use without saying.
  let implied: [Int]
}

/// Percentages in a table against the numbers in its header, its total row, its heading rows and its caption.
func checkShareTable(_ view: TableView, facts: Facts) -> [Verdict] {
  guard
    ![view.table.caption, view.table.note].contains(where: { $0?.tokens.contains { $0.lowered == "weighted" } ?? false }
    )
  else { return [] }
  return view.blocks.flatMap { block in
    view.columns.indices.dropFirst().flatMap { column -> [Verdict] in
      guard let found = shareColumn(view, column, block: block, facts: facts) else { return [] }
      return verdicts(found)
    }
  }
}

private func shareColumn(_ view: TableView, _ column: Int, block: (heading: Int?, rows: Range<Int>), facts: Facts)
  -> ShareColumn?
{
  let table = view.table
  let role = view.columns[column].role
  let countColumn = role == .percent ? neighbour(view, column) : nil
  let totalColumn = view.columns.lastIndex { $0.isTotal }
  var shares: [(row: Int, share: Share)] = []
  var total: Int?
  for row in block.rows {
    guard let cell = table.cell(row, column), !cell.isRepeat else { continue }
    let tokens = cell.text.tokens
    var count: Int?
    let percent: Reported
    if let both = shareCell(tokens, role: role) {
      (count, percent) = (both.count, both.percent)
    } else if let alone = tokens.number(0), tokens.count <= 1 + tokens.percentLength(at: 1), alone.value >= 0,
      tokens.percentLength(at: 1) > 0 || role == .percent
    {
      percent = alone
      if let countColumn {
        guard let beside = table.tokens(row, countColumn).number(0)?.count else { continue }
        count = beside
      }
    } else {
      if view.isTotalRow(row) { total = tokens.number(0)?.count }
      continue
    }
    if view.isTotalRow(row) { total = count }
    // “Nurses (n = 12)” states the base of its own row.
    let rowTotal = totalColumn == column ? nil : totalColumn.flatMap { table.tokens(row, $0).number(0)?.count }
    let own = statedSize(table.tokens(row, 0)) ?? rowTotal
    shares.append(
      (
        row,
        Share(count: count, percent: percent, base: own, place: table.place(row, column), quote: rowQuote(table, row))
      ))
  }
  guard !shares.isEmpty else { return nil }
  if total == nil, let column = countColumn ?? (role == .percent ? nil : column),
    let row = view.totalRow
  {
    total = table.tokens(row, column).number(0)?.count
  }
  var stated: [(base: Int, source: String)] = []
  if let heading = block.heading, let size = statedSize(table.tokens(heading, 0)) {
    stated.append((size, " (n of “\(table.label(heading))”)"))
  }
  if let size = view.columns[column].size ?? countColumn.flatMap({ view.columns[$0].size }) {
    stated.append((size, " (n of the column)"))
  }
  let captionSizes = Set(sizes(in: view.context))
  if captionSizes.count == 1, let size = captionSizes.first {
    stated.append((size, " (the number stated with the table)"))
  }
  if let total, total > 0, shares.contains(where: { $0.share.count != nil }) {
    stated.append((total, " (the table's total)"))
  }
  let counts = shares.filter { !view.isTotalRow($0.row) }.compactMap(\.share.count)
  return ShareColumn(
    shares: shares, stated: stated,
    implied: [counts.reduce(0) { $0 &+ min($1, 1 << 40) }] + Set(facts.sizes.filter(\.isWhole).map(\.count))
      + captionSizes)
}

func sizes(in tokens: [Token]) -> [Int] { tokens.indices.compactMap { sampleSize(tokens, at: $0)?.count } }

/// The count column that a “%” column belongs to: the one right before it, else right after.
private func neighbour(_ view: TableView, _ column: Int) -> Int? {
  for other in [column - 1, column + 1]
  where other > 0 && view.columns.indices.contains(other) && view.columns[other].role == .count {
    return other
  }
  return nil
}

private func verdicts(_ column: ShareColumn) -> [Verdict] {
  let shares = column.shares.map(\.share)
  func rule(_ share: Share) -> Rule { share.count == nil ? .shareWithoutCount : .shareOfCount }
  func misses(_ base: Int) -> [Share] { shares.filter { !$0.fits($0.base ?? base) && !$0.fits(base) } }
  for base in column.stated.map(\.base) + column.implied where base > 0 {
    if misses(base).isEmpty { return shares.map { .agrees(rule($0)) } }
  }
  guard let best = column.stated.min(by: { misses($0.base).count < misses($1.base).count }) else {
    return shares.map { share in
      share.base.map {
        verdict(
          share, rule(share), base: $0, severity: share.count == nil ? .warning : .error, source: " (n of the row)")
      }
        ?? .unchecked(rule(share), at: share.place, share.quote, "no number of people is stated for this column")
    }
  }
  // Shares of those who answered, where some did not.
  let counts = shares.compactMap(\.count)
  if shares.count >= 2, counts.count == shares.count, let most = counts.max(), best.base - most < 10_000 {
    for base in stride(from: best.base - 1, through: max(most, best.base - best.base / 5), by: -1)
    where misses(base).isEmpty {
      let first = shares[0]
      let note = Verdict.differs(
        .shareOfCount, .note, at: first.place, first.quote, reported: "percentages under n = \(best.base)",
        recomputed: "they are shares of \(base)",
        why: "A reader takes \(best.base) as the base. If \(best.base - base) did not answer, say so in the table.")
      return [note] + shares.dropFirst().map { .agrees(rule($0)) }
    }
  }
  let wrong = misses(best.base)
  if shares.count >= 3, wrong.count * 2 > shares.count {
    return shares.map { share in
      share.fits(best.base) || share.base.map(share.fits) == true
        ? .agrees(rule(share))
        : .unchecked(
          rule(share), at: share.place, share.quote,
          "most percentages here have another base than \(best.base), which is not stated")
    }
  }
  return shares.map { share in
    // A single cell may well be a share of those who answered; without a count that is all that can be said.
    share.base.map(share.fits) == true
      ? .agrees(rule(share))
      : verdict(
        share, rule(share), base: best.base, severity: share.count == nil ? .warning : .error, source: best.source)
  }
}
