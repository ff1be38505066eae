import Hummingbird
import Markup
import Platform
import Problems

/// Slips: printed for a unit's pile, marked as handed out by the custodian whose person drew one, made worthless all at once.
struct SlipRoutes {
  let exchange: Exchange

  private var rights: Rights { exchange.desk.work.rights }

  func respond(_ place: WavePlace, _ link: WaveLink) async throws -> Response {
    guard place.state == .open, try await rights.openUnits(of: place.wave).isEmpty else {
      return exchange.notFound
    }
    if link == .voidSlips, !place.hasAllSlips {
      return exchange.notAllowed
    }
    guard let form = exchange.form else { return try await page(place, .empty) }
    do {
      switch link {
      case .voidSlips: return try await void(place, form)
      case .handSlip: return try await handOut(place, form)
      default: return try await print(place, form)
      }
    } catch let problem as Problem {
      return try await page(place, FormState(form, [problem]))
    }
  }

  private func page(_ place: WavePlace, _ state: FormState, said: String? = nil) async throws -> Response {
    let supplies = try await rights.supplies(of: place.wave, for: partners(place))
    return exchange.page("Slips", status: state.status) {
      SlipView.body(exchange, place, supplies, state, said: said)
    }
  }

  /// Whose groups somebody prints for; nil for everybody's.
  private func partners(_ place: WavePlace) async throws -> [String]? {
    guard !place.hasAllSlips else { return nil }
    return try await exchange.desk.work.organisations().filter { organisation in
      !place.visitor.roles(in: place.study, of: organisation.id).isDisjoint(with: [.custodian, .studyLead])
    }.map(\.name)
  }

  /// The paper comes first: a code that answers and stands nowhere would be of no use to anybody.
  private func print(_ place: WavePlace, _ form: FormBody) async throws -> Response {
    guard let each = Int(try form.text("each")) else {
      throw Problem("this is no number", at: "each", remedy: "say how many slips each unit gets")
    }
    guard let format = PrintFormat(rawValue: try form.text("format")), format != .csv else {
      throw Problem("nothing is chosen here", at: "format", remedy: "say how they come to the printer")
    }
    let unit = try form.text("unit")
    let batch: Slips.Batch
    do {
      batch = try await rights.slips.draw(
        place.wave, each: each, unit: unit.isEmpty ? nil : unit, of: partners(place))
    } catch let problem as Problem {
      throw Problem(problem.what, at: "each", remedy: problem.remedy)
    }
    let address = try LinkAddress(exchange.desk.publicAddress().origin)
    let response = try await exchange.printed(
      SlipSheet.page(batch, address: address), as: format, name: "\(place.wave)-slips")
    try await rights.slips.keep(batch)
    try await exchange.desk.work.studies.note(.slipsPrinted, on: place.wave, by: place.actor)
    return response
  }

  /// Who gets one is not put on record: the record has times, and a right to answer has none.
  private func handOut(_ place: WavePlace, _ form: FormBody) async throws -> Response {
    let contact = try form.text("contact").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var problem = Problem("nobody on your list has this contact", at: "contact", remedy: "write it as it stands there")
    for organisation in place.own(try await exchange.desk.work.organisations()) {
      let owner = place.owner(organisation)
      let isListed = try await rights.lists.people(of: owner, in: place.wave).contains {
        $0.person.contact.lowercased() == contact.lowercased()
      }
      guard isListed else { continue }
      do {
        let unit = try await rights.handSlip(place.wave, to: contact, of: owner, by: place.actor)
        return try await page(place, .empty, said: "It is marked that this person drew a slip of “\(unit)”.")
      } catch let refused as Problem {
        problem = Problem(refused.what, at: "contact", remedy: refused.remedy)
      }
    }
    throw problem
  }

  private func void(_ place: WavePlace, _ form: FormBody) async throws -> Response {
    guard form.isTicked("sure") else {
      throw FormBody.unticked("sure", remedy: "slips that are void answer nothing")
    }
    let count = try await rights.slips.void(place.wave)
    try await exchange.desk.work.studies.note(.slipsVoided, on: place.wave, by: place.actor)
    return try await page(
      place, .empty, said: "\(count) slips are void. Whoever holds one that is not used may swap it for a new one.")
  }
}

