/// The χ² distribution with ν degrees of freedom, which need not be whole.
///
/// A gamma distribution of shape ν/2 and rate ½.
/// - Note: `ChiSquared(degreesOfFreedom: 3).survival(7.814727903251179)` is 0.05.
public struct ChiSquared: TailedDistribution, Hashable {
  /// ν, from 2e-8 to 2e15.
  public let degreesOfFreedom: Double
  private let gamma: Gamma

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for ν outside its range.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    gamma = try Gamma(shape: try checkedParameter(degreesOfFreedom, "degrees of freedom") / 2, rate: 0.5)
    self.degreesOfFreedom = degreesOfFreedom
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double { try gamma.density(x) }
  func tails(_ x: Double) -> TailProbability { gamma.tails(x) }
  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double { try gamma.solve(p, lower: lower) }
}
