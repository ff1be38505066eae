import Markup
import Platform
import Problems

/// A wave before it opens: what is missing, and how large the groups will be.
struct PreparationView {
  let place: WavePlace
  let ready: StudyOpening.Readiness
  /// The address that is not fit for people elsewhere; nil where it is.
  let unsafe: String?
  let roles: Set<Role>

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: [])
    place.heading
    if ready.problems.isEmpty {
      Form.notice { HTML.p { "Everything is there. \(ready.people) people can be asked." } }
    } else {
      HTML.h2 { "Before it can open" }
      Form.list(ready.problems)
    }
    HTML.ul(.class("ways")) {
      if roles.contains(.studyLead) {
        if ready.purpose == .pilot {
          place.way(.promises, "Help", "Where help is, on every step of the form.")
        } else {
          place.way(
            .promises, "Promises and help",
            "Who owns the results, what is set aside, when staff hear, and where help is."
          )
          place.way(.recruitment, "How people are told", "Meetings, posters, letters, and how many they reach.")
          place.way(
            .openLink, "One link for everybody", "Where no list of people can be had. Weaker, and people are told so.")
        }
      }
      if roles.contains(.custodian) {
        place.way(.roster, "List of people", "Name, contact and unit of everybody who is asked, of your organisation.")
      }
    }
    if ready.purpose == .pilot {
      HTML.p {
        "This is a pilot. A few colleagues are enough: nothing is shown of what they answer, and it is deleted unread. A pilot cannot become a wave with results."
      }
    } else if !ready.units.isEmpty {
      Form.table(
        "Groups in which answers are kept", head: ["Group", "People"],
        rows: ready.units.map { [.text($0.name), "\($0.people)"] })
      HTML.p(.class("hint")) {
        "Units with fewer than \(place.planned.threshold) people are parts of another; the finer unit is not kept."
      }
    }
    if roles.contains(.studyLead) { opening(exchange) }
  }

  @MarkupBuilder private func opening(_ exchange: Exchange) -> [Node] {
    HTML.h2 { .text(ready.purpose == .pilot ? "Open the pilot" : "Open the wave") }
    if let unsafe {
      HTML.p {
        "The server is known by \(HTML.code { .text(unsafe) }). People elsewhere can answer only over https: start the server with an https address first."
      }
    } else if ready.problems.isEmpty {
      if !ready.endsPilots.isEmpty {
        HTML.p {
          "Opening it deletes everything of the study’s \(ready.endsPilots.count == 1 ? "pilot" : "pilots"), \(ready.endsPilots.joined(separator: ", "))."
        }
      }
      HTML.p {
        "Texts, threshold and list of people are then fixed, and everybody gets an invitation of their own. It cannot be undone; it can be closed."
      }
      exchange.form(to: place.link(.open)) { Form.send("Open it now") }
    } else {
      HTML.p { "It can be opened when nothing is missing." }
    }
  }
}

/// The form of what is promised before anybody is asked.
enum PromisesView {
  @MarkupBuilder static func body(_ exchange: Exchange, _ place: WavePlace, _ state: FormState) -> [Node] {
    let (planned, commitments) = (place.planned, place.planned.commitments)
    Form.problems(
      state, fields: ["owner", "act", "support", "supportChecked", "staffHear", "managersHear", "threshold"])
    HTML.h1 { "Promises and help" }
    HTML.p { "People who are asked read this before they decide. A wave does not open without it." }
    exchange.form {
      Form.line(
        "owner", "Who owns the results", state, hint: "A person or a group that answers for what follows.",
        value: commitments?.owner ?? "")
      Form.line(
        "act", "Set aside for acting on them", state, hint: "Time or money: two days a month until summer, say.",
        value: commitments?.act ?? "")
      Form.lines(
        "support", "Where help is to be had", state, hint: "One place a line, with its telephone number or address.",
        value: planned.support.joined(separator: "\n"), rows: 4)
      Form.line(
        "supportChecked", "When somebody last made sure that it is there", state,
        hint: "Ring up or write there. It holds for \(Commitments.checkHolds) days.",
        value: commitments?.supportChecked.description ?? "", type: .date)
      Form.line(
        "staffHear", "When staff hear the results", state, value: commitments?.staffHear.description ?? "", type: .date)
      Form.line(
        "managersHear", "When managers hear them", state, hint: "Not before staff.",
        value: commitments?.managersHear.description ?? "", type: .date)
      Form.line(
        "threshold", "Fewest people behind a figure", state, hint: "10 unless there is a reason; never below 5.",
        value: String(planned.threshold), type: .number)
      Form.send("Save", back: place.link(.overview))
    }
  }
}

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
