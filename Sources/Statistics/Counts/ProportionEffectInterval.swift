#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The effect between two groups' shares with its confidence interval.
public struct ProportionEffectInterval: Sendable, Equatable {
  /// nil where a ratio has no finite value.
  public let estimate: Double?
  public let lower: Double
  /// nil where the counts set a ratio no upper end.
  public let upper: Double?
  public let confidence: Double
}

/// Interval of a difference of shares, a risk ratio or an odds ratio by the score test: all values that it does not reject.
///
/// −z ≤ z(θ) ≤ z with z(θ) of `proportionScoreTest`.
/// - Throws: `outOfDomain` for the confidence.
/// - Note: Miettinen and Nurminen (1985), doi:10.1002/sim.4780040211; with `plain` variance Mee (1984), Biometrics 40, 1175–1176. Reference values:
///   `Fixtures/trials/proportions.json`; Newcombe's (1998) table.
public func proportionScoreInterval(
  _ a: BinomialCount, _ b: BinomialCount, _ effect: ProportionEffect = .difference, variance: ScoreVariance = .unbiased,
  confidence: Double = 0.95
) throws(StatisticsError) -> ProportionEffectInterval {
  try checkConfidence(confidence)
  let z = try Normal.standard.upperQuantile((1 - confidence) / 2)
  let score = ProportionScore(a, b, effect, variance)
  let estimate = effect.estimate(a, b)
  if effect == .difference {
    let seen = estimate ?? 0
    // At ±1 no variance is left, and the statistic is infinite unless the difference is seen to be that.
    let lower =
      seen <= -1
      ? -1
      : try bracketedRoot(from: -1, to: seen, what: "the lower end") { (value) throws(StatisticsError) in
        try score.statistic(value) - z
      }
    let upper =
      seen >= 1
      ? 1
      : try bracketedRoot(from: seen, to: 1, what: "the upper end") { (value) throws(StatisticsError) in
        try score.statistic(value) + z
      }
    return ProportionEffectInterval(estimate: seen, lower: lower, upper: upper, confidence: confidence)
  }
  let isLeast = a.successes == 0 || (effect == .oddsRatio && b.successes == b.trials)
  let isLargest = b.successes == 0 || (effect == .oddsRatio && a.successes == a.trials)
  let start = (estimate.map { $0 > 0 ? log($0) : 0 } ?? 0)
  let lower = isLeast ? 0 : try crossing(score, z, from: start)
  let upper = isLargest ? nil : try crossing(score, -z, from: start)
  return ProportionEffectInterval(estimate: estimate, lower: lower, upper: upper, confidence: confidence)
}

/// How the interval of a difference of shares is made.
public enum ProportionDifferenceMethod: Sendable, Equatable {
  /// By the score test.
  case score(ScoreVariance)
  /// From both shares' Wilson intervals (Newcombe's method 10).
  case newcombe
  /// d ± z√(p̂₁q̂₁/n₁ + p̂₂q̂₂/n₂): covers too little with small groups and rare events, and has no width with shares of 0 and 1.
  case wald
}

/// Interval of a difference of two independent groups' shares, within −1 and 1.
///
/// Newcombe's ends are d − √((p̂₁ − l₁)² + (u₂ − p̂₂)²) and d + √((u₁ − p̂₁)² + (p̂₂ − l₂)²), l and u of `proportionInterval`.
/// - Throws: `outOfDomain` for the confidence.
/// - Note: Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I. Reference values:
///   `Fixtures/trials/proportions.json`.
public func proportionDifferenceInterval(
  _ a: BinomialCount, _ b: BinomialCount, method: ProportionDifferenceMethod = .newcombe, confidence: Double = 0.95
) throws(StatisticsError) -> Interval {
  try checkConfidence(confidence)
  let difference = ProportionEffect.difference.estimate(a, b) ?? 0
  let (below, above): (Double, Double)
  switch method {
  case .score(let variance):
    let found = try proportionScoreInterval(a, b, .difference, variance: variance, confidence: confidence)
    return Interval(estimate: difference, lower: found.lower, upper: found.upper ?? 1, confidence: confidence)
  case .newcombe:
    let first = try proportionInterval(successes: a.successes, trials: a.trials, confidence: confidence)
    let second = try proportionInterval(successes: b.successes, trials: b.trials, confidence: confidence)
    below = hypot(first.estimate - first.lower, second.upper - second.estimate)
    above = hypot(first.upper - first.estimate, second.estimate - second.lower)
  case .wald:
    let (p, q) = (a.share, b.share)
    let variance = p * (1 - p) / Double(a.trials) + q * (1 - q) / Double(b.trials)
    below = try Normal.standard.upperQuantile((1 - confidence) / 2) * variance.squareRoot()
    above = below
  }
  return Interval(
    estimate: difference, lower: max(-1, difference - below), upper: min(1, difference + above),
    confidence: confidence)
}

/// The ratio at which the statistic has a given level, on the logarithmic scale; it falls from ∞ to −∞.
private func crossing(
  _ score: ProportionScore, _ level: Double, from start: Double
) throws(StatisticsError) -> Double {
  func excess(_ u: Double) throws(StatisticsError) -> Double { try score.statistic(exp(u)) - level }
  var (low, high, step) = (start, start, 1.0)
  while try excess(low) < 0 {
    guard low > -300 else { throw .noConvergence("the end of a ratio's interval") }
    (high, low) = (low, low - step)
    step *= 2
  }
  while try excess(high) > 0 {
    guard high < 300 else { throw .noConvergence("the end of a ratio's interval") }
    (low, high) = (high, high + step)
    step *= 2
  }
  guard low < high else { return exp(low) }
  return exp(try bracketedRoot(from: low, to: high, what: "the end of a ratio's interval", excess))
}
