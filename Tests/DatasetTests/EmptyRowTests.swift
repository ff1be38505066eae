import Testing

@testable import Dataset

/// Rows without a single value are nobody's.
@Suite struct EmptyRowTests {
  static let header = "id,team,score,when,note"

  static func read(_ lines: [String], _ change: (inout ReadOptions) -> Void = { _ in }) throws -> Dataset {
    var options = ReadOptions()
    change(&options)
    return try Dataset.read(bytes: Array(lines.joined(separator: "\n").utf8), options: options)
  }

  @Test("Separators and missing marks alone make no row, wherever they stand", arguments: [1, 1 << 20])
  func passedOver(pieceBytes: Int) throws {
    let full = ["7,North,1.5,2021-09-30,a", "8,,,,", "9,South,2.5,2021-10-01,b"]
    let empty = [",,,,", " , ,NA,\"\",N/A"]
    let plain = try Self.read([Self.header] + full) { $0.pieceBytes = pieceBytes }
    let tailed = try Self.read(
      [Self.header, empty[1], full[0], empty[0], "", full[1], full[2]] + [empty[0], empty[1], empty[0]]
    ) { $0.pieceBytes = pieceBytes }
    #expect(tailed.rowCount == 3 && tailed.source.emptyRows == 5 && plain.source.emptyRows == 0)
    for (a, b) in zip(plain.columns, tailed.columns) {
      for row in 0..<3 { #expect(a.text(at: row) == b.text(at: row)) }
      #expect(a.missingCount == b.missingCount && b.rowCount == 3)
    }
    #expect((0..<3).map(tailed.source.line) == [3, 6, 7])
    #expect(describe(tailed).emptyRows == 5)
  }

  @Test("Hundreds of rows keep their lines and their words across word borders")
  func many() throws {
    var lines = ["id,team"]
    var kept: [(line: Int, id: String)] = []
    for row in 0..<400 {
      if row % 7 == 3 || row > 350 {
        lines.append(",")
      } else {
        lines.append("\(row),\(row % 5 == 0 ? "" : "T\(row % 3)")")
        kept.append((row + 2, String(row)))
      }
    }
    let data = try Self.read(lines)
    #expect(data.rowCount == kept.count && data.source.emptyRows == 400 - kept.count)
    for (row, expected) in kept.enumerated() {
      #expect(data.source.line(ofRow: row) == expected.line)
      #expect(data.columns[0].text(at: row) == expected.id)
      #expect(
        data.columns[1].text(at: row)
          == (Int(expected.id).map { $0 % 5 } == 0 ? nil : "T\((Int(expected.id) ?? 0) % 3)"))
    }
  }

  @Test("The place of a slip among numbers is where it stands in the file")
  func oddity() throws {
    let rows = (0..<60).map { $0 == 41 ? "1,x7" : "2,\($0)" }
    let data = try Self.read(["a,b", ","] + rows)
    let odd = try #require(data.column(named: "b")?.oddity)
    #expect(odd.row == 41 && data.source.line(ofRow: odd.row) == 44)
  }

  @Test("A file of one column keeps who did not answer, and a file of nothing but separators is refused")
  func ends() throws {
    #expect(try Self.read(["a", "1", "NA", "2"]).rowCount == 3)
    #expect(throws: (any Error).self) { try Self.read(["a,b", ",", ","]) }
  }
}
