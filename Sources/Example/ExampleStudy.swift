package import Problems

/// A simulated study: an answers file, the study file that explains it, and a note that says it is simulated.
package struct ExampleStudy: Sendable {
  package let rows: Int
  package let seed: UInt64
  package let layout: Layout

  package static let mostRows = 100_000_000

  /// - Throws: `Problem` unless `rows` is between 1 and 100 million.
  package init(
    rows: Int = Sector.publishedPeople, seed: UInt64 = 2026, layout: Layout = .full
  ) throws(Problem) {
    guard (1...ExampleStudy.mostRows).contains(rows) else {
      throw Problem(
        "\(rows) people cannot be simulated", at: "--rows",
        remedy: "give a number from 1 to \(ExampleStudy.mostRows)")
    }
    self.rows = rows
    self.seed = seed
    self.layout = layout
  }

  /// The full study of 40 is fitted to the published figures; every other study is drawn from the same model.
  package var reproducesPublishedFigures: Bool { layout == .full && rows == Sector.publishedPeople }

  package var study: String { studyFile(layout) }

  package var readMe: String { Example.readMe(self) }

  /// The answers file in pieces, in order; the same bytes for a seed whatever the number of cores.
  ///
  /// - Parameter write: given each piece and the number of people up to its end.
  package func answers(_ write: (_ bytes: [UInt8], _ people: Int) throws(Problem) -> Void) throws(Problem) {
    let writer = RowWriter(layout: layout)
    try write(writer.header, 0)
    guard !reproducesPublishedFigures else { return try write(writer.publishedRows(seed: seed), rows) }
    try drawnInParallel(rows: rows, piece: 100 * RowWriter.block, write) { first, count in
      writer.rows(from: first, count: count, seed: seed)
    }
  }
}
