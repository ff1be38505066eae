import Markup
import Platform
import Reporting

/// A wave that people are answering.
struct OpenWaveView {
  let place: WavePlace
  let reading: ResponseMonitor.Reading
  let roles: Set<Role>
  /// Whether the server was told how to send mail.
  let sends: Bool
  /// Units that people choose from where one link is for everybody; none where people were invited.
  let openUnits: [String]

  @MarkupBuilder func body(_ exchange: Exchange, _ state: FormState) -> [Node] {
    Form.problems(state, fields: ["sure"])
    place.heading
    HTML.p { "Open: people are answering." }
    if roles.contains(.studyLead) {
      if openUnits.isEmpty { monitor } else { OpenLinkView.link(exchange, place, openUnits) }
    }
    if openUnits.isEmpty, !roles.isDisjoint(with: [.studyLead, .custodian]) { invitations(exchange) }
    if roles.contains(.studyLead) {
      place.told
      HTML.h2 { "Close the wave" }
      HTML.p {
        "Answers are then opened, mixed and kept without their order, and the keys that could open them one by one are destroyed. Nobody can answer or take answers back afterwards."
      }
      exchange.form(to: place.link(.close)) {
        Form.tick("sure", "I know that a closed wave cannot be opened again", state)
        Form.send("Close it now")
      }
    }
  }

  @MarkupBuilder private var monitor: [Node] {
    Form.table(
      "How many have collected their right to answer, \(reading.day.words(in: .english))",
      head: ["Group", "Invited", "Collected"],
      rows: (reading.figures + [reading.total].compactMap { $0 }).map(row))
    HTML.p(.class("hint")) {
      "Taken once a day, in steps, and only where \(place.planned.threshold) or more have collected and some are left. Whether anybody has answered is written down nowhere."
    }
  }

  @MarkupBuilder private func invitations(_ exchange: Exchange) -> [Node] {
    HTML.h2 { "Invitations" }
    if sends {
      HTML.p {
        "Everybody whose contact is an e-mail address gets a message with their own link; the others need a letter or a slip. Reminders go to those who have not collected their right to answer, and nobody sees to whom."
      }
      HTML.div(.class("buttons")) {
        exchange.form(to: place.link(.invite)) {
          HTML.button(.type(.submit), .class("main")) { "Send the invitations" }
        }
        exchange.form(to: place.link(.remind)) { HTML.button(.type(.submit)) { "Send a reminder" } }
      }
    } else {
      HTML.p {
        "The server has not been told how to send mail: it is started with \(HTML.code { "--mail mail.yaml" }) for that (docs/asking.md has an example). Until then each custodian can print letters, or take a file of links for a mail merge."
      }
    }
    HTML.ul(.class("ways")) {
      if roles.contains(.custodian) {
        place.way(.roster, "List of people", "Put a contact right, take somebody off who left, add somebody who came.")
        place.way(
          .messages, "Letters and mail", "Letters with links, messages that came back, people who want no mail.")
      }
      place.way(.slips, "Slips", "Codes on paper for people without a link or a device of their own.")
    }
  }

  private func row(_ figure: ResponseMonitor.Figure) -> [Node] {
    [.text(figure.unit), "\(figure.invited)", .text(figure.collected.map { "\($0) or more" } ?? "not shown")]
  }
}
