import Foundation
import Testing

/// What a study file asks for, and what the report then says.
@Suite(.serialized) struct PlanTests {
  /// Forty-six people in teams of 20, 14, 5, 4 and 3, who answer nineteen items each around a level of their own.
  static func data(_ change: (inout [[String]]) -> Void = { _ in }) -> String {
    let codes = ["0", "25", "50", "75", "100"]
    let teams = zip(["North", "South", "East", "West", "Mid"], [20, 14, 5, 4, 3]).flatMap {
      [String](repeating: $0, count: $1)
    }
    var rows = [["team"] + (1...19).map { "c\($0)" }]
    for (person, team) in teams.enumerated() {
      let level = person * 7 % 5
      rows.append([team] + (1...19).map { item in codes[min(4, max(0, level + (person * 3 + item * 5) % 3 - 1))] })
    }
    change(&rows)
    return rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  static func report(_ study: String, data: String = data()) throws -> (page: String, results: [String: Any]) {
    let work = try Workplace()
    try work.write(data, to: "data.csv")
    try work.write(study, to: "study.yaml")
    let run = try work.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", "report")
    #expect(run.code == 0, "\(run.errors)")
    let verified = try work.hearth("verify", "report", "--data", "data.csv")
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    return (try work.text("report/report.html"), try work.json("report/results.json"))
  }

  static func comparison(_ results: [String: Any]) throws -> [String: Any] {
    let found = GoldenCaseTests.about("cbi.personal", in: GoldenCaseTests.findings(results), having: "groups")
    return try #require(found)
  }

  @Test("Small groups enter the tests as part of a class, or are left out of them, as the study file says")
  func small() throws {
    let merged = try Self.report(BadInputTests.study)
    let whole = try Self.comparison(merged.results)
    #expect((whole["groups"] as? [[String: Any]])?.compactMap { $0["base"] as? Int }.reduce(0, +) == 46)
    #expect(merged.page.contains("take part in the tests as part of the class they are shown in"))

    let leftOut = try Self.report(
      BadInputTests.study.replacingOccurrences(of: "title: Team}", with: "title: Team, small: leaveOut}"))
    let groups = try #require(try Self.comparison(leftOut.results)["groups"] as? [[String: Any]])
    #expect(groups.compactMap { $0["label"] as? String } == ["North", "South"])
    #expect(leftOut.page.contains("take no part in the tests"))
    let table = GoldenCaseTests.about("team", in: GoldenCaseTests.findings(leftOut.results), having: "rows")
    #expect(
      (table?["rows"] as? [[String: Any]])?.compactMap { $0["label"] as? String }
        == ["North", "South", "Other (East, West, Mid)"])
  }
}
