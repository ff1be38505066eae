/// Groups compared by how often the event happens in each, against how often it would if time ran alike in all.
public struct LogRankTest: Sendable, Equatable {
  /// Events in each group.
  public let observed: [Int]
  /// Events expected in each group.
  public let expected: [Double]
  /// (O − E)ᵀ V⁻ (O − E).
  public let statistic: Double
  /// Groups less the sets of groups that meet, directly or by way of others: 1 less than the groups unless some never do.
  public let degreesOfFreedom: Int
  /// Upper tail of χ².
  public let pValue: Double
}

/// The log-rank test between two or more groups, stratified if asked.
///
/// At each time with d events among n at risk, group g expects d·n_g/n; the covariance is the hypergeometric one, summed over times and
/// strata. Groups that are never at risk together, not even by way of others, are not compared with each other.
/// - Parameters:
///   - groups: one a person, any whole numbers; results come in their order from the lowest up.
///   - strata: one a person; people are compared within their stratum only.
/// - Throws: `unequalLengths`; `tooFewGroups`; `zeroVariance` if no event happens while two groups are at risk.
/// - Note: Mantel (1966); Peto and Peto (1972), doi:10.2307/2344317. Reference values: `Fixtures/survival/survival.json` (`survdiff`).
public func logRankTest(
  _ times: SurvivalTimes, groups: [Int], strata: [Int]? = nil
) throws(StatisticsError) -> LogRankTest {
  let sums = try GroupedEvents(times, groups: groups, strata: strata)
  // The differences of groups that meet sum to 0, so the last of each set follows from the others.
  let kept = sums.meeting.indices.filter { place in sums.meeting[(place + 1)...].contains(sums.meeting[place]) }
  guard !kept.isEmpty else { throw .zeroVariance }
  var core = Matrix(rows: kept.count, columns: kept.count)
  for (a, first) in kept.enumerated() {
    for (b, second) in kept.enumerated() { core[a, b] = sums.covariance[first, second] }
  }
  guard let factor = Cholesky(core) else { throw .notPositiveDefinite("the covariance of the groups' events") }
  let statistic = factor.forward(kept.map { sums.differences[$0] }).reduce(0) { $0 + $1 * $1 }
  try checkFinite([statistic], "the log-rank statistic")
  return LogRankTest(
    observed: sums.observed, expected: sums.expected.map(\.value), statistic: statistic, degreesOfFreedom: kept.count,
    pValue: try ChiSquared(degreesOfFreedom: Double(kept.count)).survival(statistic))
}

/// Groups of rising dose, grade or size compared by a trend in their events.
public struct LogRankTrendTest: Sendable, Equatable {
  /// Σ s(O − E) over its standard deviation; positive where groups of higher scores have more events than expected.
  public let statistic: Double
  /// Two-sided, by the normal distribution.
  public let pValue: Double
}

/// The log-rank test for trend, stratified if asked.
///
/// z = Σ s_g(O_g − E_g) / √(sᵀVs), with expected events and covariance as in `logRankTest`.
/// - Parameters:
///   - groups: one a person, any whole numbers.
///   - scores: one a group, from the lowest number up; 1, 2, 3, … unless given.
/// - Throws: `unequalLengths`, `notFinite`, `tooFewGroups`; `zeroVariance` if no event tells groups of different scores apart.
/// - Note: Tarone (1975), doi:10.1093/biomet/62.3.679. Reference values: `Fixtures/survival/curves.json`.
public func logRankTrendTest(
  _ times: SurvivalTimes, groups: [Int], scores: [Double]? = nil, strata: [Int]? = nil
) throws(StatisticsError) -> LogRankTrendTest {
  let sums = try GroupedEvents(times, groups: groups, strata: strata)
  let count = sums.observed.count
  let scores = scores ?? (1...count).map { Double($0) }
  guard scores.count == count else { throw .unequalLengths(count, scores.count) }
  try checkFinite(scores, "a score of a group")
  // Only distances between groups that meet count: from the first of each set, and in units of the largest.
  let away = scores.indices.map { place in
    scores[place] - scores[sums.meeting.firstIndex(of: sums.meeting[place]) ?? place]
  }
  let largest = away.reduce(0) { max($0, abs($1)) }
  guard largest > 0 else { throw .zeroVariance }
  let unit = away.map { $0 / largest }
  try checkFinite(unit, "a distance between scores")
  let variance = sums.covariance.form(unit, unit)
  guard variance > 0 else { throw .zeroVariance }
  let statistic = zip(unit, sums.differences).reduce(0) { $0 + $1.0 * $1.1 } / variance.squareRoot()
  try checkFinite([statistic], "the log-rank statistic")
  return LogRankTrendTest(
    statistic: statistic, pValue: min(1, 2 * (try Normal.standard.survival(abs(statistic)))))
}

