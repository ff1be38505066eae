import Problems
import Store

/// Changing what was decided about an open answer.
///
/// Until somebody may have read a report, everything can be changed. Afterwards an answer can only be taken back further: words that were withheld then
/// would stand out as the ones somebody hesitated over, and two versions of one redaction laid side by side show what was cut.
extension WaveReleases {
  /// Puts another decision in the place of the one that stands, which is kept. Reports that show what is taken back are taken away until they are made
  /// again.
  /// - Parameters:
  ///   - seen: the decision as it stood on the page.
  ///   - isPublished: whether somebody may have read a report.
  /// - Returns: whether reports were taken away.
  /// - Throws: `Problem` when somebody else has decided otherwise meanwhile, there is nothing to print, or the change comes too late.
  package func change(
    _ answer: ReviewedAnswer, from seen: ReviewedAnswer.Decision, of wave: WaveName, isPublished: Bool
  ) async throws -> Bool {
    guard
      let known = try await review(of: wave).first(where: {
        $0.question == answer.question && $0.answer == answer.answer
      }), let standing = known.decision, standing == seen
    else {
      throw Problem("somebody else has decided on this answer meanwhile", remedy: "load the list again")
    }
    guard let wanted = answer.decision else {
      throw Problem("nothing is chosen here", at: "decision", remedy: "say whether it may be printed")
    }
    guard answer != known else { return false }
    guard wanted != .redact || !answer.printed.allSatisfy(\.isWhitespace) else {
      throw Problem(
        "this is to be printed with words left out, and they have not been", at: "printed",
        remedy: "write what may be printed")
    }
    guard !isPublished || standing.isMore(than: wanted) else {
      throw Problem(
        "a report has been read, so this can only be taken back further", at: "decision",
        remedy: standing == .withhold ? "leave it as it is" : "choose less than what was printed, or leave it as it is")
    }
    return try await answers.write { session in
      try ReportStore.decide(answer, of: wave, in: session)
      guard standing != .withhold else { return false }
      return try ReportStore.removeAll(of: wave, in: session)
    }
  }

  /// What was decided before about each of these answers, the earliest first.
  package func earlier(_ answers: [ReviewedAnswer], of wave: WaveName) async throws -> [[ReviewedAnswer]] {
    try await self.answers.read { session in
      try answers.map { try DecisionStore.earlier($0, of: wave, in: session) }
    }
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
