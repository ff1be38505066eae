/// One value of a frequency table.
public struct Frequency: Sendable, Equatable {
  public let value: Double
  /// How many people gave it.
  public let count: Int
  /// Of all people in the table, from 0 to 1.
  public let share: Double
  /// The share of people with this value or a lower one; exactly 1 at the highest.
  public let cumulativeShare: Double
}

/// A frequency table: each value with its count, share and cumulative share, ascending.
/// - Throws: `tooFewValues` when nobody is counted.
public func frequencies(_ table: Tabulation) throws(StatisticsError) -> [Frequency] {
  guard table.count > 0 else { throw .tooFewValues(0) }
  var passed = 0
  return zip(table.values, table.counts).map { value, count in
    passed += count
    return Frequency(
      value: value, count: count, share: Double(count) / Double(table.count),
      cumulativeShare: Double(passed) / Double(table.count))
  }
}
