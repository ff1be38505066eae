import Problems

/// A questionnaire as people will meet it, with a key of its own and no database behind it: nothing that is answered is kept.
package struct Preview: Sendable {
  private let main: Questionnaire
  private let translations: [Language: Questionnaire]
  private let key: IssuingKey
  private let secret = randomBytes(16)

  package static let wave = "preview"

  /// - Parameter read: the questionnaire in a language; nil for its first.
  package init(_ read: (Language?) throws -> Questionnaire) throws {
    main = try read(nil)
    var translations: [Language: Questionnaire] = [:]
    for language in main.languages { translations[language] = try read(language) }
    self.translations = translations
    key = try IssuingKey.generate()
  }

  /// What stands behind the server's address: as good for any number of tries.
  package var path: String {
    "/answer/\(Self.wave)#i=\(base64URL(secret))&k=\(base64URL(key.verifier.fingerprint))"
  }

  package func page(_ wave: String, in language: Language?) throws -> Participation.Page {
    guard wave == Self.wave, let questionnaire = translations[language ?? main.language] else {
      throw ParticipationRefusal.unknownWave
    }
    return Participation.Page(
      questionnaire: questionnaire, isOpen: true, keys: [(key.verifier.fingerprint, key.verifier.der)])
  }

  package func sign(invitation: [UInt8], blinded: [UInt8]) throws -> [UInt8] {
    guard invitation == secret else { throw ParticipationRefusal.unknownInvitation }
    return try key.sign(blinded)
  }

  /// Checks a response like a wave does, and forgets it.
  package func accept(_ submission: Participation.Submission) throws -> Code {
    guard
      key.verifier.accepts(salt: submission.salt, token: submission.token, signature: submission.signature)
    else { throw ParticipationRefusal.badToken }
    _ = try AnswerSheet(submission.answers, for: main)
    return Code(bits: randomBytes(8))
  }
}
