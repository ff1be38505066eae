import Markup
import Platform
import Problems

/// A custodian's list of people.
enum ListView {
  struct List {
    let organisation: Organisation
    let people: [ListedPerson]
    /// Why nobody of it can be shown; nil when everybody is.
    var unreadable: Problem?

    var units: [(name: String, people: Int)] {
      people.reduce(into: [:]) { $0[$1.person.unit, default: 0] += 1 }.sorted { $0.key < $1.key }
        .map { ($0.key, $0.value) }
    }
  }

  @MarkupBuilder static func body(
    _ exchange: Exchange, _ place: WavePlace, _ lists: [List], _ state: FormState
  ) -> [Node] {
    Form.problems(state, fields: ["organisation", "file", "sure", "name", "contact", "unit"])
    place.heading
    HTML.h2 { "List of people" }
    HTML.p {
      "Name, contact and unit, nothing more. It is encrypted before it is kept. Other organisations and the people who lead the study see how many people each unit has, and no names."
    }
    switch place.state {
    case .planned:
      HTML.p(.class("hint")) {
        "If the wave does not open, a list is destroyed \(Studies.listsAreKept) days after its last change."
      }
      for list in lists { unreadable(list) }
      for list in lists where !list.people.isEmpty { handedIn(list, place) }
      handIn(exchange, place, lists, state)
      takeBack(exchange, place, lists.filter { !$0.people.isEmpty || $0.unreadable != nil }, state)
    case .open:
      HTML.p {
        "Whether somebody has collected their right to answer stands on no page, and changes nothing here."
      }
      for list in lists { unreadable(list) }
      for list in lists where !list.people.isEmpty { names(list, place) }
      add(exchange, place, lists.filter { !$0.people.isEmpty }, state)
    case .closed:
      HTML.p {
        "The wave has closed. Names, contacts and links are destroyed \(ContactTerms.standardKeepDays) days later."
      }
    }
  }

  @MarkupBuilder private static func unreadable(_ list: List) -> [Node] {
    if let problem = list.unreadable {
      Form.notice { HTML.p { "\(list.organisation.name): \(problem.what). What to do: \(problem.remedy)." } }
    }
  }

  @MarkupBuilder private static func handedIn(_ list: List, _ place: WavePlace) -> [Node] {
    Form.table(
      "Handed in for \(list.organisation.name)", head: ["Unit", "People"],
      rows: list.units.map { [.text($0.name), "\($0.people)"] })
    names(list, place)
  }

  private static func names(_ list: List, _ place: WavePlace) -> Node {
    Form.table(
      "People of \(list.organisation.name)", head: ["Name", "Contact", "Unit"],
      rows: list.people.map { listed in
        [
          HTML.a(.href(Link.desk(place.link(.person(listed.id))).path)) { HTML.bdi { .text(listed.person.name) } },
          HTML.bdi { .text(listed.person.contact) }, .text(listed.person.unit),
        ]
      })
  }

  private static func organisations(_ lists: [List]) -> [Form.Option] {
    lists.map { .init($0.organisation.id.description, $0.organisation.name) }
  }

  private static func handIn(
    _ exchange: Exchange, _ place: WavePlace, _ lists: [List], _ state: FormState
  ) -> Node {
    exchange.form(to: place.link(.roster), files: true) {
      HTML.h2 { "Hand in a list" }
      Form.select("organisation", "Organisation", organisations(lists), state)
      Form.file(
        "file", "The list, a CSV file", state,
        hint:
          "With the columns name, contact and unit. A unit may stand in a tree: North / Team A. It takes the place of the list before."
      )
      Form.send("Hand it in", back: place.link(.overview))
    }
  }

