package import Store

/// Somebody wants no more mail. It says nothing about whether they answered, and they still may.
package struct OptOut: Sendable {
  private let directory: any SQLDatabase
  private let keyring: Keyring

  package init(directory: any SQLDatabase, keyring: Keyring) {
    self.directory = directory
    self.keyring = keyring
  }

  /// By the secret of the invitation, from the person's own browser.
  /// - Throws: `ParticipationRefusal`.
  package func stop(wave text: String, invitation secret: [UInt8]) async throws {
    let wave: WaveName
    do { wave = try WaveName(text) } catch { throw ParticipationRefusal.unknownWave }
    let secretHash = hash(secret)
    try await directory.write { session in
      guard let state = try ContactStore.wave(wave, in: session) else { throw ParticipationRefusal.unknownWave }
      guard try DirectoryStore.invitation(wave, secretHash: secretHash, in: session) != nil else {
        throw ParticipationRefusal.unknownInvitation
      }
      // Nothing is left to send to.
      guard state.state == .kept else { return }
      try DeliveryStore.stop(wave, secretHash, in: session)
    }
  }

  /// By address, for people who replied STOP.
  /// - Parameter owner: whose people are meant; nil for everybody's, on the server itself.
  /// - Returns: addresses that are not on the roster, as they were given.
  /// - Throws: `Problem` when the wave is unknown or its contacts are destroyed.
  package func stop(
    _ wave: WaveName, addresses: [String], of owner: ListOwner? = nil
  ) async throws -> [String] {
    let contacts = try await Contacts.open(wave, directory: directory, keyring: keyring, toSend: false)
    let own = contacts.people.filter { owner?.owns($0.person) != false }
    let known = Dictionary(own.map { ($0.person.contact.lowercased(), $0.secretHash) }) { first, _ in first
    }
    let found = addresses.compactMap { known[$0.lowercased()] }
    try await directory.write { session in
      for hash in found { try DeliveryStore.stop(wave, hash, in: session) }
    }
    return addresses.filter { known[$0.lowercased()] == nil }
  }
}