/// Events of groups beside those expected if time ran alike in all, over times and strata.
struct GroupedEvents {
  private(set) var observed: [Int]
  private(set) var expected: [DoubleDouble]
  private(set) var covariance: Matrix
  /// A number that groups share which are at risk together while events tell them apart, directly or by way of others.
  private(set) var meeting: [Int]

  var differences: [Double] { zip(observed, expected).map { (DoubleDouble(Double($0)) - $1).value } }

  /// - Throws: `unequalLengths`, `tooFewGroups`.
  init(_ times: SurvivalTimes, groups: [Int], strata: [Int]?) throws(StatisticsError) {
    guard groups.count == times.count else { throw .unequalLengths(times.count, groups.count) }
    let levels = Set(groups).sorted()
    guard levels.count >= 2 else { throw .tooFewGroups(levels.count) }
    let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    observed = [Int](repeating: 0, count: levels.count)
    expected = [DoubleDouble](repeating: DoubleDouble(0), count: levels.count)
    covariance = Matrix(rows: levels.count, columns: levels.count)
    meeting = Array(levels.indices)
    for rows in try times.rows(of: strata) {
      let own = try times.selecting(rows)
      var members = [[Int]](repeating: [], count: levels.count)
      for (index, row) in rows.enumerated() { members[places[groups[row]] ?? 0].append(index) }
      let counts = try members.map { members throws(StatisticsError) in
        members.isEmpty ? nil : GroupRisk(try own.selecting(members))
      }
      for step in own.riskTable where step.events > 0 {
        add(counts.map { $0?.at(step.time) ?? 0 }, atRisk: Double(step.atRisk), events: Double(step.events))
      }
    }
    for (row, group) in groups.enumerated() where times.event[row] { observed[places[group] ?? 0] += 1 }
  }

  /// - Parameter shares: how many of each group are at risk.
  private mutating func add(_ shares: [Double], atRisk n: Double, events d: Double) {
    for group in shares.indices {
      expected[group] = expected[group] + DoubleDouble.product(d, shares[group]) / DoubleDouble(n)
    }
    // If everybody has the event, nothing is told apart.
    guard d < n else { return }
    let factor = d * ((n - d) / (n - 1))
    for a in shares.indices where shares[a] > 0 {
      covariance[a, a] += factor * (shares[a] / n) * ((n - shares[a]) / n)
      for b in shares.indices where b != a && shares[b] > 0 {
        covariance[a, b] -= factor * (shares[a] / n) * (shares[b] / n)
        if meeting[a] != meeting[b] {
          let (kept, joined) = (meeting[a], meeting[b])
          for place in meeting.indices where meeting[place] == joined { meeting[place] = kept }
        }
      }
    }
  }
}

/// How many of a group are under observation just before a time.
private struct GroupRisk {
  private let entries, exits: [Double]
  private let isLate: Bool

  init(_ times: SurvivalTimes) {
    entries = (times.entry ?? []).sorted()
    exits = times.exit.sorted()
    isLate = times.entry != nil
  }

  func at(_ time: Double) -> Double {
    Double((isLate ? GroupRisk.below(time, entries) : exits.count) - GroupRisk.below(time, exits))
  }

  private static func below(_ time: Double, _ sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
