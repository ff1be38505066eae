/// What is drawn or given to an arm as one: people on their own or whole clusters, within strata if there are any.
///
/// Matched pairs are strata of two units.
public struct SamplingUnits: Sendable, Equatable {
  public let rowCount: Int
  /// The rows of each unit.
  let rows: Partition
  /// The units of each stratum.
  let strata: Partition

  public var unitCount: Int { rows.count }
  public var stratumCount: Int { strata.count }

  /// - Parameters:
  ///   - count: the number of rows (people), at least 1.
  ///   - clusters: the label of each row's cluster; without them each row is a unit.
  ///   - strata: the label of each row's stratum, the same throughout a cluster; without them there is one.
  /// - Throws: `tooFewValues`, `tooMuchWork` beyond 2²⁶ rows, `unequalLengths`, `outOfDomain` for a cluster in two strata.
  public init(count: Int, clusters: [Int]? = nil, strata: [Int]? = nil) throws(StatisticsError) {
    guard count >= 1 else { throw .tooFewValues(count) }
    guard count <= 1 << 26 else {
      throw .tooMuchWork("resampling of more than 67 million rows", instead: "sums over groups of rows")
    }
    for labels in [clusters, strata] {
      if let labels, labels.count != count { throw .unequalLengths(count, labels.count) }
    }
    rowCount = count
    rows = clusters.map { Partition(labels: $0) } ?? Partition(single: count)
    guard let strata else {
      self.strata = Partition(together: rows.count)
      return
    }
    self.strata = Partition(labels: try rows.common(strata, "stratum"))
  }

  /// Holds strata to two units or more: one alone tells nothing of how units vary.
  func checkVariation() throws(StatisticsError) {
    for stratum in 0..<strata.count where strata[stratum].count < 2 {
      throw .groupTooSmall(group: stratum, count: 1, needed: 2)
    }
  }

  /// The label of each unit, if its rows agree.
  func unitLabels(_ labels: [Int], _ what: String) throws(StatisticsError) -> [Int] {
    guard labels.count == rowCount else { throw .unequalLengths(rowCount, labels.count) }
    return try rows.common(labels, what)
  }
}

/// The numbers 0…n − 1 put into groups, which stand in the order in which their labels first appear.
struct Partition: Sendable, Equatable {
  /// Group after group.
  let order: [Int]
  /// Where each group begins in `order`, and where the last ends.
  let starts: [Int]

  var count: Int { starts.count - 1 }

  subscript(group: Int) -> ArraySlice<Int> { order[starts[group]..<starts[group + 1]] }

  init(labels: [Int]) {
    var places: [Int: Int] = [:]
    var sizes: [Int] = []
    let groups = labels.map { label in
      if let place = places[label] {
        sizes[place] += 1
        return place
      }
      places[label] = sizes.count
      sizes.append(1)
      return sizes.count - 1
    }
    var next = sizes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    starts = next
    var order = [Int](repeating: 0, count: labels.count)
    for (index, group) in groups.enumerated() {
      order[next[group]] = index
      next[group] += 1
    }
    self.order = order
  }

  /// Each number a group of its own.
  init(single count: Int) {
    order = Array(0..<count)
    starts = Array(0...count)
  }

  /// All numbers one group.
  init(together count: Int) {
    order = Array(0..<count)
    starts = [0, count]
  }

  /// The label of each group, if its members agree.
  func common(_ labels: [Int], _ what: String) throws(StatisticsError) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(count)
    for group in 0..<count {
      let first = labels[order[starts[group]]]
      for member in self[group] where labels[member] != first {
        throw .outOfDomain("the rows of a cluster belong to one \(what), but cluster \(group + 1) has several")
      }
      result.append(first)
    }
    return result
  }
}
