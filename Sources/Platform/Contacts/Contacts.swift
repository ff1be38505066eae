import Crypto
import Foundation
import Problems
import Store

/// A wave's contact details, opened with its key. They stay in memory no longer than one command.
struct Contacts: Sendable {
  let wave: ContactStore.Wave
  let people: [Contact]
  let key: SymmetricKey

  struct Contact: Sendable {
    let secretHash: [UInt8]
    let person: Roster.Person
    let secret: [UInt8]
    let keyFingerprint: [UInt8]
    let collected: Bool

    init?(_ row: DeliveryStore.Person, key: SymmetricKey) throws {
      let content = try ContactSeal.open(row.sealed, key: key)
      guard let secret = content.secret else { return nil }
      self.secret = secret
      secretHash = row.secretHash
      person = content.person
      keyFingerprint = row.issuer
      collected = row.collected
    }

    func link(base: LinkAddress, wave: WaveName) -> String {
      WaveOpening.Invitation(person: person, secret: secret, keyFingerprint: keyFingerprint)
        .link(base: base.description, wave: wave)
    }

    /// Where the person says that they want no more mail: what stands after # never reaches a server but in the request that says so.
    func stopLink(base: LinkAddress, wave: WaveName) -> String {
      "\(base)/answer/\(wave)/no-mail#i=\(base64URL(secret))"
    }
  }

  /// - Parameter toSend: whether links are wanted: then the wave must be open.
  static func open(
    _ wave: WaveName, directory: any SQLDatabase, keyring: Keyring, toSend: Bool
  ) async throws -> Contacts {
    try await directory.read { session in
      try open(wave, toSend: toSend, in: session) { SymmetricKey(data: try keyring.read(.contacts(wave))) }
    }
  }

  /// The same in a transaction of the caller's, who has read the key.
  static func open(
    _ wave: WaveName, key: SymmetricKey, toSend: Bool, in session: any SQLSession
  ) throws -> Contacts {
    try open(wave, toSend: toSend, in: session) { key }
  }

  private static func open(
    _ wave: WaveName, toSend: Bool, in session: any SQLSession, key: () throws -> SymmetricKey
  ) throws -> Contacts {
    let rows = try DeliveryStore.people(of: wave, in: session)
    guard let state = try ContactStore.wave(wave, in: session) else { throw unknown(wave) }
    guard state.state == .kept else {
      throw Problem(
        "the contact details of “\(wave)” have been destroyed", remedy: "nothing can be sent to these people any more")
    }
    guard !toSend || !state.isClosed else {
      throw Problem("the wave “\(wave)” has closed", remedy: "nobody can answer any more, so nobody is written to")
    }
    let key = try key()
    let people = try rows.compactMap { try Contact($0, key: key) }
    guard people.count == rows.count, !state.address.description.isEmpty else {
      throw Problem(
        "the wave “\(wave)” was opened by an older Hearth, which did not keep its links",
        remedy: "use the file of invitations that was written when it opened")
    }
    return Contacts(wave: state, people: people, key: key)
  }

  static func unknown(_ wave: WaveName) -> Problem {
    Problem("there is no wave “\(wave)”", remedy: "check the name")
  }
}
