import Foundation
import Testing

/// `hearth check` on PDFs as a browser prints them.
@Suite(.serialized) struct WrappedCellTests {
  /// A report of a sector as a page: cells that wrap, a percentage and a p that are wrong unless it is sound.
  static func sectorReport(sound: Bool, style: String) -> String {
    """
    <!doctype html><html lang="en"><meta charset="utf-8"><title>Sectors</title>
    <style>body { font: 10.5pt/1.35 "DejaVu Sans" } table { border-collapse: collapse; width: 100%; font-size: 8.5pt }
    th, td { text-align: left; padding: 3pt 5pt; \(style) } .p { white-space: nowrap }</style>
    <h1>Sectors</h1><p>A total of 120 people took part.</p>
    <table><caption>Table 1. Work areas by sector, mean (SD)</caption><thead><tr><th>Area of working life or dimension of burnout</th>
    <th>Third and community sector organisations (n = 66)</th><th>Health boards and their partnerships (n = 30)</th>
    <th>Local authority services (n = 24)</th><th>F(2, 117)</th><th>p</th></tr></thead><tbody>
    <tr><td>Workload that can be managed over the last six months</td><td>3.4 (0.8)</td><td>2.6 (0.8)</td><td>2.9 (0.7)</td><td>11.8</td>
    <td class="p">&lt; .001</td></tr>
    <tr><td>Reward and recognition by managers, colleagues and the people served</td><td>3.9 (0.7)</td><td>2.9 (0.9)</td>
    <td>3.3 (0.8)</td><td>18.5</td><td class="p">\(sound ? "&lt; .001" : ".200")</td></tr>
    <tr><td>Control</td><td>3.8 (0.7)</td><td>3.1 (0.8)</td><td>3.4 (0.7)</td><td>10.2</td><td class="p">&lt; .001</td></tr></tbody></table>
    <p>More words stand here.</p>
    <table><caption>Table 2. Support that was used</caption><thead><tr><th>Kind of support</th>
    <th>Third and community sector (n = 66)<br>n (%)</th><th>Health boards (n = 30)<br>n (%)</th></tr></thead><tbody>
    <tr><td>Reflective supervision with somebody from outside of the team who knows the work well</td><td>33 (50%)</td><td>6 (20%)</td></tr>
    <tr><td>Counselling through the employer, a trade union or a general practitioner</td><td>11 (17%)</td><td>9 (30%)</td></tr>
    <tr><td>None of these</td><td>22 (33%)</td><td>15 (\(sound ? 50 : 55)%)</td></tr></tbody></table><p>The end.</p></html>
    """
  }

  @Test(
    "Tables with wrapped cells are read out of a PDF: what is wrong is found, and nothing else",
    arguments: ["vertical-align: top", "vertical-align: middle", "vertical-align: bottom; padding: 0 6pt"])
  func wrappedCells(style: String) throws {
    guard DocumentTests.has("chromium"), DocumentTests.has("pdftotext") else { return }
    let work = try Workplace()
    for (name, sound) in [("sound", true), ("unsound", false)] {
      try work.write(Self.sectorReport(sound: sound, style: style), to: "\(name).html")
      try DocumentTests.run(
        "chromium",
        [
          "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=\(name).pdf",
          "\(name).html",
        ],
        in: work.folder)
    }
    let good = try work.hearth("check", "sound.pdf", "--json")
    #expect(good.code == 0 && good.output.contains("\"findings\" : [\n\n  ]"), "\(good.output)\(good.errors)")
    #expect(!good.output.contains("\"rule\" : \"table\""))
    let bad = try work.hearth("check", "unsound.pdf", "--json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(bad.output.utf8)) as? [String: Any])
    let findings = try #require(json["findings"] as? [[String: Any]])
    #expect(
      bad.code == 1 && findings.compactMap { $0["rule"] as? String } == ["testStatistic", "shareOfCount"],
      "\(bad.output)")
  }
}
