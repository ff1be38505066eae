extension Gate {
  /// Rows by columns of two characteristics, over the classes granted for each or fewer classes joined from them.
  ///
  /// Totals are those of the classes shown. Cells of 1…threshold − 1 people are hidden, and with them as few others as keep every hidden
  /// small cell open by at least the threshold, whatever is combined: rows, columns, totals and linked tables released before. Empty
  /// cells are shown. Where more than half of the cells would be hidden, classes are joined if that leaves more cells to show.
  public mutating func crossTabulation(rows rowID: String, columns columnID: String) -> Verdict<CrossTabulation> {
    let subject = people.characteristic(rowID)?.value.subject ?? Subject(id: rowID, title: rowID)
    let other = people.characteristic(columnID)?.value.subject.title ?? columnID
    let what = "Cross-tabulation by \(other)"
    guard rowID != columnID else {
      return .withheld(withheld(subject, what, "A question cannot be set against itself."))
    }
    for id in [rowID, columnID] {
      if case .withheld(let reason) = partition(by: id) {
        return .withheld(withheld(subject, what, reason.reason))
      }
    }
    guard let rows = axis(rowID), let columns = axis(columnID), rows.classes.count * columns.classes.count <= 400,
      let counts = cellCounts(rows, columns)
    else { return .withheld(withheld(subject, what, "There are too many combinations to check.")) }
    let finest = TableLayout(rows: rows, columns: columns, granted: counts, threshold: threshold)
    if let finest, finest.hidden.count * 2 <= finest.counts.count, let table = admit(finest) {
      return .released(Released(table))
    }
    let layouts = [finest].compactMap { $0 } + coarserLayouts(rows, columns, counts, than: finest?.shown ?? 0)
    let mostShownFirst = layouts.indices.sorted { a, b in
      layouts[a].shown == layouts[b].shown ? a < b : layouts[a].shown > layouts[b].shown
    }
    for layout in mostShownFirst.map({ layouts[$0] }) {
      if let table = admit(layout) { return .released(Released(table)) }
    }
    return .withheld(
      withheld(
        subject, what,
        layouts.isEmpty
          ? "No cell could be shown: too many have fewer than \(threshold) people."
          : "Together with tables released before, it would show groups of fewer than \(threshold) people."))
  }

  private func axis(_ id: String) -> TableAxis? {
    guard let grant = granted[id], let characteristic = people.characteristic(id)?.value else { return nil }
    return TableAxis(grant, of: characteristic)
  }

  /// People in each combination of granted classes.
  private func cellCounts(_ rows: TableAxis, _ columns: TableAxis) -> [[Int]]? {
    let cells = rows.classes.flatMap { row in columns.classes.map { Array(Set(row.terms + $0.terms)).sorted() } }
    guard let atoms = try? people.atoms(of: cells) else { return nil }
    let counts = atoms.members.map { members in members.reduce(0) { $0 + atoms.sizes[$1] } }
    let width = columns.classes.count
    return rows.classes.indices.map { Array(counts[($0 * width)..<(($0 + 1) * width)]) }
  }

  /// Tables over joined classes that show more cells than `shown`.
  private func coarserLayouts(
    _ rows: TableAxis, _ columns: TableAxis, _ counts: [[Int]], than shown: Int
  ) -> [TableLayout] {
    var pairs: [(rows: TableAxis, columns: TableAxis, cells: Int)] = []
    for row in rows.chain {
      for column in columns.chain { pairs.append((row, column, row.classes.count * column.classes.count)) }
    }
    // The finest is known already; the larger ones first, so that a limited search sees those that can show the most.
    let candidates = pairs.dropFirst().filter { $0.cells <= 100 }.sorted { $0.cells > $1.cells }
    var result: [TableLayout] = []
    for pair in candidates.prefix(60) where pair.cells > shown {
      let layout = TableLayout(rows: pair.rows, columns: pair.columns, granted: counts, threshold: threshold)
      if let layout, layout.shown > shown { result.append(layout) }
    }
    return result
  }

  /// The table, recorded, if it may stand beside everything released before.
  private mutating func admit(_ layout: TableLayout) -> CrossTabulation? {
    let hidden = layout.hidden.sorted().map { layout.terms[$0] }
    guard countsAreSafe(layout.entries, hidden: hidden) else { return nil }
    record(counts: layout.entries)
    if !hidden.isEmpty {
      record(
        suppressed: .init(
          rows: layout.rows.characteristic.subject.id, columns: layout.columns.characteristic.subject.id,
          cells: hidden))
    }
    return layout.table(base: people.count)
  }
}
