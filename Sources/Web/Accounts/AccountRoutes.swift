import HTTPTypes
import Hummingbird
import Markup
import Platform
import Problems

/// One's own account: password and sessions.
struct AccountRoutes {
  let exchange: Exchange
  let cookie: SessionCookie

  func respond(_ act: DeskLink.AccountAct?) async throws -> Response {
    guard let act, let form = exchange.form else { return try await page(.empty) }
    do {
      return try await done(act, form)
    } catch {
      return try await page(FormState(form, refusing: error))
    }
  }

  private func done(_ act: DeskLink.AccountAct, _ form: FormBody) async throws -> Response {
    let visitor = try exchange.signedIn()
    var response = exchange.redirect(to: .account(nil))
    switch act {
    case .password:
      let token = try await exchange.desk.accounts.changePassword(
        of: visitor.account, current: try form.text("current"), to: try form.text("password"))
      response.headers[.setCookie] = cookie.setting(token)
    case .endSession:
      guard let session = ID<Session>(try form.text("session")) else {
        throw Problem("no session is chosen", remedy: "load the page again")
      }
      try await exchange.desk.accounts.endSession(session, of: visitor.account.id)
    }
    return response
  }

  private func page(_ state: FormState) async throws -> Response {
    let visitor = try exchange.signedIn()
    let sessions = try await exchange.desk.accounts.sessions(of: visitor.account.id)
    let way = try await exchange.desk.accounts.signInWay(of: visitor.account.id)
    let providers = try await exchange.desk.accounts.providers(for: visitor.account.id)
    return exchange.page("Your account", status: state.status) {
      Form.problems(state, fields: ["current", "password"])
      HTML.h1 { "Your account" }
      HTML.p { "\(HTML.bdi { .text(visitor.account.name) }), \(HTML.bdi { .text(visitor.account.email) })" }
      switch way {
      case .provider(let provider): SignInWayView.provider(provider)
      case .password, .nothingYet:
        HTML.h2 { "Change your password" }
        exchange.form(to: .account(.password)) {
          Form.line("current", "Your password now", state, type: .password, known: .currentPassword)
          Form.line(
            "password", "A new password", state, hint: "12 characters or more. It signs you out everywhere else.",
            type: .password, known: .newPassword)
          Form.send("Change it")
        }
        for provider in providers { SignInWayView.joining(provider, exchange, .empty) }
      }
      HTML.h2 { "Second step" }
      HTML.p {
        "After your password or your organisation's sign-in, a code from your phone. Whoever learns your password then still cannot sign in."
      }
      HTML.p { HTML.a(.href(Link.desk(.secondStep(nil)).path)) { "See or change your second step" } }
      HTML.h2 { "Where you are signed in" }
      HTML.ul(.class("rows")) {
        for session in sessions {
          HTML.li {
            HTML.span {
              "Since \(DeskTime.text(session.began)), last used \(DeskTime.text(session.seen))\(session.id == visitor.session ? " (here)" : "")"
            }
            if session.id != visitor.session {
              exchange.form(to: .account(.endSession)) {
                HTML.input(.type(.hidden), .name("session"), .value(session.id.description))
                HTML.button(
                  .type(.submit), .class("small"), .label("End the session since \(DeskTime.text(session.began))")
                ) { "End" }
              }
            }
          }
        }
      }
    }
  }
}
