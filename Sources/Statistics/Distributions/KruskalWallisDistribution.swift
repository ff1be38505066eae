#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Kruskal and Wallis's H when the groups do not differ: exact for tiny groups, also with ties.
///
/// With S the doubled, centred rank sum of a group, H is Σ S²/n times a constant; Σ S² · L/n with L the least common multiple of
/// the sizes is whole, and its counts are exact up to 2⁵³ arrangements.
/// - Throws: every function `StatisticsError.notFinite` for NaN; the quantiles `.outOfDomain` for a probability outside 0...1.
/// - Note: Kruskal & Wallis (1952), doi:10.2307/2280779. Reference values: `Fixtures/ranks/kruskal-wallis.json`,
///   `Fixtures/distributions/grids/kruskalWallis.txt`.
public struct KruskalWallisDistribution: Sendable, Hashable {
  /// The size of each group.
  public let sizes: [Int]
  /// How often each distinct value occurs over all groups, ascending.
  public let tieCounts: [Int]
  /// The values that H can take, ascending.
  public let values: [Double]
  private let keys: [Int]
  private let weights: [Int]
  /// P(H = h), P(H ≤ h), P(H ≥ h) of each value.
  private let masses, lower, upper: [Double]

  /// - Parameters:
  ///   - sizes: k ≥ 2 groups of at least one.
  ///   - tieCounts: 1 or more each, together as many as the groups; nil without ties.
  ///   - workLimit: the most states to follow.
  /// - Throws: `tooFewGroups`, `groupTooSmall`, `unequalLengths`, `zeroVariance` when all values are equal, `tooMuchWork`.
  public init(sizes: [Int], tieCounts: [Int]? = nil, workLimit: Int = 3_000_000) throws(StatisticsError) {
    guard sizes.count >= 2 else { throw .tooFewGroups(sizes.count) }
    var total = 0
    var multiple = 1
    for (index, size) in sizes.enumerated() {
      guard size >= 1 else { throw .groupTooSmall(group: index, count: size, needed: 1) }
      guard size <= 1000, total + size <= 1000 else { throw tooManyDeals }
      total += size
      multiple = multiple / greatestCommonDivisor(multiple, size) * size
      // Σ S² L/n stays within an Int: S is below N² ≤ 1e6.
      guard multiple < 100_000 else { throw tooManyDeals }
    }
    let ties = tieCounts ?? [Int](repeating: 1, count: total)
    let tied = try checkedTies(ties)
    guard tied == total else { throw .unequalLengths(total, tied) }
    guard ties.count > 1 else { throw .zeroVariance }
    var deals = Deals(sizes: sizes, workLimit: workLimit)
    let doubled = centredRanks(ties).map { Int(2 * $0) }
    for (score, count) in zip(doubled, ties) { try deals.add(score: score, count: count) }
    let weights = sizes.map { multiple / $0 }
    var counts: [Int: Double] = [:]
    for (state, count) in deals.states {
      let key = zip(state.sums, weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
      counts[key, default: 0] += count
    }
    let keys = counts.keys.sorted()
    let squares = zip(doubled, ties).reduce(0.0) { $0 + Double($1.0 * $1.0) * Double($1.1) }
    // S is doubled, and so is every centred rank of the variance: the fours cancel.
    values = keys.map { Double(total - 1) * (Double($0) / Double(multiple)) / squares }
    let tails = CountedTails(first: 0, counts: keys.map { counts[$0] ?? 0 })
    masses = keys.indices.map { tails.mass($0) }
    lower = keys.indices.map { tails.cumulative($0) }
    upper = keys.indices.map { tails.fromUp($0) }
    self.sizes = sizes
    self.tieCounts = ties
    self.keys = keys
    self.weights = weights
  }

  /// P(H = h) for one of the values, up to rounding of 1e-9; otherwise 0.
  public func mass(_ h: Double) throws(StatisticsError) -> Double {
    let h = try checkedArgument(h)
    let place = place(h - Self.slack(h))
    return place < values.count && values[place] <= h + Self.slack(h) ? masses[place] : 0
  }

  /// P(H ≤ h), values within a rounding of 1e-9 of h counted.
  public func cumulative(_ h: Double) throws(StatisticsError) -> Double {
    let h = try checkedArgument(h)
    let place = place(h + Self.slack(h))
    return place == 0 ? 0 : lower[place - 1]
  }

  /// P(H > h), strictly above, so that P(H ≥ h) is this and the mass.
  public func survival(_ h: Double) throws(StatisticsError) -> Double {
    let h = try checkedArgument(h)
    let place = place(h + Self.slack(h))
    return place == upper.count ? 0 : upper[place]
  }

  /// log P(H ≤ h), natural.
  public func logCumulative(_ h: Double) throws(StatisticsError) -> Double {
    let upper = try survival(h)
    return upper < 0.5 ? log1p(-upper) : log(try cumulative(h))
  }

  /// log P(H > h), natural.
  public func logSurvival(_ h: Double) throws(StatisticsError) -> Double {
    let lower = try cumulative(h)
    return lower < 0.5 ? log1p(-lower) : log(try survival(h))
  }

  /// The smallest h with P(H ≤ h) ≥ p.
  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    return values[firstWhole(in: 0...(values.count - 1)) { p <= 0.5 ? lower[$0] >= p : above($0) <= 1 - p }]
  }

  /// The smallest h with P(H > h) ≤ p.
  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    return values[firstWhole(in: 0...(values.count - 1)) { p <= 0.5 ? above($0) <= p : lower[$0] >= 1 - p }]
  }

  /// P(H > h) of the value at a place.
  private func above(_ place: Int) -> Double { place + 1 < upper.count ? upper[place + 1] : 0 }

  /// P(H ≥ h) of an outcome by the doubled, centred rank sums of its groups.
  func upper(of sums: [Int]) -> Double {
    let key = zip(sums, weights).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
    let place = firstWhole(in: 0...keys.count) { $0 == keys.count || keys[$0] >= key }
    return place < upper.count ? upper[place] : 0
  }

  /// The place of the first value at or above h.
  private func place(_ h: Double) -> Int {
    firstWhole(in: 0...values.count) { $0 == values.count || values[$0] >= h }
  }

  private static func slack(_ h: Double) -> Double { h.isFinite ? 1e-9 * abs(h) + 1e-12 : 0 }
}

private let tooManyDeals = StatisticsError.tooMuchWork("the exact Kruskal–Wallis test of these groups", instead: "χ²")

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }

/// The ways to deal values out to groups, told apart by what each group has so far.
private struct Deals {
  struct State: Hashable {
    var free: [Int]
    var sums: [Int]
  }

  private(set) var states: [State: Double]
  private let workLimit: Int
  private var work = 0

  init(sizes: [Int], workLimit: Int) {
    states = [State(free: sizes, sums: [Int](repeating: 0, count: sizes.count)): 1]
    self.workLimit = workLimit
  }

  /// Deals out `count` equal values.
  mutating func add(score: Int, count: Int) throws(StatisticsError) {
    for _ in 0..<count {
      var next: [State: Double] = [:]
      work += states.count
      guard work <= workLimit else { throw tooManyDeals }
      for (state, ways) in states {
        for group in state.free.indices where state.free[group] > 0 {
          var moved = state
          moved.free[group] -= 1
          moved.sums[group] += score
          next[moved, default: 0] += ways
        }
      }
      states = next
    }
  }
}
