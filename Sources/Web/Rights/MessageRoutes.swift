import Hummingbird
import Markup
import Platform
import Problems
import Reporting

/// Letters, messages that came back, people who want no mail: each custodian for its own people.
struct MessageRoutes {
  let exchange: Exchange

  private var rights: Rights { exchange.desk.work.rights }

  func respond(_ place: WavePlace, _ link: WaveLink) async throws -> Response {
    guard place.state == .open, try await rights.openUnits(of: place.wave).isEmpty else {
      return exchange.notFound
    }
    guard let form = exchange.form else { return page(place, .empty) }
    let owners = place.own(try await exchange.desk.work.organisations()).map(place.owner)
    do {
      switch link {
      case .letters: return try await letters(place, owners, form)
      case .bounces: return try await bounces(place, owners, form)
      default: return try await optOuts(place, owners, form)
      }
    } catch let problem as Problem {
      return page(place, FormState(form, [problem]))
    }
  }

  private func page(_ place: WavePlace, _ state: FormState, said: [Node] = []) -> Response {
    exchange.page("Letters and mail", status: state.status) {
      MessageView.body(exchange, place, state, said: said)
    }
  }

  private func letters(
    _ place: WavePlace, _ owners: [ListOwner], _ form: FormBody
  ) async throws -> Response {
    guard let format = PrintFormat(rawValue: try form.text("format")) else {
      throw Problem("nothing is chosen here", at: "format", remedy: "say how the letters come to the printer")
    }
    let person = try form.text("person")
    let readers: ContactLetters.Readers =
      !person.isEmpty ? .one(person) : try form.text("readers") == "everybody" ? .everybody : .withoutMail
    var letters: [ContactLetters.Letter] = []
    for owner in owners { letters += try await rights.letters.letters(of: place.wave, to: readers, of: owner) }
    guard !letters.isEmpty else {
      throw Problem("nobody needs a letter: e-mail reaches everybody", at: "readers", remedy: "choose everybody")
    }
    let response: Response
    if format == .csv {
      let csv = CSV(
        header: ["name", "contact", "link"],
        rows: letters.map { [.text($0.name), .text($0.contact), .text($0.link)] })
      response = Reply.download([UInt8](csv.rendered()), name: "\(place.wave)-links.csv")
    } else {
      let settings =
        try exchange.desk.mailing?.settings
        ?? MailSettings(letterSender: form.text("sender"), contact: form.text("contact"))
      response = try await exchange.printed(
        LetterSheet.page(letters, settings: settings).rendered(), as: format, name: "\(place.wave)-letters")
    }
    try await exchange.desk.work.studies.note(.lettersPrinted, on: place.wave, by: place.actor)
    return response
  }

  private func bounces(
    _ place: WavePlace, _ owners: [ListOwner], _ form: FormBody
  ) async throws -> Response {
    guard let file = form.file("file") else {
      throw Problem(
        "no file is chosen", at: "file", remedy: "save the messages that came back as a mailbox file (mbox)")
    }
    var addresses: [String] = []
    for owner in owners {
      addresses += try await rights.bounces.read(place.wave, mailboxes: [file.bytes], of: owner).addresses
    }
    try await exchange.desk.work.studies.note(.bouncesRead, on: place.wave, by: place.actor)
    return page(place, .empty, said: MessageView.bounced(addresses))
  }

  private func optOuts(
    _ place: WavePlace, _ owners: [ListOwner], _ form: FormBody
  ) async throws -> Response {
    let given = try form.text("addresses").split(whereSeparator: { $0.isNewline }).map {
      $0.trimmingPrefix(while: \.isWhitespace).split(separator: " ").joined(separator: " ")
    }.filter { !$0.isEmpty }
    guard !given.isEmpty else {
      throw Problem("no address is written here", at: "addresses", remedy: "write one a line")
    }
    var unknown = given
    for owner in owners { unknown = try await rights.optOut.stop(place.wave, addresses: unknown, of: owner) }
    try await exchange.desk.work.studies.note(.optOutsNoted, on: place.wave, by: place.actor)
    return page(place, .empty, said: MessageView.stopped(given.count - unknown.count, unknown))
  }
}

enum MessageView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ place: WavePlace, _ state: FormState, said: [Node]
  ) -> [Node] {
    Form.problems(state, fields: ["readers", "format", "sender", "contact", "file", "addresses"])
    place.heading
    HTML.h2 { "Letters and mail" }
    if !said.isEmpty { Form.notice { HTML.div(.role("status")) { said } } }
    HTML.p {
      "For the people on your own list. Reminders go to those of them who have not collected their right to answer; no page says who they are."
    }
    exchange.form(to: place.link(.letters)) {
      HTML.h2 { "Letters" }
      Form.choice(
        "readers", "For whom",
        [
          .init("withoutMail", "People without an e-mail address, and those whose invitation came back"),
          .init("everybody", "Everybody on the list"),
        ], state, value: exchange.desk.mailing == nil ? "everybody" : "withoutMail")
      format(state, links: true)
      if exchange.desk.mailing == nil { sender(state) }
      HTML.p(.class("hint")) {
        "Letters hold people's links, and a link is its person's right to answer: print them, then delete the file."
      }
      Form.send("Make the letters", back: place.link(.overview))
    }
    if exchange.desk.mailing != nil {
      exchange.form(to: place.link(.bounces), files: true) {
        HTML.h2 { "Messages that came back" }
        Form.file(
          "file", "A mailbox file", state,
          hint: "The reports that came to the sender's address, saved by a mail program as one file (mbox).")
        Form.send("Read it")
      }
    }
    exchange.form(to: place.link(.optOuts)) {
      HTML.h2 { "People who want no mail" }
      Form.lines("addresses", "Their addresses, one a line", state, hint: "They can still answer.", rows: 3)
      Form.send("Send them nothing more")
    }
  }

  static func format(_ state: FormState, links: Bool = false) -> Node {
    Form.choice(
      "format", "How they come to the printer",
      (links ? PrintFormat.allCases : [.pdf, .page]).map { .init($0.rawValue, $0.title) }, state,
      value: PrintFormat.page.rawValue)
  }

  /// Where the server's mail settings do not say it.
  @MarkupBuilder static func sender(_ state: FormState) -> [Node] {
    Form.line(
      "sender", "Who asks, as the letter says it", state,
      hint: "The partnership's name, without what it asks about. Not needed for a file of links.")
    Form.line("contact", "An e-mail address for questions", state)
  }

  @MarkupBuilder static func bounced(_ addresses: [String]) -> [Node] {
    if addresses.isEmpty {
      HTML.p { "No invitation to your people has come back so far." }
    } else {
      HTML.p { "The invitation did not reach these. Put the contact right in the list, or print letters." }
      HTML.ul { for address in addresses { HTML.li { HTML.bdi { .text(address) } } } }
    }
  }

  @MarkupBuilder static func stopped(_ count: Int, _ unknown: [String]) -> [Node] {
    HTML.p { .text(count == 1 ? "1 person gets no more mail." : "\(count) people get no more mail.") }
    if !unknown.isEmpty {
      HTML.p { "These are not on your list:" }
      HTML.ul { for address in unknown { HTML.li { HTML.bdi { .text(address) } } } }
    }
  }
}
