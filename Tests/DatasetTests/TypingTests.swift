import Dataset
import Testing

@Suite("What columns turn out to be")
struct TypingTests {
  private func column(_ cells: [String], _ change: (inout ReadOptions) -> Void = { _ in }) throws -> Column {
    try read("x,y\n" + cells.map { "\($0),0\n" }.joined(), change).columns[0]
  }

  @Test("Whole numbers that span at most 256 values are bytes, with an offset only where they need one")
  func integers() throws {
    guard case .integer(let bytes, let offset) = try column(["3", "", "250"]).storage else {
      Issue.record("no integers")
      return
    }
    #expect(bytes == [3, 0, 250])
    #expect(offset == 0)
    guard case .integer(let years, let first) = try column(["1980", "2005", ""]).storage else {
      Issue.record("no integers")
      return
    }
    #expect(first == 1980)
    #expect(years == [0, 25, 0])
    guard case .integer(let low, let negative) = try column(["-3", "3.0"]).storage else {
      Issue.record("no integers")
      return
    }
    #expect(negative == -3)
    #expect(low == [0, 6])
  }

  @Test("Decimals are the nearest doubles, and residuals what they lose")
  func reals() throws {
    let column = try column(["1000000000000.4", "0.1", "-.5", "1e3", "12345678901234567890", "1.7976931348623157e308"])
    {
      $0.residuals = true
    }
    guard case .real(let values, let residual?) = column.storage else {
      Issue.record("no reals")
      return
    }
    #expect(values == [1000000000000.4, 0.1, -0.5, 1000, 1.2345678901234567e19, 1.7976931348623157e308])
    // 1000000000000.4 − 1000000000000.4000244140625, and 0.1 − its double, by 50-digit arithmetic.
    #expect(residual[0] == -2.44140625e-05)
    #expect(abs(residual[1] - -5.551115123125783e-18) < 1e-33)
    #expect(residual[2] == 0)
    #expect(residual[3] == 0)
  }

  @Test("Words among numbers make the column words, and the first of them is remembered with its row")
  func oddNumbers() throws {
    for odd in ["NaN", "inf", "1e999", "twelve", "0x1F", "1 2"] {
      let column = try column((0..<40).map { $0 == 17 ? odd : "\($0 % 7)" })
      #expect(column.text(at: 17) == odd)
      #expect(column.oddity?.row == 17)
      #expect(column.oddity?.text == odd)
      #expect(column.oddity?.count == 1)
    }
    #expect(try column(["a", "b", "3"]).oddity == nil)
  }

  @Test("Dates are days; day or month first by content, day first where both fit")
  func dates() throws {
    #expect(try column(["2021-09-30", "1969-12-31"]).text(at: 1) == "1969-12-31")
    #expect(try column(["03/04/2021", "13/04/2021"]).text(at: 0) == "2021-04-03")
    #expect(try column(["03/04/2021", "04/13/2021"]).text(at: 0) == "2021-03-04")
    #expect(try column(["03/04/2021"]).text(at: 0) == "2021-04-03")
    #expect(try column(["03/04/2021"]) { $0.dayFirst = false }.text(at: 0) == "2021-03-04")
    #expect(try column(["2021-09-30 14:05:33", "2021-10-01T02:00:00.5+01:00"]).text(at: 1) == "2021-10-01")
    guard case .date(let days) = try column(["1970-01-02", "", "0001-01-01"]).storage else {
      Issue.record("no dates")
      return
    }
    #expect(days == [1, 0, -719_162])
  }

  @Test("A day that does not exist leaves the column as written and is pointed out")
  func impossibleDates() throws {
    let column = try column((1...28).map { "2021-02-\($0)" } + ["2021-02-30"])
    #expect(column.text(at: 28) == "2021-02-30")
    #expect(column.oddity?.row == 28)
    #expect(column.oddity?.expected == .date)
    guard case .date = try self.column(["29/02/2024"]).storage else {
      Issue.record("2024 is a leap year")
      return
    }
  }

