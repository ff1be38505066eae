import Crypto
import Problems
package import Store

/// Reports of messages that did not arrive, taken from the mailbox that they come back to.
package struct Bounces: Sendable {
  private let directory: any SQLDatabase
  private let keyring: Keyring

  package init(directory: any SQLDatabase, keyring: Keyring) {
    self.directory = directory
    self.keyring = keyring
  }

  package struct Outcome: Sendable, Hashable {
    /// Messages that were no report about this wave's mail, or said only that something takes longer.
    package let passedOver: Int
    /// Addresses to which the invitation could not be delivered, in alphabetical order, from this run and earlier ones. Those that only a reminder did not
    /// reach are not among them: reminders go to people who have not collected their right to answer.
    package let addresses: [String]
  }

  /// - Parameters:
  ///   - mailboxes: files of one message or of many.
  ///   - owner: whose addresses are listed; nil for everybody's, on the server itself.
  /// - Throws: `Problem` when the wave is unknown or its contacts are destroyed.
  package func read(
    _ wave: WaveName, mailboxes: [[UInt8]], of owner: ListOwner? = nil
  ) async throws -> Outcome {
    let contacts = try await Contacts.open(wave, directory: directory, keyring: keyring, toSend: false)
    let hashes = try await directory.read { try DeliveryStore.hashes(wave, in: $0) }
    var known: [String: (hash: [UInt8], number: Int)] = [:]
    for number in stride(from: 1, through: contacts.wave.letters, by: 1) {
      for hash in hashes { known[Mailing.identifier(hash, number: number, key: contacts.key)] = (hash, number) }
    }
    var passedOver = 0
    var failed: [(hash: [UInt8], state: DeliveryStore.State)] = []
    for message in mailboxes.flatMap(Mailbox.messages) {
      guard let report = DeliveryReport(message), report.hasFailed,
        let about = known[String(report.message.prefix { $0 != "@" })]
      else {
        passedOver += 1
        continue
      }
      failed.append((about.hash, about.number == 1 ? .bounced : .lapsed))
    }
    let bounced = try await directory.write { [failed] session in
      for (hash, state) in failed { try DeliveryStore.fail(wave, hash, state, in: session) }
      return try Set(DeliveryStore.hashes(wave, .bounced, in: session))
    }
    let addresses = contacts.people.filter { bounced.contains($0.secretHash) && owner?.owns($0.person) != false }.map(
      \.person.contact
    ).sorted()
    return Outcome(passedOver: passedOver, addresses: addresses)
  }
}
