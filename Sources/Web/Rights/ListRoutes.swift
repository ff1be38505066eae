import Hummingbird
import Markup
import Platform
import Problems

/// A custodian's own people: handed in before the opening, put right afterwards. Nobody else sees a name.
struct ListRoutes {
  let exchange: Exchange

  private var work: StudyWork { exchange.desk.work }

  func respond(_ place: WavePlace, _ link: WaveLink) async throws -> Response {
    let own = place.own(try await work.organisations())
    switch link {
    case .person(let id), .removePerson(let id):
      guard place.state != .closed, let (owner, listed) = try await find(id, place, own) else {
        return exchange.notFound
      }
      return link == .person(id)
        ? try await person(listed, of: owner, place) : try await remove(listed, of: owner, place)
    case .takeBack: return try await takeBack(place, own)
    case .addPerson: return try await add(place, own)
    default: return try await roster(place, own)
    }
  }

  // MARK: The whole list

  private func roster(_ place: WavePlace, _ own: [Organisation]) async throws -> Response {
    guard let form = exchange.form else { return try await page(place, own, .empty) }
    return try await told(place, own) {
      let organisation = try chosen(form, own)
      guard let file = form.file("file") else {
        throw Problem("no file is chosen", at: "file", remedy: "choose a CSV with the columns name, contact and unit")
      }
      let given = try Roster(csv: file.bytes, file: file.name)
      try await work.studies.putRoster(given, of: organisation.id, for: place.wave, by: place.actor)
    }
  }

  private func takeBack(_ place: WavePlace, _ own: [Organisation]) async throws -> Response {
    try await told(place, own) {
      guard let form = exchange.form, form.isTicked("sure") else {
        throw FormBody.unticked("sure", remedy: "a list that is taken back is destroyed")
      }
      try await work.studies.takeBack(chosen(form, own).id, for: place.wave, by: place.actor)
    }
  }

  private func chosen(_ form: FormBody, _ own: [Organisation]) throws -> Organisation {
    let text = try form.text("organisation")
    guard let organisation = own.first(where: { $0.id.description == text }) else {
      throw Problem("no organisation is chosen", at: "organisation", remedy: "choose yours")
    }
    return organisation
  }

  private func add(_ place: WavePlace, _ own: [Organisation]) async throws -> Response {
    guard place.state == .open, let form = exchange.form else { return exchange.redirect(to: place.link(.roster)) }
    do {
      let details = ListedPerson.Details(
        name: try form.text("name"), contact: try form.text("contact"), unit: try form.text("unit"))
      let owner = try place.owner(chosen(form, own))
      let isMailed = try await work.rights.lists.add(details, of: owner, in: place.wave, by: place.actor)
      return exchange.page("List of people") {
        HTML.h1 { "They can answer now" }
        if isMailed, exchange.desk.mailing != nil {
          HTML.p { "Their invitation goes out with the others." }
        } else {
          HTML.p { "Mail does not reach them: open their page in the list and print a letter." }
        }
        HTML.p { HTML.a(.href(Link.desk(place.link(.roster)).path)) { "Back to the list" } }
      }
    } catch let problem as Problem {
      return try await page(place, own, FormState(form, [problem]))
    }
  }

  private func told(
    _ place: WavePlace, _ own: [Organisation], _ work: () async throws -> Void
  ) async throws -> Response {
    do {
      try await work()
      return exchange.redirect(to: place.link(.roster))
    } catch let problem as Problem {
      return try await page(place, own, FormState(exchange.form, [problem]))
    }
  }

  private func page(_ place: WavePlace, _ own: [Organisation], _ state: FormState) async throws -> Response {
    var lists: [ListView.List] = []
    for organisation in own {
      // Without its key a list can still be replaced and taken back: that is done on this page.
      do {
        lists.append(.init(organisation: organisation, people: try await people(of: organisation, place)))
      } catch let problem as Problem {
        lists.append(.init(organisation: organisation, people: [], unreadable: problem))
      }
    }
    return exchange.page("List of people", status: state.status) {
      ListView.body(exchange, place, lists, state)
    }
  }

  private func people(of organisation: Organisation, _ place: WavePlace) async throws -> [ListedPerson] {
    switch place.state {
    case .planned: try await work.studies.list(of: organisation.id, for: place.wave)
    case .open:
      // An open link has no list.
      try await work.rights.openUnits(of: place.wave).isEmpty
        ? work.rights.lists.people(of: place.owner(organisation), in: place.wave) : []
    case .closed: []
    }
  }

  // MARK: One person

  private func find(
    _ id: ListedPerson.ID, _ place: WavePlace, _ own: [Organisation]
  ) async throws -> (Organisation, ListedPerson)? {
    for organisation in own {
      do {
        if let found = try await people(of: organisation, place).first(where: { $0.id == id }) {
          return (organisation, found)
        }
      } catch is Problem {
        // Nobody of a list that cannot be read has a page.
      }
    }
    return nil
  }

  private func person(
    _ listed: ListedPerson, of organisation: Organisation, _ place: WavePlace
  ) async throws -> Response {
    func page(_ state: FormState) -> Response {
      exchange.page(listed.person.name, status: state.status) {
        PersonView.body(exchange, place, listed, state)
      }
    }
    guard let form = exchange.form else { return page(.empty) }
    do {
      let details = ListedPerson.Details(
        name: try form.text("name"), contact: try form.text("contact"),
        unit: place.state == .planned ? try form.text("unit") : nil)
      if place.state == .planned {
        try await work.studies.change(
          listed.id, to: details, of: organisation.id, for: place.wave, by: place.actor)
      } else {
        try await work.rights.lists.correct(
          listed.id, to: details, of: place.owner(organisation), in: place.wave, by: place.actor)
      }
      return exchange.redirect(to: place.link(.roster))
    } catch let problem as Problem {
      return page(FormState(form, [problem]))
    }
  }

  private func remove(
    _ listed: ListedPerson, of organisation: Organisation, _ place: WavePlace
  ) async throws -> Response {
    if place.state == .planned {
      try await work.studies.change(listed.id, to: nil, of: organisation.id, for: place.wave, by: place.actor)
    } else {
      guard let form = exchange.form, form.isTicked("sure") else {
        let problem = FormBody.unticked("sure", remedy: "whoever is taken off an open wave cannot be put back")
        let state = FormState(nil, [problem])
        return exchange.page(listed.person.name, status: state.status) {
          PersonView.body(exchange, place, listed, state)
        }
      }
      try await work.rights.lists.takeOff(
        listed.id, of: place.owner(organisation), in: place.wave, by: place.actor)
    }
    return exchange.redirect(to: place.link(.roster))
  }
}

extension WavePlace {
  /// The organisations of the study whose custodian this is.
  func own(_ all: [Organisation]) -> [Organisation] {
    all.filter { study.organisations.contains($0.id) && visitor.has(.custodian, of: $0.id) }
  }

  func owner(_ organisation: Organisation) -> ListOwner {
    ListOwner(organisation: organisation.id, isAlone: study.partners.isEmpty)
  }

  /// One of the things that can be done with a wave.
  func way(_ link: WaveLink, _ title: String, _ purpose: String) -> Node {
    HTML.li {
      HTML.a(.href(Link.desk(self.link(link)).path)) { .text(title) }
      HTML.p { .text(purpose) }
    }
  }
}
