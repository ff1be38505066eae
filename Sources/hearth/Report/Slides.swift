import Foundation

/// A report as slides: what was found in short lists, then a drawing or a table a slide under its own heading.
///
/// A slide holds what can be read from the back of a room: test statistics, long tables and drawings of many rows stay in the report.
struct Slides {
  private static let mostCharacters = 340
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
    let parts =
      #/<h[23][^>]*>(?<heading>.*?)</h[23]>|(?<list><ul class="findings">.*?</ul>)|(?<questions><ol class="questions">.*?</ol>)|(?<picture><p><img [^>]*></p>)|(?<table><table>.*?</table>)/#
      .dotMatchesNewlines()
    for match in chapter.matches(of: parts) {
      if let words = match.heading {
        heading = String(words)
        hasTable = false
      } else if let list = match.questions ?? (lists ? match.list : nil) {
        addList(list, under: heading)
      } else if let picture = match.picture {
        addPicture(picture, under: heading)
      } else if let table = match.table, !hasTable {
        addTable(table, under: heading)
        hasTable = true
      }
    }
  }

  private mutating func addSlide(_ heading: String, _ content: String) { body += "<h2>\(heading)</h2>\n\(content)\n" }

  /// As many items a slide as fit.
  private mutating func addList(_ list: Substring, under heading: String) {
    let items = list.matches(of: #/<li>(.*?)</li>/#.dotMatchesNewlines()).filter { !hasDrawing($0.1) }.map { match in
      match.1.replacing(#/[;,]?\s*<span class="stat">.*?</span>/#.dotMatchesNewlines(), with: "")
    }
    func characters(_ item: String) -> Int { item.replacing(#/<[^>]*>/#, with: "").count }
    var slides: [[String]] = []
    var length = 0
    for item in items.map(String.init) {
      if slides.isEmpty || length + characters(item) > Self.mostCharacters || slides[slides.count - 1].count == 4 {
        slides.append([])
        length = 0
      }
      slides[slides.count - 1].append(item)
      length += characters(item)
    }
    for (index, slide) in slides.enumerated() {
      addSlide(slides.count > 1 ? "\(heading), \(index + 1) of \(slides.count)" : heading, Self.bullets(slide))
    }
  }

  /// Whether a line of the summary is about something that a slide of its own shows.
  private func hasDrawing(_ item: Substring) -> Bool {
    guard let name = item.prefixMatch(of: #/<strong>(.*?)</strong>/#)?.1 else { return false }
    return source.drawings.contains { $0.shape <= Self.tallest && $0.title == name }
  }

  private static func bullets(_ items: [String]) -> String {
    "<ul>" + items.map { "<li>\($0)</li>" }.joined(separator: "\n") + "</ul>"
  }

  private mutating func addPicture(_ picture: Substring, under heading: String) {
    guard let drawing = source.drawings.first(where: { picture.contains("\"\($0.name)\"") }),
      drawing.shape <= Self.tallest
    else { return }
    // What an image's `alt` says, pandoc prints below it; the alternative text of a slide's picture is its `title`.
    addSlide(heading, "<p><img src=\"\(drawing.name)\" alt=\"\" title=\"\(drawing.alternative)\"></p>")
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
