import Foundation
import Testing

/// The study file of docs/study-file.md, run as it stands against data with the columns it names.
@Suite struct DocumentedStudyTests {
  static func example() throws -> String {
    let page = try String(
      contentsOf: HearthProgram.root.appendingPathComponent("docs/study-file.md"), encoding: .utf8)
    let start = try #require(page.range(of: "```yaml\n"))
    let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
    return String(page[start.upperBound..<end.lowerBound])
  }

  static let ours = """
    id: ours
    name: Our own questions
    items: 3
    responses:
      - {id: agree, codes: {1: no, 2: partly, 3: yes}}
    scales:
      - {id: ease, label: Ease, items: [1, 2, 3], reversed: [2], aggregate: mean, direction: better, minimum: 2}
    """

  /// 120 people; deterministic, without any pattern that a split would find.
  static func data() -> String {
    let columns =
      (1...22).map { "mbi\($0)" } + ["q1", "q2", "q3", "total", "sector", "age", "lived", "activities", "help"]
    func pick<Choice>(_ choices: [Choice], _ person: Int, _ salt: Int) -> Choice {
      choices[Int((UInt64(person * 31 + salt) &* 0x9E37_79B9_7F4A_7C15) >> 40) % choices.count]
    }
    var lines = [columns.joined(separator: ",")]
    for person in 0..<120 {
      var row = (1...22).map { String(pick([0, 1, 2, 3, 4, 5, 6], person, $0)) }
      row += (0..<3).map { pick(["no", "partly", "yes", "Mostly"], person, 40 + $0) }
      row.append(String(pick(Array(0...60), person, 50)))
      row.append(pick(["Third sector", "NHS", "Local authority"], person, 51))
      row.append(pick(["18-34", "35-54", "55 and over"], person, 52))
      row.append(pick(["Own", "Family", "Own; Family", ""], person, 53))
      row.append(pick(["Visits", "Groups", "Visits; Groups", "Visits; Phone", ""], person, 54))
      row.append(pick(["More time with people in the week \(person)", ""], person, 55))
      lines.append(row.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("The documented example runs")
  func runs() throws {
    let work = try Workplace()
    try work.write(Self.data(), to: "answers.csv")
    try work.write(Self.example(), to: "study.yaml")
    try work.write(Self.ours, to: "ours.yaml")
    try work.write((1...22).map { "\($0). Invented sentence number \($0)" }.joined(separator: "\n"), to: "mbi.txt")
    let confirmed = try work.hearth(
      "instruments", "confirm", "mbi_hss", "--by", "An evaluator", "--on", "2026-05-01", "--edition", "Invented",
      "--scale", "EE: 1 2 3 6 8 13 14 16 20", "--scale", "DP: 5 10 11 15 22", "--scale", "PA: 4 7 9 12 17 18 19 21",
      "--out", "mbi.yaml")
    #expect(confirmed.code == 0, "\(confirmed.errors)")
    let run = try work.hearth("analyse", "answers.csv", "--study", "study.yaml", "--out", "report")
    #expect(run.code == 0, "\(run.errors)")
    let page = try work.text("report/report.html")
    for part in ["Emotional exhaustion", "Ease", "Strain", "National sample", "Role activities", "Third sector"] {
      #expect(page.contains(part), "the report does not speak of “\(part)”")
    }
    #expect(!page.contains("Personal accomplishment"))
    #expect(run.output.contains("open answers wait"))
    let scored = try work.hearth(
      "score", "answers.csv", "--instrument", "ours.yaml", "--columns", "q1,q2,q3", "--labels", "study.yaml", "--out",
      "scores.csv")
    #expect(scored.code == 0, "\(scored.errors)")
  }
}
