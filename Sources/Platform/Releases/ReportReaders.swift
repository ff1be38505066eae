package import Reporting

extension Report.Audience {
  /// Who may read the report made for this audience. Dates may keep some of them waiting: `Commitments.mayRead`.
  package var readers: Set<Role> {
    let all: Set<Role> = [.studyLead, .analyst, .reviewer, .serviceLead, .commissioner]
    switch self {
    case .full: return all
    case .lead: return all.union([.teamLead])
    case .staff: return all.union([.teamLead, .staffMember])
    }
  }
}

extension Commitments {
  /// The day from which a role may read results, as was promised when the wave opened; nil where it may at any time, because it makes them.
  package func readsFrom(_ role: Role) -> Day? {
    switch role {
    case .studyLead, .analyst, .reviewer: nil
    case .staffMember: staffHear
    case .serviceLead, .teamLead, .commissioner: managersHear
    case .administrator, .custodian: Day(number: .max)
    }
  }

  /// Whether somebody with these roles may read results on a day. Whoever manages people who were asked waits for the managers' day, whatever their role.
  package func mayRead(_ roles: Set<Role>, manages: Bool, on day: Day) -> Bool {
    roles.contains { role in readsFrom(role).map { $0 <= day } ?? true } && (!manages || managersHear <= day)
  }
}
