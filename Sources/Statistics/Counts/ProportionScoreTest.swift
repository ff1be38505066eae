/// Whether two groups' shares differ by more or less than a given effect.
public struct ProportionScoreTest: Sendable, Equatable {
  /// The effect seen; nil where a ratio has no finite value.
  public let estimate: Double?
  /// What it was tested against.
  public let nullValue: Double
  /// Standard normal if the effect is the null value.
  public let statistic: Double
  /// Of the shares under the null value, by maximum likelihood.
  public let firstShare, secondShare: Double
  /// Of the test that the effect is above the null value, and that it is below.
  public let pValueAbove, pValueBelow: Double

  /// Two-sided.
  public var pValue: Double { min(1, 2 * min(pValueAbove, pValueBelow)) }
}

/// How the variance of a score test is taken from the shares under the null value.
public enum ScoreVariance: Sendable, CaseIterable {
  /// As it is (Mee; Farrington and Manning).
  case plain
  /// Times N/(N − 1) (Miettinen and Nurminen).
  case unbiased
}

/// Score test of two independent groups' shares against any difference, risk ratio or odds ratio.
///
/// z = (p̂₁ − p̂₂ − δ)/√(p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂), (p̂₁ − φp̂₂)/√(p̃₁q̃₁/n₁ + φ²p̃₂q̃₂/n₂) or n₁(p̂₁ − p̃₁)√(1/n₁p̃₁q̃₁ + 1/n₂p̃₂q̃₂), p̃ the shares of
/// largest likelihood among those with the null value. Where these are all 0 or 1, z is 0: nothing speaks against the null value.
/// - Parameters:
///   - null: a difference between −1 and 1, or a ratio above 0.
///   - variance: `plain` for Farrington and Manning's test.
/// - Throws: `notFinite`, `outOfDomain` for the null value.
/// - Note: Miettinen and Nurminen (1985), doi:10.1002/sim.4780040211; Farrington and Manning (1990), doi:10.1002/sim.4780091208. Reference
///   values: `Fixtures/trials/proportions.json`.
public func proportionScoreTest(
  _ a: BinomialCount, _ b: BinomialCount, _ effect: ProportionEffect = .difference, against null: Double,
  variance: ScoreVariance = .plain
) throws(StatisticsError) -> ProportionScoreTest {
  try effect.check(null)
  let score = ProportionScore(a, b, effect, variance)
  let shares = try score.shares(null)
  let z = try score.statistic(null)
  guard z.isFinite else { throw .notFinite("the score statistic") }
  return ProportionScoreTest(
    estimate: effect.estimate(a, b), nullValue: null, statistic: z, firstShare: shares.first,
    secondShare: shares.second, pValueAbove: try Normal.standard.survival(z),
    pValueBelow: try Normal.standard.cumulative(z))
}

/// The score statistic as a falling function of the effect. Numbers of people need not be whole, for power.
struct ProportionScore {
  private let x, m, y, n: Double
  private let effect: ProportionEffect
  private let factor: Double

  init(_ a: BinomialCount, _ b: BinomialCount, _ effect: ProportionEffect, _ variance: ScoreVariance) {
    self.init(
      Double(a.successes), of: Double(a.trials), Double(b.successes), of: Double(b.trials), effect, variance)
  }

  init(
    _ x: Double, of m: Double, _ y: Double, of n: Double, _ effect: ProportionEffect, _ variance: ScoreVariance
  ) {
    (self.x, self.m, self.y, self.n) = (x, m, y, n)
    self.effect = effect
    factor = variance == .plain ? 1 : (m + n) / (m + n - 1)
  }

  /// Infinite where shares of 0 and 1 leave no variance.
  func statistic(_ value: Double) throws(StatisticsError) -> Double {
    let (p, q) = try shares(value)
    let (first, second) = (p * (1 - p), q * (1 - q))
    let (distance, variance): (Double, Double)
    switch effect {
    case .difference: (distance, variance) = (x / m - y / n - value, first / m + second / n)
    case .riskRatio: (distance, variance) = (x / m - value * (y / n), first / m + value * value * (second / n))
    case .oddsRatio:
      guard first > 0, second > 0 else { return 0 }
      (distance, variance) = (x - m * p, 1 / (1 / (m * first) + 1 / (n * second)))
    }
    guard variance > 0 else { return abs(distance) < 1e-15 ? 0 : distance > 0 ? .infinity : -.infinity }
    return distance / (variance * factor).squareRoot()
  }

  /// Those of largest likelihood with this effect.
  func shares(_ value: Double) throws(StatisticsError) -> (first: Double, second: Double) {
    switch effect {
    case .difference:
      let second = try shareWithDifference(value)
      return (min(1, max(0, second + value)), second)
    case .riskRatio:
      // Nq²φ − (φ(m + y) + x + n)q + x + y = 0; the discriminant as a sum without cancellation.
      let (first, last) = (value * (m + y), x + n)
      let root = ((first - last) * (first - last) + 4 * value * (m - x) * (n - y)).squareRoot()
      let second = 2 * (x + y) / (first + last + root)
      return (min(1, value * second), min(1, second))
    case .oddsRatio:
      // n(ψ − 1)q² + (ψ(m − t) + n + t)q − t = 0, t the successes of both.
      let total = x + y
      let part = value * (m - total) + n
      let root = ((part - total) * (part - total) + 4 * value * total * (m + n - total)).squareRoot()
      let slope = part + total
      let second = min(1, max(0, slope > 0 ? 2 * total / (slope + root) : (root - slope) / (2 * n * (value - 1))))
      return (value * second / (1 + second * (value - 1)), second)
    }
  }

  /// The second group's share q where the slope x/p − (m − x)/(1 − p) + y/q − (n − y)/(1 − q), p = q + δ, goes through 0.
  private func shareWithDifference(_ difference: Double) throws(StatisticsError) -> Double {
    let (low, high) = (max(0, -difference), min(1, 1 - difference))
    guard low < high else { return low }
    func part(_ count: Double, _ share: Double) -> Double { count > 0 ? count / max(0, share) : 0 }
    func slope(_ q: Double) -> Double {
      let p = q + difference
      return part(x, p) + part(y, q) - (part(m - x, 1 - p) + part(n - y, 1 - q))
    }
    if slope(low) <= 0 { return low }
    if slope(high) >= 0 { return high }
    return try bracketedRoot(from: low, to: high, what: "the shares with a given difference", slope)
  }
}
