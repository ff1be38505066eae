/// A cross-tabulation over certain classes, with the cells it hides.
struct TableLayout: Sendable {
  let rows: TableAxis
  let columns: TableAxis
  /// People by cell, a row after the other.
  let counts: [Int]
  let hidden: Set<Int>
  let threshold: Int

  var shown: Int { counts.count - hidden.count }
  private var width: Int { columns.classes.count }

  /// - Parameter granted: people by granted row and granted column.
  /// - Returns: nil when no cell could be shown.
  init?(rows: TableAxis, columns: TableAxis, granted: [[Int]], threshold: Int) {
    let width = columns.classes.count
    let height = rows.classes.count
    let counts = rows.classes.flatMap { row in
      columns.classes.map { column in
        row.granted.reduce(0) { sum, from in column.granted.reduce(sum) { $0 + granted[from][$1] } }
      }
    }
    let lines =
      (0..<height).map { row in (0..<width).map { row * width + $0 } }
      + (0..<width).map { column in (0..<height).map { $0 * width + column } }
    guard let hidden = Suppression(counts: counts, lines: lines, threshold: threshold).hidden(),
      hidden.count < counts.count
    else { return nil }
    self.rows = rows
    self.columns = columns
    self.counts = counts
    self.hidden = hidden
    self.threshold = threshold
  }

  /// The people of each cell as conditions.
  var terms: [[GroupTerm]] {
    rows.classes.flatMap { row in columns.classes.map { Array(Set(row.terms + $0.terms)).sorted() } }
  }

  /// What a reader learns: the shown cells, and the totals of classes that were joined.
  var entries: [Ledger.Count] {
    let terms = terms
    let joined = (rows.classes + columns.classes).filter { $0.granted.count > 1 }
    return counts.indices.filter { !hidden.contains($0) }.map { .init(group: terms[$0], people: counts[$0]) }
      + joined.map { .init(group: $0.terms, people: $0.people) }
  }

  func table(base: Int) -> CrossTabulation {
    let cells = rows.classes.indices.map { row in
      columns.classes.indices.map { column -> Shown<Int> in
        let cell = row * width + column
        return hidden.contains(cell) ? .suppressed(reason: reason) : .shown(counts[cell])
      }
    }
    var notes = rows.notes(threshold: threshold) + columns.notes(threshold: threshold)
    if !hidden.isEmpty {
      let verb = hidden.count == 1 ? "cell is" : "cells are"
      notes.append(
        "\(hidden.count) of \(counts.count) \(verb) hidden: those with fewer than \(threshold) people, and others from which they could be worked out."
      )
    }
    return CrossTabulation(
      rowSubject: rows.partition.subject, columnSubject: columns.partition.subject,
      rowLabels: rows.classes.map(\.label), columnLabels: columns.classes.map(\.label), base: base,
      cells: .counts(
        cells, rowTotals: rows.classes.map { .shown($0.people) },
        columnTotals: columns.classes.map { .shown($0.people) }
      ), notes: notes)
  }

  /// The same words for every hidden cell, true of each: a reader who is told which cells are hidden for being small, and which for their
  /// sake, knows that much more about both.
  private var reason: String {
    "Hidden: it has fewer than \(threshold) people, or is hidden so that another cell cannot be worked out."
  }
}
