import Markup
import Platform

/// The frame of the pages for people who sign in: who is here, where they can go, the way out.
enum DeskFrame {
  static func page(title: String, visitor: SignedIn?, current: DeskLink, @MarkupBuilder main: () -> [Node]) -> Node {
    .page(
      HTML.html(.lang("en-GB")) {
        HTML.head {
          HTML.meta(.charset("utf-8"))
          HTML.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
          HTML.meta(.name("robots"), .content("noindex, nofollow"))
          HTML.meta(.name("color-scheme"), .content("light dark"))
          HTML.title { "\(title) – Hearth" }
          Node.styleSheet(Link.asset(.stylesheet).path)
          Node.styleSheet(Link.asset(.deskStylesheet).path)
        }
        HTML.body(.class("desk")) {
          HTML.a(.class("skip"), .href(fragment: "content")) { "Skip to the main part" }
          HTML.header(.class("masthead")) {
            HTML.p(.class("name")) { HTML.a(.href(Link.desk(.home).path)) { "Hearth" } }
            if let visitor { presence(visitor) }
          }
          if let visitor { navigation(visitor, current) }
          HTML.main(.id("content"), .tabIndex(-1)) { main() }
          HTML.footer {
            HTML.p {
              "Hearth keeps one cookie while you are signed in. People who answer a questionnaire get none, and nobody can see here who answered what."
            }
          }
        }
      })
  }

  private static func presence(_ visitor: SignedIn) -> Node {
    HTML.div(.class("presence")) {
      HTML.p { HTML.bdi { .text(visitor.account.name) } }
      Form.form(to: .signOut, token: visitor.formToken) {
        HTML.button(.type(.submit), .class("small")) { "Sign out" }
      }
    }
  }

  private static func navigation(_ visitor: SignedIn, _ current: DeskLink) -> Node {
    let section = DeskNavigation.section(of: current)
    return HTML.nav(.label("Pages")) {
      HTML.ul {
        for entry in DeskNavigation.entries(for: visitor) {
          HTML.li {
            let here: [Attribute] =
              entry.link == current ? [.currentPage] : entry.link == section ? [.currentSection] : []
            HTML.a([.href(Link.desk(entry.link).path)] + here) { .text(entry.title) }
          }
        }
      }
    }
  }
}

/// Where somebody can go: the pages that have a place in the navigation, of those that their roles open.
enum DeskNavigation {
  struct Entry {
    let link: DeskLink
    let title: String
    /// What the page is for, on the first page.
    let purpose: String
  }

  private static let all: [Entry] = [
    Entry(link: .home, title: "Start", purpose: ""),
    Entry(
      link: .studies(.list), title: "Studies",
      purpose: "What people are asked and why, the waves in which they are asked, and what came out."),
    Entry(link: .people, title: "People", purpose: "Invite people, grant and withdraw roles, switch accounts off."),
    Entry(link: .organisations, title: "Units", purpose: "The tree of units, and partners that take part."),
    Entry(link: .audit, title: "Record", purpose: "What administrators did, in a record that shows every change."),
    Entry(link: .account(nil), title: "Your account", purpose: "Change your password, see where you are signed in."),
  ]

  /// The page of the navigation that a page belongs to.
  static func section(of link: DeskLink) -> DeskLink {
    switch link {
    case .invite, .person: .people
    case .organisation, .unitsFile, .unit, .provider(_, .settings), .provider(_, .remove): .organisations
    case .auditBefore: .audit
    case .account, .secondStep: .account(nil)
    default: link
    }
  }

  static func entries(for visitor: SignedIn) -> [Entry] {
    all.filter { entry in
      switch entry.link.access {
      case .anyone, .signedIn: true
      case .signedOut: false
      case .roles(let roles): !roles.isDisjoint(with: visitor.roles)
      }
    }
  }
}
