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

extension SlipReckoning {
  /// Worked out and kept before a wave closes: afterwards the key is gone that could count. What cannot be counted any more stays as it was.
  @discardableResult
  package static func settle(
    _ wave: WaveName, directory: any SQLDatabase, answers: any SQLDatabase, keyring: Keyring
  ) async throws -> SlipReckoning {
    let reckoning = try await of(wave, directory: directory, answers: answers, keyring: keyring)
    let (outcome, handed, used) = reckoning.row
    guard reckoning != .none else { return try await answers.read { try settled(wave, in: $0) } }
    try await answers.write { session in
      try session.run(
        """
        INSERT INTO slip_reckoning (wave, outcome, handed, used)
        VALUES (\(wave.description), \(outcome), \(handed), \(used))
        ON CONFLICT (wave) DO UPDATE SET outcome = excluded.outcome, handed = excluded.handed, used = excluded.used
        """)
    }
    return reckoning
  }

  /// As it was settled.
  package static func settled(_ wave: WaveName, in session: any SQLSession) throws -> SlipReckoning {
    let row = try session.row("SELECT outcome, handed, used FROM slip_reckoning WHERE wave = \(wave.description)")
    switch try row?.text(0) {
    case "more": return .moreThanHanded
    case "counted": return .counted(handed: try row?.integer(1) ?? 0, used: try row?.integer(2) ?? 0)
    case "held": return .held
    default: return .none
    }
  }

  private var row: (outcome: String, handed: Int, used: Int) {
    switch self {
    case .none: ("none", 0, 0)
    case .moreThanHanded: ("more", 0, 0)
    case .counted(let handed, let used): ("counted", handed, used)
    case .held: ("held", 0, 0)
    }
  }

  /// For whoever closed the wave; nil when there were no slips.
  package var words: String? {
    switch self {
    case .none: nil
    case .moreThanHanded:
      "More slips were used than people were marked as having one. Either somebody was given a slip without being marked, or spare slips were used to answer. Say so wherever you show the results."
    case .counted(let handed, let used): "\(handed) slips were handed out and \(used) used."
    case .held:
      "No more slips were used than handed out. The numbers are not told: they would say of somebody whether they answered."
    }
  }
}
