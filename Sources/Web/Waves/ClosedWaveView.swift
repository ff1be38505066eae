import Markup
import Platform
import Reporting

/// A wave that has closed: its reports.
struct ClosedWaveView {
  let place: WavePlace
  let made: Set<Report.Audience>
  let roles: Set<Role>
  let today: Day
  /// False when a closing was cut short.
  let isFinished: Bool
  /// What may be told of slips; nil when there were none.
  let slips: String?
  /// For whom there is a dashboard.
  let boards: Set<Report.Audience>
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
    for audience in Report.Audience.allCases {
      let reading = roles.intersection(audience.readers)
      if !reading.isEmpty {
        HTML.h2 { .text(Self.title(audience)) }
        if made.contains(audience) {
          if place.mayRead(reading, on: today) {
            HTML.p { HTML.a(.href(Link.desk(place.link(.report(audience))).path)) { "Read it" } }
            if boards.contains(audience) {
              HTML.p {
                HTML.a(.href(Link.desk(place.link(.dashboard(audience))).path)) {
                  "Look at the figures, group by group"
                }
              }
            }
          } else if let day = reading.compactMap({ place.planned.commitments?.readsFrom($0) }).min() {
            HTML.p { "You can read it from \(day.words(in: .english)) on, as was promised to everybody who was asked." }
          }
        } else {
          HTML.p { "It has not been made yet." }
        }
        if roles.contains(.analyst) {
          exchange.form(to: place.link(.make(audience))) {
            Form.send(made.contains(audience) ? "Make it again" : "Make it")
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
