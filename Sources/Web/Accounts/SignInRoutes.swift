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
    guard let form = exchange.form else { return page(.empty) }
    do {
      let token = try await exchange.desk.accounts.signIn(
        email: try form.text("email"), password: try form.text("password"), earlier: exchange.token)
      var response = exchange.redirect(to: next ?? .home)
      response.headers[.setCookie] = cookie.setting(token)
      return response
    } catch let refusal as SignInRefusal {
      return page(FormState(form, [Self.problem(refusal)]), status: Self.status(refusal))
    }
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
    case .wrong: .unprocessableContent
    case .wait: .tooManyRequests
    case .busy: .serviceUnavailable
    }
  }

  private func page(_ state: FormState, status: HTTPResponse.Status = .ok) -> Response {
    exchange.page("Sign in", status: status) {
      Form.problems(state, fields: ["email", "password"])
      HTML.h1 { "Sign in" }
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
