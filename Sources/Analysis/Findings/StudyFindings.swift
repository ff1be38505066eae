package import Disclosure

/// What a study found, past the gate, in the order of the plan.
package struct StudyFindings: Sendable {
  package var topics: [Topic]
  package var instruments: [InstrumentRecord]
  /// Answers that are none of an instrument's codes and were counted as missing; for the file's holder, never for the report.
  package var strange: [StrangeAnswers]
  /// What the report may say of them.
  package var outOfRange: [Released<OutOfRangeAnswers>]
  /// How many were asked beside how many answered, where the study says so.
  package var turnout: Released<Turnout>?
  /// Open answers as they stand, for the review file; never for the report.
  package var openAnswers: [OpenAnswer]
  /// Sentences of the plan: what was merged, which tests lead, how missing answers were treated.
  package var methodNotes: [String]
  /// What has been released from these data, this report included.
  package var ledger: Ledger

  package struct Topic: Sendable {
    package enum Kind: String, Sendable { case sample, work, scales, items, comparison, openAnswers, crossTabulation }
    package let kind: Kind
    package let title: String
    package var findings: [ReleasedFinding]
    /// Open answers that wait for review.
    package var waiting: Int?
  }
}

/// One open answer, with the row it stands in, on its way to a reviewer.
package struct OpenAnswer: Sendable, Hashable {
  package let column: String
  package let row: Int
  package let text: String
}
