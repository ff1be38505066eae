import Crypto
package import Store

/// Slips handed out beside slips used: the one sign of somebody answering with spare slips.
package enum SlipReckoning: Hashable, Sendable {
  /// No slips were made.
  case none
  /// More were used than handed out: some were used that nobody was given, or somebody was given one who was not marked.
  case moreThanHanded
  /// Both numbers and their difference reach the threshold, so neither says of anybody whether they answered.
  case counted(handed: Int, used: Int)
  /// No more were used than handed out; the numbers are too small to be told.
  case held

  /// Counted while the wave's keys are there, for whoever closes it.
  package static func of(
    _ wave: WaveName, directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring
  ) async throws -> SlipReckoning {
    guard keyring.contains(.receipts(wave)) else { return .none }
    let key = SymmetricKey(data: try keyring.read(.receipts(wave)))
    let handed = try await directory.read { session in
      try SlipSupplyStore.units(of: wave, in: session).reduce(0) { $0 + $1.handed }
    }
    let counted = try await answers.read { session -> (made: Int, used: Int, threshold: Int)? in
      guard let row = try AnswersStore.wave(wave, in: session) else { return nil }
      let slips = try SlipStore.all(of: wave, in: session)
      let used = try slips.count {
        try AnswersStore.bodyMAC(wave, tokenHash: $0.spentHash(key), in: session) != nil
      }
      let form = try Questionnaire(text: row.questionnaire, file: "the questionnaire of \(wave)")
      return (slips.count, used, form.threshold)
    }
    guard let counted, counted.made > 0 else { return .none }
    return SlipReckoning(handed: handed, used: counted.used, threshold: counted.threshold)
  }

  init(handed: Int, used: Int, threshold: Int) {
    if used > handed {
      self = .moreThanHanded
    } else if used >= threshold, handed - used >= threshold {
      self = .counted(handed: handed, used: used)
    } else {
      self = .held
    }
  }
}
