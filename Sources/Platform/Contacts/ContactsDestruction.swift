import Problems
package import Store

/// Destroys a wave's names, contacts and links: first the key, which makes every copy unreadable, backups too; then the rows and the log.
///
/// The directory is told before the key goes, so that a destruction that is cut short is finished by the next one, and a keyring that is merely not
/// mounted is not mistaken for one.
package struct ContactsDestruction: Sendable {
  private let directory: any SQLDatabase
  private let keyring: Keyring
  private let clock: Clock

  package init(directory: any SQLDatabase, keyring: Keyring, clock: Clock = .system) {
    self.directory = directory
    self.keyring = keyring
    self.clock = clock
  }

  /// - Returns: false when they had been destroyed before.
  /// - Throws: `Problem` when there is no such wave.
  @discardableResult
  package func destroy(_ wave: WaveName) async throws -> Bool {
    let isKept = try await directory.write { session in
      guard let now = try ContactStore.wave(wave, in: session) else { throw Contacts.unknown(wave) }
      guard now.state != .destroyed else { return false }
      try ContactStore.setState(.destroying, of: wave, in: session)
      return true
    }
    guard isKept else { return false }
    keyring.destroy(.contacts(wave))
    try await erase(wave)
    return true
  }

  func erase(_ wave: WaveName) async throws {
    try await directory.write { session in
      try ContactStore.erase(wave, in: session)
      try ContactStore.setState(.destroyed, of: wave, in: session)
    }
    try await directory.emptyLog()
  }

  /// Looks at the clock before anything is destroyed by it.
  /// - Returns: a leap that nobody has noticed before.
  package func lookAtClock() async throws -> CountedDay.Leap? {
    let today = clock.today()
    return try await directory.write { try CountedDay.look(today, in: $0).leap }
  }

  /// Destroys what is due today, and finishes what was cut short. A wave of which it cannot be done keeps no other waiting.
  /// - Returns: the waves.
  /// - Throws: what went wrong first, after all of them.
  @discardableResult
  package func destroyDue() async throws -> [WaveName] {
    let today = clock.today()
    let due = try await directory.write { session in
      try ContactStore.dateOldCloses(day: today.number, in: session)
      return try ContactStore.due(day: CountedDay.look(today, in: session).day.number, in: session)
    }
    var failure: (any Error)?
    var destroyed: [WaveName] = []
    for wave in try due.map({ try WaveName($0) }) {
      do {
        try await destroy(wave)
        destroyed.append(wave)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return destroyed
  }
}
