#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The gamma distribution with shape α and rate β.
///
/// f(x) = βᵅ xᵅ⁻¹ e^(−βx) / Γ(α) for x > 0; tails are the regularised incomplete gamma functions of (α, βx).
/// - Note: DLMF 8.2. Reference values: `Fixtures/distributions`.
public struct Gamma: TailedDistribution, Hashable {
  /// α, from 1e-8 to 1e15.
  public let shape: Double
  /// β, per unit of x, from 1e-100 to 1e100.
  public let rate: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for parameters outside their ranges.
  public init(shape: Double, rate: Double) throws(StatisticsError) {
    self.shape = try checkedParameter(shape, "the shape")
    guard rate.isFinite else { throw .notFinite("the rate") }
    guard rate >= 1e-100, rate <= 1e100 else {
      throw .outOfDomain("the rate must lie between 1e-100 and 1e100, but it is \(rate)")
    }
    self.rate = rate
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let x = try checkedArgument(x)
    if x < 0 || x == .infinity { return 0 }
    if x == 0 { return shape < 1 ? .infinity : shape == 1 ? rate : 0 }
    guard x * rate < 1e300 else { return 0 }
    // xᵅ⁻¹ from the exponent rather than xᵅ / x, which may underflow first.
    let scaled = DoubleDouble.product(x, rate)
    let exponent = logScaled(x) * DoubleDouble.sum(shape, -1) - scaled - logGamma(DoubleDouble(shape))
    return (exponent + DoubleDouble(rate).logarithm).exponential
  }

  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0 : .infinity }
    return try solveTail(p, lower: lower, start: shape / rate) { (x) throws(StatisticsError) in tails(x) }
  }

  func tails(_ x: Double) -> TailProbability {
    if x <= 0 { return .end(lowerIsZero: true) }
    guard x * rate < 1e300 else { return .end(lowerIsZero: false) }
    return incompleteGamma(shape, DoubleDouble.product(x, rate), logX: logScaled(x))
  }

  private func logScaled(_ x: Double) -> DoubleDouble { DoubleDouble(x).logarithm + DoubleDouble(rate).logarithm }
}
