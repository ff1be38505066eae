import HTTPTypes
import Hummingbird
import Markup
import Platform
import Problems

/// The organisations that take part, and the units of each.
struct OrganisationRoutes {
  let exchange: Exchange

  func list() async throws -> Response {
    guard let form = exchange.form else { return try await listPage(.empty) }
    do {
      let actor = AuditEntry.Actor.account(try exchange.signedIn().account.id)
      try await exchange.desk.organisations.add(try form.text("name"), by: actor)
      return exchange.redirect(to: .organisations)
    } catch {
      return try await listPage(FormState(form, refusing: error))
    }
  }

  private func listPage(_ state: FormState) async throws -> Response {
    let trees = try await exchange.desk.organisations.trees()
    let installation = try await exchange.desk.organisations.installation()
    return exchange.page("Units", status: state.status) {
      Form.problems(state, fields: ["name"])
      HTML.h1 { "Units" }
      HTML.p {
        "Teams and services in a tree, as on the lists of people who may answer. Roles are held over them."
      }
      if let installation {
        HTML.p { "The server is run by \(HTML.bdi { .text(installation.server.name) })." }
      }
      Form.table(
        "Organisations", head: ["Name", "Units", "Part"],
        rows: trees.map { tree in
          [
            HTML.a(.href(Link.desk(.organisation(tree.organisation.id, nil)).path)) {
              HTML.bdi { .text(tree.organisation.name) }
            },
            "\(tree.units.count)", tree.organisation == installation?.host ? "Host" : "Partner",
          ]
        })
      HTML.h2 { "Add a partner" }
      exchange.form {
        Form.line(
          "name", "Name of the organisation", state,
          hint: "A partner's custodian keeps its own list of people, which nobody else sees.")
        Form.send("Add it")
      }
    }
  }

  func respond(_ id: ID<Organisation>, _ act: DeskLink.OrganisationAct?) async throws -> Response {
    guard let tree = try await exchange.desk.organisations.tree(id) else {
      return exchange.notFound
    }
    guard let act, let form = exchange.form else { return page(tree, .empty) }
    do {
      let actor = AuditEntry.Actor.account(try exchange.signedIn().account.id)
      switch act {
      case .add:
        _ = try await exchange.desk.organisations.addUnits([(try form.text("path"), "path")], to: id, by: actor)
      case .import:
        guard let file = form.file("units") else {
          throw Problem("no file was chosen", at: "units", remedy: "choose a CSV file")
        }
        _ = try await exchange.desk.organisations.importUnits(csv: file.bytes, file: file.name, to: id, by: actor)
      }
      return exchange.redirect(to: .organisation(id, nil))
    } catch {
      return page(tree, try FormState(form, refusing: error))
    }
  }

  /// The units as a file, for a spreadsheet program or another installation.
  func file(_ id: ID<Organisation>) async throws -> Response {
    guard let tree = try await exchange.desk.organisations.tree(id) else {
      return exchange.notFound
    }
    return Reply.file(Organisations.csv(tree), name: "units.csv", type: "text/csv; charset=utf-8")
  }

  private func page(_ tree: Organisations.Tree, _ state: FormState) -> Response {
    let id = tree.organisation.id
    return exchange.page(tree.organisation.name, status: state.status) {
      Form.problems(state, fields: ["path", "units"])
      HTML.h1 { HTML.bdi { .text(tree.organisation.name) } }
      if tree.units.isEmpty { HTML.p { "There are no units yet." } }
      HTML.ul(.class("tree")) {
        for unit in tree.units {
          HTML.li(.class("depth-\(min(unit.path.count, 5))")) {
            HTML.a(.href(Link.desk(.unit(unit.id, nil)).path)) { HTML.bdi { .text(unit.path.last ?? "") } }
          }
        }
      }
      HTML.h2 { "Add a unit" }
      exchange.form(to: .organisation(id, .add)) {
        Form.line("path", "Its place and name", state, hint: "The widest part first, as North / Team A.")
        Form.send("Add it")
      }
      HTML.h2 { "From a file and into one" }
      exchange.form(to: .organisation(id, .import), files: true) {
        Form.file(
          "units", "A CSV file", state, hint: "One column, “unit”, and one unit a line. Units that are there stay.")
        Form.send("Add its units")
      }
      HTML.p { HTML.a(.href(Link.desk(.unitsFile(id)).path)) { "Keep the units as a CSV file" } }
      HTML.h2 { "Sign-in" }
      HTML.p { HTML.a(.href(Link.desk(.provider(id, .settings)).path)) { "The organisation's own sign-in" } }
    }
  }
}
