import HTTPTypes
import Hummingbird
import Markup
import Platform
import Problems

/// Signing in and out.
struct SignInRoutes {
  let exchange: Exchange
  let cookie: SessionCookie

  func respond(next: DeskLink?) async throws -> Response {
    guard let form = exchange.form else { return try await page(.empty, next) }
    let waiting = Session.Token(try form.text("step"))
    do {
      let accounts = exchange.desk.accounts
      if let waiting {
        return signedIn(
          try await accounts.signIn(code: try form.text("code"), after: waiting, earlier: exchange.token), next)
      }
      switch try await accounts.signIn(
        email: try form.text("email"), password: try form.text("password"), earlier: exchange.token)
      {
      case .signedIn(let token): return signedIn(token, next)
      case .code(let waiting): return codePage(waiting, .empty, next)
      }
    } catch let refusal as SignInRefusal {
      let state = FormState(form, [Self.problem(refusal)])
      if refusal == .wrongCode, let waiting { return codePage(waiting, state, next) }
      return try await page(state, next, status: Self.status(refusal))
    }
  }

  func signedIn(_ token: Session.Token, _ next: DeskLink?) -> Response {
    var response = exchange.redirect(to: next ?? .home)
    response.headers[.setCookie] = cookie.setting(token)
    return response
  }

  func signOut() async throws -> Response {
    if let token = exchange.token { try await exchange.desk.accounts.signOut(token) }
    var response = exchange.redirect(to: .signIn(next: nil))
    response.headers[.setCookie] = cookie.clearing
    return response
  }

  /// The same words whether there is such an account or not.
  static func problem(_ refusal: SignInRefusal) -> Problem {
    switch refusal {
    case .wrong:
      Problem(
        "address and password do not belong together", at: "email",
        remedy: "check both; an administrator can give you a link to choose another password")
    case .wrongCode:
      Problem("this is not the code of now", at: "code", remedy: "wait for the next one, or use a recovery code")
    case .startAgain:
      Problem("the code came too late, or too many were wrong", at: "email", remedy: "begin with your password again")
    case .wait(let seconds):
      Problem(
        "there were many tries with this address", at: "email",
        remedy: seconds > 60
          ? "try again in \((seconds + 59) / 60) minutes" : "try again in a minute")
    case .busy:
      Problem("many people are signing in at this moment", at: "", remedy: "try again in a minute")
    }
  }

  private static func status(_ refusal: SignInRefusal) -> HTTPResponse.Status {
    switch refusal {
    case .wrong, .wrongCode, .startAgain: .unprocessableContent
    case .wait: .tooManyRequests
    case .busy: .serviceUnavailable
    }
  }

  func codePage(_ waiting: Session.Token, _ state: FormState, _ next: DeskLink?) -> Response {
    exchange.page("Your code", status: state.status) {
      Form.problems(state, fields: ["code"])
      HTML.h1 { "Your code" }
      exchange.form(to: .signIn(next: next)) {
        HTML.input(.type(.hidden), .name("step"), .value(waiting.text))
        Form.line(
          "code", "The six digits that your phone shows", state,
          hint: "Without your phone, type one of your recovery codes. Each works once.", known: .oneTimeCode)
        Form.send("Sign in", back: .signIn(next: nil))
      }
    }
  }

  private func page(
    _ state: FormState, _ next: DeskLink?, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let providers = try await exchange.desk.accounts.providers()
    return exchange.page("Sign in", status: status) {
      Form.problems(state, fields: ["email", "password"])
      HTML.h1 { "Sign in" }
      for provider in providers {
        exchange.form(to: .provider(provider.organisation.id, .begin(next: next))) {
          Form.send("Sign in with \(provider.organisation.name)")
        }
      }
      if !providers.isEmpty { HTML.h2 { "With a password" } }
      exchange.form {
        Form.line("email", "E-mail address", state, type: .email, known: .username)
        Form.line("password", "Password", state, type: .password, known: .currentPassword)
        Form.send("Sign in")
      }
      HTML.p(.class("hint")) {
        "To answer a questionnaire you need no account: open the link from your invitation."
      }
    }
  }
}
