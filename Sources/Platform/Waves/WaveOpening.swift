import Crypto
import Foundation
import Problems
package import Store

/// Opens a wave: keys, the wave in both databases, one invitation a person.
package struct WaveOpening: Sendable {
  let directory: any SQLDatabase
  let answers: any SQLDatabase
  let keyring: Keyring
  let clock: Clock
  let makeKey: @Sendable () throws -> IssuingKey

  package init(directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring, clock: Clock = .system) {
    self.init(
      directory: directory, answers: answers, keyring: keyring, clock: clock, makeKey: IssuingKey.generate)
  }

  init(
    directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring, clock: Clock = .system,
    makeKey: @escaping @Sendable () throws -> IssuingKey
  ) {
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
    self.clock = clock
    self.makeKey = makeKey
  }

  /// What one person is sent. The directory keeps a hash of the secret, and the secret itself under the wave's contact key.
  package struct Invitation: Sendable {
    package let person: Roster.Person
    /// 128 random bits.
    package let secret: [UInt8]
    package let keyFingerprint: [UInt8]

    /// `base/answer/wave#i=…&k=…`: what stands after # never reaches a server.
    package func link(base: String, wave: WaveName) -> String {
      "\(base)/answer/\(wave)#i=\(base64URL(secret))&k=\(base64URL(keyFingerprint))"
    }
  }

  /// - Returns: the invitations, in an order of chance.
  /// - Throws: `Problem` when an instrument lacks its wording, the roster is below the threshold, a promise is missing, or the wave is open
  ///   already; nothing is then changed.
  package func open(
    _ wave: WaveName, questionnaire: Questionnaire, roster: Roster, contacts terms: ContactTerms
  ) async throws -> [Invitation] {
    try check(questionnaire, people: roster.people.count)
    return try await claiming(wave) { claim in
      try await open(claim, questionnaire: questionnaire, roster: roster, contacts: terms)
    }
  }

  /// The same for whoever has the claim already, and has read under it what is opened.
  func open(
    _ claim: OpeningClaim, questionnaire: Questionnaire, roster: Roster, contacts terms: ContactTerms
  ) async throws -> [Invitation] {
    try check(questionnaire, people: roster.people.count)
    try await endPilots(before: claim.wave)
    return try await open(claim, questionnaire: questionnaire, roster: roster, contacts: terms, as: .wave)
  }

  enum Kind: Sendable {
    case wave
    case pilot(before: WaveName?)
  }

  /// What tried a questionnaire out is gone before anybody is asked in earnest.
  func endPilots(before wave: WaveName) async throws { try await pilots.end(before: wave) }

  package var pilots: Pilots { Pilots(directory: directory, answers: answers, keyring: keyring) }

  func open(
    _ claim: OpeningClaim, questionnaire: Questionnaire, roster: Roster, contacts terms: ContactTerms, as kind: Kind
  ) async throws -> [Invitation] {
    let wave = claim.wave
    let seal = try await begin(wave)
    // Everybody in a pilot is one group.
    let threshold = if case .pilot = kind { Int.max } else { questionnaire.threshold }
    let names = ReportingUnits(
      counts: roster.people.reduce(into: [:]) { $0[$1.unit, default: 0] += 1 }, threshold: threshold
    ).names
    var issuers: [String: TokenVerifier] = [:]
    for unit in Set(names.values) {
      let key = try makeKey()
      try keyring.create(.issuer(wave, fingerprint: key.verifier.fingerprint), key.der)
      issuers[unit] = key.verifier
    }
    let contacts = SymmetricKey(data: try keyring.read(.contacts(wave)))
    var invitations: [Invitation] = []
    var rows: [DirectoryStore.NewInvitation] = []
    for person in roster.people.shuffled() {
      guard let issuer = names[person.unit].flatMap({ issuers[$0] }) else { continue }
      let invitation = Invitation(person: person, secret: randomBytes(16), keyFingerprint: issuer.fingerprint)
      invitations.append(invitation)
      rows.append(
        .init(
          secretHash: hash(invitation.secret),
          person: try ContactSeal.close(person, secret: invitation.secret, key: contacts),
          issuer: issuer.fingerprint))
    }
    let keys = issuers.map { DirectoryStore.Issuer(unit: $0.key, fingerprint: $0.value.fingerprint, der: $0.value.der) }
    try await answers.write { session in
      try AnswersStore.open(wave, questionnaire: questionnaire.text, lock: seal.lock, issuers: keys, in: session)
      if case .pilot = kind { try PilotAnswersStore.put(wave, in: session) }
    }
    // Last: from here on the wave is open.
    try await directory.write { [rows] session in
      try claim.use(in: session)
      try DirectoryStore.open(
        wave, title: questionnaire.title, consentVersion: questionnaire.version, issuers: keys, invitations: rows,
        in: session)
      try ContactStore.open(wave, terms, threshold: questionnaire.threshold, in: session)
      if case .pilot(let launch) = kind { try PilotStore.put(wave, launch: launch, in: session) }
    }
    return invitations
  }

  /// What can be known to be missing before anything is done.
  func check(_ questionnaire: Questionnaire, people: Int) throws {
    if let lacking = questionnaire.instruments.flatMap(\.lacking).first { throw lacking }
    if let refused = (questionnaire.refused + questionnaire.refusedAround).first { throw refused }
    guard people >= questionnaire.threshold else {
      throw Problem(
        "\(people) people may answer, and nothing can be shown of fewer than \(questionnaire.threshold)",
        remedy: "ask together with other services, or hold a facilitated conversation instead of a survey")
    }
    guard let commitments = questionnaire.commitments else { throw Commitments.missing }
    if let problem = commitments.problems(on: clock.today()).first { throw problem }
    if let problem = questionnaire.custody?.problem(on: clock.today()) { throw problem }
  }

  /// Opens as the only one who does; an attempt that fails lets the next one begin at once.
  func claiming<Value>(_ wave: WaveName, _ open: (OpeningClaim) async throws -> Value) async throws -> Value {
    let now = clock.seconds
    let claim = try await directory.write { try OpeningClaim(wave, at: now, in: $0) }
    do {
      return try await open(claim)
    } catch {
      _ = try? await directory.write { try claim.release(in: $0) }
      throw error
    }
  }

  /// The keys of a new wave: the pair of its seal is returned, the others are in the keyring.
  func begin(_ wave: WaveName) async throws -> (secret: [UInt8], lock: [UInt8]) {
    // What an attempt left that was cut short before the directory knew of it goes: nobody holds an invitation to it. What people have sent stays.
    try await answers.write { session in
      guard try AnswersStore.isUntouched(wave, in: session) else {
        throw Problem(
          "the answers hold a wave “\(wave)” that the directory does not know",
          remedy: "restore the directory from the same night as the answers, or give this wave another name")
      }
      try AnswersStore.discard(wave, in: session)
    }
    let lists = try await directory.read { try PlannedListStore.keys(of: wave, in: $0) }
    keyring.destroyAll(of: wave, keeping: lists + [.roster(wave)])
    let seal = try Seal.newKey()
    try keyring.create(.seal(wave), seal.secret)
    for name in [Keyring.Name.receipts(wave), .contacts(wave), .rows(wave)] {
      try keyring.create(name, randomBytes(32))
    }
    return seal
  }
}

func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

func hash(_ bytes: [UInt8]) -> [UInt8] { [UInt8](SHA256.hash(data: bytes)) }

/// base64 in letters that an address may hold, without the signs that fill it up.
package func base64URL(_ bytes: [UInt8]) -> String {
  let plain = Data(bytes).base64EncodedData().prefix { $0 != UInt8(ascii: "=") }
  return String(
    decoding: plain.map { byte in
      switch byte {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: byte
      }
    }, as: UTF8.self)
}

/// Reads the form that `base64URL` writes; nil for anything else.
package func bytes(base64URL text: String) -> [UInt8]? {
  var plain: [UInt8] = []
  plain.reserveCapacity(text.utf8.count + 3)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "-"): plain.append(UInt8(ascii: "+"))
    case UInt8(ascii: "_"): plain.append(UInt8(ascii: "/"))
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
    default: plain.append(byte)
    }
  }
  while !plain.count.isMultiple(of: 4) { plain.append(UInt8(ascii: "=")) }
  return Data(base64Encoded: Data(plain)).map { [UInt8]($0) }
}
