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

  @Test("A respondents' own word for a code is that of every item that offers it, and of no other")
  func labels() throws {
    let words = ["0": "never", "25": "seldom", "50": "sometimes", "75": "often", "100": "Nearly always"]
    // Items 7 to 9 and 14 to 17 have words of their own for the same codes.
    let data = Self.data { rows in
      for row in rows.indices.dropFirst() {
        for item in 1...19 where !(7...9).contains(item) && !(14...17).contains(item) {
          rows[row][item] = words[rows[row][item]] ?? ""
        }
      }
    }
    let study = BadInputTests.study + "\nlabels:\n  cbi: {never: 0, Nearly always: 100}\n"
    let (_, results) = try Self.report(study, data: data)
    for item in 1...19 {
      let scale = item <= 6 ? "personal" : item <= 13 ? "work" : "client"
      let found = GoldenCaseTests.about(
        "cbi.\(scale).item\(item)", in: GoldenCaseTests.findings(results), having: "rows")
      let labels = (try #require(found, "item \(item)")["rows"] as? [[String: Any]])?.compactMap {
        $0["label"] as? String
      }
      let isFrequency = !(7...9).contains(item) && !(14...17).contains(item)
      #expect(labels?.last == (isFrequency ? "Nearly always" : "to a very high degree"), "item \(item)")
    }
  }

  @Test("Bands come with their cut-offs, one caution and a source that is true; a note of the catalogue with its scale")
  func bands() throws {
    let work = try Workplace()
    try work.write(Self.data(), to: "data.csv")
    try work.write(BadInputTests.study, to: "study.yaml")
    let run = try work.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", "report")
    #expect(run.code == 0, "\(run.errors)")
    let page = try work.text("report/report.html")
    for words in ["moderate (50 to under 75)", "high (75 to under 100)", "severe (100)", "in no band (under 50)"] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(page.contains("These bands are a convention, not from the 2005 paper."))
    #expect(!page.contains("not part of the published instrument"))
    #expect(page.contains("Bands: common use by others") && !page.contains("Bands: Kristensen"))
    #expect(page.contains("Of “Client-related burnout” the catalogue says: skip if there is no client contact."))
    let tables = work.folder.appendingPathComponent("report/tables")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: tables.path).first { $0.hasSuffix("-bands.csv") })
    #expect(try work.text("report/tables/\(name)").contains("moderate (50 to under 75)"))
  }

  @Test("Answers out of range are listed in the report without a number that singles anybody out")
  func outOfRange() throws {
    let work = try Workplace()
    let data = Self.data { rows in
      for row in 5..<17 { rows[row][3] = "99" }
      rows[20][3] = "98"
      (rows[30][4], rows[31][4]) = ("97", "97")
      for row in 5..<17 { rows[row][5] = "99" }
    }
    try work.write(data, to: "data.csv")
    try work.write(BadInputTests.study + "\noutOfRange: missing", to: "study.yaml")
    let run = try work.hearth("analyse", "data.csv", "--study", "study.yaml", "--out", "report")
    #expect(run.code == 0, "\(run.errors)")
    // The file's holder gets every place.
    #expect(run.errors.contains("13 answers in column c3") && run.errors.contains("“98” on line 21"), "\(run.errors)")
    #expect(run.errors.contains("“97” on line 31, “97” on line 32"), "\(run.errors)")
    let page = try work.text("report/report.html")
    #expect(page.contains("Answers that were not counted"))
    for secret in ["98", "97"] { #expect(!page.contains(">\(secret)") && !page.contains("\(secret) and")) }
    let listed = try #require(try work.json("report/results.json")["outOfRange"] as? [[String: Any]])
    #expect(listed.compactMap { $0["column"] as? String } == ["c3", "c4", "c5"])
    // Twelve gave 99 and one gave 98: their number less twelve would count the one.
    #expect(listed[0]["codes"] as? [String] == ["99"] && listed[0]["otherValues"] as? Bool == true)
    #expect((listed[0]["answers"] as? [String: Any])?["suppressed"] != nil)
    #expect(listed[1]["codes"] as? [String] == [] && listed[1]["answers"] as? Int == nil)
    #expect((listed[1]["answers"] as? [String: Any])?["suppressed"] != nil)
    #expect(listed[2]["codes"] as? [String] == ["99"] && listed[2]["answers"] as? Int == 12)
  }

  @Test("Alpha's people, the norm's T score, the checks and χ² stand in page, tables and results")
  func workedOut() throws {
    let data = Self.data { rows in
      for row in rows.indices { rows[row].append(row == 0 ? "shift" : row.isMultiple(of: 2) ? "Day" : "Night") }
      for row in 1...3 { rows[row][6] = "" }
    }
    let study = """
      study: Small
      instruments:
        - {id: cbi, columns: c1..c19}
      groups:
        - {column: team, title: Team, merge: {Rest: [South, East, West, Mid]}}
      characteristics:
        - {column: shift, title: Shift}
      crossTabulations:
        - {rows: team, columns: shift}
      norms:
        cbi:
          work: {name: Invented norm, source: nobody, mean: 40, sd: 20}
      """
    let (page, results) = try Self.report(study, data: data)
    let findings = GoldenCaseTests.findings(results)
    let people = try ["personal", "work"].map { id in
      let scale = GoldenCaseTests.about("cbi.\(id)", in: findings, having: "reliability")
      return try #require(scale?["reliability"] as? [String: Any])["people"]
    }
    // Three people left out an item of the first scale: their number is not given.
    #expect((people[0] as? [String: Any])?["suppressed"] != nil && people[1] as? Int == 46)
    #expect(page.contains("“Not given”: the number of people would single out"))
    let work = GoldenCaseTests.about("cbi.work", in: findings, having: "norms")
    let norm = try #require((work?["norms"] as? [[String: Any]])?.first)
    let mean = try #require(work?["mean"] as? Double)
    #expect(abs((norm["tScore"] as? Double ?? 0) - (50 + (mean - 40) / 2)) <= 0.051)
    #expect(norm["percentile"] is NSNumber && page.contains("T score of"))
    #expect(try Self.comparison(results)["checks"] is [String: Any] && page.contains("checks of the tests"))
    let table = try #require(findings.first { $0["association"] != nil })
    let association = try #require(table["association"] as? [String: Any])
    #expect(association["degreesOfFreedom"] as? Int == 1 && association["p"] as? Double == 1)
    #expect(page.contains("There is no clear association between team and shift"))
  }
}
