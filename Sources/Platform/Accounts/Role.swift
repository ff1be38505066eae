/// What somebody may do. Each is held over a whole organisation or over a unit of it with everything below.
package enum Role: String, CaseIterable, Sendable, Hashable {
  case administrator, studyLead, custodian, analyst, serviceLead, teamLead, staffMember, reviewer, commissioner

  package var title: String {
    switch self {
    case .administrator: "Administrator"
    case .studyLead: "Study lead"
    case .custodian: "Custodian of the list of people"
    case .analyst: "Analyst"
    case .serviceLead: "Service lead"
    case .teamLead: "Team lead"
    case .staffMember: "Staff member"
    case .reviewer: "Steering group"
    case .commissioner: "Commissioner"
    }
  }

  /// Whether it prepares studies, holds lists of people or reads open answers.
  package var worksOnStudies: Bool {
    switch self {
    case .studyLead, .custodian, .analyst: true
    case .administrator, .serviceLead, .teamLead, .staffMember, .reviewer, .commissioner: false
    }
  }

  /// What the role is for, in one line.
  package var purpose: String {
    switch self {
    case .administrator: "Keeps accounts, units and the system going. Sees no answers."
    case .studyLead: "Plans studies, opens and closes waves."
    case .custodian: "Holds their own organisation's list of people. Nobody else sees it."
    case .analyst: "Makes reports from closed waves."
    case .serviceLead: "Reads a study's released results, of all units, and decides what follows in a service."
    case .teamLead: "Reads what is released to leads: a study's results, of all units."
    case .staffMember: "Reads what is released to everybody."
    case .reviewer: "Reads studies and results for the steering group."
    case .commissioner: "Reads released results over services and years."
    }
  }
}

/// Where a role holds: in a whole organisation, or in one of its units with everything below it.
package enum Scope: Hashable, Sendable {
  case organisation(ID<Organisation>)
  case unit(ID<OrganisationUnit>, of: ID<Organisation>)

  package var organisation: ID<Organisation> {
    switch self {
    case .organisation(let id), .unit(_, let id): id
    }
  }
}

/// An account, a role and where it holds.
package struct Grant: Hashable, Sendable {
  package let id: ID<Grant>
  package let role: Role
  package let scope: Scope
  /// The unit's place in the tree, the widest part first; empty for a whole organisation.
  package let path: [String]

  /// Whether it reaches a unit of that organisation. An empty path means the organisation as a whole.
  package func reaches(_ path: [String], of organisation: ID<Organisation>) -> Bool {
    scope.organisation == organisation && path.starts(with: self.path)
  }
}
