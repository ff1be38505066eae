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
    let start = lower ? k : k + 1
    let neighbours = NeighbouringMasses(successes: successes, failures: failures, draws: draws, oddsRatio: 1)
    let sum = neighbours.sum(from: start, to: lower ? support.lowerBound : support.upperBound)
    return ScaledSum(logScale: logMass(start), sum: sum.value).tail(lower: lower)
  }
}

func logChoices(_ n: Int, _ k: Int) -> DoubleDouble {
  logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}
