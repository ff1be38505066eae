import Analysis
import Reporting
import Store

/// Rows of reports and of the review of open answers.
enum ReportStore {
  /// The wave's report for one audience, instead of the one before.
  static func put(
    _ files: [OutputFile], of wave: WaveName, audience: Report.Audience, in session: any SQLSession
  ) throws {
    try session.run(
      "DELETE FROM report WHERE wave = \(wave.description) AND audience = \(audience.rawValue)")
    for file in files {
      try session.run(
        """
        INSERT INTO report (wave, audience, path, content)
        VALUES (\(wave.description), \(audience.rawValue), \(file.path), \(file.bytes))
        """)
    }
  }

  /// Remembers that a report of the wave has been made; nothing takes that back.
  static func noteMade(of wave: WaveName, in session: any SQLSession) throws {
    try session.run("INSERT INTO reported (wave) VALUES (\(wave.description)) ON CONFLICT (wave) DO NOTHING")
  }

  /// Whether a report of the wave was ever made.
  static func wasMade(of wave: WaveName, in session: any SQLSession) throws -> Bool {
    try session.row("SELECT wave FROM reported WHERE wave = \(wave.description)") != nil
  }

  /// - Returns: whether there were any.
  static func removeAll(of wave: WaveName, in session: any SQLSession) throws -> Bool {
    try session.run("DELETE FROM report WHERE wave = \(wave.description)") > 0
  }

  /// By path.
  static func files(of wave: WaveName, audience: Report.Audience, in session: any SQLSession) throws -> [KeptFile] {
    try session.rows(
      """
      SELECT path, length(content) FROM report
      WHERE wave = \(wave.description) AND audience = \(audience.rawValue) ORDER BY path
      """
    ).map { KeptFile(path: try $0.text(0), bytes: try $0.integer(1)) }
  }

  static func content(
    of path: String, wave: WaveName, audience: Report.Audience, in session: any SQLSession
  ) throws -> [UInt8]? {
    try session.row(
      """
      SELECT content FROM report
      WHERE wave = \(wave.description) AND audience = \(audience.rawValue) AND path = \(path)
      """)?.blob(0)
  }

  static func audiences(of wave: WaveName, in session: any SQLSession) throws -> Set<Report.Audience> {
    let rows = try session.rows("SELECT DISTINCT audience FROM report WHERE wave = \(wave.description)")
    return Set(try rows.compactMap { Report.Audience(rawValue: try $0.text(0)) })
  }

  static func review(of wave: WaveName, in session: any SQLSession) throws -> Review {
    let rows = try session.rows(
      "SELECT question, answer, decision, printed FROM review WHERE wave = \(wave.description) ORDER BY question, answer_hash"
    )
    let cells = try rows.map { row in [try row.text(0), try row.text(1), try row.text(2), try row.text(3)] }
    return try Review(
      rows: [["question", "answer", "decision", "printed"]] + cells, file: "the review of \(wave)")
  }

  /// The answer as it was decided on; nil where nobody has.
  static func standing(
    _ answer: ReviewedAnswer, of wave: WaveName, in session: any SQLSession
  ) throws -> ReviewedAnswer? {
    try session.row(
      """
      SELECT decision, printed FROM review
      WHERE wave = \(wave.description) AND question = \(answer.question)
        AND answer_hash = \(hash([UInt8](answer.answer.utf8)))
      """
    ).map { row in
      ReviewedAnswer(
        question: answer.question, answer: answer.answer,
        decision: ReviewedAnswer.Decision(rawValue: try row.text(0)), printed: try row.text(1))
    }
  }

  /// Keeps a decision, and the one before. An answer without one stays as it stands.
  static func decide(_ entry: ReviewedAnswer, of wave: WaveName, in session: any SQLSession) throws {
    guard let decision = entry.decision else { return }
    let answerHash = hash([UInt8](entry.answer.utf8))
    try DecisionStore.keep(before: entry, of: wave, in: session)
    try session.run(
      """
      INSERT INTO review (wave, question, answer_hash, answer, decision, printed)
      VALUES (\(wave.description), \(entry.question), \(answerHash), \(entry.answer), \(decision.rawValue), \(entry.printed))
      ON CONFLICT (wave, question, answer_hash)
      DO UPDATE SET decision = excluded.decision, printed = excluded.printed
      """)
  }
}
