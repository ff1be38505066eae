import Store

extension Migration {
  static let decisions = Migration(
    6, "earlier decisions on open answers, waves with a report, slips reckoned",
    [
      // What was decided before; the latest stands in `review`. Nothing says who decided or when.
      """
      CREATE TABLE review_before (
        wave \(.text) NOT NULL, question \(.text) NOT NULL, answer_hash \(.blob) NOT NULL, number \(.integer) NOT NULL,
        decision \(.text) NOT NULL, printed \(.text) NOT NULL, PRIMARY KEY (wave, question, answer_hash, number))\(.keyed)
      """,
      // Waves of which a report has been made, whether or not it is still there: somebody may have read it.
      "CREATE TABLE reported (wave \(.text) PRIMARY KEY)\(.keyed)",
      "INSERT INTO reported (wave) SELECT DISTINCT wave FROM report",
      // What may be told of slips, worked out before the closing. handed, used: zero unless both may be told.
      """
      CREATE TABLE slip_reckoning (
        wave \(.text) PRIMARY KEY, outcome \(.text) NOT NULL, handed \(.integer) NOT NULL, used \(.integer) NOT NULL)\(.keyed)
      """,
    ])
}

/// Rows of decisions that were changed.
enum DecisionStore {
  /// Keeps the decision that stands now, when another takes its place.
  static func keep(before entry: ReviewedAnswer, of wave: WaveName, in session: any SQLSession) throws {
    let (question, answerHash) = (entry.question, hash([UInt8](entry.answer.utf8)))
    let last = try session.row(
      """
      SELECT coalesce(max(number), 0) FROM review_before
      WHERE wave = \(wave.description) AND question = \(question) AND answer_hash = \(answerHash)
      """)?.integer(0)
    try session.run(
      """
      INSERT INTO review_before (wave, question, answer_hash, number, decision, printed)
      SELECT wave, question, answer_hash, \((last ?? 0) + 1), decision, printed FROM review
      WHERE wave = \(wave.description) AND question = \(question) AND answer_hash = \(answerHash)
        AND (decision <> \(entry.decision?.rawValue ?? "") OR printed <> \(entry.printed))
      """)
  }

  /// The earliest first.
  static func earlier(
    _ answer: ReviewedAnswer, of wave: WaveName, in session: any SQLSession
  ) throws -> [ReviewedAnswer] {
    try session.rows(
      """
      SELECT decision, printed FROM review_before
      WHERE wave = \(wave.description) AND question = \(answer.question)
        AND answer_hash = \(hash([UInt8](answer.answer.utf8))) ORDER BY number
      """
    ).map { row in
      ReviewedAnswer(
        question: answer.question, answer: answer.answer,
        decision: ReviewedAnswer.Decision(rawValue: try row.text(0)), printed: try row.text(1))
    }
  }
}
