#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The sum of ν squared normal values with means other than 0: what χ² becomes when the null hypothesis is false.
///
/// P(X ≤ x) = Σⱼ e^(−λ/2) (λ/2)ʲ/j! · P(ν/2 + j, x/2); ν need not be whole.
/// - Note: Johnson, Kotz & Balakrishnan (1995), *Continuous Univariate Distributions* 2, ch. 29. Reference values:
///   `Fixtures/distributions/grids/noncentralChiSquared.txt`.
public struct NoncentralChiSquared: TailedDistribution, Hashable {
  /// ν, from 1e-8 to 1e15.
  public let degreesOfFreedom: Double
  /// λ, the sum of the squared means in units of the standard deviation, from 0 to 1e9. Work grows with its root.
  public let noncentrality: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for parameters outside their ranges.
  public init(degreesOfFreedom: Double, noncentrality: Double) throws(StatisticsError) {
    self.degreesOfFreedom = try checkedParameter(degreesOfFreedom, "degrees of freedom")
    self.noncentrality = try checkedNoncentrality(noncentrality, 0...1e9)
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let x = try checkedArgument(x)
    if x < 0 || x >= 1e300 { return 0 }
    if isCentral { return try ChiSquared(degreesOfFreedom: degreesOfFreedom).density(x) }
    if x == 0 { return degreesOfFreedom < 2 ? .infinity : degreesOfFreedom == 2 ? 0.5 * exp(-noncentrality / 2) : 0 }
    return mixture(x).front().density.over(x)
  }

  func tails(_ x: Double) -> TailProbability {
    if x <= 0 { return .end(lowerIsZero: true) }
    guard x < 1e300 else { return .end(lowerIsZero: false) }
    let mixture = mixture(x)
    if isCentral { return mixture.family.tails(DoubleDouble(degreesOfFreedom / 2)) }
    return mixture.tails(below: x < degreesOfFreedom + noncentrality)
  }

  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0 : .infinity }
    if isCentral {
      return try ChiSquared(degreesOfFreedom: degreesOfFreedom).solve(p, lower: lower)
    }
    return try solveTail(p, lower: lower, start: degreesOfFreedom + noncentrality) { (x) throws(StatisticsError) in
      let (density, slope) = mixture(x).front()
      return tails(x).with(logSlope: density.logarithm, slopeChange: slope)
    }
  }

  /// λ is 0, or so little that it changes no digit.
  private var isCentral: Bool { noncentrality < 1e-290 }

  private func mixture(_ x: Double) -> PoissonMixture<GammaShapes> {
    let half = x / 2
    let family = GammaShapes(x: DoubleDouble(half), logX: DoubleDouble(x).logarithm - DoubleDouble.ln2)
    return PoissonMixture(mean: DoubleDouble(noncentrality / 2), shape: degreesOfFreedom / 2, family: family)
  }
}

/// A non-centrality, if it lies where the work stays bounded.
func checkedNoncentrality(_ value: Double, _ range: ClosedRange<Double>) throws(StatisticsError) -> Double {
  guard value.isFinite else { throw .notFinite("the non-centrality") }
  guard range.contains(value) else {
    throw .outOfDomain(
      "the non-centrality must lie between \(range.lowerBound) and \(range.upperBound), but it is \(value)")
  }
  return value
}
