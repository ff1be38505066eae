import Crypto
import Foundation
import Problems
package import Store

/// Opens a wave: keys, the wave in both databases, one invitation a person.
package struct WaveOpening: Sendable {
  let directory: any SQLDatabase
  let answers: any SQLDatabase
  let keyring: Keyring
  let makeKey: @Sendable () throws -> IssuingKey

  package init(directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring) {
    self.init(directory: directory, answers: answers, keyring: keyring, makeKey: IssuingKey.generate)
  }

  init(
    directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring,
    makeKey: @escaping @Sendable () throws -> IssuingKey
  ) {
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
    self.makeKey = makeKey
  }

  /// What one person is sent. It exists here and in the letter; the directory keeps a hash.
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
  /// - Throws: `Problem` when an instrument lacks its wording, the roster is below the threshold or the wave is open already; nothing is then
  ///   changed.
  package func open(
    _ wave: WaveName, questionnaire: Questionnaire, roster: Roster
  ) async throws -> [Invitation] {
    if let lacking = questionnaire.instruments.flatMap(\.lacking).first { throw lacking }
    guard roster.people.count >= questionnaire.threshold else {
      throw Problem(
        "\(roster.people.count) people are on the roster, and nothing can be shown of fewer than \(questionnaire.threshold)",
        remedy: "ask together with other services, or hold a facilitated conversation instead of a survey")
    }
    if try await directory.read({ try DirectoryStore.exists(wave, in: $0) }) {
      throw Problem("there is a wave “\(wave)” already", remedy: "give this one another name")
    }
    // Left by an attempt that was cut short before the directory knew of it: nobody holds an invitation to it.
    keyring.destroyAll(of: wave, keeping: [])
    try await answers.write { try AnswersStore.discard(wave, in: $0) }

    let names = ReportingUnits(
      counts: roster.people.reduce(into: [:]) { $0[$1.unit, default: 0] += 1 }, threshold: questionnaire.threshold
    ).names
    var issuers: [String: TokenVerifier] = [:]
    for unit in Set(names.values) {
      let key = try makeKey()
      try keyring.create(.issuer(wave, fingerprint: key.verifier.fingerprint), key.der)
      issuers[unit] = key.verifier
    }
    let seal = try Seal.newKey()
    try keyring.create(.seal(wave), seal.secret)
    for name in [Keyring.Name.receipts(wave), .contacts(wave), .rows(wave)] {
      try keyring.create(name, randomBytes(32))
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
          secretHash: hash(invitation.secret), person: try ContactSeal.close(person, key: contacts),
          issuer: issuer.fingerprint))
    }
    let keys = issuers.map { DirectoryStore.Issuer(unit: $0.key, fingerprint: $0.value.fingerprint, der: $0.value.der) }
    try await answers.write { [seal] session in
      try AnswersStore.open(wave, questionnaire: questionnaire.text, lock: seal.lock, issuers: keys, in: session)
    }
    // Last: from here on the wave is open.
    try await directory.write { [rows] session in
      try DirectoryStore.open(
        wave, title: questionnaire.title, consentVersion: questionnaire.version, issuers: keys, invitations: rows,
        in: session)
    }
    return invitations
  }
}

func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

func hash(_ bytes: [UInt8]) -> [UInt8] { [UInt8](SHA256.hash(data: bytes)) }

package func base64URL(_ bytes: [UInt8]) -> String {
  Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}

/// Reads the form that `base64URL` writes; nil for anything else.
package func bytes(base64URL text: String) -> [UInt8]? {
  guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") }) else {
    return nil
  }
  let plain = text.replacing("-", with: "+").replacing("_", with: "/")
  return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)).map { [UInt8]($0) }
}
