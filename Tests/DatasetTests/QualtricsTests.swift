import Testing

@testable import Dataset

/// Files written as Qualtrics writes them, with invented questions.
@Suite("Exports of Qualtrics")
struct QualtricsTests {
  static let names = [
    "StartDate", "Status", "Progress", "Finished", "ResponseId", "Q1", "Q2", "Q3_1", "Q3_2", "Q4_1", "Q4_2",
    "Q4_2_TEXT",
  ]
  static let texts = [
    "Start Date", "Response Type", "Progress", "Finished", "Response ID", "How was the tea?",
    "Which drinks?\n\nTick all.",
    "Rate these:\n- Warm\nrooms", "Rate these: - Cold rooms", "Where do\nyou sit? - Selected Choice - Window",
    "Where do\nyou sit? - Selected Choice - Other", "Where do\nyou sit? - Other - Text",
  ]
  static let ids = [
    #"{"ImportId":"startDate","timeZone":"Europe/London"}"#, #"{"ImportId":"status"}"#, #"{"ImportId":"progress"}"#,
    #"{"ImportId":"finished"}"#, #"{"ImportId":"_recordId"}"#, #"{"ImportId":"QID1"}"#, #"{"ImportId":"QID2"}"#,
    #"{"ImportId":"QID3_1"}"#, #"{"ImportId":"QID3_2"}"#, #"{"ImportId":"QID4","choiceId":"1"}"#,
    #"{"ImportId":"QID4","choiceId":"2"}"#, #"{"ImportId":"QID4_2_TEXT"}"#,
  ]
  static let words = [
    [
      "2026-03-04 10:00:00", "IP Address", "100", "True", "R_1", "Good", "Tea,Water", "Agree", "Disagree", "Window", "",
      "",
    ],
    [
      "2026-03-05 11:00:00", "Survey Preview", "100", "True", "R_2", "Poor", "Tea", "Agree", "Agree", "", "Other",
      "floor",
    ],
    ["2026-03-06 12:30:00", "IP Address", "48", "False", "R_3", "", "", "", "", "", "", ""],
  ]
  static let numbers = [
    ["2026-03-04 10:00:00", "0", "100", "1", "R_1", "1", "1,3", "4", "2", "1", "", ""],
    ["2026-03-05 11:00:00", "1", "100", "1", "R_2", "2", "1", "4", "4", "", "1", "floor"],
    ["2026-03-06 12:30:00", "0", "48", "0", "R_3", "", "", "", "", "", "", ""],
  ]

  static func file(_ rows: [[String]], delimiter: String = ",", lineEnd: String = "\n") -> String {
    ([names, texts, ids] + rows).map { row in
      row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: delimiter)
    }.joined(separator: lineEnd) + lineEnd
  }

  @Test("Choice texts and numbers give the same questions", arguments: [words, numbers])
  func questions(rows: [[String]]) throws {
    let data = try read(Self.file(rows))
    #expect(data.source.format == .qualtrics && data.source.headerRows == 3 && data.rowCount == 3)
    #expect(
      data.columns.map(\.name) == [
        "StartDate", "Status", "Progress", "Finished", "ResponseId", "Q1", "Q2", "Q3_1", "Q3_2", "Q4", "Q4_2_TEXT",
      ])
    let seat = try #require(data.column(named: "Q4"))
    #expect((0..<3).map { seat.text(at: $0) } == ["Window", "Other", nil])
    #expect(data.column(named: "StartDate")?.text(at: 0) == "2026-03-04")
    #expect(data.column(named: "Q4_2_TEXT")?.text(at: 1) == "floor")
    #expect(data.trialRows == 1)
  }

  @Test(
    "Previews, tests and spam are told by the words of Status or by its number, however the answer came",
    arguments: [
      ("IP Address", false), ("Imported", false), ("Offline", false), ("0", false), ("4", false), ("16", false),
      ("32", false), ("Survey Preview", true), ("Survey Test", true), ("Offline Survey Preview", true),
      ("Imported Spam", true), ("1", true), ("2", true), ("8", true), ("9", true), ("12", true), ("17", true),
    ])
  func trials(status: String, isTrial: Bool) {
    #expect(Qualtrics.isTrial(status: status) == isTrial)
  }

  @Test("A matrix of ones stays a matrix")
  func matrix() throws {
    let rows = Self.numbers.map { row in
      var row = row
      if !row[7].isEmpty { (row[7], row[8]) = ("1", "1") }
      return row
    }
    let data = try read(Self.file(rows))
    #expect(data.column(named: "Q3_1")?.number(at: 0) == 1 && data.column(named: "Q3") == nil)
  }

  @Test("Line breaks in question texts move rows, not places")
  func lineBreaks() throws {
    let data = try read(Self.file(Self.words, lineEnd: "\r\n"))
    #expect(data.source.firstDataLine == 11)
    #expect(data.column(named: "Q3_1")?.headings[1].contains("Warm") == true)
    #expect(data.source.line(ofRow: 1) == 12)
  }

  @Test("Choices listed as numbers are no decimal number, with tabs too")
  func listedChoices() throws {
    let data = try read(Self.file(Self.numbers, delimiter: "\t"))
    #expect(data.column(named: "Q2")?.text(at: 0) == "1,3")
  }

  @Test("Tab-separated UTF-16 as made for Excel reads like the rest", arguments: [true, false])
  func utf16(bigEndian: Bool) throws {
    let text = Self.file(Self.words, delimiter: "\t", lineEnd: "\r\n").replacing("Good", with: "Très bon – 好")
    let units = Array("\u{FEFF}\(text)".utf16)
    let bytes = units.flatMap { unit in
      bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    let data = try Dataset.read(bytes: bytes, name: "survey.tsv")
    #expect(data.source.format == .qualtrics && data.source.delimiter == "\t" && data.source.encoding == .utf16)
    #expect(data.column(named: "Q1")?.text(at: 0) == "Très bon – 好")
    #expect(data.column(named: "Q2")?.text(at: 0) == "Tea,Water")
  }
}
