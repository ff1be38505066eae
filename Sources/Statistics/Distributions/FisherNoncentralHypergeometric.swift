/// The first cell of a 2 × 2 table whose margins are known and whose odds ratio is not 1.
///
/// P(X = k) ∝ C(K, k) C(M, n − k) ωᵏ. A tail is summed from its largest mass outwards by the ratio of neighbours with 32
/// digits, and so is the sum of all masses, from the likeliest.
/// - Note: Fisher (1935), doi:10.2307/2342435; Fog (2008), doi:10.1080/03610910701790236. Reference values:
///   `Fixtures/distributions/grids/fisherNoncentral.txt`.
public struct FisherNoncentralHypergeometric: TailedCount, Hashable {
  /// K, the successes in the population.
  public let successes: Int
  /// M, the failures in the population.
  public let failures: Int
  /// n, how many are drawn.
  public let draws: Int
  /// ω, from 1e-100 to 1e100.
  public let oddsRatio: Double
  /// The likeliest count.
  public let mode: Int
  /// log of the sum of all masses over that of the mode.
  private let logTotal: Double

  /// - Parameters:
  ///   - successes: K, 0 or more; K + M below 2³⁰.
  ///   - failures: M, 0 or more.
  ///   - draws: n, from 0 to K + M.
  ///   - oddsRatio: ω; 1 makes it the ordinary hypergeometric distribution.
  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for numbers outside these ranges.
  public init(successes: Int, failures: Int, draws: Int, oddsRatio: Double) throws(StatisticsError) {
    // The ordinary distribution asks the same of its counts.
    let central = try Hypergeometric(successes: successes, failures: failures, draws: draws)
    guard oddsRatio.isFinite else { throw .notFinite("the odds ratio") }
    guard oddsRatio >= 1e-100, oddsRatio <= 1e100 else {
      throw .outOfDomain("the odds ratio must lie between 1e-100 and 1e100, but it is \(oddsRatio)")
    }
    let neighbours = NeighbouringMasses(successes: successes, failures: failures, draws: draws, oddsRatio: oddsRatio)
    let support = central.support
    // Masses rise to one top and fall.
    let top = firstWhole(in: support) { k in k == support.upperBound || neighbours.ratio(k).high < 1 }
    let above = neighbours.sum(from: top, to: support.upperBound)
    let below = neighbours.sum(from: top, to: support.lowerBound)
    self.successes = successes
    self.failures = failures
    self.draws = draws
    self.oddsRatio = oddsRatio
    mode = top
    logTotal = (above + below - 1).logarithm.value
  }

  /// The counts that can occur.
  public var support: ClosedRange<Int> { max(0, draws - failures)...min(draws, successes) }

  public func mass(_ k: Int) -> Double { support.contains(k) ? min(1, logMass(k).exponential) : 0 }
  private var neighbours: NeighbouringMasses {
    NeighbouringMasses(successes: successes, failures: failures, draws: draws, oddsRatio: oddsRatio)
  }

  private func logMass(_ k: Int) -> DoubleDouble {
    let choices =
      logChoices(successes, k) + logChoices(failures, draws - k) - logChoices(successes, mode)
      - logChoices(failures, draws - mode)
    return choices + DoubleDouble(oddsRatio).logarithm * Double(k - mode) - logTotal
  }

  func tails(_ k: Int) -> TailProbability {
    if k < support.lowerBound { return .end(lowerIsZero: true) }
    if k >= support.upperBound { return .end(lowerIsZero: false) }
    let lower = tail(k, lower: k < mode)
    return lower.direct < 0.8 ? lower : tail(k, lower: !lower.lowerIsDirect)
  }

  /// The masses at and below k, or above k.
  private func tail(_ k: Int, lower: Bool) -> TailProbability {
    let start = lower ? k : k + 1
    let sum = neighbours.sum(from: start, to: lower ? support.lowerBound : support.upperBound)
    return ScaledSum(logScale: logMass(start), sum: sum.value).tail(lower: lower)
  }
}
