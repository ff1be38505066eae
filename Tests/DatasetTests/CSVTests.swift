import Dataset
import Testing

@Suite("Cutting text into cells")
struct CSVTests {
  @Test("Quoted cells keep delimiters, doubled quotes and line ends")
  func quoting() throws {
    let data = try read("a,b\n\"x, y\",\"say \"\"so\"\"\"\n\"two\nlines\",z\n")
    #expect(cells(data) == [["x, y", "say \"so\""], ["two\nlines", "z"]])
    #expect(data.source.line(ofRow: 1) == 3)
  }

  @Test("Line ends may be LF, CRLF or CR, with or without a last one", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let expected: [[String?]] = [["1", "x"], ["2", "y"]]
    #expect(try cells(read(["a,b", "1,x", "2,y"].joined(separator: end))) == expected)
    #expect(try cells(read(["a,b", "1,x", "2,y", ""].joined(separator: end))) == expected)
  }

  @Test("The delimiter is found by content", arguments: [",", ";", "\t"])
  func delimiters(_ mark: String) throws {
    let data = try read("first\(mark)second\n1\(mark)2\n3\(mark)4\n")
    #expect(data.source.delimiter == Character(mark))
    #expect(cells(data) == [["1", "2"], ["3", "4"]])
  }

  @Test("A semicolon file with decimal commas gives numbers")
  func decimalComma() throws {
    let data = try read("q;w\n1,5;2\n-0,25;3\n")
    #expect(data.source.decimalComma)
    #expect(data.columns[0].number(at: 1) == -0.25)
  }

  @Test("A point is no decimal mark beside decimal commas: 1.234 may be a thousand")
  func mixedMarks() throws {
    let data = try read("q;w\n1,5;1.234\n2,5;2\n3,5;3\n4,5;4\n5,5;5\n")
    #expect(data.columns[1].text(at: 0) == "1.234")
    #expect(data.columns[1].oddity?.text == "1.234")
    #expect(data.columns[1].oddity?.expected == .number)
  }

  @Test("Excel's line that names the delimiter is obeyed and not data")
  func declaredDelimiter() throws {
    let data = try read("sep=;\na;b\n1,5;2\n")
    #expect(data.columns.map(\.name) == ["a", "b"])
    #expect(data.source.firstDataLine == 3)
    #expect(data.columns[0].number(at: 0) == 1.5)
  }

  @Test("Empty lines are passed over and counted; in a file of one column they are empty cells")
  func emptyLines() throws {
    let data = try read("a,b\n1,2\n\n3,4\n\n")
    #expect(data.rowCount == 2)
    #expect(data.source.blankLines == 2)
    #expect(data.source.line(ofRow: 1) == 4)
    #expect(try cells(read("a\n1\n\n3\n")) == [["1"], [nil], ["3"]])
  }

  @Test("A quote inside an unquoted cell is a quote, also where it upsets the count of quotes")
  func strayQuotes() throws {
    let text = "a,b\n5\" nail,\"x\ny\"\n6,\"p,q\"\n7\"\"\",r\n"
    for pieceBytes in [1, 7, 1 << 20] {
      let data = try read(text) { $0.pieceBytes = pieceBytes }
      #expect(cells(data) == [["5\" nail", "x\ny"], ["6", "p,q"], ["7\"\"\"", "r"]])
    }
  }

  @Test("UTF-16 with its mark, UTF-8 with its mark and Latin-1 give the same text")
  func encodings() throws {
    let text = "name,q\nZoë €,1\n😀,2\n"
    let plain = try cells(read(text))
    for bigEndian in [false, true] {
      var bytes: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
      for unit in text.utf16 {
        let pair = [UInt8(unit >> 8), UInt8(unit & 255)]
        bytes += bigEndian ? pair : pair.reversed()
      }
      let data = try Dataset.read(bytes: bytes)
      #expect(cells(data) == plain)
      #expect(data.source.encoding == .utf16)
    }
    #expect(try cells(Dataset.read(bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8))) == plain)
    var options = ReadOptions()
    options.encoding = .latin1
    let latin: [UInt8] = Array("name,q\nZo".utf8) + [0xEB, 0x20, 0x80] + Array(",1\n".utf8)
    #expect(try cells(Dataset.read(bytes: latin, options: options)) == [["Zoë €", "1"]])
  }

  @Test("A cell of a megabyte becomes text and is whole")
  func longCell() throws {
    let long = String(repeating: "word ", count: 200_000) + "end"
    let data = try read("a,b\n1,\"\(long)\"\n2,x\n")
    #expect(data.columns[1].text(at: 0) == long)
    guard case .text = data.columns[1].storage else {
      Issue.record("a long cell is text")
      return
    }
  }

  @Test("What looks like a formula is text")
  func formulas() throws {
    #expect(try cells(read("a,b\n=1+1,@x\n-cmd,+y\n")) == [["=1+1", "@x"], ["-cmd", "+y"]])
  }

  @Test("A header without a name is called by its number")
  func unnamedHeader() throws {
    #expect(try read(",x\n1,2\n").columns.map(\.name) == ["column 1", "x"])
  }

  @Test("Bytes are shown once each and in order, whatever the number of passes")
  func shownBytes() throws {
    let text = "a,b\n" + (0..<500).map { "\($0),\($0 == 400 ? "word" : "\($0 % 5)")\n" }.joined() + "5\" x,1\n"
    let collected = Collected()
    var options = ReadOptions()
    options.pieceBytes = 64
    options.threads = 3
    _ = try Dataset.read(bytes: Array(text.utf8), options: options) { collected.append($0) }
    #expect(collected.bytes == Array(text.utf8))
  }
}
