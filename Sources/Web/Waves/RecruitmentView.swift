import Markup
import Platform
import Problems

/// The log of how people were told.
enum RecruitmentView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ place: WavePlace, _ entries: [Recruitment], today: Day, _ state: FormState
  ) -> [Node] {
    Form.problems(state, fields: ["route", "day", "eligible", "note"])
    HTML.h1 { "How people were told" }
    HTML.p {
      "Reports give shares of how many; this is what they rest on. Whoever tells people never learns who took part."
    }
    if !entries.isEmpty {
      Form.table(
        "So far", head: ["Way", "Day", "Could answer", "Note"],
        rows: entries.map {
          [.text($0.route.title), .text($0.day.words(in: .english)), "\($0.eligible)", .text($0.note)]
        })
    }
    exchange.form {
      Form.choice("route", "How", Recruitment.Route.allCases.map { .init($0.rawValue, $0.title) }, state)
      Form.line("day", "When", state, value: today.description, type: .date)
      Form.line(
        "eligible", "How many of those reached could answer", state, type: .number)
      Form.line("note", "Note", state, hint: "No names.")
      Form.send("Add it", back: place.link(.overview))
    }
  }
}

extension WavePlace {
  /// The way to it, also while people answer and afterwards.
  var told: Node {
    HTML.p {
      HTML.a(.href(Link.desk(link(.recruitment)).path)) { "How people were told, and how many" }
      ": every report that is made from now on says so."
    }
  }
}
