/// Answers in one column that are none of an instrument's codes, raw.
public struct OutOfRangeDraft: Sendable {
  public let instrument: String
  public let column: String
  /// People by the code they gave; empty where values are no codes.
  public let codes: [String: Int]
  public let answers: Int
  /// Answers in the same column that count.
  public let others: Int
  public init(instrument: String, column: String, codes: [String: Int], answers: Int, others: Int) {
    self.instrument = instrument
    self.column = column
    self.codes = codes
    self.answers = answers
    self.others = others
  }
}

extension Gate {
  /// That a column had answers out of range, and how many where nobody stands out.
  ///
  /// An odd code is an answer like any other: it is named where at least the threshold of people gave it. The number of answers is
  /// shown where it, and what is left of the column's answers, is zero or at least the threshold.
  public func release(_ guarded: Guarded<OutOfRangeDraft>) -> Released<OutOfRangeAnswers> {
    let draft = guarded.value
    let codes = draft.codes.filter { $0.value >= threshold }.keys.sorted {
      (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1)
    }
    let isOpen = draft.answers >= threshold && (draft.others == 0 || draft.others >= threshold)
    return Released(
      OutOfRangeAnswers(
        instrument: draft.instrument, column: draft.column, codes: codes,
        otherValues: codes.reduce(0) { $0 + (draft.codes[$1] ?? 0) } < draft.answers,
        answers: isOpen
          ? .shown(draft.answers)
          : .suppressed(
            reason: "The number is given where at least \(threshold) answers are out of range and as many are not.")))
  }
}
