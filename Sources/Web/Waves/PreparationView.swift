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
