import Markup
import Platform
import Reporting

/// A wave that has closed: its reports.
struct ClosedWaveView {
  let place: WavePlace
  let roles: Set<Role>
  let today: Day
  /// False when a closing was cut short.
  let isFinished: Bool
  /// What may be told of slips; nil when there were none.
  let slips: String?
  /// Of each report that has been made.
  let files: [ReportFiles]
  let sheets: SheetsView

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: ["sure"])
    place.heading
    if !isFinished, roles.contains(.studyLead) {
      Form.notice { HTML.p { "The closing was cut short. Nothing is lost; finish it now." } }
      exchange.form(to: place.link(.close)) {
        Form.tick("sure", "I know that a closed wave cannot be opened again", state)
        Form.send("Finish the closing")
      }
    }
    HTML.p { "Closed. Every figure in a report rests on \(place.planned.threshold) people or more." }
    if let slips, roles.contains(.studyLead) { HTML.p { .text(slips) } }
    if roles.contains(.studyLead) { place.told }
    ownUnits
    for audience in Report.Audience.allCases {
      let reading = roles.intersection(audience.readers)
      if !reading.isEmpty {
        HTML.h2 { .text(Self.title(audience)) }
        if let report = files.first(where: { $0.audience == audience }) {
          if place.mayRead(reading, on: today) {
            toRead(report)
          } else if let day = reading.compactMap({ place.planned.commitments?.readsFrom($0) }).min() {
            HTML.p { "You can read it from \(day.words(in: .english)) on, as was promised to everybody who was asked." }
          }
        } else {
          HTML.p { "It has not been made yet." }
        }
        if roles.contains(.analyst) {
          exchange.form(to: place.link(.make(audience))) {
            Form.send(files.contains { $0.audience == audience } ? "Make it again" : "Make it")
          }
        }
      }
    }
    sheets.body(exchange)
    if !roles.isDisjoint(with: WaveLink.lookReaders), !place.visitor.account.managesRespondents {
      HTML.h2 { "A closer look" }
      HTML.p {
        HTML.a(.href(Link.desk(place.link(.looks)).path)) { "Look at part of the results" }
        ", one scale in one team, say. Every look is remembered."
      }
    }
    if roles.contains(.analyst) {
      HTML.h2 { "Open answers" }
      HTML.p {
        HTML.a(.href(Link.desk(place.link(.answers)).path)) { "Read what people wrote" }
        ", and decide what may be printed. It counts in the next report that is made."
      }
    }
    rows
  }

  /// For those whose role is over a unit: whose results these are, and where theirs stand.
  @MarkupBuilder private var ownUnits: [Node] {
    let units = place.visitor.grants.filter { grant in
      place.study.organisations.contains(grant.scope.organisation) && !grant.path.isEmpty
        && !grant.role.worksOnStudies
    }.map { $0.path.joined(separator: " / ") }
    if !units.isEmpty {
      HTML.p {
        "These are the results of everybody who was asked, the same for all who read them. "
        if place.isPooled {
          "Your part, \(Set(units).sorted().joined(separator: ", ")), stands on your organisation’s own sheet, where enough people answered."
        } else {
          "Your part, \(Set(units).sorted().joined(separator: ", ")), is a row of the tables by unit, where enough people answered; otherwise it is one of the units that are shown together."
        }
      }
    }
  }

  @MarkupBuilder private func toRead(_ report: ReportFiles) -> [Node] {
    HTML.p { HTML.a(.href(Link.desk(place.link(.report(report.audience))).path)) { "Read it" } }
    if report.files.contains(where: { $0.path == WaveReleases.dashboard }) {
      HTML.p {
        HTML.a(.href(Link.desk(place.link(.dashboard(report.audience))).path)) {
          "Look at the figures, group by group"
        }
      }
    }
    report.node(place)
  }

  @MarkupBuilder private var rows: [Node] {
    if !roles.isDisjoint(with: [.analyst, .studyLead]) {
      HTML.h2 { "Rows of answers" }
      HTML.p {
        HTML.a(.href(Link.desk(place.link(.custody(.page))).path)) { "Who may have them, and who agreed" }
      }
    }
  }

  static func title(_ audience: Report.Audience) -> String {
    switch audience {
    case .full: "Full report"
    case .lead: "For team and service leads"
    case .staff: "For everyone who was asked"
    }
  }
}