extension WavePlace {
  /// Whether somebody prints slips for every group and makes them worthless. A slip answers for a group, and whoever holds spare ones could answer
  /// for a group of another organisation's people.
  fileprivate var hasAllSlips: Bool {
    study.partners.isEmpty || visitor.roles(in: study, of: study.host).contains(.studyLead)
  }
}

enum SlipView {
  @MarkupBuilder static func body(
    _ exchange: Exchange, _ place: WavePlace, _ supplies: [Rights.Supply], _ state: FormState, said: String?
  ) -> [Node] {
    Form.problems(state, fields: ["each", "format", "contact", "sure"])
    place.heading
    HTML.h2 { "Slips" }
    if let said { Form.notice { HTML.p(.role("status")) { .text(said) } } }
    HTML.p {
      "A slip of paper with a code answers once, in any browser. Keep a pile for each group and let people draw from it, face down. Which one somebody drew is written down nowhere."
    }
    if !place.hasAllSlips {
      Form.notice {
        HTML.p {
          "Several organisations take part. You print for groups that are made of your own people alone, since whoever holds spare slips of a group could answer in it. For mixed groups, or if a pile was stolen, ask the study lead of the organisation that runs the study."
        }
      }
    }
    Form.table(
      "Slips so far", head: ["Group", "People", "Made", "Handed out"],
      rows: supplies.map { [.text($0.unit), "\($0.people)", "\($0.made)", "\($0.handed)"] })
    if !supplies.isEmpty { printing(exchange, place, supplies, state) }
    if place.visitor.roles(in: place.study).contains(.custodian) {
      exchange.form(to: place.link(.handSlip)) {
        HTML.h2 { "Somebody has drawn a slip" }
        HTML.p {
          "They cannot use their link afterwards. Whoever has collected their right to answer by link gets no slip: ask people first whether they want one."
        }
        HTML.p {
          "Being told so says something about that person. Each such answer goes on record, without a name, and after \(Rights.mostRefusals) within a day you can mark nobody more."
        }
        Form.line("contact", "Their contact, as it stands on your list", state)
        Form.send("Mark it")
      }
    }
    if place.hasAllSlips { voiding(exchange, place, state) }
  }

  private static func printing(
    _ exchange: Exchange, _ place: WavePlace, _ supplies: [Rights.Supply], _ state: FormState
  ) -> Node {
    exchange.form(to: place.link(.slips)) {
      HTML.h2 { "Print slips" }
      HTML.p {
        "The codes are shown this once and kept nowhere: print them at once, cut them, and delete the file. If it is lost, make all slips worthless and print new ones."
      }
      Form.select(
        "unit", "For",
        [.init("", place.hasAllSlips ? "Every group" : "Every group of ours")]
          + supplies.map { .init($0.unit, $0.unit) }, state)
      Form.line(
        "each", "How many for each group", state,
        hint: "At most one a person and a tenth to spare.", type: .number)
      Form.choice(
        "format", "How they come to the printer",
        (exchange.desk.printer == nil ? [.page] : [PrintFormat.pdf, .page]).map { .init($0.rawValue, $0.title) }, state,
        value: exchange.desk.printer == nil ? PrintFormat.page.rawValue : PrintFormat.pdf.rawValue)
      Form.send("Make the slips", back: place.link(.overview))
    }
  }

  private static func voiding(_ exchange: Exchange, _ place: WavePlace, _ state: FormState) -> Node {
    exchange.form(to: place.link(.voidSlips)) {
      HTML.h2 { "Make all slips worthless" }
      HTML.p { "If a pile was stolen, say. Answers that came with a slip stay." }
      Form.tick("sure", "I know that nobody can answer with a slip of today any more", state)
      HTML.div(.class("buttons")) { HTML.button(.type(.submit)) { "Make them worthless" } }
    }
  }
}
