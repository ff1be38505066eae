import Dataset
import Foundation
import Testing

/// The same answers as CSV, workbook and SPSS file: every command takes each.
@Suite struct FormatTests {
  /// A data file as a table to write; categories of fewer than twenty short words become labelled codes.
  static func export(_ data: Dataset) throws -> TableExport {
    let rows = 0..<data.rowCount
    return try TableExport(
      data.columns.map { column in
        switch column.storage {
        case .integer: .init(name: column.name, values: .whole(rows.map { column.number(at: $0).map { Int($0) } }))
        case .real: .init(name: column.name, values: .numbers(rows.map { column.number(at: $0) }))
        case .category(_, let levels) where levels.count < 20 && levels.allSatisfy { $0.utf8.count <= 120 }:
          choices(column, levels)
        case .category, .text, .multi, .date:
          .init(name: column.name, values: .texts(rows.map { column.text(at: $0) }))
        }
      })
  }

  /// Codes as a survey tool gives them: bands in their order, other answers as they come.
  private static func choices(_ column: Column, _ levels: [String]) -> TableExport.Field {
    let isBanded = levels.contains { $0.contains(where: \.isNumber) }
    let words = isBanded ? levels.sorted { $0.compare($1, options: .numeric) == .orderedAscending } : levels
    return TableExport.Field(
      name: column.name,
      values: .choices(
        (0..<column.rowCount).map { row in column.text(at: row).flatMap { words.firstIndex(of: $0) }.map { $0 + 1 } }),
      codes: words.enumerated().map { .init($0 + 1, $1) })
  }

  /// `data.csv`, `data.xlsx` and `data.sav` of the example study, and its study file.
  private func example() throws -> Workplace {
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    let folder = work.folder.appendingPathComponent("study")
    let table = try Self.export(try Dataset.read(path: folder.appendingPathComponent("answers.csv").path))
    for format in [TableExport.Format.xlsx, .sav] {
      try table.write(as: format, to: folder.appendingPathComponent("answers.\(format.rawValue)").path)
    }
    return work
  }

