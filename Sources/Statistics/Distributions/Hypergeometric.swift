#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The number of successes among draws without replacement from a finite population.
///
/// P(X = k) = C(K, k) C(M, n − k) / C(K + M, n) for K successes, M failures and n draws. A tail is summed from its
/// largest mass outwards by the ratio of neighbours, with 32 digits.
/// - Note: Fisher's exact test for 2 × 2 tables. Reference values: `Fixtures/distributions`.
public struct Hypergeometric: TailedCount, Hashable {
  /// K, the successes in the population.
  public let successes: Int
  /// M, the failures in the population.
  public let failures: Int
  /// n, how many are drawn.
  public let draws: Int

  /// - Parameters:
  ///   - successes: K, 0 or more; K + M below 2³⁰.
  ///   - failures: M, 0 or more.
  ///   - draws: n, from 0 to K + M.
  /// - Throws: `StatisticsError.outOfDomain` for numbers outside these ranges.
  public init(successes: Int, failures: Int, draws: Int) throws(StatisticsError) {
    let limit = 1 << 30
    guard successes >= 0, failures >= 0, successes < limit, failures < limit, successes + failures < limit else {
      throw .outOfDomain(
        "successes (\(successes)) and failures (\(failures)) must be at least 0 and together below 2^30")
    }
    guard draws >= 0, draws <= successes + failures else {
      throw .outOfDomain("\(draws) draws cannot be made from a population of \(successes + failures)")
    }
    self.successes = successes
    self.failures = failures
    self.draws = draws
  }

  /// The counts that can occur.
  public var support: ClosedRange<Int> { max(0, draws - failures)...min(draws, successes) }

  public func mass(_ k: Int) -> Double {
    guard support.contains(k) else { return 0 }
    return min(1, logMass(k).exponential)
  }

  private func logMass(_ k: Int) -> DoubleDouble {
    logChoices(successes, k) + logChoices(failures, draws - k) - logChoices(successes + failures, draws)
  }

  func tails(_ k: Int) -> TailProbability {
    if k < support.lowerBound { return .end(lowerIsZero: true) }
    if k >= support.upperBound { return .end(lowerIsZero: false) }
    let mean = Double(draws) * (Double(successes) / Double(successes + failures))
    let lower = tail(k, lower: Double(k) < mean)
    return lower.direct < 0.8 ? lower : tail(k, lower: !lower.lowerIsDirect)
  }

  /// The masses at and below k, or above k, as the nearest mass times a sum of ratios.
  private func tail(_ k: Int, lower: Bool) -> TailProbability {
    var at = lower ? k : k + 1
    let end = lower ? support.lowerBound : support.upperBound
    let first = logMass(at)
    var term = DoubleDouble(1)
    var sum = DoubleDouble(1)
    while at != end && term.high > sum.high * 1e-18 {
      // P(k − 1)/P(k) downwards, P(k + 1)/P(k) upwards; each product may exceed 2⁵³.
      let ratio =
        lower
        ? DoubleDouble.product(Double(at), Double(failures - draws + at))
          / DoubleDouble.product(Double(successes - at + 1), Double(draws - at + 1))
        : DoubleDouble.product(Double(successes - at), Double(draws - at))
          / DoubleDouble.product(Double(at + 1), Double(failures - draws + at + 1))
      term = term * ratio
      sum = sum + term
      at += lower ? -1 : 1
    }
    return TailProbability(
      lowerIsDirect: lower, logDirect: (first + log(sum.high)).value, direct: first.exponential * sum.high)
  }
}

func logChoices(_ n: Int, _ k: Int) -> DoubleDouble {
  logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}
