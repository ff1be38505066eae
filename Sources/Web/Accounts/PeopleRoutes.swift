import HTTPTypes
import Hummingbird
import Markup
import Platform

/// Everybody who has an account, and the way to invite somebody.
struct PeopleRoutes {
  let exchange: Exchange

  func list() async throws -> Response {
    let people = try await exchange.desk.accounts.people()
    let trees = try await exchange.desk.organisations.trees()
    return exchange.page("People") {
      HTML.h1 { "People" }
      HTML.p { "Everybody who can sign in. People who only answer questionnaires have no account." }
      HTML.div(.class("buttons")) {
        HTML.a(.class("button"), .href(Link.desk(.invite).path)) { "Invite somebody" }
      }
      Form.table(
        "Accounts", head: ["Name", "E-mail address", "Roles", "State"],
        rows: people.map { person in
          [
            HTML.a(.href(Link.desk(.person(person.id, nil)).path)) { HTML.bdi { .text(person.account.name) } },
            HTML.bdi { .text(person.account.email) },
            HTML.ul { for grant in person.grants { HTML.li { .text(RoleFields.words(grant, trees)) } } },
            .text(Self.words(person.account.state)),
          ]
        })
    }
  }

  static func words(_ state: Account.State) -> String {
    switch state {
    case .invited: "Invited"
    case .active: "Active"
    case .deactivated: "Switched off"
    }
  }

  func invite() async throws -> Response {
    guard let form = exchange.form else { return try await invitation(.empty) }
    do {
      let invited = Invited(
        name: try form.text("name"), email: try form.text("email"), managesRespondents: try SetUpRoutes.manages(form),
        role: try RoleFields.role(form), scope: try RoleFields.scope(form))
      let visitor = try exchange.signedIn()
      let made = try await exchange.desk.accounts.invite(invited, by: .account(visitor.account.id))
      return LinkPage.response(exchange, made.account, made.secret)
    } catch {
      return try await invitation(FormState(form, refusing: error))
    }
  }

  private func invitation(_ state: FormState) async throws -> Response {
    let trees = try await exchange.desk.organisations.trees()
    return exchange.page("Invite somebody", status: state.status) {
      Form.problems(state, fields: ["name", "email", "manages", "role", "scope"])
      HTML.h1 { "Invite somebody" }
      HTML.p { "You get a link to hand on. It works once, for three days, and lets them choose a password." }
      exchange.form {
        Form.line("name", "Their name", state)
        Form.line("email", "Their e-mail address", state, type: .email)
        RoleFields.nodes(trees, state)
        SetUpRoutes.managesField("Do they manage people who will be asked?", state)
        Form.send("Make the link", back: .people)
      }
    }
  }
}

/// Shows a one-time link, once.
enum LinkPage {
  static func response(_ exchange: Exchange, _ account: Account, _ secret: OneTimeSecret) -> Response {
    let address = exchange.desk.publicAddress().url(of: .desk(.password(secret: secret.text)))
    return exchange.page("A link for \(account.name)") {
      HTML.h1 { "A link for \(HTML.bdi { .text(account.name) })" }
      HTML.p {
        "Hand it to \(HTML.bdi { .text(account.email) }) and to nobody else: whoever opens it chooses the password. It works once, for three days, and is shown only here and now."
      }
      HTML.p(.class("secret"), .id("link")) { .text(address) }
      HTML.p { HTML.a(.href(Link.desk(.person(account.id, nil)).path)) { "Done" } }
    }
  }
}
