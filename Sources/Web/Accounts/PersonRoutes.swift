import HTTPTypes
import Hummingbird
import Markup
import Platform
import Problems

/// One account: its roles and state, and what an administrator may do with it.
struct PersonRoutes {
  let exchange: Exchange
  let cookie: SessionCookie

  func respond(_ id: ID<Account>, _ act: DeskLink.PersonAct?) async throws -> Response {
    guard let person = try await exchange.desk.accounts.person(id) else {
      return exchange.notFound
    }
    guard let act, let form = exchange.form else { return try await page(person, .empty) }
    do {
      return try await done(act, person, form)
    } catch {
      return try await page(person, FormState(form, refusing: error))
    }
  }

  private func done(_ act: DeskLink.PersonAct, _ person: Person, _ form: FormBody) async throws -> Response {
    let accounts = exchange.desk.accounts
    let actor = AuditEntry.Actor.account(try exchange.signedIn().account.id)
    var token: Session.Token?
    switch act {
    case .grant:
      var gathering = Gathering()
      let role = try gathering.take { try RoleFields.needed(RoleFields.role(form), at: "role") }
      let scope = try gathering.take { try RoleFields.needed(RoleFields.scope(form), at: "scope") }
      try gathering.finish()
      if let role, let scope { token = try await accounts.grant(role, over: scope, to: person.id, by: actor) }
    case .withdraw:
      guard let grant = ID<Grant>(try form.text("grant")) else {
        throw Problem("no role is chosen", remedy: "load the page again")
      }
      token = try await accounts.withdraw(grant, of: person.id, by: actor)
    case .manages:
      try await accounts.setManages(
        RoleFields.needed(SetUpRoutes.manages(form), at: "manages"), of: person.id, by: actor)
    case .link:
      return LinkPage.response(exchange, person.account, try await accounts.makeLink(for: person.id, by: actor))
    case .deactivate: try await accounts.deactivate(person.id, by: actor)
    case .reactivate: try await accounts.reactivate(person.id, by: actor)
    case .endSecondStep: try await accounts.removeSecondStep(of: person.id, by: actor)
    case .endSessions: try await accounts.endSessions(of: person.id, by: actor)
    }
    var response = exchange.redirect(to: .person(person.id, nil))
    if let token { response.headers[.setCookie] = cookie.setting(token) }
    return response
  }

  private func page(_ person: Person, _ state: FormState) async throws -> Response {
    let trees = try await exchange.desk.organisations.trees()
    let account = person.account
    let way = try await exchange.desk.accounts.signInWay(of: account.id)
    return exchange.page(account.name, status: state.status) {
      Form.problems(state, fields: ["role", "scope", "manages"])
      HTML.h1 { HTML.bdi { .text(account.name) } }
      HTML.dl(.class("facts")) {
        Form.fact("E-mail address", HTML.bdi { .text(account.email) })
        Form.fact("State", .text(PeopleRoutes.words(account.state)))
        Form.fact("Signs in", .text(SignInWayView.words(way)))
        Form.fact("Manages people who will be asked", account.managesRespondents ? "Yes" : "No")
      }
      roles(person, trees)
      HTML.h2 { "Grant a role" }
      exchange.form(to: .person(person.id, .grant)) {
        RoleFields.nodes(trees, state)
        Form.send("Grant the role")
      }
      HTML.h2 { "Line management" }
      exchange.form(to: .person(person.id, .manages)) {
        SetUpRoutes.managesField(
          "Do they manage people who will be asked?", state, value: account.managesRespondents ? "yes" : "no")
        Form.send("Keep the answer")
      }
      access(account)
    }
  }

  @MarkupBuilder
  private func roles(_ person: Person, _ trees: [Organisations.Tree]) -> [Node] {
    HTML.h2 { "Roles" }
    if person.grants.isEmpty { HTML.p { "None yet." } }
    HTML.ul(.class("rows")) {
      for grant in person.grants {
        HTML.li {
          HTML.span { .text(RoleFields.words(grant, trees)) }
          exchange.form(to: .person(person.id, .withdraw)) {
            HTML.input(.type(.hidden), .name("grant"), .value(grant.id.description))
            HTML.button(.type(.submit), .class("small"), .label("Withdraw: \(RoleFields.words(grant, trees))")) {
              "Withdraw"
            }
          }
        }
      }
    }
  }

  @MarkupBuilder
  private func access(_ account: Account) -> [Node] {
    HTML.h2 { "Access" }
    if account.state == .deactivated {
      HTML.p { "Nobody can sign in with this account." }
      button(account, .reactivate, "Switch the account on")
    } else {
      HTML.p { "With a link they choose a new password. It ends when it is used, and when another one is made." }
      button(account, .link, account.state == .invited ? "Make another link" : "Make a link for a new password")
      HTML.p { "For somebody who has lost their device and their recovery codes. Make sure that it is them who asks." }
      button(account, .endSecondStep, "Switch their second step off")
      HTML.p { "Signs them out everywhere." }
      button(account, .endSessions, "End their sessions")
      HTML.p { "Signs them out and lets nobody in. What they did stays in the record." }
      button(account, .deactivate, "Switch the account off", isGrave: true)
    }
  }

  private func button(_ account: Account, _ act: DeskLink.PersonAct, _ words: String, isGrave: Bool = false) -> Node {
    exchange.form(to: .person(account.id, act)) {
      HTML.p { HTML.button(.type(.submit), .class(isGrave ? "grave" : "quiet")) { .text(words) } }
    }
  }
}
