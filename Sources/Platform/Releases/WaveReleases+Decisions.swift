import Problems
import Store

/// Deciding what may be printed of open answers, and changing that.
///
/// Until a report has been made, everything can be changed. From then on somebody may have read one (reviewers do at once), and an answer can only be
/// taken back further: words that were withheld then would stand out as the ones somebody hesitated over, and two versions of one redaction laid side by
/// side show what was cut. What stands is read in the transaction that changes it: no page, however old, gets around the rules.
extension WaveReleases {
  /// Keeps first decisions on open answers; they count in the next report. What is decided already stays as it is.
  /// - Returns: those on which somebody had decided otherwise.
  /// - Throws: `Problem` for an answer that was not given, or nothing to print; nothing is then kept.
  @discardableResult
  package func decide(_ entries: [ReviewedAnswer], of wave: WaveName) async throws -> [ReviewedAnswer] {
    try await check(entries, of: wave)
    return try await answers.write { session in
      var late: [ReviewedAnswer] = []
      for entry in entries {
        if let standing = try ReportStore.standing(entry, of: wave, in: session) {
          if !entry.saysTheSame(as: standing) { late.append(entry) }
        } else {
          try ReportStore.decide(entry, of: wave, in: session)
        }
      }
      return late
    }
  }

  /// Puts another decision in the place of the one that stands, which is kept. Reports that could show what is taken back are taken away until they are
  /// made again.
  /// - Parameter seen: the decision as it stood on the page.
  /// - Returns: whether reports were taken away.
  /// - Throws: `Problem` when somebody else has decided otherwise meanwhile, there is nothing to print, or the change comes too late.
  package func change(
    _ answer: ReviewedAnswer, from seen: ReviewedAnswer.Decision, of wave: WaveName
  ) async throws -> Bool {
    try await answers.write { session in
      guard let standing = try ReportStore.standing(answer, of: wave, in: session), standing.decision == seen else {
        throw Problem("somebody else has decided on this answer meanwhile", remedy: "load the list again")
      }
      return try Self.replace(standing, with: answer, of: wave, in: session)
    }
  }

  /// Keeps the decisions of a file: first ones, and others in the place of what stands, by the rules of `change`.
  /// - Returns: whether reports were taken away.
  /// - Throws: `Problem` as `decide` and `change`; nothing is then kept.
  package func take(_ entries: [ReviewedAnswer], of wave: WaveName) async throws -> Bool {
    try await check(entries, of: wave)
    return try await answers.write { session in
      var isTakenAway = false
      for entry in entries {
        guard let standing = try ReportStore.standing(entry, of: wave, in: session) else {
          try ReportStore.decide(entry, of: wave, in: session)
          continue
        }
        do {
          if try Self.replace(standing, with: entry, of: wave, in: session) { isTakenAway = true }
        } catch let problem as Problem {
          throw Problem(problem.what, at: "“\(entry.answer.prefix(60))”", remedy: problem.remedy)
        }
      }
      return isTakenAway
    }
  }

  /// Whether a report was ever made: decisions can then only be taken back further.
  package func wasReported(_ wave: WaveName) async throws -> Bool {
    try await answers.read { try ReportStore.wasMade(of: wave, in: $0) }
  }

  private static func replace(
    _ standing: ReviewedAnswer, with answer: ReviewedAnswer, of wave: WaveName, in session: any SQLSession
  ) throws -> Bool {
    guard let wanted = answer.decision else {
      throw Problem("nothing is chosen here", at: "decision", remedy: "say whether it may be printed")
    }
    guard !answer.saysTheSame(as: standing) else { return false }
    guard !answer.hasNothingToPrint else {
      throw Problem(
        "this is to be printed with words left out, and they have not been", at: "printed",
        remedy: "write what may be printed")
    }
    guard try !ReportStore.wasMade(of: wave, in: session) || standing.decision?.isMore(than: wanted) ?? false else {
      throw Problem(
        "a report has been made, so this can only be taken back further", at: "decision",
        remedy: standing.decision == .withhold
          ? "leave it as it is" : "choose less than what was printed, or leave it as it is")
    }
    try ReportStore.decide(answer, of: wave, in: session)
    return try ReportStore.removeAll(of: wave, in: session)
  }

  private func check(_ entries: [ReviewedAnswer], of wave: WaveName) async throws {
    let known = Set(try await review(of: wave).map { [$0.question, $0.answer] })
    for entry in entries {
      let place = "“\(entry.answer.prefix(60))”"
      guard known.contains([entry.question, entry.answer]) else {
        throw Problem("nobody gave this answer", at: place, remedy: "load the list again")
      }
      guard entry.decision != nil else {
        throw Problem("nothing is chosen here", at: place, remedy: "say whether it may be printed")
      }
      guard !entry.hasNothingToPrint else {
        throw Problem(
          "the answer is to be redacted and no redacted text is given", at: place,
          remedy: "write the text that may be printed")
      }
    }
  }

  /// What was decided before about each of these answers, the earliest first.
  package func earlier(_ answers: [ReviewedAnswer], of wave: WaveName) async throws -> [[ReviewedAnswer]] {
    try await self.answers.read { session in
      try answers.map { try DecisionStore.earlier($0, of: wave, in: session) }
    }
  }
}

extension ReviewedAnswer {
  fileprivate var hasNothingToPrint: Bool { decision == .redact && printed.allSatisfy(\.isWhitespace) }

  /// Whether both let the same be printed. Files and forms break lines differently.
  fileprivate func saysTheSame(as other: Self) -> Bool {
    decision == other.decision
      && (decision != .redact
        || printed.split(whereSeparator: \.isWhitespace) == other.printed.split(whereSeparator: \.isWhitespace))
  }
}

extension ReviewedAnswer.Decision {
  /// Whether it lets more be read.
  package func isMore(than other: Self) -> Bool {
    switch (self, other) {
    case (.print, .redact), (.print, .withhold), (.redact, .withhold): true
    default: false
    }
  }
}
