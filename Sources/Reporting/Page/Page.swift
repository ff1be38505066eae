import Disclosure
import Markup

/// Lays a report out. It hands out ids, so every id of the page is its own.
struct Page {
  let report: Report
  /// What the page is, below its title.
  var purpose: String
  /// Where its readers came from, if it has a place among others.
  var back: Dashboard.Back?
  private var used: Set<String> = ["report", "contents-title"]
  /// Notes that the present chapter has already given.
  private var said: Set<String> = []

  init(_ report: Report) {
    self.report = report
    purpose = report.audience.purpose
  }

  static func render(_ report: Report) -> Node {
    var page = Page(report)
    return switch report.audience {
    case .full: page.full()
    case .lead: page.lead()
    case .staff: page.staff()
    }
  }

  /// An id made of the words' letters and digits, never given twice.
  mutating func id(_ words: String) -> String {
    var slug = Page.slug(words)
    if slug.isEmpty { slug = "part" }
    var id = slug
    var count = 2
    while !used.insert(id).inserted {
      id = "\(slug)-\(count)"
      count += 1
    }
    return id
  }

  mutating func forgetNotes() { said = [] }

  /// The notes that this chapter has not given yet, each once: a reader needs a rule once, not under every table.
  mutating func newNotes(_ notes: [String]) -> [String] {
    notes.map { printed(report.counted.said($0)) }.filter { said.insert($0).inserted }
  }

  /// What stands below a table: its own figures, new notes, and the reasons of its withheld cells.
  mutating func notesAndReasons(of table: Table) -> [String] {
    table.facts.map(report.counted.said) + newNotes(table.notes) + table.reasons.map(report.counted.said)
  }

  /// Lower-case ASCII letters, digits and single hyphens; at most 60 characters.
  static func slug(_ words: String) -> String {
    var slug = ""
    for scalar in words.lowercased().unicodeScalars {
      if slug.utf8.count >= 60 { break }
      switch scalar {
      case "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
      default: if slug.last != "-", !slug.isEmpty { slug += "-" }
      }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug
  }

  /// A chapter: an `h2` that the contents lead to, and what stands below it.
  struct Chapter {
    let id: String
    let title: String
    let body: [Node]
  }

  mutating func chapter(_ title: String, _ body: (inout Page) -> [Node]) -> Chapter {
    let id = id(title)
    return Chapter(id: id, title: title, body: body(&self))
  }

  /// The document around the chapters.
  func document(_ chapters: [Chapter], contents: Bool) -> Node {
    Node.page(
      HTML.html(.lang("en-GB")) {
        HTML.head {
          HTML.meta(.charset("utf-8"))
          HTML.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
          HTML.meta(.name("color-scheme"), .content("light dark"))
          HTML.title { .text(windowTitle) }
          Stylesheet.node
        }
        HTML.body(.class("for-" + report.audience.rawValue)) {
          HTML.a(.class("skip"), .href(fragment: "report")) { "Skip to the report" }
          masthead
          HTML.div(.class(contents ? "layout" : "layout plain")) {
            if contents { navigation(chapters) }
            HTML.main(.id("report"), .tabIndex(-1)) {
              for chapter in chapters {
                HTML.section(.labelledBy(chapter.id)) {
                  HTML.h2(.id(chapter.id)) { .text(chapter.title) }
                  chapter.body
                }
              }
            }
          }
          foot
        }
      })
  }

  private var windowTitle: String {
    // A title that names the year or the organisation itself says it once.
    let others = [report.wave, report.organisation].compactMap { $0 }.filter { !report.title.contains($0) }
    return ([report.title] + others).joined(separator: " – ")
  }

  private var masthead: Node {
    HTML.header(.class("masthead")) {
      if let back { HTML.p(.class("back")) { HTML.a(.href(back.path)) { .text(back.words) } } }
      let line = [report.organisation, report.waveInWords, report.provenance.date].compactMap { $0 }
      if !line.isEmpty { HTML.p(.class("kicker")) { .text(line.joined(separator: " · ")) } }
      HTML.h1 { .text(report.title) }
      HTML.p(.class("purpose")) { .text(purpose) }
    }
  }

  private func navigation(_ chapters: [Chapter]) -> Node {
    HTML.nav(.class("contents"), .labelledBy("contents-title")) {
      HTML.h2(.id("contents-title")) { "Contents" }
      HTML.ol {
        for chapter in chapters { HTML.li { HTML.a(.href(fragment: chapter.id)) { .text(chapter.title) } } }
      }
    }
  }

  private var foot: Node {
    HTML.footer {
      HTML.p {
        "Made with Hearth \(report.provenance.hearthVersion) from released figures only. \(FixedWords.smallest(report))"
      }
    }
  }
}

extension Report.Audience {
  fileprivate var purpose: String {
    switch self {
    case .full: "The full report: findings, method, limits and every test."
    case .lead: "For team and service leads: what was found, and questions to discuss."
    case .staff: "For everyone who was asked: what you told us, on one page."
    }
  }
}
