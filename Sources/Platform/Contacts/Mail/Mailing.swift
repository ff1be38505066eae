import Crypto
import Foundation
import Problems
package import Store

/// Invitations and reminders by e-mail.
///
/// `invite` and `remind` fill a queue in the directory; `deliver` works it off and can be cut short at any point: whoever calls it next goes on. Between handing a
/// message over and noting it lies one step that a power cut may take away; the message is then sent again, under the same Message-ID, rather than lost.
package struct Mailing: Sendable {
  let directory: any SQLDatabase
  let keyring: Keyring
  let command: MailCommand
  package let settings: MailSettings
  let clock: Clock
  /// How long a runner's beat may stand still before another takes over: longer than a message and a pause.
  var patience: Duration = .seconds(90)
  var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

  package init(
    directory: any SQLDatabase, keyring: Keyring, command: MailCommand, settings: MailSettings, clock: Clock = .system
  ) {
    self.directory = directory
    self.keyring = keyring
    self.command = command
    self.settings = settings
    self.clock = clock
  }

  package struct Invited: Sendable, Hashable {
    package let people: Int
    /// Contacts that are no plain e-mail address: these people need a letter.
    package let withoutAddress: Int
  }

  /// Puts everybody's invitation into the queue. Called again, it adds nobody.
  /// - Throws: `Problem` when the wave is unknown, closed, without contacts, or from before links were kept.
  @discardableResult
  package func invite(_ wave: WaveName) async throws -> Invited {
    _ = try post()
    let contacts = try await Contacts.open(wave, directory: directory, keyring: keyring, toSend: true)
    let reachable = contacts.people.filter { MailAddress($0.person.contact) != nil }
    let day = clock.today().number
    try await directory.write { session in
      guard let now = try ContactStore.wave(wave, in: session), now.letters == 0 else { return }
      for contact in reachable { try DeliveryStore.add(wave, contact.secretHash, in: session) }
      try ContactStore.beginMailing(wave, number: 1, day: day, everybody: false, in: session)
    }
    return Invited(people: contacts.people.count, withoutAddress: contacts.people.count - reachable.count)
  }

  /// Puts a reminder into the queue: for everybody whom mail reaches. Whether somebody has collected their right to answer is looked at when it is their turn,
  /// so the queue does not say who has.
  ///
  /// A reminder that is still being sent is gone on with. A message that was tried since the last one and never went through counts as not delivered: it holds
  /// nobody else up.
  /// - Parameter everybody: sends it to those who have collected as well.
  /// - Throws: `Problem` when it is too early, once too often, or the invitation is not out.
  package func remind(_ wave: WaveName, everybody: Bool) async throws {
    let post = try post()
    _ = try await Contacts.open(wave, directory: directory, keyring: keyring, toSend: true)
    let day = clock.today().number
    try await directory.write { session in
      guard let now = try ContactStore.wave(wave, in: session) else { throw Contacts.unknown(wave) }
      let untried = try DeliveryStore.count(wave, [.waiting, .sending], in: session)
      let delayed = try DeliveryStore.count(wave, [.delayed], in: session)
      guard let last = now.letterDay, now.letters > 0, now.letters > 1 || untried == 0 else {
        throw Problem(
          "the invitations are not out yet", at: wave.description, remedy: "run `hearth wave invite \(wave)` first")
      }
      let isEarly = day - last < post.daysBetween
      if untried > 0 || (delayed > 0 && isEarly && now.letters > 1) { return }
      guard now.letters <= post.reminders else {
        throw Problem(
          "people have been reminded \(post.reminders) times already", at: wave.description,
          remedy: "leave it there: more would press people who do not want to take part")
      }
      guard !isEarly else {
        throw Problem(
          "the last message went out less than \(post.daysBetween) days ago", at: wave.description,
          remedy: "wait until people have had time")
      }
      try DeliveryStore.giveUpDelayed(wave, as: now.letters == 1 ? .bounced : .lapsed, in: session)
      try DeliveryStore.requeue(wave, in: session)
      try ContactStore.beginMailing(wave, number: now.letters + 1, day: day, everybody: everybody, in: session)
    }
  }

  /// Waves with something in the queue.
  package func waiting() async throws -> [WaveName] {
    try await directory.read { try ContactStore.wavesWaiting(in: $0).map { try WaveName($0) } }
  }

  func post() throws(Problem) -> MailSettings.Post {
    guard let post = settings.post else {
      throw Problem(
        "the mail settings do not say how to send", at: "from, sendmail",
        remedy: "add the sender's address and the mail command; docs/asking.md has an example")
    }
    return post
  }

  /// The message to one person.
  func message(_ contact: Contacts.Contact, _ wave: WaveName, _ state: ContactStore.Wave, key: SymmetricKey) -> [UInt8]?
  {
    guard let post = settings.post, let address = MailAddress(contact.person.contact) else { return nil }
    let occasion = state.letters == 1 ? MailWords.Occasion.invitation : .reminder(everybody: state.everybody)
    let name = HeaderText.visible(contact.person.name)
    let words = settings.languages.map { MailWords($0, settings) }
    let texts = words.map {
      $0.message(
        occasion, name: name, link: contact.link(base: state.address, wave: wave),
        stop: contact.stopLink(base: state.address, wave: wave), isPilot: state.isPilot
      ).joined(separator: "\n\n")
    }
    return MailMessage(
      from: .init(name: settings.sender, address: post.from), to: .init(name: name, address: address),
      replyTo: settings.contact, subject: settings.subject ?? words.map(\.subject).joined(separator: " / "),
      date: clock.now(), identifier: Self.identifier(contact.secretHash, number: state.letters, key: key),
      languages: settings.languages, text: texts.joined(separator: "\n\n* * *\n\n") + "\n"
    ).rendered()
  }

  /// The part before @ of a Message-ID: only the wave's contact key makes it, so it names nobody, and a bounce that quotes it is known again.
  static func identifier(_ secretHash: [UInt8], number: Int, key: SymmetricKey) -> String {
    hexadecimal(mac(key, "message \(number)", secretHash).prefix(16))
  }
}
