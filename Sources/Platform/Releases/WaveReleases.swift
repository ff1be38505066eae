import Analysis
import Problems
package import Reporting
package import Store

/// Reports of a closed wave, kept beside its responses: the figures that may be seen, what has been released so far, and the decisions on open answers.
package struct WaveReleases: Sendable {
  let answers: any SQLDatabase
  private let results: WaveResults
  private let version: String

  /// - Parameter version: the program's, for the report's last page.
  package init(answers: any SQLDatabase, keyring: Keyring, version: String) {
    self.answers = answers
    self.version = version
    results = WaveResults(answers: answers, keyring: keyring)
  }

  package struct Made: Sendable {
    package let files: [OutputFile]
    /// Every open answer with what was decided about it.
    package let review: [ReviewedAnswer]

    /// Different open answers that nobody has decided on.
    package var waiting: Int { review.count { $0.decision == nil } }
  }

  /// Makes a wave's report and keeps it in place of the one before. What it releases is remembered in the same transaction.
  /// - Throws: `Problem` when the wave is open, nobody has answered, or another report was made at the same time.
  package func make(_ wave: WaveName, for audience: Report.Audience) async throws -> Made {
    let wanted = try await results.results(of: wave)
    let decided = try await answers.read { try ReportStore.review(of: wave, in: $0) }
    let outcome = try job(wave, wanted, audience).run(ledger: wanted.ledger, review: decided)
    let (ledger, files) = (outcome.findings.ledger, outcome.files)
    try await answers.write { session in
      guard try ReleaseStore.ledger(of: wave, in: session) == wanted.ledger else {
        throw Problem("another report of this wave was made at the same time", remedy: "make the report again")
      }
      try ReleaseStore.put(ledger, of: wave, in: session)
      try ReportStore.put(files, of: wave, audience: audience, in: session)
    }
    return Made(
      files: files, review: decided.covering(outcome.findings.openAnswers).entries.map(ReviewedAnswer.init))
  }

  /// Open answers of a closed wave, each different one once, in alphabetical order, with what was decided. Nothing is released by asking.
  package func review(of wave: WaveName) async throws -> [ReviewedAnswer] {
    let wanted = try await results.results(of: wave)
    let decided = try await answers.read { try ReportStore.review(of: wave, in: $0) }
    let study = try StudyFile(text: wanted.plan.study, file: "the plan of \(wave)")
    return decided.covering(study.openAnswers(in: wanted.dataset)).entries.map(ReviewedAnswer.init)
  }

  /// Keeps decisions on open answers; they count in the next report.
  /// - Throws: `Problem` for an answer that was not given, or a redaction without text; nothing is then kept.
  package func decide(_ entries: [ReviewedAnswer], of wave: WaveName) async throws {
    let known = Set(try await review(of: wave).map { [$0.question, $0.answer] })
    for entry in entries {
      guard known.contains([entry.question, entry.answer]) else {
        throw Problem("nobody gave this answer: “\(entry.answer.prefix(60))”", remedy: "load the list again")
      }
      guard entry.decision != .redact || !entry.printed.allSatisfy(\.isWhitespace) else {
        throw Problem(
          "the answer is to be redacted and no redacted text is given", at: "“\(entry.answer.prefix(60))”",
          remedy: "write the text that may be printed")
      }
    }
    try await answers.write { session in
      for entry in entries { try ReportStore.decide(entry, of: wave, in: session) }
    }
  }

  /// For whom there is a report.
  package func audiences(of wave: WaveName) async throws -> Set<Report.Audience> {
    try await answers.read { try ReportStore.audiences(of: wave, in: $0) }
  }

  /// The files of a report, by path.
  package func paths(of wave: WaveName, for audience: Report.Audience) async throws -> [String] {
    try await answers.read { try ReportStore.paths(of: wave, audience: audience, in: $0) }
  }

  package func content(of path: String, wave: WaveName, for audience: Report.Audience) async throws -> [UInt8]? {
    try await answers.read { try ReportStore.content(of: path, wave: wave, audience: audience, in: $0) }
  }

  private func job(_ wave: WaveName, _ results: WaveResults.Results, _ audience: Report.Audience) -> StudyJob {
    StudyJob(
      data: results.dataset, dataFile: "\(wave).csv", dataHash: results.hash, studyText: results.plan.study,
      studyName: "the plan of \(wave)",
      companions: Companions(kept: results.plan.companions) { name throws(Problem) in
        throw Problem("the wave's plan has no file “\(name)”", remedy: "restore the answers database from a backup")
      }, audience: audience, version: version)
  }
}