  @Test("A report is the same, figure by figure, whatever the format of the data, and verifies")
  func report() throws {
    let work = try example()
    func results(_ format: String) throws -> String {
      try? FileManager.default.removeItem(at: work.folder.appendingPathComponent("study/releases.json"))
      let run = try work.hearth(
        "analyse", "study/answers.\(format)", "--study", "study/study.yaml", "--out", "report-\(format)")
      try #require(run.code == 0, "\(run.errors)")
      let verified = try work.hearth("verify", "report-\(format)", "--data", "study/answers.\(format)")
      #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
      let hash = try #require(
        (try work.json("report-\(format)/manifest.json")["input"] as? [String: Any])?["sha256"] as? String)
      return try work.text("report-\(format)/results.json").replacing(hash, with: "…")
        .replacing("answers.\(format)", with: "answers")
    }
    let plain = try results("csv")
    #expect(plain.count > 10_000)
    #expect(try results("xlsx") == plain)
    let labelled = try results("sav")
    if labelled != plain {
      let lines = zip(plain.split(separator: "\n"), labelled.split(separator: "\n")).first { $0 != $1 }
      Issue.record("\(lines.map { "\($0) / \($1)" } ?? "another length")")
    }
  }

  @Test("describe and suggest say the same of each format", arguments: ["xlsx", "sav"])
  func describe(format: String) throws {
    let work = try example()
    func columns(_ format: String) throws -> [[String: AnyHashable]] {
      let run = try work.hearth("describe", "study/answers.\(format)", "--json")
      let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(json["container"] as? String == (format == "csv" ? "text" : format))
      return try #require(json["columns"] as? [[String: Any]]).map { column in
        ["name", "kind", "missing", "distinct"].reduce(into: [:]) { $0[$1] = column[$1] as? AnyHashable }
      }
    }
    #expect(try columns(format) == columns("csv"))
    let draft = try work.hearth("suggest", "study/answers.\(format)")
    let plain = try work.hearth("suggest", "study/answers.csv")
    #expect(draft.output.replacing("answers.\(format)", with: "answers.csv") == plain.output)
  }

  @Test("Scores are written as a workbook, an SPSS file or CSV by the name, with what the columns mean")
  func scores() throws {
    let people = (0..<30).map { person in (0..<7).map { String((person + $0) % 4) } }
    let work = try Workplace()
    try work.write(ScoreTests.items("g", people), to: "data.csv")
    let arguments = ["score", "data.csv", "--instrument", "gad7", "--columns", "g1..g7", "--bands"]
    var tables: [[[String?]]] = []
    for name in ["scores.csv", "scores.xlsx", "scores.sav"] {
      let run = try HearthProgram.run(arguments + ["--out", name], in: work.folder)
      try #require(run.code == 0, "\(run.errors)")
      let data = try Dataset.read(path: work.folder.appendingPathComponent(name).path)
      tables.append((0..<data.rowCount).map { row in data.columns.map { $0.text(at: row) } })
    }
    #expect(tables[0].count == 30 && tables[1] == tables[0] && tables[2] == tables[0])
    let run = try HearthProgram.run(
      arguments + ["--out", "more.csv", "--dictionary", "columns.csv"], in: work.folder)
    #expect(run.code == 0, "\(run.errors)")
    #expect(try work.text("columns.csv").contains("total"))
    let taken = try HearthProgram.run(arguments + ["--out", "scores.sav"], in: work.folder)
    #expect(taken.code == 1 && taken.errors.contains("nothing is written over"))
  }

  @Test("Items with value labels are scored by their codes, or by their words where the instrument knows them")
  func labelledItems() throws {
    let work = try Workplace()
    func items(_ words: [String], from first: Int, _ name: String) throws {
      let fields = (1...7).map { item in
        TableExport.Field(
          name: "g\(item)", values: .choices((0..<12).map { ($0 + item) % 4 + first }),
          codes: words.enumerated().map { .init($0 + first, $1) })
      }
      try TableExport(fields).write(as: .sav, to: work.folder.appendingPathComponent(name).path)
    }
    func score(_ name: String, _ more: String...) throws -> HearthProgram.Run {
      try HearthProgram.run(
        ["score", name, "--instrument", "gad7", "--columns", "g1..g7", "--out", name + ".csv"] + more, in: work.folder)
    }
    // Words of a form of one's own: the codes behind them count.
    try items(["w", "x", "y", "z"], from: 0, "own.sav")
    let own = try score("own.sav")
    #expect(own.code == 0, "\(own.errors)")
    // The same words behind other codes, explained.
    try items(["w", "x", "y", "z"], from: 1, "shifted.sav")
    #expect(try score("shifted.sav").code == 1)
    try work.write("labels: {gad7: {w: 0, x: 1, y: 2, z: 3}}\n", to: "labels.yaml")
    let explained = try score("shifted.sav", "--labels", "labels.yaml")
    #expect(explained.code == 0, "\(explained.errors)")
    #expect(try work.text("shifted.sav.csv") == work.text("own.sav.csv"))
    // Half explained, and against the codes of the file.
    try work.write("labels: {gad7: {w: 0}}\n", to: "half.yaml")
    try? FileManager.default.removeItem(at: work.folder.appendingPathComponent("shifted.sav.csv"))
    let half = try score("shifted.sav", "--labels", "half.yaml")
    #expect(half.code == 1 && half.errors.contains("says that 1 stands for “w”"), "\(half.errors)")
  }

  @Test("compare takes labelled answers as words, and as numbers when asked")
  func compare() throws {
    let work = try Workplace()
    let table = try TableExport([
      .init(
        name: "team", values: .choices((0..<40).map { $0 % 2 + 1 }), codes: [.init(2, "North"), .init(1, "South")]),
      .init(
        name: "q", values: .choices((0..<40).map { $0 % 5 % 3 + 1 }),
        codes: [.init(1, "low"), .init(2, "middle"), .init(3, "high")]),
    ])
    try table.write(as: .sav, to: work.folder.appendingPathComponent("data.sav").path)
    let words = try work.hearth("compare", "data.sav", "--outcome", "q", "--by", "team")
    #expect(words.code == 0 && words.output.contains("middle") && !words.output.contains("ANOVA"), "\(words.errors)")
    let numbers = try work.hearth("compare", "data.sav", "--outcome", "q", "--by", "team", "--as-numbers")
    #expect(numbers.code == 0 && numbers.output.contains("ANOVA"), "\(numbers.errors)")
    let south = try #require(numbers.output.range(of: "South")?.lowerBound)
    let north = try #require(numbers.output.range(of: "North")?.lowerBound)
    #expect(south < north)
  }

  @Test("A sheet is named with --sheet, also when the report is verified")
  func sheets() throws {
    let work = try example()
    let none = try work.hearth("describe", "study/answers.xlsx", "--sheet", "Dictionry")
    #expect(none.code == 1 && none.errors.contains("did you mean “Dictionary”?"))
    let other = try work.hearth("describe", "study/answers.xlsx", "--sheet", "Dictionary")
    #expect(other.code == 0 && other.output.contains("rows_with_value"))
    let csv = try work.hearth("describe", "study/answers.csv", "--sheet", "Data")
    #expect(csv.code == 1 && csv.errors.contains("leave --sheet out"))
    let made = try work.hearth(
      "analyse", "study/answers.xlsx", "--sheet", "Data", "--study", "study/study.yaml", "--out", "report")
    #expect(made.code == 0, "\(made.errors)")
    #expect((try work.json("report/manifest.json")["input"] as? [String: Any])?["sheet"] as? String == "Data")
    #expect(try work.hearth("verify", "report", "--data", "study/answers.xlsx").code == 0)
  }
}
