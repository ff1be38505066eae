extension Gate {
  /// Rows by columns of two characteristics, over the classes granted for each.
  ///
  /// Totals are those of the granted classes. Cells below the threshold are hidden, and with them as few others as keep every hidden
  /// small cell open by at least the threshold, whatever is combined: rows, columns, totals and linked tables released before.
  public mutating func crossTabulation(rows rowID: String, columns columnID: String) -> Verdict<CrossTabulation> {
    let subject = people.characteristic(rowID)?.value.subject ?? Subject(id: rowID, title: rowID)
    guard rowID != columnID else {
      return .withheld(withheld(subject, "Cross-tabulation", "A question cannot be set against itself."))
    }
    for id in [rowID, columnID] {
      if case .withheld(let reason) = partition(by: id) {
        return .withheld(withheld(subject, "Cross-tabulation", reason.reason))
      }
    }
    guard let rows = granted[rowID], let columns = granted[columnID],
      let counts = try? cellCounts(rows.terms, columns.terms)
    else { return .withheld(withheld(subject, "Cross-tabulation", "There are too many combinations to check.")) }
    let height = rows.terms.count
    let width = columns.terms.count
    guard height * width <= 400 else {
      return .withheld(withheld(subject, "Cross-tabulation", "There are too many combinations to check."))
    }
    let lines =
      (0..<height).map { row in (0..<width).map { row * width + $0 } }
      + (0..<width).map { column in (0..<height).map { $0 * width + column } }
    let suppression = Suppression(counts: counts, lines: lines, threshold: threshold)
    guard let hidden = suppression.hidden(), hidden.count < counts.count else {
      return .withheld(
        withheld(
          subject, "Cross-tabulation", "No cell could be shown: too many have fewer than \(threshold) people."))
    }
    let terms = rows.terms.flatMap { row in columns.terms.map { Array(Set(row + $0)).sorted() } }
    let shown = counts.indices.filter { !hidden.contains($0) }
    let entries = shown.map { Ledger.Count(group: terms[$0], people: counts[$0]) }
    guard countsAreSafe(entries) else {
      return .withheld(
        withheld(
          subject, "Cross-tabulation",
          "Together with tables released before, it would show groups of fewer than \(threshold) people."))
    }
    record(counts: entries)
    if !hidden.isEmpty {
      record(suppressed: .init(rows: rowID, columns: columnID, cells: hidden.sorted().map { terms[$0] }))
    }
    return .released(
      Released(
        table(rows: rows.partition, columns: columns.partition, counts: counts, hidden: hidden, width: width)))
  }

  private func cellCounts(_ rows: [[GroupTerm]], _ columns: [[GroupTerm]]) throws(DisclosureError) -> [Int]? {
    let cells = rows.flatMap { row in columns.map { Array(Set(row + $0)).sorted() } }
    guard let atoms = try people.atoms(of: cells) else { return nil }
    return atoms.members.map { members in members.reduce(0) { $0 + atoms.sizes[$1] } }
  }

  private func table(
    rows: Partition, columns: Partition, counts: [Int], hidden: Set<Int>, width: Int
  ) -> CrossTabulation {
    let reason = "Hidden, so that no group of fewer than \(threshold) people can be worked out."
    let cells = rows.classes.indices.map { row in
      (0..<width).map { column -> Shown<Int> in
        let cell = row * width + column
        return hidden.contains(cell) ? .suppressed(reason: reason) : .shown(counts[cell])
      }
    }
    var notes = rows.notes + columns.notes
    if !hidden.isEmpty {
      notes.append(
        "\(hidden.count) of \(counts.count) cells are hidden: those with fewer than \(threshold) people, and others from which they could be worked out."
      )
    }
    return CrossTabulation(
      rowSubject: rows.subject, columnSubject: columns.subject, rowLabels: rows.classes.map(\.label),
      columnLabels: columns.classes.map(\.label), base: people.count,
      cells: .counts(
        cells, rowTotals: rows.classes.map { .shown($0.people) },
        columnTotals: columns.classes.map { .shown($0.people) }), notes: notes)
  }
}
