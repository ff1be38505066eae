/// Answers in one column that are none of an instrument's codes and were counted as missing.
public struct OutOfRangeAnswers: Hashable, Sendable, Encodable {
  /// The instrument's name, or the title of a finished score.
  public let instrument: String
  public let column: String
  /// The codes that at least the threshold of people gave, in the order of their numbers.
  public let codes: [String]
  /// Whether there were values that fewer people gave.
  public let otherValues: Bool
  public let answers: Shown<Int>
}
