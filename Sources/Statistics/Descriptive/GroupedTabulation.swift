/// How often each value occurs in each of several groups, over one list of sorted distinct values.
public struct GroupedTabulation: Sendable, Equatable {
  /// The distinct values over all groups, ascending, all finite.
  public let values: [Double]
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
  }

  /// The moments of each group.
  public var moments: [Moments] {
    counts.map { row in
      var result = Moments()
      for (value, count) in zip(values, row) { result.add(value, count: count) }
      return result
    }
  }

  /// The table of one group, nil when there is no such group.
  func tabulation(of group: Int) throws(StatisticsError) -> Tabulation {
    try Tabulation(values: values, counts: counts[group])
  }

  /// People by value, over all groups.
  var totals: [Int] { values.indices.map { value in counts.reduce(0) { $0 + $1[value] } } }
}
