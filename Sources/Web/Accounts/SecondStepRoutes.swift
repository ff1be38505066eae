import HTTPTypes
import Hummingbird
import Markup
import Platform
import QR

/// The second step of signing in: switched on with a code, off with the password.
struct SecondStepRoutes {
  let exchange: Exchange
  let cookie: SessionCookie

  func respond(_ act: DeskLink.SecondStepAct?) async throws -> Response {
    guard let act, let form = exchange.form else { return try await page(.empty) }
    do {
      let account = try exchange.signedIn().account
      let accounts = exchange.desk.accounts
      switch act {
      case .begin: try await accounts.beginSecondStep(of: account)
      case .confirm:
        let (token, codes) = try await accounts.confirmSecondStep(of: account, code: try form.text("code"))
        var response = codesPage(codes, try await exchange.renewed(token))
        response.headers[.setCookie] = cookie.setting(token)
        return response
      case .end: try await accounts.endSecondStep(of: account, current: try form.text("current"))
      }
      return exchange.redirect(to: .secondStep(nil))
    } catch {
      return try await page(FormState(form, refusing: error))
    }
  }

  private func page(_ state: FormState) async throws -> Response {
    let account = try exchange.signedIn().account
    let step = try await exchange.desk.accounts.secondStep(of: account)
    let way = try await exchange.desk.accounts.signInWay(of: account.id)
    return exchange.page("Second step", status: state.status) {
      Form.problems(state, fields: ["code", "current"])
      HTML.h1 { "Second step" }
      switch step {
      case .off: off
      case .beginning(let secret, let address): beginning(secret, address, state)
      case .on(let left): on(left, way, state)
      }
    }
  }

  @MarkupBuilder private var off: [Node] {
    HTML.p {
      "After the password you type six digits that a program on your phone shows. Any program for time-based codes will do. Administrators should all use it."
    }
    exchange.form(to: .secondStep(.begin)) { Form.send("Begin", back: .account(nil)) }
  }

  @MarkupBuilder private func beginning(_ secret: String, _ address: String, _ state: FormState) -> [Node] {
    HTML.p { "Let the program on your phone read this, or type the letters into it. Nothing has changed yet." }
    if let code = try? QRCode(address) { code.drawing(label: "The secret as a picture for your phone") }
    HTML.p(.class("secret"), .id("secret")) { .text(secret) }
    exchange.form(to: .secondStep(.confirm)) {
      Form.line("code", "The six digits that it shows now", state, known: .oneTimeCode)
      Form.send("Switch it on", back: .account(nil))
    }
  }

  @MarkupBuilder private func on(_ left: Int, _ way: SignInWay, _ state: FormState) -> [Node] {
    HTML.p { "It is on. You have \(left) recovery codes left." }
    if left < 3 {
      Form.notice { HTML.p { "For new recovery codes switch it off and on again." } }
    }
    if case .provider = way {
      HTML.p { "It is asked for after your organisation's sign-in. An administrator can switch it off." }
    } else {
      exchange.form(to: .secondStep(.end)) {
        Form.line("current", "Your password", state, type: .password, known: .currentPassword)
        Form.send("Switch it off", back: .account(nil))
      }
    }
  }

  private func codesPage(_ codes: [Code], _ exchange: Exchange) -> Response {
    exchange.page("Your recovery codes") {
      HTML.h1 { "Your recovery codes" }
      HTML.p {
        "The second step is on. Each of these codes works once instead of your phone. They are shown only here and now: print them, or write them down where nobody else looks."
      }
      HTML.ul(.class("secret codes")) { for code in codes { HTML.li { .text(code.description) } } }
      HTML.p { HTML.a(.href(Link.desk(.account(nil)).path)) { "I have kept them" } }
    }
  }
}
