import Foundation
import Testing

/// The report as a Word document and as slides, opened as the archives they are.
@Suite(.serialized) struct OfficeTests {
  static let tools = ["pandoc", "rsvg-convert", "unzip"]

  private struct Archive {
    let file: URL

    private func unzip(_ arguments: [String]) throws -> String {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["unzip"] + arguments
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
      return String(decoding: data, as: UTF8.self)
    }

    func names() throws -> [String] { try unzip(["-Z1", file.path]).split(separator: "\n").map(String.init) }
    func text(_ name: String) throws -> String { try unzip(["-p", file.path, name]) }
  }

  /// The example's report in these formats, one title with quotation marks in it; nil where a tool is missing.
  private func made(_ formats: [String], audience: String) throws -> Workplace? {
    guard Self.tools.allSatisfy(DocumentTests.has) else { return nil }
    let work = try Workplace()
    _ = try work.hearth("example", "--out", "study")
    let study = try work.text("study/study.yaml")
    let title = try #require(study.range(of: "title: Ways of delivery before the change"))
    try work.write(
      study.replacingCharacters(in: title, with: "title: 'Ways of \"delivery\" before the change'"),
      to: "study/study.yaml")
    let command = ["analyse", "study/answers.csv", "--study", "study/study.yaml", "--out", "report"]
    let run = try HearthProgram.run(
      command + ["--audience", audience] + formats.map { "--\($0)" }, in: work.folder)
    try #require(run.code == 0, "\(run.errors)")
    return work
  }

  @Test("The report becomes a Word document and slides, each readable without its pictures")
  func full() throws {
    guard let work = try made(["docx", "pptx"], audience: "full") else { return }
    try checkWord(Archive(file: work.folder.appendingPathComponent("report/report.docx")), beside: work)
    try checkSlides(Archive(file: work.folder.appendingPathComponent("report/report.pptx")))
  }

  /// Headings, tables, and pictures with words for those who do not see them.
  private func checkWord(_ archive: Archive, beside work: Workplace) throws {
    let document = try archive.text("word/document.xml")
    let page = try work.text("report/report.html")
    #expect(document.components(separatedBy: "\"Heading2\"").count == page.components(separatedBy: "<h2 ").count - 1)
    // A table too wide for the sheet goes on in a second one under the same caption.
    let continued = document.components(separatedBy: " (continued)").count - 1
    #expect(continued > 3)
    #expect(
      document.components(separatedBy: "<w:tbl>").count == page.components(separatedBy: "<table>").count + continued)
    for table in document.components(separatedBy: "<w:tbl>").dropFirst() {
      let grid = table.components(separatedBy: "</w:tblGrid>")[0]
      #expect(grid.components(separatedBy: "<w:gridCol ").count - 1 <= 7)
    }
    let drawings = page.components(separatedBy: "<div class=\"wide\">").count - 1
    #expect(drawings > 10)
    #expect(try archive.names().count { $0.hasPrefix("word/media/") && $0.hasSuffix(".png") } == drawings)
    // Quotation marks in a title do not end the attribute it stands in.
    let words = "descr=\"Ways of &quot;delivery&quot; before the change: "
    #expect(document.components(separatedBy: words).count == 2)
    for raw in ["&lt;div", "&lt;svg", "&lt;p", "Skip to the report", "As a table", "class="] {
      #expect(!document.contains(raw), "\(raw)")
    }
  }

  /// Short titles, a drawing or a short table or list each, and in words what is drawn.
  private func checkSlides(_ archive: Archive) throws {
    let names = try archive.names().filter { $0.hasPrefix("ppt/slides/slide") }
    #expect(names.count > 15 && names.count < 40)
    var (pictures, tables, quoted) = (0, 0, 0)
    for name in names {
      let slide = try archive.text(name)
      #expect(slide.contains("type=\"title\"") || slide.contains("type=\"ctrTitle\""), "\(name) has no title")
      let words = slide.matches(of: #/<a:t>(.*?)</a:t>/#).map { String($0.1) }
      #expect(!words.joined().contains(#/&lt;/?[a-z]/#), "\(name)")
      let picture = slide.contains("<p:pic>")
      if picture {
        pictures += 1
        #expect(slide.contains(#/<p:cNvPr descr="[^"]*: [^"]*\d/#), "\(name) has a picture without words")
        quoted += slide.contains("Ways of &quot;delivery&quot; before the change: ") ? 1 : 0
      }
      let rows = slide.components(separatedBy: "<a:tr ").count - 1
      if rows > 0 { tables += 1 }
      #expect(rows <= 10, "\(name)")
      if !picture, rows == 0 { #expect(words.joined(separator: " ").count < 520, "\(name) overflows") }
    }
    #expect(pictures > 8 && tables > 3 && quoted == 1)
    #expect(names.count == Set(names).count)
  }

  /// All words of a deck, a line a slide.
  private func words(_ archive: Archive) throws -> [String] {
    try archive.names().filter { $0.hasPrefix("ppt/slides/slide") }.map { name in
      try archive.text(name).matches(of: #/<a:t>(.*?)</a:t>/#).map { String($0.1) }.joined().replacing(
        "&quot;", with: "\"")
    }
  }

  @Test("Slides keep every line of the summary and what protects people", arguments: ["full", "lead", "staff"])
  func safeguards(audience: String) throws {
    guard let work = try made(["pptx"], audience: audience) else { return }
    let archive = Archive(file: work.folder.appendingPathComponent("report/report.pptx"))
    let slides = try words(archive)
    let page = try work.text("report/report.html")
    let list = try #require(page.firstMatch(of: #/<ul class="findings">(.*?)</ul>/#.dotMatchesNewlines())).1
    let lines = list.matches(of: #/<li>(.*?)</li>/#.dotMatchesNewlines()).map { match in
      match.1.replacing(#/[;,]?\s*<span class="stat">.*?</span>/#.dotMatchesNewlines(), with: "")
        .replacing(#/<[^>]*>/#, with: "")
    }
    #expect(lines.count > 3)
    for line in lines {
      let beginning = line.prefix(60)
      #expect(slides.contains { $0.contains(beginning) }, "\(beginning)")
    }
    #expect(slides.contains { $0.contains("It is not a diagnosis.") && $0.contains("fewer than 10 people") })
    if audience == "staff" {
      let support = try #require(page.firstMatch(of: #/<p class="support">(.*?)</p>/#)).1
      #expect(slides.contains { $0.contains(support) })
    }
    if audience == "full" { #expect(slides.contains { $0.contains("in steps of 5 percentage points") }) }
    for name in try archive.names().filter({ $0.hasPrefix("ppt/slides/slide") }) {
      #expect(!(try archive.text(name)).contains(#/descr="[^"]*\.png"/#), "\(name)")
    }
  }

  @Test("A lead's report becomes slides too, with its questions")
  func lead() throws {
    guard let work = try made(["pptx"], audience: "lead") else { return }
    let archive = Archive(file: work.folder.appendingPathComponent("report/report.pptx"))
    let slides = try archive.names().filter { $0.hasPrefix("ppt/slides/slide") }.map(archive.text)
    #expect(slides.contains { $0.contains("Questions to discuss") })
    #expect(slides.contains { $0.contains("<p:pic>") } && slides.contains { $0.contains("<a:tbl>") })
  }
}
