import Dataset
import Testing

@Suite("Bad input is named with file, line, row, column and remedy")
struct BadInputTests {
  @Test("An empty file, spaces only, and a header without rows")
  func empty() {
    #expect(message("").contains("the file is empty"))
    #expect(message(" \n\r\n\t").contains("the file is empty"))
    #expect(message("a,b\n").contains("a header and no data rows"))
    #expect(message("a,b").contains("a header and no data rows"))
    #expect(message("a\n") == message("a"))
  }

  @Test("Two columns of one name are both numbered")
  func duplicates() {
    let text = message("id,q1,q2,q1\n1,2,3,4\n")
    #expect(text.contains("\"q1\": column 2 and column 4"))
    #expect(text.contains("answers.csv"))
  }

  @Test("A row with too few or too many cells: line of the file, data row, both counts", arguments: [1, 9, 1 << 20])
  func ragged(_ pieceBytes: Int) {
    let start = "a,b,c\n1,2,3\n\n\"x\ny\",2,3\n"
    let short = message(start + "1,2\n1,2,3\n") { $0.pieceBytes = pieceBytes }
    #expect(short.contains("this row has 2 cells where the header has 3"))
    #expect(short.contains("answers.csv, line 6 (data row 3)"))
    let long = message(start + "1,2,3,\n1,2,3\n") { $0.pieceBytes = pieceBytes }
    #expect(long.contains("this row has 4 cells where the header has 3"))
    #expect(long.contains("line 6 (data row 3)"))
    #expect(message("a,b\n1,2\n3\n") { $0.pieceBytes = pieceBytes }.contains("this row has 1 cell where"))
  }

  @Test("Zero bytes")
  func zeroBytes() {
    #expect(message(Array("a,b\n1,2\n3,".utf8) + [0] + Array("4\n".utf8)).contains("zero"))
    let late = message(Array(("a,b\n" + String(repeating: "1,2\n", count: 3000) + "3,x").utf8) + [0] + Array("\n".utf8))
    #expect(late.contains("byte 12007 is zero"))
    #expect(late.contains("line 3002 (data row 3001), column b"))
    let early = message(Array("id,age\n1,30\n2,4".utf8) + [0] + Array("1\n".utf8))
    #expect(early.contains("byte 15 is zero"))
    #expect(early.contains("line 3 (data row 2), column age"))
    #expect(!early.contains("UTF-16"))
    #expect(message(Array("id,a".utf8) + [0] + Array("ge\n1,30\n".utf8)).contains("line 1 (header), column 2"))
    #expect(message([UInt8](repeating: 7, count: 50) + [0, 65, 1, 2]).contains("not a text file"))
    let surveyMonkey = Array("Who?,\n,Nurse".utf8) + [0] + Array("\nx,Nurse\n".utf8)
    #expect(message(surveyMonkey) { $0.format = .surveyMonkey }.contains("line 2 (header), column 2"))
    #expect(message(Array("a,b\n1,2\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })).contains("UTF-16"))
    #expect(message(Array("ä,b\n1,2\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })).contains("UTF-16"))
  }

  @Test("Bytes that are not UTF-8 come with their offset, cell and Latin-1 reading")
  func notUTF8() {
    let bytes = Array("a,b\n1,x\n2,Zo".utf8) + [0xEB] + Array("\n".utf8)
    let text = message(bytes)
    #expect(text.contains("byte 12 is not UTF-8"))
    #expect(text.contains("line 3 (data row 2), column b"))
    #expect(text.contains("\"Zoë\""))
    #expect(text.contains("--encoding latin1"))
    #expect(message(bytes) { $0.encoding = .latin1 } == "read without a problem")
    // Overlong, surrogate, beyond U+10FFFF, cut off.
    for bad: [UInt8] in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]] {
      #expect(message(Array("a,b\n1,x\n2,".utf8) + bad + Array("\n".utf8)).contains("byte 10 is not UTF-8"))
    }
  }

  @Test("A quotation mark that is never closed names the line where it began", arguments: [4, 1 << 20])
  func openQuote(_ pieceBytes: Int) {
    let text = message("a,b\n1,2\n3,\"x\n4,5\n6,7\n") { $0.pieceBytes = pieceBytes }
    #expect(text.contains("never closed"))
    #expect(text.contains("line 3 (data row 2), column b"))
    #expect(message("a,\"b\n1,2\n").contains("header"))
  }

  @Test("Text after a closing quotation mark")
  func textAfterQuote() {
    let text = message("a,b\n1,2\n3,\"x\"y\n")
    #expect(text.contains("text follows the closing quotation mark"))
    #expect(text.contains("line 3 (data row 2), column b"))
    #expect(message("a,b\n\"x\" ,2\n") == "read without a problem")
  }

  @Test("Files that are no text: packed files, damaged and cut compression, folders, absent files")
  func otherFiles() {
    #expect(message([0x50, 0x4B, 3, 4, 0, 0]).contains("save it as CSV"))
    #expect(message([0x1F, 0x8B, 8, 0, 0, 0]).contains("breaks off"))
    #expect(message([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF]).contains("damaged"))
    for path in ["/", "/no/such/file.csv"] {
      #expect {
        try Dataset.read(path: path)
      } throws: {
        "\($0)".contains(path)
      }
    }
  }

  @Test("Header lines that do not fit each other")
  func headerLines() {
    let qualtrics = "Q1,Q2\nOne,Two\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n1,2\n"
    #expect(message(qualtrics) { $0.format = .qualtrics }.contains("header line 3 has 1 cells where the first has 2"))
    #expect(message("a,b\n") { $0.format = .qualtrics }.contains("1 of the 3 header lines"))
  }

  @Test("The first problem of the file is the one reported, whatever the pieces and threads")
  func firstProblem() {
    let rows = (0..<400).map { $0 == 150 || $0 == 310 ? "1,2,3\n" : "1,2\n" }.joined()
    for pieceBytes in [1, 16, 100, 1000] {
      let text = message("a,b\n" + rows) {
        $0.pieceBytes = pieceBytes
        $0.threads = 4
      }
      #expect(text.contains("line 152 (data row 151)"))
    }
  }
}
