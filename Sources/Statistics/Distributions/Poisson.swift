/// The number of events when they come independently at a fixed rate.
///
/// P(X = k) = e^(−μ) μᵏ / k!; P(X > k) = P(k + 1, μ), the regularised incomplete gamma function.
/// - Note: DLMF 8.4.8, 8.4.10. Reference values: `Fixtures/distributions/grids/poisson.txt`.
public struct Poisson: UnboundedCount, Hashable {
  /// μ, from 0 to 1e15.
  public let mean: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for a mean outside its range.
  public init(mean: Double) throws(StatisticsError) {
    guard mean.isFinite else { throw .notFinite("the mean") }
    guard mean >= 0, mean <= 1e15 else { throw .outOfDomain("the mean must lie between 0 and 1e15, not \(mean)") }
    self.mean = mean
  }

  public func mass(_ k: Int) -> Double {
    guard k >= 0 else { return 0 }
    if mean == 0 { return k == 0 ? 1 : 0 }
    return min(1, (DoubleDouble(mean).logarithm * Double(k) - mean - logFactorial(k)).exponential)
  }

  func tails(_ k: Int) -> TailProbability {
    if mean == 0 { return .end(lowerIsZero: false) }
    // The gamma variable, the waiting time, falls as the count rises.
    return incompleteGamma(Double(k) + 1, DoubleDouble(mean), logX: DoubleDouble(mean).logarithm).mirrored
  }
}
