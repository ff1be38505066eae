import Markup
import Platform

/// A pilot that colleagues are trying out. Nothing of what they answer is shown, not even how many have: with a few people every number is about somebody.
struct PilotView {
  let place: WavePlace
  /// Whether the server was told how to send mail.
  let sends: Bool
  let leads: Bool

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: ["sure"])
    place.heading
    HTML.p { "Pilot: colleagues are trying the questionnaire out. Their pages say so in every language." }
    Form.notice {
      HTML.p {
        "Answers are sealed as in any wave, but nobody ever opens them: there is no count, no result and no report. Ask the people who try it out what was unclear, what was missing and how long it took them."
      }
    }
    if leads {
      if place.state == .open { invitations(exchange) }
      HTML.h2 { "End the pilot" }
      HTML.p {
        "Answers, invitations, list of people and keys are deleted, so that no backup can be read either. This happens by itself when a wave of this study opens."
      }
      exchange.form(to: place.link(.close)) {
        Form.tick("sure", "I know that everything of the pilot will be deleted", state)
        Form.send("End it now")
      }
    }
  }

  @MarkupBuilder private func invitations(_ exchange: Exchange) -> [Node] {
    HTML.h2 { "Invitations" }
    if sends {
      HTML.p { "Everybody whose contact is an e-mail address gets a message with their own link." }
      HTML.div(.class("buttons")) {
        exchange.form(to: place.link(.invite)) {
          HTML.button(.type(.submit), .class("main")) { "Send the invitations" }
        }
      }
    } else {
      HTML.p {
        "The server has not been told how to send mail (docs/asking.md, --mail). Letters with everybody's link are written on the server: \(HTML.code { .text("hearth wave letters \(place.wave)") })."
      }
    }
  }

  /// The form of what is said about help; a pilot has no results, and so no promises about them.
  @MarkupBuilder static func support(_ exchange: Exchange, _ place: WavePlace, _ state: FormState) -> [Node] {
    Form.problems(state, fields: ["support"])
    HTML.h1 { "Help" }
    HTML.p { "It stands below every step of the form. A pilot has no results, so nothing is promised about them." }
    exchange.form {
      Form.lines(
        "support", "Where help is to be had", state,
        hint: "One place a line, with its telephone number or address. Make sure that it is there.",
        value: place.planned.support.joined(separator: "\n"), rows: 4)
      Form.send("Save", back: place.link(.overview))
    }
  }
}
