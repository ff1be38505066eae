/// Whether two groups' shares are alike within bounds that were set beforehand.
public struct ProportionEquivalenceTest: Sendable, Equatable {
  /// Of confidence 1 − 2α, by the same score test.
  public let interval: ProportionEffectInterval
  /// Of the test that the effect is above the lower bound.
  public let aboveLower: ProportionScoreTest
  /// Of the test that the effect is below the upper bound.
  public let belowUpper: ProportionScoreTest
  public let significance: Double

  /// The larger of both one-sided values.
  public var pValue: Double { max(aboveLower.pValueAbove, belowUpper.pValueBelow) }

  /// p ≤ α: the same as the interval of confidence 1 − 2α within the bounds.
  public var isEquivalent: Bool { pValue <= significance }
}

/// Two one-sided score tests (TOST) of the effect between two independent groups' shares.
/// - Parameters:
///   - lower, upper: the bounds of the effect that would not matter: differences between −1 and 1, or ratios.
///   - variance: `plain` is Farrington and Manning's test.
///   - significance: α of each test, below ½.
/// - Throws: `notFinite`, `outOfDomain` for the bounds or α.
/// - Note: Farrington and Manning (1990), doi:10.1002/sim.4780091208; Schuirmann (1987), doi:10.1007/BF01068419. Reference values:
///   `Fixtures/trials/proportions.json`.
public func equivalenceTest(
  _ a: BinomialCount, _ b: BinomialCount, _ effect: ProportionEffect = .difference, lower: Double, upper: Double,
  variance: ScoreVariance = .plain, significance: Double = 0.05
) throws(StatisticsError) -> ProportionEquivalenceTest {
  guard lower < upper || !lower.isFinite || !upper.isFinite else {
    throw .outOfDomain("the bounds \(lower) and \(upper) leave nothing between them")
  }
  try checkOneSided(significance)
  return ProportionEquivalenceTest(
    interval: try proportionScoreInterval(a, b, effect, variance: variance, confidence: 1 - 2 * significance),
    aboveLower: try proportionScoreTest(a, b, effect, against: lower, variance: variance),
    belowUpper: try proportionScoreTest(a, b, effect, against: upper, variance: variance), significance: significance)
}

/// Whether a share is not lower than another by a bound or more.
public struct ProportionNonInferiorityTest: Sendable, Equatable {
  /// Of confidence 1 − 2α, by the same score test; its lower end counts.
  public let interval: ProportionEffectInterval
  /// Against the bound.
  public let test: ProportionScoreTest
  public let significance: Double

  /// Of the test that the effect is above the bound.
  public var pValue: Double { test.pValueAbove }
  public var isNonInferior: Bool { pValue <= significance }
}

/// One-sided score test that the effect between two groups' shares lies above a bound; larger shares are better.
///
/// Where smaller shares are better, count those without the event.
/// - Parameters:
///   - bound: −margin for a difference, a ratio below 1 for ratios.
///   - significance: α of the one-sided test, below ½; 0.025 is usual.
/// - Throws: as `equivalenceTest`.
/// - Note: Farrington and Manning (1990), doi:10.1002/sim.4780091208. Reference values: `Fixtures/trials/proportions.json`.
public func nonInferiorityTest(
  _ a: BinomialCount, _ b: BinomialCount, _ effect: ProportionEffect = .difference, above bound: Double,
  variance: ScoreVariance = .plain, significance: Double = 0.025
) throws(StatisticsError) -> ProportionNonInferiorityTest {
  try checkOneSided(significance)
  return ProportionNonInferiorityTest(
    interval: try proportionScoreInterval(a, b, effect, variance: variance, confidence: 1 - 2 * significance),
    test: try proportionScoreTest(a, b, effect, against: bound, variance: variance), significance: significance)
}
