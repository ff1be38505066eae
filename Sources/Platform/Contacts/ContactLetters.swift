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
  }

  package enum Readers: Sendable, Hashable {
    /// People without an e-mail address, and those whose invitation came back.
    case withoutMail
    case everybody
  }

  /// In the order of names, so that letters are easy to hand out.
  /// - Throws: `Problem` when the wave is unknown, closed or without contacts.
  package func letters(of wave: WaveName, to readers: Readers) async throws -> [Letter] {
    let contacts = try await Contacts.open(wave, directory: directory, keyring: keyring, toSend: true)
    let bounced = try await directory.read { try Set(DeliveryStore.hashes(wave, .bounced, in: $0)) }
    return contacts.people.filter { contact in
      readers == .everybody || MailAddress(contact.person.contact) == nil || bounced.contains(contact.secretHash)
    }.map {
      Letter(
        name: HeaderText.visible($0.person.name), contact: $0.person.contact,
        link: $0.link(base: contacts.wave.address, wave: wave))
    }.sorted { ($0.name, $0.contact) < ($1.name, $1.contact) }
  }
}
