import Markup

/// The frame of every page: head, way past the head, main part and what stands below it.
enum Frame {
  static func page(
    title: String, kicker: String? = nil, head: [Node] = [], below: Node = .empty, @MarkupBuilder main: () -> [Node]
  ) -> Node {
    .page(
      HTML.html(.lang("en-GB")) {
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
          HTML.a(.class("skip"), .href(fragment: "content")) { "Skip to the main part" }
          HTML.header(.class("masthead")) {
            if let kicker { HTML.p { .text(kicker) } }
          }
          HTML.main(.id("content"), .tabIndex(-1)) { main() }
          below
          HTML.footer {
            HTML.p { "This page sets no cookies and loads nothing from elsewhere." }
          }
        }
      })
  }
}
