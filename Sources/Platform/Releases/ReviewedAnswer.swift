package import Analysis
package import Problems

/// One open answer and a reviewer's word on it.
package struct ReviewedAnswer: Sendable, Hashable {
  package enum Decision: String, CaseIterable, Sendable { case print, redact, withhold }

  /// The question's column.
  package let question: String
  package let answer: String
  /// Nil until somebody has read it.
  package var decision: Decision?
  /// What may be printed in place of a redacted answer.
  package var printed: String

  package init(question: String, answer: String, decision: Decision?, printed: String) {
    self.question = question
    self.answer = answer
    self.decision = decision
    self.printed = printed
  }

  package init(_ entry: Review.Entry) {
    self.init(
      question: entry.question, answer: entry.answer,
      decision: entry.decision.flatMap { Decision(rawValue: $0.rawValue) },
      printed: entry.printed)
  }
}

extension Review {
  /// - Throws: `Problem` for a redaction without text.
  package init(_ answers: [ReviewedAnswer]) throws(Problem) {
    try self.init(
      rows: [["question", "answer", "decision", "printed"]]
        + answers.map { [$0.question, $0.answer, $0.decision?.rawValue ?? "", $0.printed] }, file: "the review")
  }
}
