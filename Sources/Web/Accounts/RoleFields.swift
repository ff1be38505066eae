import Markup
import Platform
import Problems

/// The two fields that say which role is held, and over what.
enum RoleFields {
  static func nodes(_ trees: [Organisations.Tree], _ state: FormState) -> Node {
    .fragment([
      Form.choice(
        "role", "Role", Role.allCases.map { .init($0.rawValue, $0.title, hint: $0.purpose) }, state),
      Form.select(
        "scope", "Over what?", options(trees), state, hint: "A role over a unit reaches everything below it."),
    ])
  }

  /// `organisation` or `organisation.unit`, by their identifiers.
  private static func options(_ trees: [Organisations.Tree]) -> [Form.Option] {
    trees.flatMap { tree in
      [Form.Option(tree.organisation.id.description, "The whole of \(tree.organisation.name)")]
        + tree.units.map {
          Form.Option("\(tree.organisation.id).\($0.id)", "\(tree.organisation.name): \($0.name)")
        }
    }
  }

  /// Nil where nothing was chosen.
  static func role(_ form: FormBody) throws -> Role? { Role(rawValue: try form.text("role")) }

  /// Nil where nothing was chosen.
  static func scope(_ form: FormBody) throws -> Scope? {
    let parts = try form.text("scope").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let organisation = parts.first.flatMap(ID<Organisation>.init) else { return nil }
    if parts.count == 1 { return .organisation(organisation) }
    guard parts.count == 2, let unit = ID<OrganisationUnit>(parts[1]) else { return nil }
    return .unit(unit, of: organisation)
  }

  static func needed<Value>(_ value: Value?, at field: String) throws(Problem) -> Value {
    guard let value else { throw Problem("nothing is chosen here", at: field, remedy: "choose one") }
    return value
  }

  /// `Team lead – North / Team A`.
  static func words(_ grant: Grant, _ trees: [Organisations.Tree]) -> String {
    let organisation = trees.first { $0.organisation.id == grant.scope.organisation }?.organisation.name ?? ""
    let place = trees.count > 1 || grant.path.isEmpty ? [organisation] + grant.path : grant.path
    return "\(grant.role.title) – \(place.joined(separator: " / "))"
  }
}
