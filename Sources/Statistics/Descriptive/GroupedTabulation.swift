/// How often each value occurs in each of several groups, over one list of sorted distinct values.
public struct GroupedTabulation: Sendable, Equatable {
  /// The distinct values over all groups, ascending, all finite.
  public let values: [Double]
  /// What each value is beyond its double, in the same unit; empty where nothing is known. Two values may then share a double.
  public let remainders: [Double]
  /// People by group (outer) and value (inner); a value of `values` occurs at least once somewhere.
  public let counts: [[Int]]
  /// The number of people in each group; a group may be empty, and each test says what it makes of that.
  public let groupCounts: [Int]

  /// The number of people over all groups, N.
  public var count: Int { groupCounts.reduce(0, +) }

  /// Counts the values of each group.
  /// - Throws: `notFinite`.
  public init(groups: [[Double]]) throws(StatisticsError) {
    var tables: [Tabulation] = []
    for group in groups { tables.append(try Tabulation(group)) }
    try self.init(groups: tables)
  }

  /// Joins the tables of several groups.
  /// - Throws: `outOfDomain` above 2⁵³ people.
  public init(groups: [Tabulation]) throws(StatisticsError) {
    guard groups.allSatisfy(\.remainders.isEmpty) else {
      try self.init(written: groups)
      return
    }
    let values = distinctValues(groups.flatMap(\.values)).values
    let positions = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
    let counts = groups.map { group in
      var row = [Int](repeating: 0, count: values.count)
      for (value, count) in zip(group.values, group.counts) {
        if let position = positions[value] { row[position] += count }
      }
      return row
    }
    try self.init(values: values, counts: counts)
  }

  /// The same of numbers as they are written.
  private init(written groups: [Tabulation]) throws(StatisticsError) {
    let numbers = Set(groups.flatMap { group in group.values.indices.map { group.number($0) } }).sorted()
    let positions = Dictionary(uniqueKeysWithValues: zip(numbers, numbers.indices))
    counts = groups.map { group in
      var row = [Int](repeating: 0, count: numbers.count)
      for index in group.values.indices {
        if let position = positions[group.number(index)] { row[position] += group.counts[index] }
      }
      return row
    }
    values = numbers.map(\.value)
    remainders = numbers.map(\.remainder)
    groupCounts = groups.map(\.count)
    try checkCounts(groupCounts, of: groups.count)
  }

  /// Values that are already counted, group by group; they may come in any order, and those no group has are left out.
  /// - Parameters:
  ///   - values: k distinct values.
  ///   - counts: one row of k counts per group.
  /// - Throws: `notFinite`, `unequalLengths`, `outOfDomain` for a repeated value, a negative count or more than 2⁵³ people.
  public init(values: [Double], counts: [[Int]]) throws(StatisticsError) {
    try checkFinite(values, "a value to count")
    var total = 0
    var groupCounts: [Int] = []
    for row in counts {
      let count = try checkCounts(row, of: values.count)
      guard let sum = sumOfCounts(total, count) else { throw tooManyPeople }
      total = sum
      groupCounts.append(count)
    }
    let order = values.indices.sorted { values[$0] < values[$1] }
    for (a, b) in zip(order, order.dropFirst()) where values[a] == values[b] {
      throw .outOfDomain("the value \(values[a]) stands in the table twice")
    }
    let kept = order.filter { index in counts.contains { $0[index] > 0 } }
    self.values = kept.map { values[$0] == 0 ? 0 : values[$0] }
    self.counts = counts.map { row in kept.map { row[$0] } }
    self.groupCounts = groupCounts
    remainders = []
  }

  /// The moments of each group.
  public var moments: [Moments] {
    counts.map { row in
      var result = Moments()
      for index in values.indices { result.add(number(index), count: row[index]) }
      return result
    }
  }

  /// The distinct value at an index.
  func number(_ index: Int) -> DecimalNumber {
    DecimalNumber(values[index], remainder: remainders.isEmpty ? 0 : remainders[index])
  }

  /// The table of one group.
  func tabulation(of group: Int) -> Tabulation {
    let present = values.indices.filter { counts[group][$0] > 0 }
    return Tabulation(present.map { number($0) }, present.map { counts[group][$0] })
  }

  /// People by value, over all groups.
  var totals: [Int] { values.indices.map { value in counts.reduce(0) { $0 + $1[value] } } }
}
