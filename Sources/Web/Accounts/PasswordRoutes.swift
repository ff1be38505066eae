import HTTPTypes
import Hummingbird
import Markup
import Platform

/// Choosing a password with a link that works once.
struct PasswordRoutes {
  let exchange: Exchange
  let cookie: SessionCookie

  func respond(_ text: String) async throws -> Response {
    guard let secret = OneTimeSecret(text), let account = try await exchange.desk.accounts.account(of: secret) else {
      return Self.oldLink(exchange, "It works once and for a few days. Ask an administrator for another.")
    }
    let providers = try await exchange.desk.accounts.providers(for: account.id)
    guard let form = exchange.form else { return page(account, text, providers, .empty) }
    do {
      guard let token = try await exchange.desk.accounts.choosePassword(try form.text("password"), with: secret) else {
        return exchange.redirect(to: .signIn(next: nil))
      }
      var response = exchange.redirect(to: .home)
      response.headers[.setCookie] = cookie.setting(token)
      return response
    } catch {
      return page(account, text, providers, try FormState(form, refusing: error))
    }
  }

  private func page(
    _ account: Account, _ secret: String, _ providers: [Provider], _ state: FormState
  ) -> Response {
    exchange.page("Choose a password", status: state.status) {
      Form.problems(state, fields: ["password"])
      HTML.h1 { "Choose a password" }
      HTML.p { "For \(HTML.strong { HTML.bdi { .text(account.email) } })." }
      for provider in providers {
        HTML.p {
          "Or do without: sign in as you do at \(HTML.bdi { .text(provider.organisation.name) }), now and from now on."
        }
        exchange.form(to: .provider(provider.organisation.id, .invited(secret: secret))) {
          Form.send("Sign in with \(provider.organisation.name)")
        }
      }
      exchange.form {
        Form.line(
          "password", "A password", state,
          hint: "12 characters or more. Four words that have nothing to do with each other are good.", type: .password,
          known: .newPassword)
        Form.send("Keep it and sign in")
      }
    }
  }

  static func oldLink(_ exchange: Exchange, _ remedy: String) -> Response {
    exchange.page("This link does not work any more", status: .gone) {
      HTML.h1 { "This link does not work any more" }
      HTML.p { .text(remedy) }
      HTML.p { HTML.a(.href(Link.desk(.signIn(next: nil)).path)) { "Sign in" } }
    }
  }
}
