/// How often each value occurs: the sorted distinct values of a set of numbers and their counts.
///
/// A million answers on a seven-point scale are seven values; everything that follows costs seven steps.
public struct Tabulation: Sendable, Equatable {
  /// The distinct values, ascending, all finite.
  public let values: [Double]
  /// What each value is beyond its double, in the same unit; empty where nothing is known. Two values may then share a double.
  public let remainders: [Double]
  /// How many people gave each value, at least 1 each.
  public let counts: [Int]
  /// The number of people, n.
  public let count: Int

  /// Counts the values of a sequence.
  /// - Throws: `notFinite` for a value that is not a number or is infinite.
  public init(_ values: some Sequence<Double>) throws(StatisticsError) {
    let all = Array(values)
    try checkFinite(all, "a value to count")
    let (distinct, counts) = distinctValues(all)
    self.values = distinct
    self.counts = counts
    remainders = []
    count = all.count
  }

  /// Counts numbers as they are written: 1000000000000.3 is more than its double.
  /// - Throws: `notFinite`.
  public init(_ numbers: [DecimalNumber]) throws(StatisticsError) {
    guard numbers.contains(where: { $0.remainder != 0 }) else {
      try self.init(numbers.map(\.value))
      return
    }
    try checkFinite(numbers.map(\.value), "a value to count")
    var distinct: [DecimalNumber] = []
    var counts: [Int] = []
    for number in numbers.sorted() {
      if distinct.last == number {
        counts[counts.count - 1] += 1
      } else {
        distinct.append(number)
        counts.append(1)
      }
    }
    self.init(distinct, counts)
  }

  /// - Parameters:
  ///   - distinct: ascending.
  ///   - counts: at least 1 each.
  init(_ distinct: [DecimalNumber], _ counts: [Int]) {
    values = distinct.map(\.value)
    remainders = distinct.contains { $0.remainder != 0 } ? distinct.map(\.remainder) : []
    self.counts = counts
    count = counts.reduce(0, +)
  }

  /// Values that are already counted; they may come in any order and repeat, and those counted 0 times are left out.
  /// - Throws: `notFinite`, `unequalLengths`, `outOfDomain` for a negative count or more than 2⁵³ people.
  public init(values: [Double], counts: [Int]) throws(StatisticsError) {
    try checkFinite(values, "a value to count")
    count = try checkCounts(counts, of: values.count)
    var distinct: [Double] = []
    var sums: [Int] = []
    for index in values.indices.sorted(by: { values[$0] < values[$1] }) where counts[index] > 0 {
      if distinct.last == values[index] {
        sums[sums.count - 1] += counts[index]
      } else {
        distinct.append(values[index] == 0 ? 0 : values[index])
        sums.append(counts[index])
      }
    }
    self.values = distinct
    self.counts = sums
    remainders = []
  }

  /// Count, mean and sum of squared deviations.
  public var moments: Moments {
    var result = Moments()
    for index in values.indices { result.add(number(index), count: counts[index]) }
    return result
  }

  /// The distinct value at an index.
  func number(_ index: Int) -> DecimalNumber {
    DecimalNumber(values[index], remainder: remainders.isEmpty ? 0 : remainders[index])
  }

  /// The value at a 0-based position of the sorted data; positions outside are held to the ends. Not for an empty table.
  func value(at position: Int) -> Double { values[index(at: position)] }

  /// Where the value at a position of the sorted data stands among the distinct ones.
  func index(at position: Int) -> Int {
    var passed = 0
    for (index, count) in counts.enumerated() {
      passed += count
      if position < passed { return index }
    }
    return counts.count - 1
  }
}

/// The distinct values in ascending order and how often each occurs; −0 counts as 0.
func distinctValues(_ all: [Double]) -> (values: [Double], counts: [Int]) {
  if all.count > 256, let few = fewDistinctValues(all, atMost: all.count / 16) { return few }
  var values: [Double] = []
  var counts: [Int] = []
  for value in all.sorted() {
    if values.last == value {
      counts[counts.count - 1] += 1
    } else {
      values.append(value == 0 ? 0 : value)
      counts.append(1)
    }
  }
  return (values, counts)
}

/// The same by hashing, which is quicker when values repeat; nil when too many are distinct.
private func fewDistinctValues(_ all: [Double], atMost limit: Int) -> (values: [Double], counts: [Int])? {
  var tally: [Double: Int] = [:]
  for value in all {
    tally[value, default: 0] += 1
    if tally.count > limit { return nil }
  }
  let values = tally.keys.sorted()
  return (values.map { $0 == 0 ? 0 : $0 }, values.map { tally[$0, default: 0] })
}
