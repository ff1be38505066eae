import Problems
package import Store

/// Links for people whom e-mail does not reach: to be printed, or for a mail merge elsewhere.
package struct ContactLetters: Sendable {
  private let directory: any SQLDatabase
  private let keyring: Keyring

  package init(directory: any SQLDatabase, keyring: Keyring) {
    self.directory = directory
    self.keyring = keyring
  }

  package struct Letter: Sendable, Hashable {
    package let name: String
    package let contact: String
    package let link: String
    package let isPilot: Bool
  }

  package enum Readers: Sendable, Hashable {
    /// People without an e-mail address, and those whose invitation came back.
    case withoutMail
    case everybody
    case one(ListedPerson.ID)
  }

  /// In the order of names, so that letters are easy to hand out.
  /// - Parameter owner: whose people they are for; nil for everybody's, on the server itself.
  /// - Throws: `Problem` when the wave is unknown, closed or without contacts.
  package func letters(
    of wave: WaveName, to readers: Readers, of owner: ListOwner? = nil
  ) async throws -> [Letter] {
    let contacts = try await Contacts.open(wave, directory: directory, keyring: keyring, toSend: true)
    let bounced = try await directory.read { try Set(DeliveryStore.hashes(wave, .bounced, in: $0)) }
    let chosen = contacts.people.filter { contact in
      guard owner?.owns(contact.person) != false else { return false }
      switch readers {
      case .withoutMail: return MailAddress(contact.person.contact) == nil || bounced.contains(contact.secretHash)
      case .everybody: return true
      case .one(let id): return ListedPerson(contact, key: contacts.key).id == id
      }
    }
    return chosen.map {
      Letter(
        name: HeaderText.visible($0.person.name), contact: $0.person.contact,
        link: $0.link(base: contacts.wave.address, wave: wave), isPilot: contacts.wave.isPilot)
    }.sorted { ($0.name, $0.contact) < ($1.name, $1.contact) }
  }
}
