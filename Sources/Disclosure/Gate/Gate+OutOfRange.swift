/// Answers in one column that are none of an instrument's codes, raw.
public struct OutOfRangeDraft: Sendable {
  /// The instrument's name, or the title of a finished score.
  public let instrument: String
  /// The column's name in the data.
  public let column: String
  /// People by the code they gave; empty where values are no codes.
  public let codes: [String: Int]
  /// Answers that do not count, one a person.
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
  /// An odd code is an answer like any other: it is named where at least the threshold of people gave it. The number of answers is shown
  /// where it is at least the threshold, and where both the answers left in the column and the answers with no value named are none or at
  /// least the threshold: beside the values named, a number squeezes the count of the others. Another number than one given before is not
  /// shown: the difference would count the people whose answers a changed plan reads in another way.
  public mutating func release(_ guarded: Guarded<OutOfRangeDraft>) -> Released<OutOfRangeAnswers> {
    let draft = guarded.value
    let named = draft.codes.filter { $0.value >= threshold }
    let unnamed = draft.answers - named.values.reduce(0, +)
    let isOpen =
      draft.answers >= threshold && [draft.others, unnamed].allSatisfy { $0 == 0 || $0 >= threshold }
      && admit(number: draft.answers, of: "\(draft.column): out of range")
    return Released(
      OutOfRangeAnswers(
        instrument: draft.instrument, column: draft.column,
        codes: named.keys.sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }, otherValues: unnamed > 0,
        answers: isOpen
          ? .shown(draft.answers)
          : .suppressed(
            reason:
              "The number is given only where no fewer than \(threshold) people stand behind it, behind the values not named and behind the answers that count, and where no other number was given before."
          )))
  }
}
