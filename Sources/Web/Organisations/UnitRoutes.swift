import HTTPTypes
import Hummingbird
import Markup
import Platform

/// One unit: its name, and the way to remove it.
struct UnitRoutes {
  let exchange: Exchange

  func respond(_ id: ID<OrganisationUnit>, _ act: DeskLink.UnitAct?) async throws -> Response {
    guard let unit = try await exchange.desk.organisations.unit(id) else {
      return exchange.notFound
    }
    guard let act, let form = exchange.form else { return page(unit, .empty) }
    do {
      let actor = AuditEntry.Actor.account(try exchange.signedIn().account.id)
      switch act {
      case .rename: try await exchange.desk.organisations.rename(id, to: try form.text("name"), by: actor)
      case .remove: try await exchange.desk.organisations.remove(id, by: actor)
      }
      return exchange.redirect(to: .organisation(unit.organisation, nil))
    } catch {
      return page(unit, try FormState(form, refusing: error))
    }
  }

  private func page(_ unit: OrganisationUnit, _ state: FormState) -> Response {
    exchange.page(unit.name, status: state.status) {
      Form.problems(state, fields: ["name"])
      HTML.h1 { HTML.bdi { .text(unit.name) } }
      exchange.form(to: .unit(unit.id, .rename)) {
        Form.line(
          "name", "Name", state,
          hint: "Units below it move with it. Lists of people that name it need the new name too.",
          value: unit.path.last ?? "")
        Form.send("Keep the name", back: .organisation(unit.organisation, nil))
      }
      HTML.h2 { "Remove it" }
      HTML.p { "Only a unit without others below it, and without a role over it." }
      exchange.form(to: .unit(unit.id, .remove)) {
        HTML.p { HTML.button(.type(.submit), .class("grave")) { "Remove the unit" } }
      }
    }
  }
}
