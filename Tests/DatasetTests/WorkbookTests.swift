import Dataset
import Problems
import Testing

@Suite("Workbooks")
struct WorkbookTests {
  private func data(_ workbook: HandMadeWorkbook, sheet: String? = nil) throws(Problem) -> Dataset {
    var options = ReadOptions()
    options.sheet = sheet
    return try Dataset.read(bytes: workbook.bytes, name: "answers.xlsx", options: options)
  }

  private func column(_ cells: [String], styles: String = "", properties: String = "") throws -> [String?] {
    let rows = cells.enumerated().map { "<row r=\"\($0 + 2)\"><c r=\"A\($0 + 2)\"><v>\($0)</v></c>\($1)</row>" }
    let header = "<row r=\"1\">\(HandMadeWorkbook.inline("A1", "id"))\(HandMadeWorkbook.inline("B1", "x"))</row>"
    let workbook = HandMadeWorkbook(rows: header + rows.joined(), styles: styles, properties: properties)
    let data = try data(workbook)
    return (0..<data.rowCount).map { data.columns[1].text(at: $0) }
  }

  @Test("Texts come from the cell, from the shared list and from runs, without readings and with what was escaped")
  func texts() throws {
    let cells = [
      "<c r=\"B2\" t=\"s\"><v>0</v></c>", "<c r=\"B3\" t=\"s\"><v> 1 </v></c>", "<c r=\"B4\" t=\"s\"><v>2</v></c>",
      "<c r=\"B5\" t=\"inlineStr\"><is><r><t>in</t></r><r><t xml:space=\"preserve\">line &lt;&amp;&gt;</t></r></is></c>",
      "<c r=\"B6\" t=\"str\"><f>A1&amp;\"x\"</f><v>made</v></c>",
    ]
    let rows = cells.enumerated().map { "<row r=\"\($0 + 2)\"><c r=\"A\($0 + 2)\"><v>1</v></c>\($1)</row>" }
    let header = "<row r=\"1\">\(HandMadeWorkbook.inline("A1", "id"))\(HandMadeWorkbook.inline("B1", "x"))</row>"
    let strings = [
      "<t>plain, \"quoted\"</t>", "<r><rPr/><t>東</t></r><rPh sb=\"0\" eb=\"1\"><t>ひがし</t></rPh><r><t>京</t></r>",
      "<t>a_x000D_\nb_x005F_x0041_</t>",
    ]
    let data = try data(HandMadeWorkbook(rows: header + rows.joined(), strings: strings))
    #expect(
      (0..<5).map { data.columns[1].text(at: $0) } == [
        "plain, \"quoted\"", "東京", "a\r\nb_x0041_", "inline <&>", "made",
      ])
  }

  @Test("Numbers, truths, errors and gaps")
  func kinds() throws {
    let cells = [
      "<c r=\"B2\"><v>1</v></c>", "<c r=\"B3\" t=\"n\"><v>2.5000000000000001E-1</v></c>",
      "<c r=\"B4\" t=\"b\"><v>1</v></c>",
      "<c r=\"B5\" t=\"e\"><v>#DIV/0!</v></c>", "<c r=\"B6\" t=\"e\"><v>#N/A</v></c>", "<c r=\"B7\" s=\"0\"/>",
      "<c r=\"B8\"><v>007</v></c>",
    ]
    #expect(try column(cells) == ["1", "0.25", "TRUE", "#DIV/0!", nil, nil, "7"])
  }

  @Test(
    "A number is a day or a time by its format",
    arguments: [
      ("14", "45382", "2024-03-31"), ("22", "45382.75", "2024-03-31"), ("yyyy-mm-dd", "61", "1900-03-01"),
      ("[$-809]dd mmmm yyyy;@", "59", "1900-02-28"), ("mmm\\-yy", "1", "1900-01-01"), ("[h]:mm:ss", "1.5", "36:00:00"),
      ("h:mm AM/PM", "0.25", "06:00:00"), ("General", "45382", "45382"), ("#,##0 \"days\"", "12", "12"),
      ("[Red]0.00;[Blue]-0.00", "3", "3"), ("0.00E+00", "5", "5"), ("_-* #,##0_d", "6", "6"), ("d/m/yyyy", "-1", "-1"),
      ("dd/mm/yyyy", "2958465", "9999-12-31"), ("dd/mm/yyyy", "2958466", "2958466"),
    ])
  func dates(format: String, value: String, expected: String) throws {
    let quoted = format.replacing("\"", with: "&quot;")
    let styles =
      Int(format).map { "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\($0)\"/></cellXfs>" }
      ?? "<numFmts><numFmt numFmtId=\"170\" formatCode=\"\(quoted)\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs>"
    #expect(try column(["<c r=\"B2\" s=\"1\"><v>\(value)</v></c>"], styles: styles) == [expected])
  }

  @Test("Days count from 1904 where the workbook says so, and ISO days need no counting")
  func epochs() throws {
    let styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
    let old = try column(
      ["<c r=\"B2\" s=\"0\"><v>0</v></c>", "<c r=\"B3\" s=\"0\"><v>43920</v></c>"], styles: styles,
      properties: "<workbookPr date1904=\"1\"/>")
    #expect(old == ["1904-01-01", "2024-03-31"])
    #expect(try column(["<c r=\"B2\" t=\"d\"><v>2024-03-31T10:00:00</v></c>"]) == ["2024-03-31"])
  }

  @Test("Rows and cells that the sheet leaves out are empty; messages name the sheet's own rows")
  func gaps() throws {
    let rows =
      "<row r=\"3\">\(HandMadeWorkbook.inline("B3", "a"))\(HandMadeWorkbook.inline("D3", "c"))</row>"
      + "<row r=\"4\"><c r=\"B4\"><v>1</v></c></row><row r=\"5\"/><row r=\"9\">\(HandMadeWorkbook.inline("B9", "two\nlines"))<c><v>7</v></c><c r=\"D9\"><v>2</v></c></row>"
      + "<row><c r=\"D10\"><v>3</v></c></row><row r=\"20\" s=\"1\"/>"
    let data = try data(HandMadeWorkbook(rows: rows))
    #expect(data.columns.map(\.name) == ["column 1", "a", "column 3", "c"])
    #expect(cells(data) == [[nil, "1", nil, nil], [nil, "two\nlines", "7", "2"], [nil, nil, nil, "3"]])
    #expect((0..<3).map { data.source.line(ofRow: $0) } == [4, 9, 10])
    #expect(data.source.place(row: 1, column: "c") == "answers.xlsx, row 9 (data row 2), column c")
  }

  @Test("The first sheet that is not hidden is read, or the one that is named")
  func sheets() throws {
    var workbook = HandMadeWorkbook(rows: HandMadeWorkbook.rows([["a", "b"], ["1", "2"]]))
    workbook.others = [
      ("Second", "visible", HandMadeWorkbook.rows([["c", "d"], ["3", "4"]])),
      ("Notes", "hidden", HandMadeWorkbook.rows([["e", "f"], ["5", "6"]])),
    ]
    let first = try data(workbook)
    #expect(first.columns.map(\.name) == ["a", "b"] && first.source.container == .workbook(sheet: "Answers"))
    #expect(first.source.remarks.count == 1 && first.source.remarks[0].contains("“Second”"))
    #expect(!first.source.remarks[0].contains("Notes"))
    #expect(try data(workbook, sheet: "Notes").columns.map(\.name) == ["e", "f"])
    workbook.firstState = "veryHidden"
    #expect(try data(workbook).columns.map(\.name) == ["c", "d"])
    #expect {
      try data(workbook, sheet: "Secnod")
    } throws: { "\($0)".contains("did you mean “Second”?") }
    #expect(message(Array("a,b\n1,2\n".utf8)) { $0.sheet = "x" }.contains("leave --sheet out"))
  }

  @Test("Joined cells below the header are said; those of the header are not")
  func merged() throws {
    var workbook = HandMadeWorkbook(rows: HandMadeWorkbook.rows([["a", "b"], ["1", "2"], ["", "4"]]))
    workbook.afterRows = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"
    #expect(try data(workbook).source.remarks.isEmpty)
    workbook.afterRows = "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A3\"/></mergeCells>"
    let remarks = try data(workbook).source.remarks
    #expect(remarks.count == 1 && remarks[0].contains("1 joined area of cells (A2:A3)"))
  }

  @Test("A survey tool's export is known in a workbook as in a CSV")
  func surveyMonkey() throws {
    let table = [
      ["Respondent", "Which?", "", "Rate", ""], ["", "Red", "Blue", "One", "Two"], ["1", "Red", "", "3", "4"],
      ["2", "", "Blue", "5", ""],
    ]
    let data = try data(HandMadeWorkbook(rows: HandMadeWorkbook.rows(table)))
    #expect(data.source.format == .surveyMonkey && data.rowCount == 2)
    #expect(data.column(named: "Which?")?.text(at: 1) == "Blue")
    #expect(data.column(named: "Rate: Two")?.number(at: 0) == 4)
  }

  @Test("The bytes for the checksum are those of the file")
  func bytes() throws {
    let bytes = HandMadeWorkbook(rows: HandMadeWorkbook.rows([["a", "b"], ["1", "2"]])).bytes
    let collected = Collected()
    _ = try Dataset.read(bytes: bytes, name: "x", options: ReadOptions()) { collected.append($0) }
    #expect(collected.bytes == bytes)
  }
}
