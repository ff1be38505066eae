import Foundation

/// The page as a source for office documents: the window's title for its masthead, no links for the keyboard, no folded parts,
/// drawings as pictures, tables with column widths.
struct OfficeSource {
  /// A drawing of the page as a file of its own.
  struct Drawing {
    let name: String
    let svg: String
    /// As markup has it; `alternative` is for attributes.
    let title: String
    let summary: String
    /// Height over width.
    let shape: Double

    /// `Drawing-1`, without an ending: pandoc reads the file's name out in a slide's alternative text.
    var nameOnSlide: String { name.replacing("drawing", with: "Drawing").replacing(".png", with: "") }
    /// The alternative text as the value of an attribute: in text a quotation mark stands as it is, and would end the value. What is drawn often
    /// begins with the title already.
    var words: String {
      (summary.hasPrefix(title) ? summary : "\(title): \(summary)").replacing("\"", with: "&quot;")
    }
  }

  /// HTML that refers to the drawings by name.
  private(set) var html: String
  private(set) var drawings: [Drawing] = []

  init(page: String) {
    let style = page.firstMatch(of: #/<style>(.*?)</style>/#.dotMatchesNewlines()).map { String($0.1) } ?? ""
    html = page
    for part in [
      #/<style>.*?</style>/#, #/<a class="skip".*?</a>/#, #/<nav .*?</nav>/#, #/<header .*?</header>/#,
      #/<summary>.*?</summary>/#,
      #/<div class="narrow">.*?</div>/#, #/</?(?:details|figure)\b[^>]*>/#,
    ] { html.replace(part.dotMatchesNewlines(), with: "") }
    html.replace(#/<figcaption[^>]*>/#, with: "<p class=\"basis\">")
    html.replace("</figcaption>", with: "</p>")
    takeDrawings(style: style)
    html.replace(#/<table>.*?</table>/#.dotMatchesNewlines()) { WideTable.parts(of: $0.output) }
    html.replace(#/<table>(<caption.*?</caption>)?(.*?)</table>/#.dotMatchesNewlines()) { match in
      "<table>\(match.1 ?? "")\(ColumnWidths.group(of: match.2))\(match.2)</table>"
    }
  }

  private mutating func takeDrawings(style: String) {
    var taken: [Drawing] = []
    html.replace(#/<div class="wide">(<svg.*?</svg>)\s*</div>/#.dotMatchesNewlines()) { match in
      let svg = String(match.1)
      let title = svg.firstMatch(of: #/<title[^>]*>(.*?)</title>/#).map { String($0.1) } ?? ""
      let summary = svg.firstMatch(of: #/<desc[^>]*>(.*?)</desc>/#).map { String($0.1) } ?? ""
      let box = svg.firstMatch(of: #/viewBox="0 0 ([0-9.]+) ([0-9.]+)"/#)
      let shape = box.flatMap { match in
        Double(match.1).flatMap { width in Double(match.2).map { $0 / width } }
      }
      let drawing = Drawing(
        name: "drawing-\(taken.count + 1).png", svg: Self.standalone(svg, style: style), title: title, summary: summary,
        shape: shape ?? 1)
      taken.append(drawing)
      return "<p><img src=\"\(drawing.name)\" alt=\"\(drawing.words)\" width=\"600\"></p>"
    }
    drawings = taken
  }

  /// The drawing with its colours written out: converters know neither custom properties nor the page's style sheet.
  private static func standalone(_ svg: String, style: String) -> String {
    var colours: [Substring: Substring] = [:]
    // The first definition is the light one.
    for match in style.matches(of: #/(--[a-z0-9-]+): (#[0-9a-f]{6});/#) where colours[match.1] == nil {
      colours[match.1] = match.2
    }
    colours["--paper"] = "#ffffff"
    let marks = style.split(separator: "\n").filter { $0.contains(".chart") }.joined(separator: "\n")
      .replacing(#/var\((--[a-z0-9-]+)\)/#) { colours[$0.1] ?? "#000000" }
    var text = svg
    if let open = text.firstIndex(of: ">") {
      text.insert(contentsOf: "<style>\(marks)</style>", at: text.index(after: open))
    }
    if !text.contains("xmlns=") {
      text.replace("<svg ", with: "<svg xmlns=\"http://www.w3.org/2000/svg\" ", maxReplacements: 1)
    }
    return text
  }

  static func columns(_ head: Substring) -> Int { head.matches(of: #/<th /#).count }
}
