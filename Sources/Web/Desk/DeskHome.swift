import Hummingbird
import Markup
import Platform

/// The first page after signing in.
struct DeskHome {
  let exchange: Exchange

  func response() throws -> Response {
    let visitor = try exchange.signedIn()
    return exchange.page("Start") {
      HTML.h1 { "Good to see you, \(HTML.bdi { .text(visitor.account.name) })" }
      if visitor.grants.isEmpty {
        Form.notice { HTML.p { "You have no role yet. Ask an administrator to grant you one." } }
      }
      HTML.ul(.class("ways")) {
        for entry in DeskNavigation.entries(for: visitor) where entry.link != .home {
          HTML.li {
            HTML.a(.href(Link.desk(entry.link).path)) { .text(entry.title) }
            HTML.p { .text(entry.purpose) }
          }
        }
      }
    }
  }
}
