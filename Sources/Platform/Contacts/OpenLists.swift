import Crypto
import Problems
package import Store

/// What a custodian may do with its own people while a wave is open. Whether somebody has collected their right to answer is not in what any of
/// this returns, and nothing here takes another turn because of it.
package struct OpenLists: Sendable {
  private let directory: any SQLDatabase
  private let keyring: Keyring
  private let audit: AuditLog

  package init(directory: any SQLDatabase, keyring: Keyring, audit: AuditLog) {
    self.directory = directory
    self.keyring = keyring
    self.audit = audit
  }

  /// One organisation's people, by name, with the link's secret left out.
  /// - Throws: `Problem` when the contacts have been destroyed.
  package func people(of owner: ListOwner, in wave: WaveName) async throws -> [ListedPerson] {
    let contacts = try await Contacts.open(wave, directory: directory, keyring: keyring, toSend: false)
    return contacts.people.filter { owner.owns($0.person) }.map { ListedPerson($0, key: contacts.key) }
      .sorted { ($0.person.name, $0.person.contact) < ($1.person.name, $1.person.contact) }
  }

  /// Puts a name or a contact right. The link stays the person's; an invitation that is still the latest message is sent again, to the new contact.
  /// - Throws: `Problem` when the person is not on the list, an entry is missing, or the contact stands on the list already.
  package func correct(
    _ person: ListedPerson.ID, to details: ListedPerson.Details, of owner: ListOwner, in wave: WaveName,
    by actor: AuditEntry.Actor
  ) async throws {
    let name = try ListedPerson.entry(details.name, at: "name")
    let address = try ListedPerson.entry(details.contact, at: "contact")
    try await changing(person, of: owner, in: wave) { session, contacts, found in
      if contacts.people.contains(where: {
        $0.secretHash != found.secretHash && owner.owns($0.person)
          && $0.person.contact.lowercased() == address.lowercased()
      }) {
        throw ListedPerson.twice
      }
      if address.lowercased() != found.person.contact.lowercased() {
        try Self.checkFree(address, contacts, wave, in: session)
      }
      let changed = Roster.Person(
        name: name, contact: address, unit: found.person.unit, organisation: found.person.organisation)
      let sealed = try ContactSeal.close(changed, secret: found.secret, key: contacts.key)
      try OpenListStore.put(sealed, for: found.secretHash, of: wave, in: session)
      if changed.contact.lowercased() != found.person.contact.lowercased() {
        try invite(changed, found.secretHash, of: wave, contacts.wave, in: session)
      }
      try audit.append(.listChanged, by: actor, on: wave.description, in: session)
    }
  }

  /// Takes somebody off who has left. Name, contact and link are erased; a right that has not been collected cannot be collected any more. One that has
  /// been stays good: nobody can tell which it is.
  package func takeOff(
    _ person: ListedPerson.ID, of owner: ListOwner, in wave: WaveName, by actor: AuditEntry.Actor
  ) async throws {
    try await changing(person, of: owner, in: wave) { session, contacts, found in
      try OpenListStore.takeOff(
        found.secretHash, as: Self.code(found.person.contact, key: contacts.key), of: wave, in: session)
      try audit.append(.listChanged, by: actor, on: wave.description, in: session)
    }
    try await directory.emptyLog()
  }

  /// Adds somebody who came after the opening, to a unit that has people already: they sign with its key like their colleagues.
  ///
  /// No more than a tenth of a reporting unit, at least two: whoever adds made-up people could answer in their names.
  /// - Returns: whether mail will reach them; otherwise they need a letter.
  /// - Throws: `Problem` when the contact is or was on the list, the unit is not, or as many have joined it as may.
  package func add(
    _ details: ListedPerson.Details, of owner: ListOwner, in wave: WaveName, by actor: AuditEntry.Actor
  ) async throws -> Bool {
    let name = try ListedPerson.entry(details.name, at: "name")
    let address = try ListedPerson.entry(details.contact, at: "contact")
    let unit = details.unit ?? ""
    return try await inTransaction(wave) { session, contacts in
      let own = contacts.people.filter { owner.owns($0.person) }
      guard !own.contains(where: { $0.person.contact.lowercased() == address.lowercased() }) else {
        throw ListedPerson.twice
      }
      try Self.checkFree(address, contacts, wave, in: session)
      guard let colleague = own.first(where: { $0.person.unit == unit }) else {
        throw Problem(
          "nobody on your list is in this unit", at: "unit",
          remedy: "choose one that has people: units were settled when the wave opened")
      }
      guard try OpenListStore.join(colleague.keyFingerprint, of: wave, in: session) else {
        throw Problem(
          "as many have joined this group since the opening as may", at: "unit",
          remedy: "leave it there: whoever adds people could answer in their names; ask them in the next wave")
      }
      let person = Roster.Person(name: name, contact: address, unit: unit, organisation: colleague.person.organisation)
      let secret = randomBytes(16)
      try DirectoryStore.insert(
        .init(
          secretHash: hash(secret), person: try ContactSeal.close(person, secret: secret, key: contacts.key),
          issuer: colleague.keyFingerprint), into: wave, in: session)
      try audit.append(.personJoined, by: actor, on: wave.description, in: session)
      return try invite(person, hash(secret), of: wave, contacts.wave, in: session)
    }
  }

  /// Puts the invitation to a new contact into the queue while invitations are the latest message.
  /// - Returns: whether it is there.
  @discardableResult
  private func invite(
    _ person: Roster.Person, _ secretHash: [UInt8], of wave: WaveName, _ state: ContactStore.Wave,
    in session: any SQLSession
  ) throws -> Bool {
    guard MailAddress(person.contact) != nil, state.letters < 2 else { return false }
    // Before the invitations go out everybody is put into the queue.
    if state.letters == 1 { try DeliveryStore.sendAnew(wave, secretHash, in: session) }
    return true
  }

  private func changing(
    _ person: ListedPerson.ID, of owner: ListOwner, in wave: WaveName,
    _ change: @Sendable @escaping (any SQLSession, Contacts, Contacts.Contact) throws -> Void
  ) async throws {
    try await inTransaction(wave) { session, contacts in
      guard
        let found = contacts.people.first(where: {
          owner.owns($0.person) && ListedPerson($0, key: contacts.key).id == person
        })
      else { throw ListedPerson.unknown }
      try change(session, contacts, found)
    }
  }

  private func inTransaction<Value: Sendable>(
    _ wave: WaveName, _ work: @Sendable @escaping (any SQLSession, Contacts) throws -> Value
  ) async throws -> Value {
    let key = SymmetricKey(data: try keyring.read(.contacts(wave)))
    return try await directory.write { session in
      try work(session, try Contacts.open(wave, key: key, toSend: true, in: session))
    }
  }

  /// Nobody gets two rights in one wave. That somebody stands on another organisation's list, was taken off it, or off this one, is said in the same
  /// words: a custodian learns no more of the others than that.
  private static func checkFree(
    _ address: String, _ contacts: Contacts, _ wave: WaveName, in session: any SQLSession
  ) throws {
    let isListed = contacts.people.contains { $0.person.contact.lowercased() == address.lowercased() }
    guard !isListed, try !OpenListStore.hasLeft(as: code(address, key: contacts.key), of: wave, in: session) else {
      throw Problem(
        "this contact cannot be put on your list in this wave", at: "contact",
        remedy: "they may have the right to answer already, and nobody gets a second one; ask the study lead")
    }
  }

  private static func code(_ contact: String, key: SymmetricKey) -> [UInt8] {
    mac(key, "left", Array(contact.lowercased().utf8))
  }
}

/// Whose people a custodian sees.
package struct ListOwner: Sendable, Hashable {
  package let organisation: ID<Organisation>
  /// Whether it is alone in the study: then people without an organisation of their own are its own too.
  package let isAlone: Bool

  package init(organisation: ID<Organisation>, isAlone: Bool) {
    self.organisation = organisation
    self.isAlone = isAlone
  }

  func owns(_ person: Roster.Person) -> Bool {
    person.organisation.map { $0 == organisation } ?? isAlone
  }
}

extension ListedPerson {
  init(_ contact: Contacts.Contact, key: SymmetricKey) {
    self.init(contact.person, mark: contact.secretHash, key: key)
  }
}
