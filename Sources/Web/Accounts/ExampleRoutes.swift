import HTTPTypes
import Hummingbird
import Markup
import Platform

/// Signing in to an example installation on this machine with the link that its start printed. Anywhere else there is no such page.
struct ExampleRoutes {
  let exchange: Exchange
  let cookie: SessionCookie

  func respond(_ text: String) async throws -> Response {
    guard exchange.desk.publicAddress().isThisMachine, let secret = OneTimeSecret(text),
      let account = try await exchange.desk.accounts.example(of: secret)
    else {
      return PasswordRoutes.oldLink(exchange, "Start the example again and use the link that it prints.")
    }
    guard exchange.form != nil else {
      return exchange.page("Look round") {
        HTML.h1 { "Look round" }
        HTML.p { "This is an example with invented people. You look round as \(HTML.bdi { .text(account.name) })." }
        exchange.form { Form.send("Sign in") }
      }
    }
    var response = exchange.redirect(to: .home)
    response.headers[.setCookie] = cookie.setting(
      try await exchange.desk.accounts.signInAsExample(with: secret))
    return response
  }
}
