import Foundation
import Testing

/// What a study file says must be true of the instrument and the data; a slip there never changes answers unseen.
@Suite struct StudyFileTests {
  /// The answers to the first item in words, the others as codes.
  static func worded(_ words: [String] = ["never/almost never", "seldom", "sometimes", "often", "always"]) -> String {
    BadInputTests.data { rows in
      for row in rows.indices.dropFirst() { rows[row][1] = words[(row * 3) % 5] }
    }
  }

  @Test("A label for a code that the instrument does not have, or for another code than the known one, is refused")
  func labels() throws {
    let data = Self.worded(["never/almost never", "seldom", "sometimes", "often", "all the time"])
    for (labels, parts) in [
      (#"{"all the time": 30}"#, ["study.yaml, line", "labels.cbi.all the time", "no code 30", "0, 25, 50, 75, 100"]),
      (#"{"all the time": 5}"#, ["no code 5", "0, 25, 50, 75, 100"]),
      (
        #"{"all the time": 100, "Often": 25}"#,
        ["labels.cbi.Often", "cannot stand for 25", "75", "0, 25, 50, 75, 100"]
      ),
      (#"{"all the time": 100, "All  the time": 0}"#, ["cannot stand for 0", "100"]),
      (#"{"all the time": 100, "75": 25}"#, ["labels.cbi.75", "cannot stand for 25"]),
    ] {
      try BadInputTests.refused(data, study: BadInputTests.study + "\nlabels:\n  cbi: \(labels)\n", saying: parts)
    }
    let (run, _) = try BadInputTests.analyse(
      Array(data.utf8), study: BadInputTests.study + "\nlabels:\n  cbi: {\"All the time\": 100, often: 75}\n")
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test("A column named twice for one instrument is refused")
  func columnTwice() throws {
    let columns = (1...18).map { "c\($0)" } + ["c18"]
    let study = BadInputTests.study.replacingOccurrences(
      of: "c1..c19", with: "[\(columns.joined(separator: ", "))]")
    try BadInputTests.refused(BadInputTests.data(), study: study, saying: ["“c18”", "two items", "columns"])
  }

  @Test("An instrument that is not known is named, not the one its labels were meant for")
  func unknownInstrument() throws {
    let study = BadInputTests.study.replacingOccurrences(of: "id: cbi", with: "id: cbj")
    try BadInputTests.refused(
      BadInputTests.data(), study: study + "\nlabels:\n  cbi: {x: 100}\n",
      saying: ["study.yaml, line 3", "no instrument “cbj”", "did you mean “cbi”"])
    try BadInputTests.refused(BadInputTests.data(), study: "\n", saying: ["study.yaml", "empty", "hearth suggest"])
  }

  @Test("Scoring takes the words of the form from a file, and speaks of its own options")
  func scoringWords() throws {
    let work = try Workplace()
    try work.write(Self.worded(["never/almost never", "seldom", "sometimes", "often", "all the time"]), to: "data.csv")
    let score = ["score", "data.csv", "--instrument", "cbi", "--columns", "c1..c19", "--out", "scores.csv"]
    let unknown = try HearthProgram.run(score, in: work.folder)
    #expect(unknown.code == 1 && unknown.errors.contains("--labels"), "\(unknown.errors)")
    #expect(!unknown.errors.contains("in the study file"))
    try work.write("labels:\n  cbi: {\"all the time\": 101}\n", to: "words.yaml")
    let wrong = try HearthProgram.run(score + ["--labels", "words.yaml"], in: work.folder)
    #expect(wrong.code == 1 && wrong.errors.contains("words.yaml, line 2"), "\(wrong.errors)")
    try work.write("labels:\n  aws28: {x: 1}\n", to: "words.yaml")
    let others = try HearthProgram.run(score + ["--labels", "words.yaml"], in: work.folder)
    #expect(others.code == 1 && others.errors.contains("no labels of `cbi`"), "\(others.errors)")
    try work.write("labels:\n  cbi: {\"all the time\": 100}\n", to: "words.yaml")
    let run = try HearthProgram.run(score + ["--labels", "words.yaml"], in: work.folder)
    #expect(run.code == 0, "\(run.errors)")
    let codes = try Workplace()
    try codes.write(Self.worded(["0", "25", "50", "75", "100"]), to: "data.csv")
    #expect(try HearthProgram.run(score, in: codes.folder).code == 0)
    #expect(try work.text("scores.csv") == codes.text("scores.csv"))
  }

  @Test("Codes out of range point a scorer to the option, not to a study file")
  func scoringRange() throws {
    let work = try Workplace()
    try work.write(BadInputTests.data { $0[12][3] = "30" }, to: "data.csv")
    let run = try work.hearth(
      "score", "data.csv", "--instrument", "cbi", "--columns", "c1..c19", "--out", "scores.csv")
    #expect(run.code == 1 && run.errors.contains("1 answer in column"), "\(run.errors)")
    #expect(run.errors.contains("is none of the codes") && run.errors.contains("--out-of-range-missing"))
    #expect(!run.errors.contains("study file"))
  }

  /// A second group column, a list of options and an identifier beside the answers.
  static func rich(_ people: Int = 40) -> String {
    BadInputTests.data { rows in
      rows = Array(rows.prefix(people + 1))
      rows[0] += ["lived", "person", "words"]
      for row in rows.indices.dropFirst() {
        rows[row] += [
          ["Own; Family", "Own", "Family", ""][row % 4], "R\(1000 + row * 7)", "Said at length, row \(row)",
        ]
        rows[row][22] = "\"\(rows[row][22])\""
      }
    }
  }

  @Test(
    "What leads nowhere with these data is refused, with the way on",
    arguments: [
      (
        "openQuestions:\n  - {column: words, band: cbi.persnal}",
        ["openQuestions[0]", "no scale `cbi.persnal`", "did you mean `cbi.personal`"]
      ),
      ("characteristics:\n  - {column: lived, multiple: \"|\"}", ["lived", "“|”", "multiple"]),
      (
        "norms:\n  cbi:\n    personal: {source: \"Invented 2020\", mean: 130}",
        ["norms.cbi.personal", "130", "from 0 to 100"]
      ),
      (
        "norms:\n  cbi:\n    personal: {source: \"Invented 2020\", mean: 40, quartiles: [-1, 40, 60]}",
        ["norms.cbi.personal", "-1", "from 0 to 100"]
      ),
      ("threshold: 41", ["40 people", "threshold of 41", "lower `threshold:`"]),
      ("answers:\n  - {column: person}", ["person", "every value", "different", "take it out"]),
      ("openQuestions:\n  - {column: person}", ["person", "every value", "different", "take it out"]),
    ])
  func nowhere(addition: String, parts: [String]) throws {
    try BadInputTests.refused(Self.rich(), study: BadInputTests.study + "\n" + addition + "\n", saying: parts)
  }

  @Test("A band of a scale that is left out is refused, as is a merge of answers that nobody gave")
  func leftOut() throws {
    let without = BadInputTests.study.replacingOccurrences(of: "c1..c19}", with: "c1..c19, without: [client]}")
    try BadInputTests.refused(
      Self.rich(), study: without + "\nopenQuestions:\n  - {column: words, band: cbi.client}\n",
      saying: ["cbi.client", "left out by `without:`"])
    let merging = BadInputTests.study.replacingOccurrences(
      of: "title: Team}", with: "title: Team, merge: {Both: [North, Antarctica]}}")
    try BadInputTests.refused(Self.rich(), study: merging, saying: ["“Antarctica”", "merge", "North, South"])
  }

  @Test("Fewer people than the threshold give no empty report")
  func tooFew() throws {
    try BadInputTests.refused(Self.rich(9), saying: ["9 people", "threshold of 10", "wait for more answers"])
  }

  @Test("A draft leaves identifiers alone and keeps what people wrote")
  func identifiers() throws {
    let work = try Workplace()
    try work.write(Self.rich(), to: "data.csv")
    let run = try work.hearth("suggest", "data.csv")
    let parts = run.output.components(separatedBy: "# Not used:")
    #expect(run.code == 0 && parts.count == 2, "\(run.output)")
    #expect(parts.last?.contains("person: an identifier") == true && parts.first?.contains("person") == false)
    #expect(parts.first?.contains("column: words") == true, "\(run.output)")
  }

  @Test("Separators left below the data are nobody, and every command says so")
  func emptyRows() throws {
    let work = try Workplace()
    let data = BadInputTests.data()
    let tail = String(repeating: ",", count: 19) + "\n"
    try work.write(data + tail + tail, to: "data.csv")
    try work.write(BadInputTests.study, to: "study.yaml")
    let described = try work.hearth("describe", "data.csv")
    #expect(described.output.contains("40 rows") && described.errors.contains("2 rows of data.csv"), "\(described)")
    let run = try work.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", "report")
    #expect(run.code == 0 && run.errors.contains("2 rows of data.csv"), "\(run.errors)")
    let plain = try Workplace()
    try plain.write(data, to: "data.csv")
    try plain.write(BadInputTests.study, to: "study.yaml")
    _ = try plain.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", "report")
    let tables = try FileManager.default.contentsOfDirectory(atPath: plain.folder.path + "/report/tables")
    #expect(!tables.isEmpty)
    for table in tables { #expect(try work.text("report/tables/" + table) == plain.text("report/tables/" + table)) }
  }
}
