import Markup
import Platform

/// How somebody signs in, in words, and how they change to their organisation's own sign-in.
enum SignInWayView {
  static func words(_ way: SignInWay) -> String {
    switch way {
    case .nothingYet: "Has not signed in yet"
    case .password: "With a password"
    case .provider(let provider?): "With \(provider.organisation.name)'s own sign-in"
    case .provider(nil): "With a sign-in that is not set up any more: make a link for a password"
    }
  }

  @MarkupBuilder
  static func provider(_ provider: Provider?) -> [Node] {
    HTML.h2 { "How you sign in" }
    if let provider {
      HTML.p {
        "With the sign-in of \(HTML.bdi { .text(provider.organisation.name) }), and with no password here. An administrator can give you a link to choose a password instead."
      }
    } else {
      HTML.p {
        "Your organisation's sign-in is not set up here any more. Before you sign out, ask an administrator for a link to choose a password."
      }
    }
  }

  @MarkupBuilder
  static func joining(_ provider: Provider, _ exchange: Exchange, _ state: FormState) -> [Node] {
    HTML.h2 { "Sign in with \(HTML.bdi { .text(provider.organisation.name) })" }
    HTML.p { "From now on you sign in here as you do there. Your password here ends." }
    exchange.form(to: .provider(provider.organisation.id, .join)) {
      Form.line(passwordField(provider), "Your password now", state, type: .password, known: .currentPassword)
      Form.send("Sign in with \(provider.organisation.name) from now on")
    }
  }

  /// A page may ask for several providers.
  static func passwordField(_ provider: Provider) -> String { "password-\(provider.organisation.id)" }
}
