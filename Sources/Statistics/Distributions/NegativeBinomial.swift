/// The number of failures before the r-th success, or a Poisson count whose mean varies by a gamma distribution.
///
/// P(X = k) = Γ(k + r)/(Γ(r) k!) pʳ (1 − p)ᵏ, r > 0 not necessarily whole; P(X ≤ k) = I_p(r, k + 1). Mean r(1 − p)/p,
/// variance mean + mean²/r.
/// - Note: DLMF 8.17; the two sets of parameters are those of R's `dnbinom`. Reference values:
///   `Fixtures/distributions/grids/negativeBinomial.txt`.
public struct NegativeBinomial: UnboundedCount, Hashable {
  /// r, from 1e-8 to 1e15: the number of successes, or the shape of the gamma distribution.
  public let size: Double
  public let mean: Double
  /// p : 1 − p as they were given, 1 − p in two parts; neither is rounded.
  private let success, failure, failureRest: Double

  /// - Parameters:
  ///   - size: r.
  ///   - probability: p of a success, above 0 and at most 1; the mean must stay below 1e15.
  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for parameters outside their ranges.
  public init(size: Double, probability: Double) throws(StatisticsError) {
    let p = try checkedProbability(probability)
    let rest = DoubleDouble.sum(1, -p)
    self.size = try checkedParameter(size, "the size")
    mean = size * rest.high / p
    guard p > 0, mean <= 1e15 else { throw .outOfDomain("a mean of \(mean) is more than 1e15") }
    (success, failure, failureRest) = (p, rest.high, rest.low)
  }

  /// - Parameters:
  ///   - size: r.
  ///   - mean: μ, from 0 to 1e15; p = r/(r + μ).
  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for parameters outside their ranges.
  public init(size: Double, mean: Double) throws(StatisticsError) {
    guard mean.isFinite else { throw .notFinite("the mean") }
    guard mean >= 0, mean <= 1e15 else { throw .outOfDomain("the mean must lie between 0 and 1e15, not \(mean)") }
    self.size = try checkedParameter(size, "the size")
    self.mean = mean
    (success, failure, failureRest) = (size, mean, 0)
  }

  public func mass(_ k: Int) -> Double {
    guard k >= 0 else { return 0 }
    if failure == 0 { return k == 0 ? 1 : 0 }
    let point = point
    let power = point.logX * size + point.logY * Double(k)
    if k == 0 { return power.exponential }
    // Γ(k + r)/(Γ(r) k!) = 1/(k B(r, k)).
    return min(1, (power - logBeta(size, Double(k)) - DoubleDouble(Double(k)).logarithm).exponential)
  }

  func tails(_ k: Int) -> TailProbability {
    failure == 0 ? .end(lowerIsZero: false) : incompleteBeta(size, Double(k) + 1, at: point)
  }

  private var point: UnitPoint { UnitPoint(odds: DoubleDouble(success), to: DoubleDouble(failure, failureRest)) }
}
