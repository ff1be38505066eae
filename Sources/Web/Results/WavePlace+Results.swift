import Platform
import Reporting

extension WavePlace {
  /// Whether units are the partners' own, so that results over all are not split by them.
  var isPooled: Bool { study.organisations.count > 1 }

  func back(to link: WaveLink, _ words: String) -> Dashboard.Back {
    Dashboard.Back(Link.desk(self.link(link)).path, words)
  }

  /// Whether this visitor may read a report or a sheet with these of their roles by now.
  func mayRead(_ roles: Set<Role>, on today: Day) -> Bool {
    planned.commitments?.mayRead(roles, manages: visitor.account.managesRespondents, on: today) ?? false
  }

  /// Whether this visitor may read a partner's own sheet by now: its own people as they may read a report, others from the day that was agreed on.
  func mayReadSheet(of partner: ID<Organisation>, _ sharing: Sharing, on today: Day) -> Bool {
    let readers = Report.Audience.staff.readers
    if mayRead(visitor.roles(in: study, of: partner).intersection(readers), on: today) { return true }
    guard let commitments = planned.commitments, let day = sharing.othersReadFrom(commitments), day <= today else {
      return false
    }
    return mayRead(visitor.roles(in: study).intersection(readers), on: today)
  }
}

extension SignedIn {
  /// What somebody may do in a study as one of an organisation's people.
  func roles(in study: Study, of organisation: ID<Organisation>) -> Set<Role> {
    guard study.organisations.contains(organisation) else { return [] }
    let held = grants.filter { grant in
      grant.scope.organisation == organisation && (grant.path.isEmpty || !grant.role.worksOnStudies)
    }
    return Set(held.map(\.role))
  }
}
