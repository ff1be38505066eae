import Analysis
import Problems
package import Reporting
package import Store

/// Reports of a closed wave, kept beside its responses: the figures that may be seen, what has been released so far, and the decisions on open answers.
package struct WaveReleases: Sendable {
  let answers: any SQLDatabase
  let results: WaveResults
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

  /// What the desk adds to a report.
  package struct Board: Sendable {
    /// The wave before, of the same study.
    package let earlier: WaveName?
    /// Whether units are the partners' own: results over all of them are then neither counted nor compared by unit.
    package let isPooled: Bool
    package let back: Dashboard.Back

    package init(earlier: WaveName?, isPooled: Bool, back: Dashboard.Back) {
      self.earlier = earlier
      self.isPooled = isPooled
      self.back = back
    }
  }

  /// The path of a report's dashboard.
  package static let dashboard = "dashboard.html"

  /// Makes a wave's report and keeps it in place of the one before. What it releases is remembered in the same transaction.
  /// - Parameters:
  ///   - asked: how many were asked, which the report then says.
  ///   - board: adds a dashboard; nil for a report alone.
  /// - Throws: `Problem` when the wave is open, nobody has answered, or others keep making reports at the same time.
  package func make(
    _ wave: WaveName, for audience: Report.Audience, asked: AskedPeople? = nil, board: Board? = nil
  ) async throws -> Made {
    try await make(wave, for: audience, asked, board) { files, session in
      try ReportStore.put(files, of: wave, audience: audience, in: session)
    }
  }

  /// Makes a wave's report for whoever runs the server, with all units. What it releases is remembered; the desk's reports stay as they are, and nobody
  /// reads this one there.
  /// - Throws: as `make`.
  package func takeOut(
    _ wave: WaveName, for audience: Report.Audience, asked: AskedPeople? = nil
  ) async throws -> Made {
    try await make(wave, for: audience, asked, nil) { _, _ in }
  }

  private func make(
    _ wave: WaveName, for audience: Report.Audience, _ asked: AskedPeople?, _ board: Board?,
    keeping keep: @escaping @Sendable ([OutputFile], any SQLSession) throws -> Void
  ) async throws -> Made {
    try await again {
      let wanted = try await results.results(of: wave)
      let decided = try await answers.read { try ReportStore.review(of: wave, in: $0) }
      let outcome = try job(wave, wanted, audience, asked).run(
        ledger: wanted.ledger, review: decided, hiding: Self.hidden(board?.isPooled ?? false))
      var moves = [LedgerMove(wave: wave, from: wanted.ledger, to: outcome.findings.ledger)]
      var files = outcome.files
      if let board {
        var earlier: (findings: Dashboard.Earlier, move: LedgerMove)?
        if let before = board.earlier { earlier = try await self.earlier(before, now: wanted, board) }
        if let earlier { moves.append(earlier.move) }
        let page = Dashboard(
          report: outcome.report, earlier: earlier?.findings,
          purpose: "What was found, group by group and beside the round before, as far as nobody can be recognised.",
          back: board.back
        ).page()
        files.append(OutputFile(path: Self.dashboard, bytes: page))
      }
      let (moved, made) = (moves, files)
      try await answers.write { session in
        // Somebody may have taken an answer back since: then it must not be printed.
        guard try ReportStore.review(of: wave, in: session).entries == decided.entries else { throw Overtaken() }
        try moved.carryOut(in: session)
        try ReportStore.noteMade(of: wave, in: session)
        try keep(made, session)
      }
      return Made(
        files: made, review: decided.covering(outcome.findings.openAnswers).entries.map(ReviewedAnswer.init))
    }
  }

  /// What was found in an earlier wave, and what that releases of it; nil where nothing can be shown of it.
  private func earlier(
    _ wave: WaveName, now: WaveResults.Results, _ board: Board
  ) async throws -> (findings: Dashboard.Earlier, move: LedgerMove)? {
    do {
      let before = try await results.results(of: wave)
      let decided = try await answers.read { try ReportStore.review(of: wave, in: $0) }
      let outcome = try job(wave, before, .full).run(
        ledger: before.ledger, review: decided, hiding: Self.hidden(board.isPooled))
      return (
        Dashboard.Earlier(
          wave: wave.description, sections: outcome.findings.sections,
          alike: now.questionnaire.scales(alikeIn: before.questionnaire)),
        LedgerMove(wave: wave, from: before.ledger, to: outcome.findings.ledger)
      )
    } catch is Problem {
      // Nobody answered it, or too few: there is nothing to set beside this wave.
      return nil
    }
  }

  /// Open answers of a closed wave, each different one once, in alphabetical order, with what was decided. Nothing is released by asking.
  package func review(of wave: WaveName) async throws -> [ReviewedAnswer] {
    let wanted = try await results.results(of: wave)
    let decided = try await answers.read { try ReportStore.review(of: wave, in: $0) }
    let study = try StudyFile(text: wanted.plan.study, file: "the plan of \(wave)")
    return decided.covering(study.openAnswers(in: wanted.dataset)).entries.map(ReviewedAnswer.init)
  }

  /// For whom there is a report.
  package func audiences(of wave: WaveName) async throws -> Set<Report.Audience> {
    try await answers.read { try ReportStore.audiences(of: wave, in: $0) }
  }

  /// The files of a report, by path.
  package func files(of wave: WaveName, for audience: Report.Audience) async throws -> [KeptFile] {
    try await answers.read { try ReportStore.files(of: wave, audience: audience, in: $0) }
  }

  package func content(of path: String, wave: WaveName, for audience: Report.Audience) async throws -> [UInt8]? {
    try await answers.read { try ReportStore.content(of: path, wave: wave, audience: audience, in: $0) }
  }

  func job(
    _ wave: WaveName, _ results: WaveResults.Results, _ audience: Report.Audience, _ asked: AskedPeople? = nil
  ) -> StudyJob {
    StudyJob(
      data: results.dataset, dataFile: "\(wave).csv", dataHash: results.hash,
      studyText: results.plan.study + (asked?.lines(expected: results.expected) ?? ""),
      studyName: "the plan of \(wave)",
      companions: Companions(kept: results.plan.companions) { name throws(Problem) in
        throw Problem("the wave's plan has no file “\(name)”", remedy: "restore the answers database from a backup")
      }, audience: audience, version: version)
  }
}