  @Test("Missing is the empty cell, NA, N/A and #N/A; other codes only when named")
  func missing() throws {
    let cells = ["1", "", " ", "NA", "N/A", "#N/A", "-99", "."]
    #expect(try column(cells).missingCount == 5)
    let named = try column(cells) { $0.missing += ["-99", "."] }
    #expect(named.missingCount == 7)
    #expect(named.number(at: 0) == 1)
    let nines = try column(["1", "9", "2"]) { $0.missing = ["9"] }
    #expect(nines.missingCount == 1)
    #expect(nines.validity[1] == false)
  }

  @Test("Levels stand in order of first appearance, spaces around a cell are no part of it")
  func levels() throws {
    guard case .category(let codes, let levels) = try column(["b", " a ", "b", "\"a\"", "c"]).storage else {
      Issue.record("no category")
      return
    }
    #expect(levels == ["b", "a", "c"])
    #expect(codes == [0, 1, 0, 1, 2])
  }

  @Test("Names and open answers are text, repeated labels are categories")
  func textOrCategory() throws {
    func isText(_ cells: [String]) throws -> Bool {
      if case .text = try column(cells).storage { true } else { false }
    }
    #expect(try isText((0..<60).map { "name \($0)" }))
    #expect(try !isText((0..<60).map { "name \($0 / 2)" }))
    #expect(try !isText((0..<40).map { "team \($0)" }))
    #expect(try isText((0..<40).map { "an answer in words of its own with number \($0)" }))
    #expect(try !isText((0..<70_000).map { "level \($0 % 5000)" }))
    #expect(try isText((0..<140_000).map { "level \($0 / 2)" }))
  }

  @Test("An entirely empty column is a column of missing cells")
  func allMissing() throws {
    let column = try column(["", "", ""])
    #expect(column.missingCount == 3)
    #expect(column.validity.presentCount == 0)
  }

  @Test("A word far down a column of numbers gives every cell back as it was written")
  func lateWord() throws {
    let cells = (0..<3000).map { $0 == 2500 ? "about ten" : $0 % 100 == 0 ? "007" : "\($0 % 9)" }
    let column = try column(cells) {
      $0.pieceBytes = 500
      $0.threads = 3
    }
    #expect((0..<3000).allSatisfy { column.text(at: $0) == cells[$0] })
    #expect(column.oddity?.row == 2500)
    guard case .category(_, let levels) = column.storage else {
      Issue.record("no category")
      return
    }
    #expect(levels.prefix(3) == ["007", "1", "2"])
  }

  @Test("Numbers become reals where a later piece needs it, and keep their gaps")
  func lateDecimal() throws {
    let cells = (0..<2000).map { $0 == 1700 ? "2.5" : $0 % 7 == 0 ? "" : "\($0 % 5)" }
    let column = try column(cells) {
      $0.pieceBytes = 300
      $0.threads = 2
    }
    #expect((0..<2000).allSatisfy { column.number(at: $0) == Double(cells[$0]) })
  }

  @Test("As text, every cell keeps what was printed, and missing cells stay missing", arguments: [1, 1 << 20])
  func asText(_ pieceBytes: Int) throws {
    let data = try read("mean,n,day,none,note\n4.0, 12 ,2021-09-30,,x\n4.50,NA,03/04/2021,,1e3\n-99,007,,NA,\n") {
      $0.asText = true
      $0.missing.append("-99")
      $0.pieceBytes = pieceBytes
    }
    #expect(
      cells(data) == [
        ["4.0", "12", "2021-09-30", nil, "x"], ["4.50", nil, "03/04/2021", nil, "1e3"], [nil, "007", nil, nil, nil],
      ])
    for column in data.columns {
      switch column.storage {
      case .category, .text: #expect(column.number(at: 0) == nil)
      default: Issue.record("\(column.name) is neither category nor text")
      }
    }
    let long = try column((0..<200).map { "\($0).0" }) { $0.asText = true }
    guard case .text = long.storage else {
      Issue.record("200 different cells are texts")
      return
    }
    #expect(long.text(at: 150) == "150.0")
    #expect(try column(["3", "4", "x"]) { $0.asText = true }.oddity == nil)
    #expect(try read("a;b\n1,50;2\n") { $0.asText = true }.columns[0].text(at: 0) == "1,50")
  }
}
