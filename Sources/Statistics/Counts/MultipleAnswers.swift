/// One option of a question that takes several answers.
public struct OptionShare: Sendable, Equatable {
  /// How many people ticked it.
  public let count: Int
  /// Of the people in the base, from 0 to 1, with Wilson's interval. Shares of one question may add up to more than 1.
  public let share: Interval
}

/// Shares of a question that takes several answers.
///
/// The denominator is people, never ticks: share = people who ticked the option / `base`.
/// - Parameters:
///   - counts: people who ticked each option.
///   - base: the people the shares are of: those who were shown the question, or those who ticked at least one option. The
///     caller chooses, and says so beside the figures.
///   - confidence: of each interval, between 0 and 1.
/// - Throws: `tooFewValues` for a base below 1, `outOfDomain` for a count that is negative or above the base.
public func multipleAnswers(
  _ counts: [Int], base: Int, confidence: Double = 0.95
) throws(StatisticsError) -> [OptionShare] {
  var result: [OptionShare] = []
  for count in counts {
    let share = try proportionInterval(successes: count, trials: base, confidence: confidence)
    result.append(OptionShare(count: count, share: share))
  }
  return result
}

/// The same from each person's ticks, over the people who ticked at least one option.
/// - Parameter ticks: one row a person, one entry an option; rows without a tick are not in the base.
/// - Throws: `unequalLengths` for ragged rows, `tooFewValues` when nobody ticked anything.
public func multipleAnswers(
  ticks: [[Bool]], confidence: Double = 0.95
) throws(StatisticsError) -> [OptionShare] {
  var counts = [Int](repeating: 0, count: ticks.first?.count ?? 0)
  var base = 0
  for row in ticks {
    guard row.count == counts.count else { throw .unequalLengths(counts.count, row.count) }
    for (option, isTicked) in row.enumerated() where isTicked { counts[option] += 1 }
    if row.contains(true) { base += 1 }
  }
  guard base > 0 else { throw .tooFewValues(0) }
  return try multipleAnswers(counts, base: base, confidence: confidence)
}
