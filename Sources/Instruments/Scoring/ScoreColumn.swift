/// One score a row, dictionary-encoded: each row's key points at the exact score for its number of answered items and their sum.
///
/// The same key means the same score in every column made with the same scale and rule, so columns of chunks combine.
public struct ScoreColumn: Sendable, Hashable {
  /// One a row; 0 where the missing rule gives no score.
  public let keys: [UInt16]
  /// By key; nil at 0 and where the instrument's table has no entry.
  public let values: [Double?]
  /// The keys of rows in which every item was answered: key − lower bound is the sum of the items' units. Empty for scores that
  /// came without items.
  public let completeKeys: Range<Int>

  public init(keys: [UInt16], values: [Double?], completeKeys: Range<Int> = 0..<0) {
    self.keys = keys
    self.values = values
    self.completeKeys = completeKeys
  }

  public var count: Int { keys.count }

  /// The score of a row; nil where there is none.
  public subscript(row: Int) -> Double? { values[Int(keys[row])] }

  /// How many rows have each key: every statistic of the column follows from this and `values`.
  public func histogram() -> [Int] {
    var counts = [Int](repeating: 0, count: values.count)
    for key in keys { counts[Int(key)] += 1 }
    return counts
  }
}
