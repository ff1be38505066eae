import Crypto
import Store

/// What is needed to take responses of the waves that are open, read once and kept: it does not change while a wave is open. Whether it still is, and
/// under the same lock, each transaction asks again; a wave that is not is let go, and with it the key of its receipts.
actor OpenWaves {
  struct Wave: Sendable {
    /// In its first language.
    let questionnaire: Questionnaire
    let translations: [Language: Questionnaire]
    let recordLength: Int
    let lock: [UInt8]
    let issuers: [[UInt8]: (unit: String, verifier: TokenVerifier)]
    let receipts: SymmetricKey
    /// Tries the questionnaire out: what is answered is deleted unread.
    let isPilot: Bool
    /// nil when everybody is invited by name.
    let link: Link?

    struct Link: Sendable {
      let units: [String]
      /// How many may begin: everybody at once, then as many again each day.
      let beginnings: Allowance
    }
  }

  private let answers: any SQLDatabase
  private let keyring: Keyring
  private var known: [WaveName: Wave] = [:]
  private var lastSeenOpen: [WaveName: ContinuousClock.Instant] = [:]

  init(answers: any SQLDatabase, keyring: Keyring) {
    self.answers = answers
    self.keyring = keyring
  }

  /// - Returns: nil when the wave is closed.
  /// - Throws: `ParticipationRefusal.unknownWave`.
  func wave(_ name: WaveName) async throws -> Wave? {
    if let wave = known[name] { return wave }
    let (row, issuers, units, isPilot) = try await answers.read { session in
      (
        try AnswersStore.wave(name, in: session), try AnswersStore.issuers(of: name, in: session),
        try OpenLinkStore.units(of: name, in: session), try PilotAnswersStore.isPilot(name, in: session)
      )
    }
    guard let row else { throw ParticipationRefusal.unknownWave }
    // An older copy of the database may show a wave as open whose keys were destroyed when it closed.
    guard row.state == .open, keyring.contains(.seal(name)) || !keyring.contains(.rows(name)) else { return nil }
    let questionnaire = try Questionnaire(text: row.questionnaire, file: "the questionnaire of \(name)")
    var translations: [Language: Questionnaire] = [:]
    for language in questionnaire.languages {
      translations[language] = try Questionnaire(
        text: row.questionnaire, file: "the questionnaire of \(name)", language: language)
    }
    var verifiers: [[UInt8]: (unit: String, verifier: TokenVerifier)] = [:]
    for issuer in issuers { verifiers[issuer.fingerprint] = (issuer.unit, try TokenVerifier(der: issuer.der)) }
    let wave = Wave(
      questionnaire: questionnaire, translations: translations, recordLength: questionnaire.recordLength,
      lock: row.lock, issuers: verifiers,
      receipts: SymmetricKey(data: try keyring.read(.receipts(name))), isPilot: isPilot,
      link: units.isEmpty
        ? nil
        : Wave.Link(
          units: units.map(\.name),
          beginnings: Allowance(
            most: max(30, units.reduce(0) { $0 + $1.people }), aDay: max(30, units.reduce(0) { $0 + $1.people }))))
    // Read twice at the same time, it is kept once: the allowance of an open link is one for all.
    if let known = known[name] { return known }
    known[name] = wave
    return wave
  }

  /// An open wave as the database has it at this moment.
  func openNow(_ name: WaveName) async throws -> Wave? {
    let lock = try await answers.read { try AnswersStore.lock(name, in: $0) }
    if lock == nil || lock != known[name]?.lock { forget(name) }
    guard lock != nil, let wave = try await wave(name) else { return nil }
    lastSeenOpen[name] = .now
    return wave
  }

  /// An open wave as the database has it, or had it less than a second ago. That is enough to show somebody a page: every answer is taken under the
  /// wave's lock.
  func openLately(_ name: WaveName) async throws -> Wave? {
    if let seen = lastSeenOpen[name], .now - seen < .seconds(1), let wave = known[name] { return wave }
    return try await openNow(name)
  }

  var held: [WaveName] { Array(known.keys) }

  func forget(_ name: WaveName) {
    known[name] = nil
    lastSeenOpen[name] = nil
  }

  /// Lets go of what is open no more or was opened anew.
  func forgetClosed() async throws {
    for name in held {
      let lock = try await answers.read { try AnswersStore.lock(name, in: $0) }
      if lock != known[name]?.lock { forget(name) }
    }
  }
}
