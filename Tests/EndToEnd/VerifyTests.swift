import Foundation
import Testing

/// What `hearth verify` says of a report that was changed, and of one whose review has gone on.
@Suite(.serialized) struct VerifyTests {
  /// The example study, analysed.
  private func analysed() throws -> Workplace {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    let run = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report")
    try #require(run.code == 0, "\(run.errors)")
    return work
  }

  @Test("A difference in a page is placed under its heading, with the words on both sides")
  func place() throws {
    let work = try analysed()
    let page = try work.text("report/report.html")
    let heading = try #require(page.range(of: "Where the figures come from</h3>"))
    let word = try #require(page.range(of: "answers.csv", range: heading.upperBound..<page.endIndex))
    try work.write(page.replacingCharacters(in: word, with: "answerz.csv"), to: "report/report.html")
    let run = try work.hearth("verify", "report", "--data", "study/answers.csv", "--json")
    #expect(run.code == 1)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let difference = try #require((json["differences"] as? [[String: Any]])?.first)
    let (place, was, now) = (
      difference["place"] as? String ?? "", difference["was"] as? String ?? "", difference["now"] as? String ?? ""
    )
    #expect(place.hasPrefix("under “Where the figures come from” (line ") && place.contains("character"), "\(place)")
    #expect(was.contains("answerz.csv") && now.contains("answers.csv") && was.count < 160, "\(was) \(now)")
  }

  @Test("Files that are not made again are named: conversions go by their SHA-256, others are not compared")
  func otherFiles() throws {
    guard DocumentTests.has("pandoc"), DocumentTests.has("rsvg-convert") else { return }
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    let made = try work.hearth(
      "analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report", "--docx")
    try #require(made.code == 0, "\(made.errors)")
    try work.write("mine", to: "report/notes.txt")
    let good = try work.hearth("verify", "report", "--data", "study/answers.csv")
    #expect(good.code == 0, "\(good.output)")
    #expect(good.output.contains("by the SHA-256 in manifest.json: report.docx."))
    #expect(good.output.contains("Not compared, because Hearth did not write them: notes.txt."))

    try work.write("PK", to: "report/report.docx")
    let bad = try work.hearth("verify", "report", "--data", "study/answers.csv")
    #expect(bad.code == 1 && bad.output.contains("report.docx SHA-256"), "\(bad.output)")
  }

  @Test(
    "Another data file is called so, before anything is compared", arguments: ["team,c1\nNorth,3\n", "a,b\n1\n2,3,4\n"])
  func otherData(text: String) throws {
    let work = try analysed()
    try work.write(text, to: "other.csv")
    let run = try work.hearth("verify", "report", "--data", "other.csv")
    #expect(run.code == 1 && run.output.isEmpty)
    #expect(run.errors.contains("this is not the file of this report") && run.errors.contains("“answers.csv”"))
  }

  @Test("A difference in a table is placed by line and character")
  func line() throws {
    let work = try analysed()
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: work.folder.appendingPathComponent("report/tables").path)
        .sorted().first)
    let table = try work.text("report/tables/\(name)")
    let second = try #require(table.range(of: "\n")).upperBound
    var changed = table
    changed.insert("x", at: table.index(after: second))
    try work.write(changed, to: "report/tables/\(name)")
    let run = try work.hearth("verify", "report", "--data", "study/answers.csv")
    #expect(run.code == 1)
    #expect(run.output.contains("tables/\(name) line 2, character 2:"), "\(run.output)")
  }

  @Test(
    "An older report verifies when the review has changed since, from its manifest, and no open answer stands in it")
  func reviewGoesOn() throws {
    let work = try analysed()
    let rows = try work.text("study/review.csv").components(separatedBy: "\r\n").filter { !$0.isEmpty }
    let plain = rows.dropFirst().filter { !$0.contains("\"") }
    let (first, second) = (try #require(plain.first), try #require(plain.dropFirst().first))
    func mark(_ decisions: [String: String]) throws {
      let marked = rows.map { row in
        decisions[row].map { row.replacingOccurrences(of: ",,", with: ",\($0)", options: .backwards) } ?? row
      }
      try work.write(marked.joined(separator: "\r\n") + "\r\n", to: "study/review.csv")
    }
    try mark([first: "redact,Time to talk was asked for.", second: "withhold,"])
    let again = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report")
    #expect(again.code == 0, "\(again.errors)")
    #expect(try work.text("report/report.html").contains("Time to talk was asked for."))

    try mark([first: "withhold,", second: "print,"])
    let verified = try work.hearth("verify", "report", "--data", "study/answers.csv")
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    let other = try work.hearth(
      "verify", "report", "--data", "study/answers.csv", "--review", "study/review.csv")
    #expect(other.code == 1 && other.output.contains("report.html"))
    let missing = try work.hearth("verify", "report", "--data", "study/answers.csv", "--review", "none.csv")
    #expect(missing.code == 1 && missing.errors.contains("no review here"))

    let manifest = try work.text("report/manifest.json")
    for row in [first, second] {
      let answer = row.components(separatedBy: ",")[1]
      #expect(!manifest.contains(answer))
    }
    #expect(!manifest.contains("withhold") && !manifest.contains("redact"))
  }

  @Test("The same answers and decisions give the same manifest")
  func reproducible() throws {
    let work = try analysed()
    let first = try work.json("report/manifest.json")
    _ = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "other")
    let second = try work.json("other/manifest.json")
    #expect(first["decisions"] as? String != nil)
    #expect(first["decisions"] as? String == second["decisions"] as? String)
  }
}
