import Foundation
import Testing

/// `hearth check` on real files, and the report in other formats.
@Suite(.serialized) struct DocumentTests {
  static func has(_ program: String) -> Bool {
    let found = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
    if !found {
      print("left out: \(program) is not installed (make bootstrap installs it)")
      if ProcessInfo.processInfo.environment["CI"] != nil {
        Issue.record("\(program) is missing where nothing may be left out")
      }
    }
    return found
  }

  static let sound = """
    # Results

    Of 40 people, 22 (55%) worked in the third sector and 18 (45%) in the statutory sector.
    The sectors differed, F(1, 38) = 9.20, p = .004.
    """

  static let unsound = """
    # Results

    Of 40 people, 22 (65%) worked in the third sector and 18 (45%) in the statutory sector.
    The sectors differed, F(1, 38) = 2.20, p = .004.
    """

  @Test(
    "A sound document is silent and an unsound one is not, as Markdown, Word and HTML",
    arguments: ["md", "docx", "html"])
  func formats(format: String) throws {
    if format != "md", !Self.has("pandoc") { return }
    let work = try Workplace()
    for (name, text) in [("sound", Self.sound), ("unsound", Self.unsound)] {
      try work.write(text, to: "\(name).md")
      if format != "md" { try Self.run("pandoc", ["\(name).md", "-s", "-o", "\(name).\(format)"], in: work.folder) }
    }
    let good = try work.hearth("check", "sound.\(format)")
    #expect(good.code == 0, "\(good.output)\(good.errors)")
    let bad = try work.hearth("check", "unsound.\(format)", "--json")
    #expect(bad.code == 1, "\(bad.errors)")
    #expect(bad.output.contains("65") && bad.output.contains("2.20"))
  }

  @Test("The report of the example raises no error in check, reads in Word and prints as PDF")
  func ownReport() throws {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    var command = ["analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report"]
    if Self.has("pandoc"), Self.has("rsvg-convert") { command.append("--docx") }
    if Self.has("chromium") { command.append("--pdf") }
    let run = try HearthProgram.run(command, in: work.folder)
    #expect(run.code == 0, "\(run.errors)")
    let check = try work.hearth("check", "report/report.html")
    #expect(check.code == 0, "\(check.output.prefix(2_000))")
    if command.contains("--docx") {
      try Self.run("pandoc", ["report/report.docx", "-t", "plain", "-o", "report.txt"], in: work.folder)
      #expect(try work.text("report.txt").contains("Emotional exhaustion"))
    }
    if command.contains("--pdf"), Self.has("pdftotext") {
      #expect(
        try Data(contentsOf: work.folder.appendingPathComponent("report/report.pdf")).starts(with: Data("%PDF".utf8)))
      let checked = try work.hearth("check", "report/report.pdf")
      #expect(checked.code == 0, "\(checked.output.prefix(2_000))\(checked.errors)")
    }
    #expect(try work.hearth("verify", "report", "--data", "study/answers.csv").code == 0)
  }

  @Test("Shorter reports for leads and for staff are made from the same findings", arguments: ["lead", "staff"])
  func audiences(audience: String) throws {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    let run = try work.hearth(
      "analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report", "--audience", audience)
    #expect(run.code == 0, "\(run.errors)")
    _ = try work.hearth("analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "full")
    #expect(try work.text("report/report.html").utf8.count < work.text("full/report.html").utf8.count / 2)
    #expect(try work.hearth("verify", "report", "--data", "study/answers.csv").code == 0)
  }

  @Test("A draft study from the example's headers is a study that runs")
  func suggest() throws {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    let draft = try work.hearth("suggest", "study/answers.csv", "--out", "draft.yaml")
    #expect(draft.code == 0, "\(draft.errors)")
    let text = try work.text("draft.yaml")
    for part in [
      "- id: mbi_hss", "columns: mbi1..mbi22", "- id: aws28", "column: sector", "multiple: \"; \"", "openQuestions:",
    ] {
      #expect(text.contains(part), "the draft lacks \(part)")
    }
    try work.write(text + "acceptUnverified: [aws28]\n", to: "draft.yaml")
    let run = try work.hearth("analyse", "study/answers.csv", "--study", "draft.yaml", "--out", "report")
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test("A SurveyMonkey export asks for its encoding and gives the published shares")
  func starWars() throws {
    let source = HearthProgram.root.appendingPathComponent("../shared/data/surveymonkey_StarWars.csv")
      .standardizedFileURL
    guard FileManager.default.fileExists(atPath: source.path) else {
      print("left out: the shared data are not here (surveymonkey_StarWars.csv)")
      return
    }
    let work = try Workplace()
    let refused = try work.hearth("describe", source.path)
    #expect(refused.code == 1 && refused.errors.contains("latin1"))
    let described = try work.hearth("describe", source.path, "--encoding", "latin1", "--json")
    #expect(described.code == 0, "\(described.errors)")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(described.output.utf8)) as? [String: Any])
    #expect(
      json["rows"] as? Int == 1_186 && json["fileColumns"] as? Int == 38 && json["format"] as? String == "surveyMonkey")
    let films = try #require(
      (json["columns"] as? [[String: Any]])?.first { ($0["kind"] as? String) == "multi" }?["name"] as? String)
    try work.write("study: Films\nanswers:\n  - column: \"\(films)\"\n    title: Films seen\n", to: "study.yaml")
    let run = try work.hearth(
      "analyse", source.path, "--study", "study.yaml", "--out", "report", "--encoding", "latin1", "--json")
    #expect(run.code == 0, "\(run.errors)")
    let findings = GoldenCaseTests.findings(try work.json("report/results.json"))
    let table = try #require(GoldenCaseTests.about(films, in: findings, having: "rows"))
    #expect(table["base"] as? Int == 835)
    let shares = (table["rows"] as? [[String: Any]] ?? []).compactMap {
      ($0["share"] as? [String: Any])?["percent"] as? Double ?? $0["share"] as? Double
    }
    #expect(shares.sorted() == [66, 68, 73, 81, 88, 91], "\(shares)")
    #expect(try work.hearth("verify", "report", "--data", source.path).code == 0)
  }

  static func run(_ program: String, _ arguments: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
