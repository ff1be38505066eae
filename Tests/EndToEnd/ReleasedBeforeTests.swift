import Foundation
import Testing

/// What reports made from one study folder may say beside each other.
@Suite(.serialized) struct ReleasedBeforeTests {
  /// The first scale of nineteen items again, under another name and with another rule for missing answers.
  static let strict = """
    id: strict
    name: Invented scale
    version: own
    citation: "nobody"
    items: 6
    key: confirmed
    scoring: open
    responses:
      - {id: often, items: [1, 2, 3, 4, 5, 6], codes: {0: a, 25: b, 50: c, 75: d, 100: e}}
    scales:
      - {id: whole, label: Strict, items: [1, 2, 3, 4, 5, 6], aggregate: mean, direction: worse, minimum: 6}
    """

  static let study = "study: Small\ninstruments:\n  - {id: cbi, columns: c1..c19}\n"
  static let second = "study: Small\ninstruments:\n  - {id: strict, file: strict.yaml, columns: c1..c6}\n"

  /// One of the 46 leaves out one answer: a score by one rule, none by the other.
  static let oneMissing = PlanTests.data { rows in rows[5][3] = "" }

  private func place(_ data: String = oneMissing) throws -> Workplace {
    let work = try Workplace()
    try work.write(data, to: "data.csv")
    try work.write(Self.strict, to: "strict.yaml")
    try work.write(Self.study, to: "study.yaml")
    try work.write(Self.second, to: "second.yaml")
    return work
  }

  private func analyse(_ work: Workplace, _ data: String, _ study: String, _ out: String) throws -> HearthProgram.Run {
    try work.hearth("analyse", data, "--study", study, "--out", out)
  }

  @Test("One person's score does not follow from two scales on the same columns, in one report or in two")
  func sameColumns() throws {
    let work = try place()
    try work.write(Self.study + Self.second.split(separator: "\n")[2], to: "both.yaml")
    #expect(try analyse(work, "data.csv", "study.yaml", "first").code == 0)
    for (study, out) in [("second.yaml", "later"), ("both.yaml", "both")] {
      let run = try analyse(work, "data.csv", study, out)
      #expect(run.code == 0, "\(run.errors)")
      let findings = GoldenCaseTests.findings(try work.json("\(out)/results.json"))
      #expect(GoldenCaseTests.about("strict.whole", in: findings, having: "mean") == nil)
      #expect(try work.text("\(out)/report.html").contains("rests on the same columns"))
      let verified = try work.hearth("verify", out, "--data", "data.csv")
      #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    }
    // Where both rules give everybody a score, both scales are given.
    let complete = try place(PlanTests.data())
    try complete.write(Self.study + Self.second.split(separator: "\n")[2], to: "both.yaml")
    #expect(try analyse(complete, "data.csv", "both.yaml", "both").code == 0)
    let findings = GoldenCaseTests.findings(try complete.json("both/results.json"))
    #expect(GoldenCaseTests.about("strict.whole", in: findings, having: "mean") != nil)
  }

  @Test("The same answers, or one person more, are no new wave, and the message does not lead round the rule")
  func newWave() throws {
    let work = try place()
    try work.write("wave: later\n" + Self.study, to: "later.yaml")
    #expect(try analyse(work, "data.csv", "study.yaml", "first").code == 0)
    let same = try analyse(work, "data.csv", "later.yaml", "second")
    #expect(same.code != 0 && same.errors.contains("the same file as wave 1"), "\(same.errors)")
    try work.write(Self.oneMissing + Self.oneMissing.split(separator: "\n")[9] + "\n", to: "late.csv")
    let late = try analyse(work, "late.csv", "later.yaml", "second")
    #expect(late.code != 0 && late.errors.contains("nearly the same answers as in wave 1"), "\(late.errors)")
    let changed = try analyse(work, "late.csv", "study.yaml", "second")
    #expect(changed.code != 0 && changed.errors.contains("new answers alone"), "\(changed.errors)")
    #expect(!FileManager.default.fileExists(atPath: work.folder.appendingPathComponent("second").path))
    // Other answers are another wave.
    let turned = PlanTests.data { rows in
      let first = rows[1...].map { Array($0.dropFirst()) }
      for row in 1..<rows.count { rows[row] = [rows[row][0]] + first[row - 1].reversed() }
      for row in stride(from: 1, to: rows.count, by: 2) { rows[row][1] = rows[row][1] == "0" ? "25" : "0" }
    }
    try work.write(turned, to: "turned.csv")
    let other = try analyse(work, "turned.csv", "later.yaml", "second")
    #expect(other.code == 0, "\(other.errors)")
  }

  @Test("A later report's manifest tells a reader nothing of what was released before, and the report verifies")
  func sealed() throws {
    let work = try place()
    #expect(try analyse(work, "data.csv", "study.yaml", "first").code == 0)
    #expect(try analyse(work, "data.csv", "study.yaml", "second").code == 0)
    let manifest = try work.text("second/manifest.json")
    #expect(manifest.contains("releasedBefore") && !manifest.contains("\"base\"") && !manifest.contains("outcomes"))
    #expect(try work.json("second/manifest.json")["releasedBefore"] is String)
    #expect(try work.hearth("verify", "second", "--data", "data.csv").code == 0)
    // A manifest of an older version keeps the record as it is.
    var older = try work.json("second/manifest.json")
    older["releasedBefore"] = try work.json("releases.json")
    try work.write(Array(JSONSerialization.data(withJSONObject: older)), to: "second/manifest.json")
    #expect(try work.hearth("verify", "second", "--data", "data.csv").code == 0)
  }

  @Test("An open question is listed once")
  func openQuestionTwice() throws {
    let work = try place()
    let line = "  - {column: team, band: cbi.personal}\n"
    try work.write(Self.study + "openQuestions:\n" + line + line, to: "study.yaml")
    let run = try analyse(work, "data.csv", "study.yaml", "out")
    #expect(run.code != 0 && run.errors.contains("stands here twice"), "\(run.errors)")
  }
}
