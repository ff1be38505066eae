/// Groups compared by how often the event happens in each, against how often it would if time ran alike in all.
public struct LogRankTest: Sendable, Equatable {
  /// Events in each group.
  public let observed: [Int]
  /// Events expected in each group.
  public let expected: [Double]
  /// (O − E)ᵀ V⁻ (O − E).
  public let statistic: Double
  /// Groups that were ever at risk beside others, less 1.
  public let degreesOfFreedom: Int
  /// Upper tail of χ².
  public let pValue: Double
}

/// The log-rank test between two or more groups, stratified if asked.
///
/// At each time with d events among n at risk, group g expects d·n_g/n; the covariance is the hypergeometric one, summed over times and
/// strata.
/// - Parameters:
///   - groups: one a person, any whole numbers; results come in their order from the lowest up.
///   - strata: one a person; people are compared within their stratum only.
/// - Throws: `unequalLengths`; `tooFewGroups`; `zeroVariance` if no event happens while two groups are at risk.
/// - Note: Mantel (1966); Peto and Peto (1972), doi:10.2307/2344317. Reference values: `Fixtures/survival/survival.json` (`survdiff`).
public func logRankTest(
  _ times: SurvivalTimes, groups: [Int], strata: [Int]? = nil
) throws(StatisticsError) -> LogRankTest {
  guard groups.count == times.count else { throw .unequalLengths(times.count, groups.count) }
  let strata = strata ?? [Int](repeating: 0, count: groups.count)
  guard strata.count == times.count else { throw .unequalLengths(times.count, strata.count) }
  let levels = Set(groups).sorted()
  guard levels.count >= 2 else { throw .tooFewGroups(levels.count) }
  let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
  var observed = [Int](repeating: 0, count: levels.count)
  var expected = [DoubleDouble](repeating: DoubleDouble(0), count: levels.count)
  var covariance = Matrix(rows: levels.count, columns: levels.count)
  for stratum in Set(strata).sorted() {
    let rows = strata.indices.filter { strata[$0] == stratum }
    let own = try times.selecting(rows)
    let table = try levels.map { level throws(StatisticsError) in
      let members = rows.indices.filter { groups[rows[$0]] == level }
      return members.isEmpty ? nil : try own.selecting(members)
    }
    let counts = table.map { member in
      member.map { GroupRisk($0) }
    }
    for step in own.riskTable where step.events > 0 {
      let shares = counts.map { $0?.at(step.time) ?? 0 }
      let (n, d) = (Double(step.atRisk), Double(step.events))
      for group in levels.indices {
        expected[group] = expected[group] + DoubleDouble.product(d, shares[group]) / DoubleDouble(n)
      }
      guard step.atRisk > 1 else { continue }
      let factor = d * (n - d) / (n - 1)
      for a in levels.indices {
        for b in levels.indices {
          covariance[a, b] += factor * ((a == b ? shares[a] / n : 0) - shares[a] / n * (shares[b] / n))
        }
      }
    }
  }
  for (row, group) in groups.enumerated() where times.event[row] { observed[places[group] ?? 0] += 1 }
  let varying = levels.indices.filter { covariance[$0, $0] > 1e-12 }
  guard varying.count >= 2 else { throw .zeroVariance }
  // The differences sum to 0, so the last of the groups follows from the others.
  let kept = Array(varying.dropLast())
  let differences = kept.map { (DoubleDouble(Double(observed[$0])) - expected[$0]).value }
  guard let factor = Cholesky(covariance.selecting(kept), tolerance: 1e-12) else {
    throw .notPositiveDefinite("the covariance of the groups' events")
  }
  let statistic = factor.forward(differences).reduce(0) { $0 + $1 * $1 }
  try checkFinite([statistic], "the log-rank statistic")
  return LogRankTest(
    observed: observed, expected: expected.map(\.value), statistic: statistic, degreesOfFreedom: kept.count,
    pValue: try ChiSquared(degreesOfFreedom: Double(kept.count)).survival(statistic))
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
