import Foundation

/// A report as slides: what was found in short lists, then a drawing or a table a slide under its own heading.
///
/// A slide holds what can be read from the back of a room: test statistics, long tables and drawings of many rows stay in the report.
struct Slides {
  private static let mostLines = 9
  private static let charactersALine = 46
  private static let mostRows = 9
  private static let mostColumns = 5
  /// Height over width beyond which a drawing's letters get too small.
  private static let tallest = 0.75

  private let source: OfficeSource
  private var body = ""

  /// HTML in which each `h2` begins a slide.
  static func html(_ source: OfficeSource) -> String {
    var slides = Slides(source: source)
    for (index, chapter) in slides.chapters().enumerated() { slides.add(chapter, lists: index == 0) }
    slides.addSafeguards()
    let title = source.html.firstMatch(of: #/<title>.*?</title>/#).map { String($0.0) } ?? ""
    return
      "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\">\(title)</head><body>\(slides.body)</body></html>"
  }

  private init(source: OfficeSource) { self.source = source }

  /// Chapters up to the first that is about the report and not about what was found.
  private func chapters() -> [Substring] {
    let sections = source.html.matches(of: #/<section [^>]*>.*?</section>/#.dotMatchesNewlines()).map(\.output)
    return Array(sections.prefix { !$0.contains("<h2 id=\"what-was-withheld") })
  }

  /// - Parameter lists: the first chapter sums up what later ones say again, scale by scale.
  private mutating func add(_ chapter: Substring, lists: Bool) {
    var heading = ""
    // What comes after the first table under a heading tells about its tests.
    var hasTable = false
    var basis = ""
    var opening: [String] = []
    let parts =
      #/<h[23][^>]*>(?<heading>.*?)</h[23]>|<p class="lede">(?<lede>.*?)</p>|<p class="basis"[^>]*>(?<basis>.*?)</p>|(?<list><ul class="findings">.*?</ul>)|(?<questions><ol class="questions">.*?</ol>)|(?<picture><p><img [^>]*></p>)|(?<table><table>.*?</table>)/#
      .dotMatchesNewlines()
    for match in chapter.matches(of: parts) {
      if let words = match.heading {
        heading = String(words)
        hasTable = false
        basis = ""
      } else if let lede = match.lede {
        opening = [String(lede)]
      } else if let words = match.basis {
        basis = Self.words(words)
      } else if let list = match.questions ?? (lists ? match.list : nil) {
        addList(opening + Self.items(of: list), under: heading)
        opening = []
      } else if let picture = match.picture {
        addPicture(picture, under: heading, basis: basis)
      } else if let table = match.table, !hasTable {
        addTable(table, under: heading)
        hasTable = true
      }
    }
  }

  /// Where people find help, and what every reader of the slides must know: last, so that it stays on the wall.
  private mutating func addSafeguards() {
    func paragraphs(_ name: Substring) -> [String] {
      source.html.matches(of: #/<p class="(?<names>[^"]*)">(?<words>.*?)</p>/#.dotMatchesNewlines())
        .filter { $0.names.split(separator: " ").contains(name) }.map { String($0.words) }
        .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
    let support = paragraphs("support")
    if !support.isEmpty { addList(support, under: "If work weighs on you") }
    addList(paragraphs("safeguard"), under: "How to read these slides")
  }

  private mutating func addSlide(_ heading: String, _ content: String) { body += "<h2>\(heading)</h2>\n\(content)\n" }

  /// As many items a slide as fit, shared out so that no slide is left with a last line of its own.
  private mutating func addList(_ items: [String], under heading: String) {
    var slides = Self.slides(of: items, lines: Self.mostLines)
    for lines in (2..<Self.mostLines).reversed() {
      let even = Self.slides(of: items, lines: lines)
      if even.count > slides.count { break }
      slides = even
    }
    for (index, slide) in slides.enumerated() {
      addSlide(slides.count > 1 ? "\(heading), \(index + 1) of \(slides.count)" : heading, Self.bullets(slide))
    }
  }

  private static func slides(of items: [String], lines most: Int) -> [[String]] {
    var slides: [[String]] = []
    var taken = 0
    for item in items {
      let lines = (words(Substring(item)).count + charactersALine - 1) / charactersALine
      if slides.isEmpty || taken + lines > most {
        slides.append([])
        taken = 0
      }
      slides[slides.count - 1].append(item)
      taken += lines
    }
    return slides
  }

  private static func items(of list: Substring) -> [String] {
    list.matches(of: #/<li>(.*?)</li>/#.dotMatchesNewlines()).map { match in
      String(match.1.replacing(#/[;,]?\s*<span class="stat">.*?</span>/#.dotMatchesNewlines(), with: ""))
    }
  }

  private static func words(_ html: Substring) -> String { String(html.replacing(#/<[^>]*>/#, with: "")) }

  private static func bullets(_ items: [String]) -> String {
    "<ul>" + items.map { "<li>\($0)</li>" }.joined(separator: "\n") + "</ul>"
  }

  private mutating func addPicture(_ picture: Substring, under heading: String, basis: String) {
    guard let drawing = source.drawings.first(where: { picture.contains("\"\($0.name)\"") }),
      drawing.shape <= Self.tallest
    else { return }
    // What an image's `alt` says, pandoc prints below it; the alternative text of a slide's picture is its `title`, and after it
    // the name of the file, which is therefore a word.
    addSlide(
      heading, "<p><img src=\"\(drawing.nameOnSlide)\" alt=\"\(basis)\" title=\"\(drawing.words)\"></p>")
  }

  /// A table only where it says what no drawing beside it does: more than one figure a row.
  private mutating func addTable(_ table: Substring, under heading: String) {
    let rows = table.components(separatedBy: "<tr>").count - 2
    let columns =
      table.firstMatch(of: #/<thead>.*?</thead>/#.dotMatchesNewlines()).map { OfficeSource.columns($0.output) } ?? 0
    guard rows <= Self.mostRows, (3...Self.mostColumns).contains(columns) else { return }
    addSlide(heading, String(table.replacing(#/<caption.*?</caption>/#.dotMatchesNewlines(), with: "")))
  }
}
