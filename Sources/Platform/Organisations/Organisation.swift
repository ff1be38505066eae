/// An organisation that takes part: the host of the installation or a partner.
package struct Organisation: Hashable, Sendable {
  package let id: ID<Organisation>
  package let name: String
}

/// A team or service in an organisation's tree.
package struct OrganisationUnit: Hashable, Sendable {
  package let id: ID<OrganisationUnit>
  package let organisation: ID<Organisation>
  /// The widest part first.
  package let path: [String]

  /// `North / Team A`, as in the roster.
  package var name: String { path.joined(separator: " / ") }
}

/// Who runs the server, as participants are told.
package struct Operator: Hashable, Sendable {
  package let name: String
  package let place: Place

  package enum Place: String, CaseIterable, Sendable, Hashable {
    case outside, apart, line

    package var title: String {
      switch self {
      case .outside: "Somebody outside the organisation, such as a university or a hosting service"
      case .apart: "A part of the organisation that manages nobody who will be asked, such as IT"
      case .line: "Somebody who manages people who will be asked, or who reports to them"
      }
    }
  }

  package init(name: String, place: Place) {
    self.name = name
    self.place = place
  }
}
