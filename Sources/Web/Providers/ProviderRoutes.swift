import HTTPTypes
import Hummingbird
import Markup
import Platform
import Problems

/// Signing in with an organisation's own provider: the way out and the way back.
struct ProviderRoutes {
  let exchange: Exchange
  let cookie: SessionCookie

  private var accounts: Accounts { exchange.desk.accounts }
  private var address: PublicAddress { exchange.desk.publicAddress() }

  func respond(_ organisation: ID<Organisation>, _ link: ProviderLink) async throws -> Response {
    if link == .settings || link == .remove {
      return try await ProviderSettingsRoutes(exchange: exchange).respond(organisation, link)
    }
    guard let provider = try await accounts.provider(of: organisation) else {
      return exchange.notFound
    }
    do {
      switch link {
      case .begin(let next):
        return try await setOut(.signIn(next: next.map { Link.desk($0).path.text }), to: provider)
      case .join: return try await join(provider)
      case .invited(let text):
        guard let secret = OneTimeSecret(text) else { throw ProviderRefusal.oldLink }
        return try await setOut(.invited(secret), to: provider)
      case .back: return try await comeBack(from: provider)
      case .settings, .remove: return exchange.notFound
      }
    } catch let fault as OpenIDFault {
      return failed(provider, fault)
    } catch let refusal as ProviderRefusal {
      return refused(provider, refusal)
    } catch let refusal as SignInRefusal {
      return notNow(refusal)
    }
  }

  /// A desk that somebody left unlocked is not enough: the password ends with it.
  private func join(_ provider: Provider) async throws -> Response {
    let account = try exchange.signedIn().account
    let field = SignInWayView.passwordField(provider)
    do {
      try await accounts.confirm(password: try exchange.form?.text(field) ?? "", of: account)
    } catch let problem as Problem {
      let state = FormState(exchange.form, [Problem(problem.what, at: field, remedy: problem.remedy)])
      return exchange.page("How you sign in", status: .unprocessableContent) {
        Form.problems(state, fields: [field])
        HTML.h1 { "How you sign in" }
        SignInWayView.joining(provider, exchange, state)
      }
    }
    return try await setOut(.join(account.id), to: provider)
  }

  private func back(_ provider: Provider) -> String {
    address.url(of: .desk(.provider(provider.organisation.id, .back)))
  }

  /// A page of its own leads on: browsers let a form end on pages of this site only.
  private func setOut(_ errand: ProviderErrand, to provider: Provider) async throws -> Response {
    let ticket = try await accounts.setOut(errand, to: provider)
    let onward = try await exchange.desk.providers.address(
      at: provider, ticket, back: back(provider), overTLS: address.isSecure)
    var response = exchange.page("To the sign-in of \(provider.organisation.name)") {
      HTML.h1 { "To the sign-in of \(HTML.bdi { .text(provider.organisation.name) })" }
      HTML.p { "It opens by itself. You come back here afterwards." }
      HTML.p { HTML.a(.class("button"), .href(onward)) { "Go on" } }
    }
    response.headers[.setCookie] = TicketCookie(address).setting(ticket, provider.organisation.id)
    if let name = HTTPField.Name("Refresh") { response.headers[name] = "0;url=\(onward.text)" }
    return response
  }

  private func comeBack(from provider: Provider) async throws -> Response {
    guard let ticket = exchange.ticket, let answer = exchange.form else { throw ProviderRefusal.startAgain }
    let organisation = provider.organisation.id
    let way = try await accounts.comeBack(ticket, state: try answer.text("state"), from: organisation)
    let named = try answer.text("iss")
    try await exchange.desk.providers.check(
      answerOf: provider, named: named.isEmpty ? nil : named, overTLS: address.isSecure)
    guard try answer.text("error").isEmpty else { throw OpenIDFault.declined(code: try answer.text("error")) }
    let code = try answer.text("code")
    guard !code.isEmpty else { throw OpenIDFault.unreadable(.token) }
    let identity = try await exchange.desk.providers.identity(
      at: provider, secret: try await accounts.providerSecret(of: organisation), code: code, ticket,
      back: back(provider), overTLS: address.isSecure)
    let step = try await accounts.signIn(identity, after: way, visitor: exchange.visitor, earlier: exchange.token)
    var next: DeskLink?
    if let path = way.next, case .desk(let link) = Link(path: path), link.canFollowSignIn { next = link }
    let signIn = SignInRoutes(exchange: exchange, cookie: cookie)
    var response =
      switch step {
      case .signedIn(let token): signIn.signedIn(token, next)
      case .code(let waiting): signIn.codePage(waiting, .empty, next)
      }
    response.headers.append(HTTPField(name: .setCookie, value: TicketCookie(address).clearing(organisation)))
    return response
  }

  private func failed(_ provider: Provider, _ fault: OpenIDFault) -> Response {
    exchange.page("You are not signed in", status: .badGateway) {
      HTML.h1 { "You are not signed in" }
      HTML.p { "The sign-in of \(HTML.bdi { .text(provider.organisation.name) }) did not work. Nothing has changed." }
      HTML.p { again }
      HTML.p(.class("hint")) { "For whoever looks after Hearth here: \(HTML.bdi { .text(fault.words) })." }
    }
  }

  private func refused(_ provider: Provider, _ refusal: ProviderRefusal) -> Response {
    let name = HTML.bdi { .text(provider.organisation.name) }
    return exchange.page("You are not signed in", status: refusal == .oldLink ? .gone : .forbidden) {
      HTML.h1 { "You are not signed in" }
      switch refusal {
      case .nobody:
        HTML.p { "\(name) knows you, and nobody here has an account with what it said." }
        HTML.p {
          "Ask an administrator to invite you. Then open the link that they give you, and choose this sign-in there. If you have signed in here with a password, do so, and change it under “Your account”."
        }
      case .startAgain:
        HTML.p { "This sign-in took too long, was done already, or was begun in another window or browser." }
      case .taken:
        HTML.p {
          "Another account here belongs to this sign-in of \(name). Sign out there and choose your own, or ask an administrator."
        }
      case .oldLink: HTML.p { "The link does not work any more. Ask an administrator for another." }
      }
      HTML.p { again }
    }
  }

  private func notNow(_ refusal: SignInRefusal) -> Response {
    exchange.page("You are not signed in", status: .serviceUnavailable) {
      HTML.h1 { "You are not signed in" }
      HTML.p { .text(FormState.sentence(SignInRoutes.problem(refusal))) }
      HTML.p { again }
    }
  }

  private var again: Node {
    exchange.visitor == nil
      ? HTML.a(.href(Link.desk(.signIn(next: nil)).path)) { "Begin again" }
      : HTML.a(.href(Link.desk(.account(nil)).path)) { "To your account" }
  }
}
