import Crypto
import Foundation
import Problems
import Store

/// Lists of people before a wave opens. Each has a key of its own, made anew with every change: the directory and its backups show who is asked to
/// nobody, and what was taken back cannot be read in a copy either.
extension Studies {
  /// A list that nobody touches is destroyed after so many days, when its wave has not opened.
  package static let listsAreKept = 90

  /// Keeps one organisation's people until the wave opens, in place of those it gave before.
  package func putRoster(
    _ roster: Roster, of organisation: ID<Organisation>, for wave: WaveName, by actor: AuditEntry.Actor
  ) async throws {
    let before = try await directory.read { try PlannedListStore.find(organisation, wave: wave, in: $0)?.key }
    try await put(roster, of: organisation, for: wave, after: before, .rosterGiven, by: actor)
  }

  /// Destroys one organisation's list, its key first; backups of it can then be read by nobody.
  package func takeBack(
    _ organisation: ID<Organisation>, for wave: WaveName, by actor: AuditEntry.Actor
  ) async throws {
    let key = try await directory.write { session -> Keyring.Name? in
      try checkPlanned(wave, in: session)
      let list = try PlannedListStore.find(organisation, wave: wave, in: session)
      try PlannedListStore.remove(organisation, wave: wave, in: session)
      if list != nil { try audit.append(.listTakenBack, by: actor, on: wave.description, in: session) }
      return list?.key
    }
    try await forget([key].compactMap { $0 })
  }

  /// One organisation's people, by name; none when it gave no list.
  /// - Throws: `Problem` when the list's key is gone, as after a copy of the directory was restored.
  package func list(of organisation: ID<Organisation>, for wave: WaveName) async throws -> [ListedPerson] {
    guard let list = try await directory.read({ try PlannedListStore.find(organisation, wave: wave, in: $0) }) else {
      return []
    }
    guard keyring.contains(list.key) else { throw Self.unreadable }
    let key = SymmetricKey(data: try keyring.read(list.key))
    return try ContactSeal.openRoster(list.sealed, key: key).people.map { ListedPerson($0, key: key) }
      .sorted { ($0.person.name, $0.person.contact) < ($1.person.name, $1.person.contact) }
  }

  private static let unreadable = Problem(
    "this list cannot be read any more: its key has been destroyed", at: "roster",
    remedy: "hand it in again, or take it back")

  /// Puts one person of a list right, or takes them off it.
  /// - Parameter details: nil to take the person off.
  /// - Throws: `Problem` when the person is not on it, an entry is missing, or the contact stands on it already.
  package func change(
    _ person: ListedPerson.ID, to details: ListedPerson.Details?, of organisation: ID<Organisation>, for wave: WaveName,
    by actor: AuditEntry.Actor
  ) async throws {
    guard let list = try await directory.read({ try PlannedListStore.find(organisation, wave: wave, in: $0) }) else {
      throw ListedPerson.unknown
    }
    let key = SymmetricKey(data: try keyring.read(list.key))
    var people = try ContactSeal.openRoster(list.sealed, key: key).people
    guard let index = people.firstIndex(where: { ListedPerson($0, key: key).id == person }) else {
      throw ListedPerson.unknown
    }
    let old = people.remove(at: index)
    if let details {
      let unit = Unit(try ListedPerson.entry(details.unit ?? old.unit, at: "unit")).description
      let changed = try Roster.Person(
        name: ListedPerson.entry(details.name, at: "name"), contact: ListedPerson.entry(details.contact, at: "contact"),
        unit: unit)
      guard !people.contains(where: { $0.contact.lowercased() == changed.contact.lowercased() }) else {
        throw ListedPerson.twice
      }
      people.insert(changed, at: index)
    }
    guard !people.isEmpty else { return try await takeBack(organisation, for: wave, by: actor) }
    try await put(
      Roster(people: people), of: organisation, for: wave, after: list.key, .listChanged, by: actor)
  }

  private func put(
    _ roster: Roster, of organisation: ID<Organisation>, for wave: WaveName, after before: Keyring.Name?,
    _ act: AuditEntry.Act, by actor: AuditEntry.Actor
  ) async throws {
    let mark = randomBytes(8)
    let fresh = Keyring.Name.list(wave, mark: mark)
    let secret = randomBytes(32)
    try keyring.create(fresh, secret)
    do {
      let sealed = try ContactSeal.close(roster, key: SymmetricKey(data: secret))
      let units = roster.people.reduce(into: [:]) { $0[$1.unit, default: 0] += 1 }
      let day = audit.clock.today()
      try await directory.write { session in
        try checkPlanned(wave, in: session)
        guard try PlannedListStore.find(organisation, wave: wave, in: session)?.key == before else {
          throw Problem("the list was changed by somebody else at the same time", remedy: "load the page again")
        }
        try PlannedListStore.put(
          sealed, mark: mark, units: units, of: organisation, wave: wave, on: day, in: session)
        try audit.append(act, by: actor, on: wave.description, in: session)
      }
    } catch {
      keyring.destroy(fresh)
      throw error
    }
    try await forget([before].compactMap { $0 })
  }

