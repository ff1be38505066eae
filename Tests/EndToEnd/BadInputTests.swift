import Foundation
import Testing

/// What is wrong, where, and what to do: exit code 1 and nothing half-written.
@Suite(.serialized) struct BadInputTests {
  static let study = """
    study: Small
    instruments:
      - {id: cbi, columns: c1..c19}
    groups:
      - {column: team, title: Team}
    """

  static func data(_ change: (inout [[String]]) -> Void = { _ in }) -> String {
    let codes = ["0", "25", "50", "75", "100"]
    var rows = [["team"] + (1...19).map { "c\($0)" }]
    for person in 0..<40 {
      rows.append([["North", "South"][person % 2]] + (1...19).map { codes[(person * 7 + $0 * 3) % 5] })
    }
    change(&rows)
    return rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  static func analyse(_ data: [UInt8], study: String = study) throws -> (run: HearthProgram.Run, left: [String]) {
    let work = try Workplace()
    try work.write(data, to: "data.csv")
    try work.write(study, to: "study.yaml")
    let run = try work.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", "report")
    return (run, work.contents)
  }

  static func refused(_ data: [UInt8], study: String = study, saying parts: [String]) throws {
    let (run, left) = try analyse(data, study: study)
    #expect(run.code == 1, "\(run.output)")
    #expect(run.errors.hasPrefix("error: "))
    for part in parts { #expect(run.errors.contains(part), "“\(run.errors)” does not say “\(part)”") }
    #expect(left == ["data.csv", "study.yaml"])
  }

  static func refused(_ data: String, study: String = study, saying parts: [String]) throws {
    try refused(Array(data.utf8), study: study, saying: parts)
  }

  @Test("A sound file is analysed")
  func sound() throws {
    let (run, left) = try Self.analyse(Array(Self.data().utf8))
    #expect(run.code == 0, "\(run.errors)")
    #expect(left.contains("report"))
  }

  @Test("Codes out of range are counted and listed, and only the study file can make them missing")
  func outOfRange() throws {
    let data = Self.data {
      $0[12][3] = "30"; $0[20][3] = "30"
    }
    try Self.refused(data, saying: ["2 answers", "c3", "data.csv", "line 13", "outOfRange: missing"])
    let (run, left) = try Self.analyse(Array(data.utf8), study: Self.study + "\noutOfRange: missing")
    #expect(run.code == 0 && run.errors.contains("note: 2 answers in column c3"), "\(run.errors)")
    #expect(left.contains("report"))
  }

  @Test("Unknown labels, duplicate headers, ragged rows, NUL bytes, text that is not UTF-8")
  func cells() throws {
    try Self.refused(Self.data { $0[5][2] = "alwys" }, saying: ["alwys", "line 6", "c2", "labels"])
    try Self.refused(Self.data { $0[0][4] = "c3" }, saying: ["data.csv", "c3"])
    try Self.refused(Self.data { $0[7].removeLast() }, saying: ["line 8", "19", "20"])
    var bytes = Array(Self.data().utf8)
    bytes[400] = 0
    try Self.refused(bytes, saying: ["data.csv"])
    bytes = Array(Self.data { $0[3][0] = "N?rth" }.utf8)
    bytes = bytes.map { $0 == UInt8(ascii: "?") ? 0xF6 : $0 }
    try Self.refused(bytes, saying: ["latin1", "line 4"])
  }

  @Test("Columns that are not there, the wrong number of items, a group column of 5,000 values")
  func columns() throws {
    let near = Self.study.replacingOccurrences(of: "column: team", with: "column: taem")
    try Self.refused(Self.data(), study: near, saying: ["taem", "did you mean “team”"])
    let short = Self.study.replacingOccurrences(of: "c1..c19", with: "c1..c18")
    try Self.refused(Self.data(), study: short, saying: ["18 columns", "19 items"])
    let many = Self.data { rows in
      let first = rows[1]
      rows = [rows[0]] + (0..<5_000).map { ["team \($0)"] + first.dropFirst() }
    }
    try Self.refused(many, saying: ["5000", "team"])
  }

  @Test("Misspelt keys, empty files, instruments without a key")
  func studyFile() throws {
    try Self.refused(Self.data(), study: Self.study + "\nthreshhold: 12", saying: ["threshhold", "threshold", "line"])
    try Self.refused(Self.data(), study: Self.study + "\nthreshold: 3", saying: ["threshold", "5"])
    try Self.refused("", saying: ["data.csv", "empty"])
    try Self.refused(Self.data { $0 = [$0[0]] }, saying: ["data.csv"])
    let aws = "study: x\ninstruments:\n  - {id: aws29, columns: c1..c19}\n"
    try Self.refused(Self.data(), study: aws, saying: ["aws29", "confirm"])
  }

  @Test("An item without an answer stops the report and the scoring, with its column, and writes nothing")
  func allMissing() throws {
    let missing = Self.data { rows in
      for row in rows.indices.dropFirst() { (rows[row][1], rows[row][4]) = ("", "") }
    }
    try Self.refused(missing, saying: ["2 items of `cbi`", "data.csv, columns c1, c4", "check the columns"])
    let work = try Workplace()
    try work.write(missing, to: "data.csv")
    let run = try work.hearth(
      "score", "data.csv", "--instrument", "cbi", "--columns", "c1..c19", "--out", "scores.csv")
    #expect(run.code == 1 && run.errors.contains("columns c1, c4"), "\(run.errors)")
    #expect(work.contents == ["data.csv"])
    let strange = Self.data { rows in for row in rows.indices.dropFirst() { rows[row][3] = "7" } }
    try Self.refused(
      strange, study: Self.study + "\noutOfRange: missing", saying: ["an item of `cbi`", "column c3"])
  }

  @Test("Questions that were not asked are no obstacle once their scale is left out")
  func notAsked() throws {
    let missing = Self.data { rows in
      for row in rows.indices.dropFirst() { for item in 14...19 { rows[row][item] = "" } }
    }
    try Self.refused(missing, saying: ["6 items of `cbi`", "without:"])
    let without = Self.study.replacingOccurrences(of: "c1..c19}", with: "c1..c19, without: [client]}")
    let (run, left) = try Self.analyse(Array(missing.utf8), study: without)
    #expect(run.code == 0 && left.contains("report"), "\(run.errors)")
  }

  @Test("A scale on which everybody has the same score stops the report, and the plan can leave it out")
  func zeroVariance() throws {
    let constant = Self.data { rows in
      for row in rows.indices.dropFirst() { for item in 1...6 { rows[row][item] = "50" } }
    }
    try Self.refused(
      constant,
      saying: ["same score on “Personal burnout”", "data.csv, columns c1, c2, c3, c4, c5, c6", "without: [personal]"])
    let without = Self.study.replacingOccurrences(of: "c1..c19}", with: "c1..c19, without: [personal]}")
    let (run, left) = try Self.analyse(Array(constant.utf8), study: without)
    #expect(run.code == 0 && left.contains("report"), "\(run.errors)")
    let unknown = Self.study.replacingOccurrences(of: "c1..c19}", with: "c1..c19, without: [personel]}")
    try Self.refused(constant, study: unknown, saying: ["personel", "without", "did you mean `personal`"])
    let nothing = Self.study.replacingOccurrences(of: "c1..c19}", with: "c1..c19, without: [personal, work, client]}")
    try Self.refused(constant, study: nothing, saying: ["every scale of `cbi`"])
  }

  @Test("One item that everybody answered alike is no reason to stop")
  func constantItem() throws {
    let constant = Self.data { rows in for row in rows.indices.dropFirst() { rows[row][2] = "50" } }
    let (run, left) = try Self.analyse(Array(constant.utf8))
    #expect(run.code == 0 && left.contains("report"), "\(run.errors)")
  }

  @Test("A score column without a score, or with one and the same, is named")
  func scoreColumns() throws {
    let study = "study: x\nscores:\n  - {column: s, range: [0, 10]}\n"
    let rows = (0..<40).map { "\($0),\($0 % 11)," }
    let empty = "id,other,s\n" + rows.joined(separator: "\n") + "\n"
    try Self.refused(empty, study: study, saying: ["holds no score", "data.csv, column s", "scores:"])
    let same = "id,other,s\n" + rows.map { $0 + "4" }.joined(separator: "\n") + "\n"
    try Self.refused(same, study: study, saying: ["same score on “s”", "column s", "scores:"])
    let outside = "id,other,s\n" + rows.map { $0 + "40" }.joined(separator: "\n") + "\n"
    try Self.refused(outside, study: study + "outOfRange: missing\n", saying: ["holds no score within"])
  }

  @Test("A column that splits nobody is no group")
  func oneLevel() throws {
    let one = Self.data { rows in for row in rows.indices.dropFirst() { rows[row][0] = "North" } }
    try Self.refused(one, saying: ["one answer only, “North”", "data.csv, column team", "groups:"])
    let half = Self.data { rows in
      for row in rows.indices.dropFirst() { rows[row][0] = row.isMultiple(of: 2) ? "North" : "" }
    }
    try Self.refused(half, saying: ["one answer only", "into the empty cells"])
    let none = Self.data { rows in for row in rows.indices.dropFirst() { rows[row][0] = "" } }
    try Self.refused(none, saying: ["holds no answer", "column team"])
  }

  @Test("Cells that say NaN or inf are all counted, and the first ones named")
  func notNumbersInItems() throws {
    let data = Self.data { rows in
      for row in [4, 9, 13] { rows[row][2] = "NaN" }
      for row in [5, 6, 7, 8] { rows[row][3] = "inf" }
    }
    try Self.refused(
      data,
      saying: [
        "7 cells", "“NaN”, “inf”", "line 5 ", "line 10 ", "line 14 ", "column c2", "column c3", "and 2 more",
        "--missing NaN --missing inf",
      ])
    try Self.refused(Self.data { $0[4][2] = "NaN" }, saying: ["“NaN” is no answer", "line 5", "--missing NaN"])
  }

  @Test("NaN and inf are texts, and a score column that holds them says so")
  func notNumbers() throws {
    let study = "study: x\nscores:\n  - {column: s, range: [0, 10]}\n"
    var text = "s\n"
    for row in 0..<40 { text += row == 20 ? "NaN\n" : "\(row % 11)\n" }
    try Self.refused(text, study: study, saying: ["NaN", "line 22"])
  }

  @Test("A field of a megabyte is read")
  func longField() throws {
    let study = Self.study + "\nopenQuestions:\n  - {column: words}\n"
    var rows = Self.data().split(separator: "\n").map(String.init)
    rows = rows.enumerated().map {
      $1 + ($0 == 0 ? ",words" : $0 == 9 ? "," + String(repeating: "word ", count: 210_000) : ",fine \($0)")
    }
    let (run, left) = try Self.analyse(Array((rows.joined(separator: "\n") + "\n").utf8), study: study)
    #expect(run.code == 0, "\(run.errors.prefix(300))")
    #expect(left.contains("review.csv"))
  }

  @Test("A folder that Hearth did not write is left alone")
  func folder() throws {
    let work = try Workplace()
    try work.write(Self.data(), to: "data.csv")
    try work.write(Self.study, to: "study.yaml")
    try FileManager.default.createDirectory(
      at: work.folder.appendingPathComponent("report"), withIntermediateDirectories: true)
    try work.write("mine", to: "report/notes.txt")
    let run = try work.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", "report")
    #expect(run.code == 1 && run.errors.contains("did not write"))
    #expect(try work.text("report/notes.txt") == "mine")
    #expect(!work.exists("releases.json"))
  }

  @Test("A file that somebody put beside a report is not lost when the report is made again")
  func strangers() throws {
    let work = try Workplace()
    try work.write(Self.data(), to: "data.csv")
    try work.write(Self.study, to: "study.yaml")
    let command = ["analyse", "data.csv", "--study", "study.yaml", "--out", "report"]
    #expect(try HearthProgram.run(command, in: work.folder).code == 0)
    #expect(try HearthProgram.run(command, in: work.folder).code == 0)
    try work.write("mine", to: "report/tables/notes.txt")
    let run = try HearthProgram.run(command, in: work.folder)
    #expect(run.code == 1 && run.errors.contains("tables/notes.txt"), "\(run.errors)")
    #expect(try work.text("report/tables/notes.txt") == "mine")
  }

  @Test("Wrong options end with 2 and say what is right")
  func usage() throws {
    let work = try Workplace()
    #expect(try work.hearth("analyse").code == 2)
    #expect(try work.hearth("analyze").code == 2)
    #expect(try work.hearth("--help").code == 0)
    #expect(try work.hearth("compare").code == 2)
  }
}
