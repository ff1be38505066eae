import Markup
import Platform

/// The frame of every page: head, way past the head, main part and what stands below it.
enum Frame {
  /// - Parameter translations: where the page stands in other languages.
  static func page(
    title: String, kicker: String? = nil, language: Language = .english, translations: [(Language, Link)] = [],
    head: [Node] = [], below: Node = .empty, @MarkupBuilder main: () -> [Node]
  ) -> Node {
    let words = Words(language: language)
    return .page(
      HTML.html(.lang(language == .english ? "en-GB" : language.rawValue)) {
        HTML.head {
          HTML.meta(.charset("utf-8"))
          HTML.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
          HTML.meta(.name("robots"), .content("noindex, nofollow"))
          HTML.meta(.name("color-scheme"), .content("light dark"))
          HTML.title { .text(title) }
          Node.styleSheet(Link.asset(.stylesheet).path)
          head
        }
        HTML.body {
          HTML.a(.class("skip"), .href(fragment: "content")) { .text(words(.skip)) }
          HTML.header(.class("masthead")) {
            if let kicker { HTML.p { .text(kicker) } }
            for (language, link) in translations {
              HTML.a(.class("language"), .lang(language.rawValue), .hrefLanguage(language.rawValue), .href(link.path)) {
                .text(language.name)
              }
            }
          }
          HTML.main(.id("content"), .tabIndex(-1)) { main() }
          below
          HTML.footer {
            HTML.p { .text(words(.noCookies)) }
            if !language.isReviewed { HTML.p { .text(words(.notReviewed)) } }
          }
        }
      })
  }
}