  @MarkupBuilder private static func takeBack(
    _ exchange: Exchange, _ place: WavePlace, _ lists: [List], _ state: FormState
  ) -> [Node] {
    if !lists.isEmpty { HTML.h2 { "Take a list back" } }
    for list in lists {
      exchange.form(to: place.link(.takeBack)) {
        HTML.p {
          "The list of \(list.organisation.name) is destroyed at once, with its key: copies in backups can then be read by nobody."
        }
        HTML.input(.type(.hidden), .name("organisation"), .value(list.organisation.id.description))
        // One tick a page would do for several lists, and would not say for which.
        if lists.count == 1 {
          Form.tick("sure", "I know that it cannot be brought back", state)
        } else {
          HTML.input(.type(.hidden), .name("sure"), .value("yes"))
        }
        HTML.div(.class("buttons")) {
          HTML.button(.type(.submit)) { "Take back the list of \(list.organisation.name)" }
        }
      }
    }
  }

  @MarkupBuilder private static func add(
    _ exchange: Exchange, _ place: WavePlace, _ lists: [List], _ state: FormState
  ) -> [Node] {
    if !lists.isEmpty {
      HTML.h2 { "Somebody has come" }
      HTML.p {
        "Somebody who joined after the opening can be added to a unit that has people already: a tenth of a group at most, and at least two. In small steps that is harmless; whoever could add more could answer in the names of people who do not exist."
      }
      exchange.form(to: place.link(.addPerson)) {
        Form.select("organisation", "Organisation", organisations(lists), state)
        Form.line("name", "Name", state)
        Form.line("contact", "Contact", state, hint: "An e-mail address, or where a letter goes.")
        Form.select(
          "unit", "Unit", lists.flatMap(\.units).map { .init($0.name, $0.name) }, state)
        Form.send("Add them", back: place.link(.overview))
      }
    }
  }
}

/// One person of a custodian's list.
enum PersonView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ place: WavePlace, _ listed: ListedPerson, _ state: FormState
  ) -> [Node] {
    Form.problems(state, fields: ["name", "contact", "unit", "sure"])
    HTML.p(.class("kicker")) { HTML.a(.href(Link.desk(place.link(.roster)).path)) { "List of people" } }
    HTML.h1 { HTML.bdi { .text(listed.person.name) } }
    exchange.form(to: place.link(.person(listed.id))) {
      Form.line("name", "Name", state, value: listed.person.name)
      Form.line("contact", "Contact", state, value: listed.person.contact)
      if place.state == .planned {
        Form.line("unit", "Unit", state, value: listed.person.unit)
      } else {
        HTML.p { "Unit: \(listed.person.unit). Units were settled when the wave opened." }
        HTML.p(.class("hint")) {
          "Their link stays the same. If reminders have not begun, the invitation is sent again to a new address; otherwise print a letter."
        }
      }
      Form.send("Save", back: place.link(.roster))
    }
    if place.state == .open {
      HTML.h2 { "Letter" }
      exchange.form(to: place.link(.letters)) {
        HTML.p { "A letter with their link and a QR code." }
        HTML.input(.type(.hidden), .name("person"), .value(listed.id))
        MessageView.format(state)
        if exchange.desk.mailing == nil { MessageView.sender(state) }
        HTML.div(.class("buttons")) { HTML.button(.type(.submit)) { "Make the letter" } }
      }
      HTML.h2 { "Slip" }
      exchange.form(to: place.link(.handSlip)) {
        HTML.p {
          "Let them draw a slip from their unit's pile, then mark it here. They cannot use their link afterwards."
        }
        HTML.input(.type(.hidden), .name("contact"), .value(listed.person.contact))
        HTML.div(.class("buttons")) { HTML.button(.type(.submit)) { "They have drawn a slip" } }
      }
    }
    HTML.h2 { "Take them off the list" }
    exchange.form(to: place.link(.removePerson(listed.id))) {
      HTML.p {
        place.state == .planned
          ? "They will not be asked."
          : "For somebody who has left. Name, contact and link are erased. If they have not collected their right to answer, they no longer can; if they have, it stays good. Nobody is told which it is."
      }
      if place.state == .open { Form.tick("sure", "I know that they cannot be put back", state) }
      HTML.div(.class("buttons")) { HTML.button(.type(.submit), .class("grave")) { "Take them off" } }
    }
  }
}
