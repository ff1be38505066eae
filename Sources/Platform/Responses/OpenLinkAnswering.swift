import Crypto

/// Answering by a link that is the same for everybody. Nobody is asked who they are, so nobody can be kept from answering twice; it is made slow and visible.
extension Participation {
  package struct OpenSubmission: Sendable {
    package let wave: String
    package let ticket: String
    /// One of the units that are offered; nil for none of them.
    package let unit: String?
    /// Values by column.
    package let answers: [String: [String]]

    package init(wave: String, ticket: String, unit: String?, answers: [String: [String]]) {
      self.wave = wave
      self.ticket = ticket
      self.unit = unit
      self.answers = answers
    }
  }

  /// A right to answer once for whoever asks: a random number with the wave's mark on it, kept nowhere until it is used.
  /// - Throws: `ParticipationRefusal.tooMany` when more people begin than were expected.
  package func ticket(wave: String) async throws -> String {
    let (_, open, link) = try await openLink(wave)
    guard link.beginnings.take() else { throw ParticipationRefusal.tooMany }
    let number = randomBytes(16)
    return base64URL(number + mac(open.receipts, "ticket", number))
  }

  /// Keeps a response that came by an open link and returns its receipt.
  package func accept(_ submission: OpenSubmission) async throws -> Code {
    let (wave, open, link) = try await openLink(submission.wave)
    let sheet = try AnswerSheet(submission.answers, for: open.questionnaire)
    guard let ticket = bytes(base64URL: submission.ticket), ticket.count == 48,
      HMAC<SHA256>.isValidAuthenticationCode(
        ticket[16...], authenticating: marked("ticket", Array(ticket[..<16])), using: open.receipts)
    else { throw ParticipationRefusal.badToken }
    let unit = submission.unit ?? OpenLink.noUnit
    guard submission.unit == nil || link.units.contains(unit) else {
      throw ParticipationRefusal.invalid([Questionnaire.unitColumn: "Choose one of the teams listed."])
    }
    return try await keep(
      [link.units.count > 1 ? unit : link.units[0]] + sheet.cells, of: wave, open, right: ticket, spent: hash(ticket))
  }

  private func openLink(_ text: String) async throws -> (WaveName, OpenWaves.Wave, OpenWaves.Wave.Link) {
    let wave = try name(text)
    guard let open = try await waves.wave(wave) else { throw ParticipationRefusal.closed }
    guard let link = open.link else { throw ParticipationRefusal.unknownWave }
    return (wave, open, link)
  }
}
