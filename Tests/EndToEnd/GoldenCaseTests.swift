import Foundation
import Testing

/// 40 people in sectors of 22, 1, 1, 2 and 14, at a threshold of 10.
@Suite(.serialized) struct GoldenCaseTests {
  /// The finding of a kind and subject in results.json.
  static func findings(_ results: [String: Any]) -> [[String: Any]] {
    var found: [[String: Any]] = []
    func walk(_ value: Any) {
      if let object = value as? [String: Any] {
        if object["subject"] != nil || object["rowSubject"] != nil { found.append(object) }
        object.values.forEach(walk)
      } else if let array = value as? [Any] {
        array.forEach(walk)
      }
    }
    walk(results)
    return found
  }

  static func about(_ id: String, in findings: [[String: Any]], having key: String) -> [String: Any]? {
    findings.first { (($0["subject"] as? [String: Any])?["id"] as? String) == id && $0[key] != nil }
  }

  @Test("The report gives whole-sample scores, a two-sector comparison with tests and a list of what was withheld")
  func report() throws {
    let work = try Workplace()
    #expect(try work.hearth("example", "--out", "study").code == 0)
    let run = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.isEmpty, "a pipe gets no progress and no noise: \(run.errors)")
    let findings = Self.findings(try work.json("report/results.json"))

    // Published means over everyone, to one decimal.
    for (id, mean) in [("mbi_hss.EE", 2.4), ("aws28.workload", 3.1)] {
      let scale = try #require(
        Self.about(id, in: findings, having: "reliability") ?? Self.about(id, in: findings, having: "box"))
      #expect(abs((scale["mean"] as? Double ?? .nan) - mean) <= 0.15)
    }
    let comparison = try #require(Self.about("mbi_hss.EE", in: findings, having: "groups"))
    let groups = try #require(comparison["groups"] as? [[String: Any]])
    #expect(
      groups.compactMap { $0["label"] as? String }.sorted() == ["Statutory sector", "Third and community sector"])
    let tests = try #require(comparison["tests"] as? [[String: Any]])
    #expect(Set(tests.compactMap { $0["method"] as? String }).isSuperset(of: ["classic", "welch", "rank"]))

    let sector = try #require(Self.about("sector", in: findings, having: "rows"))
    let counts = (sector["rows"] as? [[String: Any]] ?? []).compactMap { $0["count"] as? Int }
    #expect(counts.sorted() == [17, 23])

    let page = try work.text("report/report.html")
    #expect(page.contains("withheld") || page.contains("not given") || page.contains("Not shown"))
    for single in ["Community-led (1", "n = 1<", "(n = 1)"] { #expect(!page.contains(single)) }
  }

  @Test("No count of people below the threshold stands anywhere in the results")
  func counts() throws {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    _ = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report")
    func walk(_ value: Any, _ path: String) {
      if let object = value as? [String: Any] {
        for (key, inner) in object {
          if ["count", "base", "people", "n"].contains(key), let number = inner as? Int, !path.contains("reliability") {
            #expect(number >= 10, "\(path).\(key) is \(number)")
          }
          walk(inner, "\(path).\(key)")
        }
      } else if let array = value as? [Any] {
        for (index, inner) in array.enumerated() { walk(inner, "\(path)[\(index)]") }
      }
    }
    walk(try work.json("report/results.json"), "results")
  }

  @Test("Verify accepts the report, and names what differs when a figure or the data were changed")
  func verify() throws {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    _ = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report")
    let good = try work.hearth("verify", "report", "--data", "study/answers.csv")
    #expect(good.code == 0, "\(good.output)\(good.errors)")

    let results = try work.text("report/results.json")
    let changed = try #require(results.range(of: "\"mean\": "))
    var tampered = results
    tampered.insert("9", at: changed.upperBound)
    try work.write(tampered, to: "report/results.json")
    let bad = try work.hearth("verify", "report", "--data", "study/answers.csv")
    #expect(bad.code == 1)
    #expect(bad.output.contains("results.json") && bad.output.contains("mean"))
    try work.write(results, to: "report/results.json")

    let page = try work.text("report/report.html")
    try work.write(
      page.replacingOccurrences(of: "Statutory sector", with: "Statutory Sector"), to: "report/report.html")
    #expect(try work.hearth("verify", "report", "--data", "study/answers.csv").code == 1)
    try work.write(page, to: "report/report.html")

    try work.write(try work.text("study/answers.csv").replacingOccurrences(of: "NHS", with: "Private"), to: "other.csv")
    #expect(try work.hearth("verify", "report", "--data", "other.csv").code == 1)
  }

  @Test("The same report again is granted; the same wave from other data is refused with the reason")
  func ledger() throws {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    let command = ["analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report"]
    #expect(try HearthProgram.run(command, in: work.folder).code == 0)
    let first = try work.text("report/results.json")
    let ledger = try work.text("study/releases.json")
    #expect(try HearthProgram.run(command, in: work.folder).code == 0)
    #expect(try work.text("report/results.json") == first)
    #expect(try work.text("study/releases.json") == ledger)

    var lines = try work.text("study/answers.csv").split(separator: "\n", omittingEmptySubsequences: false)
    lines.removeLast(2)
    try work.write(lines.joined(separator: "\n") + "\n", to: "fewer.csv")
    let refused = try work.hearth("analyse", "fewer.csv", "--study", "study/study.yaml", "--out", "other")
    #expect(refused.code == 1)
    #expect(refused.errors.hasPrefix("error: ") && refused.errors.contains("wave"))
    #expect(!work.exists("other"))
    #expect(work.contents == ["fewer.csv", "report", "study"])
  }

  @Test("Open answers are printed only after a person marked them")
  func review() throws {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    _ = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report")
    let review = try work.text("study/review.csv")
    let rows = review.components(separatedBy: "\r\n").filter { !$0.isEmpty }
    #expect(rows.count > 10)
    let answer = try #require(rows.dropFirst().first { !$0.contains("\"") })
    let text = answer.components(separatedBy: ",")[1]
    #expect(!(try work.text("report/report.html")).contains(text))
    let marked = rows.map { row in
      row == answer
        ? row.replacingOccurrences(of: ",,", with: ",redact,A worker asked for time to talk.", options: .backwards)
        : row
    }
    try work.write(marked.joined(separator: "\r\n") + "\r\n", to: "study/review.csv")
    let second = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report")
    #expect(second.code == 0, "\(second.errors)")
    let page = try work.text("report/report.html")
    #expect(page.contains("A worker asked for time to talk."))
    #expect(!page.contains(text))
    #expect(try work.hearth("verify", "report", "--data", "study/answers.csv").code == 0)
  }
}
