/// Whether a statistic is more extreme than its values under other allocations of the arms that could have been drawn.
public struct PermutationTest: Sendable, Equatable {
  public enum Alternative: Sendable, CaseIterable {
    /// |T*| ≥ |T|.
    case twoSided
    /// T* ≥ T.
    case greater
    /// T* ≤ T.
    case less
  }

  public enum Method: Sendable, Equatable {
    /// Every allocation was looked at.
    case exhaustive
    /// As many allocations as asked for were drawn.
    case drawn
    /// Drawing ended when enough of them were as extreme.
    case stopped
  }

  /// The statistic of the arms as they were.
  public let statistic: Double
  /// Allocations at least as extreme; of an exhaustive test the actual one is among them.
  public let exceedances: Int
  /// Allocations looked at.
  public let draws: Int
  public let method: Method
  /// How many allocations there are; nil from 2⁵³ on.
  public let allocations: Int?

  /// b/m of all allocations, (b + 1)/(m + 1) of m draws, b/m of draws that ended with the b-th exceedance.
  public var pValue: Double {
    switch method {
    case .exhaustive, .stopped: Double(exceedances) / Double(draws)
    case .drawn: Double(exceedances + 1) / Double(draws + 1)
    }
  }

  /// √(p(1 − p)/m): by how much another seed would change p; 0 for an exhaustive test.
  public var standardError: Double {
    method == .exhaustive ? 0 : (pValue * (1 - pValue) / Double(draws)).squareRoot()
  }
}

/// How a permutation test goes about its work.
public struct PermutationSettings: Sendable, Equatable {
  /// Allocations to draw, from 1 to 10⁹.
  public var draws: Int
  /// Up to so many allocations all are looked at, each once; at most 10⁹.
  public var exhaustiveUpTo: Int
  /// Drawing ends with so many allocations at least as extreme (Besag and Clifford); nil draws them all.
  public var stopAfter: Int?
  public var alternative: PermutationTest.Alternative
  public var seed: UInt64

  public init(
    draws: Int = 9_999, exhaustiveUpTo: Int = 20_000, stopAfter: Int? = nil,
    alternative: PermutationTest.Alternative = .twoSided, seed: UInt64
  ) {
    self.draws = draws
    self.exhaustiveUpTo = exhaustiveUpTo
    self.stopAfter = stopAfter
    self.alternative = alternative
    self.seed = seed
  }

  func check() throws(StatisticsError) {
    guard (1...1_000_000_000).contains(draws) else {
      throw .outOfDomain("between 1 and 10⁹ allocations can be drawn, but \(draws) are asked for")
    }
    guard (0...1_000_000_000).contains(exhaustiveUpTo) else {
      throw .outOfDomain("between 0 and 10⁹ allocations can be looked at, but \(exhaustiveUpTo) are asked for")
    }
    if let stopAfter, stopAfter < 1 {
      throw .outOfDomain("drawing can end after 1 extreme allocation or more, not after \(stopAfter)")
    }
  }
}

/// Permutation test of any statistic of the arms.
///
/// The arms of the units are exchanged within each stratum. With p from `PermutationTest.pValue`, P(p ≤ α) ≤ α when the allocation has no
/// effect, for every α and every way of working: exhaustive (Fisher), drawn (the actual allocation counts as one more draw), and stopped
/// after h exceedances (p = h/l after l draws; Besag and Clifford show that p keeps its level however h is chosen beforehand).
/// - Parameters:
///   - arms: the arm of each row, the same throughout a unit; any labels, two of them or more.
///   - statistic: of the arms of all rows. Two-sided tests compare |T|, so T should be near 0 without an effect. Values closer to each other
///     than 1e-10 of |T| count as equal.
/// - Throws: `unequalLengths`; `tooFewGroups` below two arms; `outOfDomain` for the settings, or when every stratum has one arm;
///   `notFinite` for the statistic; what `statistic` throws.
/// - Note: Phipson and Smyth (2010), doi:10.2202/1544-6115.1585; Besag and Clifford (1991), doi:10.1093/biomet/78.2.301. Reference values:
///   `Fixtures/resampling/permutation.json` (R's `coin`).
public func permutationTest(
  arms: [Int], units: SamplingUnits, settings: PermutationSettings,
  statistic: (_ arms: [Int]) throws(StatisticsError) -> Double
) throws(StatisticsError) -> PermutationTest {
  var relabelling = try Relabelling(arms, units)
  var current = arms
  let observed = try statistic(arms)
  guard observed.isFinite else { throw .notFinite("the statistic") }
  let search = try PermutationSearch(
    observed: observed, tolerance: 1e-10 * abs(observed), settings: settings, allocations: relabelling.count)
  func value() throws(StatisticsError) -> Double {
    for unit in 0..<units.unitCount {
      for row in units.rows[unit] { current[row] = relabelling.labels[unit] }
    }
    return try statistic(current)
  }
  if search.isExhaustive {
    relabelling.sort()
    return try search.exhaust { () throws(StatisticsError) in
      let result = try value()
      relabelling.advance()
      return result
    }
  }
  var chance = SeededGenerator(seed: settings.seed)
  return try search.draw { () throws(StatisticsError) in
    relabelling.shuffle(&chance)
    return try value()
  }
}
