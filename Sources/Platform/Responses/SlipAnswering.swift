import Store

/// Answering with a slip's code, without an invitation and without a script.
extension Participation {
  package struct SlipSubmission: Sendable {
    package let wave: String
    /// As it was typed.
    package let code: String
    /// Sixteen random bytes of the page on which the code was typed.
    ///
    /// A lost reply is asked for again with it. Without it, whoever has seen a slip could send guesses until a receipt comes back, and would know what its
    /// holder answered.
    package let attempt: [UInt8]
    /// Values by column.
    package let answers: [String: [String]]

    package init(wave: String, code: String, attempt: [UInt8], answers: [String: [String]]) {
      self.wave = wave
      self.code = code
      self.attempt = attempt
      self.answers = answers
    }
  }

  /// Whether a code is a slip's that answers still. It does not say whether it has been used: whoever has seen a slip could then find out whether its holder
  /// has answered, and nobody would notice.
  /// - Throws: `ParticipationRefusal.unknownCode` for a code of no slip and for one that was voided; `.tooMany`.
  package func recognise(wave: String, code text: String) async throws {
    let wave = try name(wave)
    guard let open = try await waves.wave(wave) else { throw ParticipationRefusal.closed }
    guard try await !slip(text, of: wave, open).found.isVoid else { throw ParticipationRefusal.unknownCode }
  }

  /// Keeps a response that came with a slip and returns its receipt. In the database it cannot be told from one that came with a link.
  package func accept(_ submission: SlipSubmission) async throws -> Code {
    let wave = try name(submission.wave)
    guard let open = try await waves.wave(wave) else { throw ParticipationRefusal.closed }
    let sheet = try AnswerSheet(submission.answers, for: open.questionnaire)
    guard submission.attempt.count == 16 else { throw ParticipationRefusal.badToken }
    let (slip, found) = try await slip(submission.code, of: wave, open)
    return try await keep(
      [found.unit] + sheet.cells, of: wave, open, right: slip.codeMAC + submission.attempt,
      spent: slip.spentHash(open.receipts), slip: slip)
  }

  private func slip(
    _ text: String, of wave: WaveName, _ open: OpenWaves.Wave
  ) async throws -> (right: SlipStore.Right, found: SlipStore.Found) {
    // A code that was mistyped fails its own check, costs nothing and never gets to the database.
    guard let code = Code(text) else { throw ParticipationRefusal.unknownCode }
    guard wrongCodes.take() else { throw ParticipationRefusal.tooMany }
    let right = SlipStore.Right(code, key: open.receipts)
    guard let found = try await answers.read({ try SlipStore.find(right, of: wave, in: $0) }) else {
      throw ParticipationRefusal.unknownCode
    }
    wrongCodes.giveBack()
    return (right, found)
  }
}