  /// A plan and its lists change before the wave opens, not while it is being opened: somebody taken off would be invited all the same.
  func checkPlanned(_ wave: WaveName, in session: any SQLSession) throws {
    guard try !DirectoryStore.exists(wave, in: session) else { throw Self.opened(wave) }
    try OpeningClaim.checkFree(wave, at: audit.clock.seconds, in: session)
  }

  /// Destroys keys of lists whose rows are gone.
  func forget(_ keys: [Keyring.Name]) async throws {
    guard !keys.isEmpty else { return }
    for key in keys {
      // The key that several lists of before share goes with the last of them.
      if case .roster(let wave) = key,
        try await directory.read({ try PlannedListStore.keys(of: wave, in: $0).contains(key) })
      {
        continue
      }
      keyring.destroy(key)
    }
    try await directory.emptyLog()
  }

  /// Destroys lists that nobody has touched for `listsAreKept` days, and what an opening that was cut short left of them.
  /// - Returns: the waves.
  @discardableResult
  package func destroyOldLists() async throws -> [WaveName] {
    let today = audit.clock.today()
    let (due, keys) = try await directory.write { session in
      try PlannedListStore.dateOldLists(today, in: session)
      let day = try CountedDay.look(today, in: session).day
      let due = try PlannedListStore.due(since: day.adding(-Self.listsAreKept), in: session)
      var keys: [Keyring.Name] = []
      for (wave, organisation) in due {
        if let list = try PlannedListStore.find(organisation, wave: wave, in: session) { keys.append(list.key) }
        try PlannedListStore.remove(organisation, wave: wave, in: session)
      }
      for wave in Set(due.map(\.wave.description)).sorted() {
        try audit.append(.listsDestroyed, by: .installation, on: wave, in: session)
      }
      return (due.map(\.wave), keys)
    }
    try await forget(keys)
    try await forgetStrayKeys()
    return Set(due.map(\.description)).sorted().compactMap { try? WaveName($0) }
  }

  /// Destroys keys that a crash left behind when their rows had gone. A list that is being put has its key a moment before its row: what is younger
  /// than an opening's claim stays.
  private func forgetStrayKeys() async throws {
    let old = keyring.lists(before: audit.clock.now().addingTimeInterval(-Double(OpeningClaim.lasts)))
    guard !old.isEmpty else { return }
    let named = try await directory.read { try Set(PlannedListStore.keys(in: $0).map(\.file)) }
    for file in old where !named.contains(file) { keyring.destroy(file: file) }
  }

  /// The whole roster, for opening the wave.
  func roster(of wave: WaveName) async throws -> Roster {
    let (lists, names) = try await directory.read { session in
      (try PlannedListStore.all(of: wave, in: session), try OrganisationStore.all(in: session))
    }
    return try Roster(
      people: lists.flatMap { list in
        let prefix = lists.count > 1 ? names.first { $0.id == list.organisation }?.name : nil
        let key = SymmetricKey(data: try keyring.read(list.key))
        return try ContactSeal.openRoster(list.sealed, key: key).people.map { person in
          Roster.Person(
            name: person.name, contact: person.contact, unit: Self.unit(person.unit, in: prefix),
            organisation: list.organisation)
        }
      })
  }

  /// A unit's place where several organisations take part: teams of the same name are two teams.
  private static func unit(_ unit: String, in organisation: String?) -> String {
    guard let organisation else { return unit }
    return Unit(path: PartnerUnits.place(of: organisation).path + Unit(unit).path).description
  }

  /// People by unit, as their answers will be kept apart.
  func units(of wave: WaveName) async throws -> [String: Int] {
    let (lists, names) = try await directory.read { session in
      (try PlannedListStore.all(of: wave, in: session), try OrganisationStore.all(in: session))
    }
    return lists.reduce(into: [:]) { counts, list in
      let prefix = lists.count > 1 ? names.first { $0.id == list.organisation }?.name : nil
      for (unit, people) in list.units { counts[Self.unit(unit, in: prefix), default: 0] += people }
    }
  }

  /// Every list of a wave, once it has opened.
  func forgetRosters(of wave: WaveName) async throws {
    let keys = try await directory.write { session in
      let lists = try PlannedListStore.all(of: wave, in: session)
      for list in lists { try PlannedListStore.remove(list.organisation, wave: wave, in: session) }
      return lists.map(\.key)
    }
    try await forget(keys)
  }
}
