/// The number of successes in n independent draws of probability p.
///
/// P(X = k) = C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ; P(X > k) = I_p(k + 1, n − k).
/// - Note: DLMF 8.17.5. Reference values: `Fixtures/distributions`.
public struct Binomial: TailedCount, Hashable {
  /// n, from 0 to 2⁵⁰ − 1.
  public let trials: Int
  /// p, from 0 to 1.
  public let probability: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for parameters outside their ranges.
  public init(trials: Int, probability: Double) throws(StatisticsError) {
    guard trials >= 0, trials < 1 << 50 else {
      throw .outOfDomain("the number of trials must lie between 0 and 2^50, but it is \(trials)")
    }
    self.trials = trials
    self.probability = try checkedProbability(probability)
  }

  /// 0 to n.
  public var support: ClosedRange<Int> { 0...trials }

  public func mass(_ k: Int) -> Double {
    guard k >= 0, k <= trials else { return 0 }
    if probability == 0 { return k == 0 ? 1 : 0 }
    if probability == 1 { return k == trials ? 1 : 0 }
    let choices = logFactorial(trials) - logFactorial(k) - logFactorial(trials - k)
    let successes = DoubleDouble(probability).logarithm * Double(k)
    let failures = DoubleDouble.sum(1, -probability).logarithm * Double(trials - k)
    return (choices + successes + failures).exponential
  }

  func tails(_ k: Int) -> TailProbability {
    if k < 0 { return .end(lowerIsZero: true) }
    if k >= trials || probability == 0 { return .end(lowerIsZero: false) }
    if probability == 1 { return .end(lowerIsZero: true) }
    let point = UnitPoint(odds: DoubleDouble(probability), to: DoubleDouble.sum(1, -probability))
    // The beta variable falls as the count rises.
    return incompleteBeta(Double(k) + 1, Double(trials - k), at: point).mirrored
  }
}
