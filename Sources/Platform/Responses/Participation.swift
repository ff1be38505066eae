import Crypto
import Foundation
import Problems
package import Store

/// What a participant's browser may ask. The directory's part (`sign`) and the answers' part (`accept`, `withdraw`) share nothing but the wave's name.
package struct Participation: Sendable {
  private let directory: any SQLDatabase
  let answers: any SQLDatabase
  private let keyring: Keyring
  private let inbox: InboxWriter
  let waves: OpenWaves
  /// For codes that are no slip's: enough for a roomful of people who mistype, nothing for somebody who tries them all.
  let wrongCodes = Allowance(most: 200, aDay: 200_000)

  package init(directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring) {
    self.directory = directory
    self.answers = answers
    self.keyring = keyring
    inbox = InboxWriter(answers: answers)
    waves = OpenWaves(answers: answers, keyring: keyring)
  }

  package struct Page: Sendable {
    package let questionnaire: Questionnaire
    package let isOpen: Bool
    /// Public keys of the reporting units, with the fingerprints that stand in invitations.
    package let keys: [(fingerprint: [UInt8], der: [UInt8])]
    /// What everybody is let in by.
    package var entry = Entry.roster
    /// What is answered is deleted unread.
    package var isPilot = false
    /// What the wave's words go with, which cannot change while it is open; nil when it is not.
    package var edition: [UInt8]?
  }

  package enum Entry: Sendable, Hashable {
    /// An invitation or a slip a person.
    case roster
    /// One link for all, with the units that people choose from.
    case openLink(units: [String])
  }

  package struct Submission: Sendable {
    package let wave: String
    /// The fingerprint of the key that signed.
    package let key: [UInt8]
    package let salt: [UInt8]
    package let token: [UInt8]
    package let signature: [UInt8]
    /// Values by column.
    package let answers: [String: [String]]

    package init(
      wave: String, key: [UInt8], salt: [UInt8], token: [UInt8], signature: [UInt8], answers: [String: [String]]
    ) {
      self.wave = wave
      self.key = key
      self.salt = salt
      self.token = token
      self.signature = signature
      self.answers = answers
    }
  }

  /// - Parameter language: nil for the questionnaire's first; another than its own is no page of this wave.
  package func page(_ wave: String, in language: Language? = nil) async throws -> Page {
    let wave = try name(wave)
    guard let open = try await waves.openLately(wave) else {
      let row = try await answers.read { try AnswersStore.wave(wave, in: $0) }
      guard let row else { throw ParticipationRefusal.unknownWave }
      let questionnaire = try Questionnaire(
        text: row.questionnaire, file: "the questionnaire of \(wave)", language: language)
      guard language == nil || language == questionnaire.language else { throw ParticipationRefusal.unknownWave }
      return Page(questionnaire: questionnaire, isOpen: false, keys: [], entry: .roster)
    }
    guard let questionnaire = open.translations[language ?? open.questionnaire.language] else {
      throw ParticipationRefusal.unknownWave
    }
    return Page(
      questionnaire: questionnaire, isOpen: true, keys: open.issuers.map { ($0.key, $0.value.verifier.der) },
      entry: open.link.map { .openLink(units: $0.units) } ?? .roster, isPilot: open.isPilot, edition: open.lock)
  }

  /// Lets go of the keys of waves that have closed; a running server does it every minute.
  package func forgetClosed() async throws { try await waves.forgetClosed() }

  /// Signs the blinded token of somebody who was invited and has agreed: once. The same blinded value is answered with the same signature, so that a
  /// lost reply can be repeated; another one is refused.
  package func sign(wave: String, invitation secret: [UInt8], blinded: [UInt8], consent version: String) async throws
    -> [UInt8]
  {
    let wave = try name(wave)
    let secretHash = hash(secret)
    let blindedHash = hash(blinded)
    let known = try await directory.read { session in
      (
        try DirectoryStore.isClosed(wave, in: session), try DirectoryStore.consentVersion(wave, in: session),
        try DirectoryStore.invitation(wave, secretHash: secretHash, in: session)
      )
    }
    guard let isClosed = known.0 else { throw ParticipationRefusal.unknownWave }
    guard !isClosed else { throw ParticipationRefusal.closed }
    guard let invitation = known.2 else { throw ParticipationRefusal.unknownInvitation }
    guard known.1 == version else { throw ParticipationRefusal.consentNeeded }
    if let signature = try repeated(invitation, blindedHash) { return signature }
    guard !invitation.hasSlip else { throw ParticipationRefusal.heldSlip }
    let issuer = Keyring.Name.issuer(wave, fingerprint: invitation.issuer)
    if !keyring.contains(issuer), keyring.contains(.rows(wave)) { throw ParticipationRefusal.closed }
    // Signing takes milliseconds and has no place in a transaction.
    let key = try IssuingKey(der: keyring.read(issuer))
    let signature = try key.sign(blinded)
    return try await directory.write { session in
      guard try DirectoryStore.isClosed(wave, in: session) == false else { throw ParticipationRefusal.closed }
      guard let now = try DirectoryStore.invitation(wave, secretHash: secretHash, in: session) else {
        throw ParticipationRefusal.unknownInvitation
      }
      if let signature = try repeated(now, blindedHash) { return signature }
      guard !now.hasSlip else { throw ParticipationRefusal.heldSlip }
      try ConsentStore.record(version, to: wave, in: session)
      try DirectoryStore.recordCollection(
        wave, secretHash: secretHash, .init(blindedHash: blindedHash, signature: signature), in: session)
      return signature
    }
  }

  /// Keeps a response and returns its receipt.
  package func accept(_ submission: Submission) async throws -> Code {
    let wave = try name(submission.wave)
    guard var open = try await waves.wave(wave) else { throw ParticipationRefusal.closed }
    // A key that is not known may be one of a wave that was opened anew.
    if open.issuers[submission.key] == nil, let now = try await waves.openNow(wave) { open = now }
    guard let issuer = open.issuers[submission.key],
      issuer.verifier.accepts(salt: submission.salt, token: submission.token, signature: submission.signature)
    else { throw ParticipationRefusal.badToken }
    let sheet = try AnswerSheet(submission.answers, for: open.questionnaire)
    // The salt belongs to the token: without it one token would count once for each salt.
    let right = submission.salt + submission.token
    return try await keep([issuer.unit] + sheet.cells, of: wave, open, right: right, spent: hash(right))
  }

  /// Seals answers and puts them into the inbox, once a right.
  /// - Parameters:
  ///   - right: what the same answers may be sent again with, for the same receipt.
  ///   - spent: what stands for the right in the database once it has been used.
  ///   - slip: the slip that has to be there still.
  func keep(
    _ cells: [String], of wave: WaveName, _ open: OpenWaves.Wave, right: [UInt8], spent: [UInt8],
    slip: SlipStore.Right? = nil
  ) async throws -> Code {
    let record = [UInt8](Record.line(cells).utf8)
    let receipt = Code(bits: mac(open.receipts, "receipt", right))
    let outcome = try await inbox.submit(
      .init(
        wave: wave, lock: open.lock, tokenHash: spent, bodyMAC: mac(open.receipts, "body", right + record),
        receiptMAC: mac(open.receipts, "inbox", receipt.bytes),
        sealed: try Seal.close(record, length: open.recordLength, wave: wave, lock: open.lock), slip: slip))
    switch outcome {
    case .kept: return receipt
    case .answeredOtherwise: throw ParticipationRefusal.answeredOtherwise
    case .withdrawn: throw ParticipationRefusal.withdrawn
    case .closed:
      await waves.forget(wave)
      throw ParticipationRefusal.closed
    case .otherLock:
      // The wave was opened anew: under its new keys this token is none.
      await waves.forget(wave)
      throw ParticipationRefusal.badToken
    case .unknownSlip: throw ParticipationRefusal.unknownCode
    }
  }

  /// Removes the response that a receipt belongs to.
  package func withdraw(wave: String, receipt text: String) async throws {
    let wave = try name(wave)
    guard let open = try await waves.wave(wave) else { throw ParticipationRefusal.closed }
    guard let receipt = Code(text) else { throw ParticipationRefusal.unknownReceipt }
    let receiptMAC = mac(open.receipts, "inbox", receipt.bytes)
    let removed = try await answers.write { session in
      guard try AnswersStore.isOpen(wave, in: session) else { throw ParticipationRefusal.closed }
      return try AnswersStore.withdraw(wave, receiptMAC: receiptMAC, in: session)
    }
    guard removed else { throw ParticipationRefusal.unknownReceipt }
  }

  func name(_ text: String) throws(ParticipationRefusal) -> WaveName {
    do { return try WaveName(text) } catch { throw .unknownWave }
  }
}

/// The signature that was given for the same blinded value; nil when none has been given for any.
/// - Throws: `ParticipationRefusal` for another value. Somebody who was taken off the list is unknown, whether they had collected or not: whoever holds
///   their link must not learn which.
private func repeated(
  _ invitation: DirectoryStore.Invitation, _ blindedHash: [UInt8]
) throws(ParticipationRefusal) -> [UInt8]? {
  if let collected = invitation.collected, collected.blindedHash == blindedHash { return collected.signature }
  if invitation.isVoid { throw .unknownInvitation }
  if invitation.collected != nil { throw .alreadyCollected }
  return nil
}

/// HMAC-SHA-256 with a word that keeps uses apart.
func mac(_ key: SymmetricKey, _ use: String, _ bytes: [UInt8]) -> [UInt8] {
  [UInt8](HMAC<SHA256>.authenticationCode(for: marked(use, bytes), using: key))
}

func marked(_ use: String, _ bytes: [UInt8]) -> [UInt8] { [UInt8](use.utf8) + [0] + bytes }
