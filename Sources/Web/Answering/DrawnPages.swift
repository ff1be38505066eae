import Markup
import Platform

/// Participants' pages, drawn and compressed once: a wave's words are the same for everybody and do not change while it is open.
actor DrawnPages {
  struct Name: Hashable {
    let wave: String
    let language: Language
    let edition: [UInt8]
  }

  struct Page: Sendable {
    let bytes: [UInt8]
    let compressed: [UInt8]?
  }

  /// A wave has a page for each of its languages; a server with more waves than this draws some of them again.
  private let most = 64
  private var pages: [Name: Page] = [:]

  func page(_ name: Name, draw: () -> Node) -> Page {
    if let page = pages[name] { return page }
    if pages.count >= most { pages.removeAll() }
    let bytes = draw().rendered()
    let page = Page(bytes: bytes, compressed: Gzip.compressed(bytes))
    pages[name] = page
    return page
  }
}
