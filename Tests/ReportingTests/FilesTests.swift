import Foundation
import Testing

@testable import Disclosure
@testable import Reporting

@Suite struct FilesTests {
  @Test(
    "A cell that a spreadsheet would run is made text; a number that Hearth wrote stays one",
    arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(\"x\")", "＝1"])
  func injection(_ text: String) throws {
    let row = CSV(header: ["a", "b"], rows: [[.text(text), .number("-0.5")]]).rendered()
    let line = try #require(String(decoding: row, as: UTF8.self).components(separatedBy: "\r\n").dropFirst().first)
    #expect(line.hasPrefix("'") || line.hasPrefix("\"'"))
    #expect(line.hasSuffix(",-0.5") || text.contains("\r"))
  }

  @Test("Cells follow RFC 4180: quotes doubled, commas and line breaks inside quotes, CRLF after each row")
  func quoting() {
    let csv = CSV(header: ["a", "b"], rows: [[.text("x, \"y\"\nz"), .empty], [.text("'tis"), .number("3")]])
    #expect(String(decoding: csv.rendered(), as: UTF8.self) == "a,b\r\n\"x, \"\"y\"\"\nz\",\r\n'tis,3\r\n")
  }

  @Test("A scale whose title ends in “norms” keeps its table apart from that of the norms")
  func normTitles() throws {
    var report = InventedReport.report()
    let scale = try #require(
      InventedReport.scales.findings.compactMap { finding -> ScaleSummary? in
        if case .scale(let scale) = finding, !scale.value.norms.isEmpty { scale.value } else { nil }
      }.first)
    let titled = ScaleSummary(
      subject: Subject(id: "n", title: "Team norms"), reading: scale.reading, base: 40, mean: scale.mean,
      standardDeviation: scale.standardDeviation, interval: scale.interval, box: scale.box, reliability: nil,
      norms: scale.norms, bands: [], notes: [])
    report.sections = [Section(.scales, title: "Teams", findings: [.scale(Released(titled))])]
    #expect(tableFiles(report).map(\.path) == ["tables/01-teams.csv", "tables/02-teams-norms.csv"])
  }

  @Test("A header that comes from a label is guarded too")
  func header() {
    #expect(String(decoding: CSV(header: ["=cmd"]).rendered(), as: UTF8.self) == "'=cmd\r\n")
  }

  @Test("Figures stand in JSON at their unit, suppressed values as objects with the reason")
  func json() throws {
    struct Sample: Encodable {
      let mean = Figure(3.5000000000000004, unit: 0.1)
      let whole = Figure(3, unit: 0.1)
      let p = PValue.below(0.0001)
      let q = PValue.equal(Figure(0.0123, significantDigits: 3))
      let share = Share.atLeast(95)
      let about = Share.about(Figure(35, unit: 5))
      let count = Shown<Int>.suppressed(reason: "fewer than \"ten\"\n")
      let shown = Shown.shown(12)
      let none: Int? = nil
      let list: [Shown<Figure>] = [.shown(Figure(1, unit: 1)), .suppressed(reason: "x")]
    }
    let text = String(decoding: try JSON(encoding: Sample()).rendered(), as: UTF8.self)
    #expect(text.contains("\"mean\": 3.5,"))
    #expect(text.contains("\"whole\": 3.0,"))
    #expect(text.contains("\"p\": {\"below\": 0.0001}"))
    #expect(text.contains("\"q\": 0.0123"))
    #expect(text.contains("\"share\": {\"atLeast\": 95}"))
    #expect(text.contains("\"about\": 35"))
    #expect(text.contains("\"count\": {\"suppressed\": \"fewer than \\\"ten\\\"\\n\"}"))
    #expect(text.contains("\"shown\": 12"))
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  @Test("JSON strings survive every character, and numbers read back as they were")
  func roundTrip() throws {
    let strings = ["\u{0}\u{1F}\u{7F}\"\\/", "é𝄞\u{2028}", String(repeating: "x", count: 200)]
    let numbers = [0.1, 1e-7, 123456789.125, -0.0, 1e22, .leastNonzeroMagnitude]
    let json = JSON.object([
      "strings": .array(strings.map(JSON.string)), "numbers": .array(numbers.map(JSON.number)), "none": .number(.nan),
    ])
    let parsed = try #require(try JSONSerialization.jsonObject(with: Data(json.rendered())) as? [String: Any])
    #expect(parsed["strings"] as? [String] == strings)
    #expect(parsed["numbers"] as? [Double] == numbers)
    #expect(parsed["none"] is NSNull)
  }

  @Test("results.json is valid and holds every finding and everything withheld")
  func results() throws {
    let report = InventedReport.report()
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(report.results().rendered())) as? [String: Any])
    let sections = try #require(parsed["sections"] as? [[String: Any]])
    let findings = sections.flatMap { $0["findings"] as? [[String: Any]] ?? [] }
    #expect(findings.count == report.sections.flatMap(\.findings).count)
    #expect(findings.allSatisfy { $0["shape"] != nil && $0["subject"] != nil || $0["rowSubject"] != nil })
    #expect((parsed["withheld"] as? [Any])?.count == 2)
    #expect(parsed["plan"] != nil)
  }

  @Test("All files have their own path, safe on every system, and the same report gives the same bytes")
  func files() throws {
    let files = try render(InventedReport.report())
    #expect(Set(files.map(\.path)).count == files.count)
    #expect(files.contains { $0.path == "results.json" })
    #expect(files.filter { $0.path.hasPrefix("tables/") && $0.path.hasSuffix(".csv") }.count >= 8)
    #expect(files.filter { $0.path.hasPrefix("figures/") && $0.path.hasSuffix(".svg") }.count >= 6)
    for file in files {
      #expect(
        file.path.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-./".contains($0) } && !file.path.contains(".."))
    }
    let again = try render(InventedReport.report())
    #expect(again == files)
  }

  @Test("Labels that are made to do harm come out as text in every file")
  func hostile() throws {
    let evil = "</style><script>alert(1)</script>\" onload=\"x ../../etc =1+1"
    var report = InventedReport.report()
    report.title = evil
    report.introduction = [evil]
    report.sections = [
      Section(
        .work, title: evil,
        findings: [
          .answers(
            Released(
              AnswerTable(
                subject: Subject(id: evil, title: evil), base: 40, several: true, ordered: false, step: 5,
                rows: [.init(label: evil, share: .shown(.about(Figure(35, unit: 5))))], notes: [evil])))
        ], waiting: nil)
    ]
    for audience in Report.Audience.allCases {
      report.audience = audience
      for file in try render(report) where file.path.hasSuffix("html") || file.path.hasSuffix("svg") {
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(!text.contains("<script"))
        // “>” is escaped in attributes too, so this finds whole tags.
        for tag in text.matches(of: /<[a-z][^>]*>/) { #expect(!tag.output.contains("\" onload")) }
        #expect(!file.path.contains(".."))
      }
    }
  }

  @Test("A report without findings is still a whole page")
  func empty() throws {
    let provenance = Provenance(
      inputFile: "a.csv", inputSHA256: "", rows: 0, hearthVersion: "0", instruments: [], threshold: 10)
    for audience in Report.Audience.allCases {
      let report = Report(
        title: "", study: "", audience: audience, sections: [Section(.other, title: "", findings: [])],
        method: Method(), provenance: provenance)
      let page = try #require(try render(report).first { $0.path == "report.html" })
      #expect(String(decoding: page.bytes, as: UTF8.self).hasSuffix("</html>"))
    }
  }
}
