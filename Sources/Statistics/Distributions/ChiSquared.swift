/// The χ² distribution with ν degrees of freedom, which need not be whole.
///
/// A gamma distribution of shape ν/2 and rate ½.
/// - Note: `ChiSquared(degreesOfFreedom: 3).survival(7.814727903251179)` is 0.05.
public struct ChiSquared: ContinuousDistribution, Hashable {
  /// ν, from 2e-8 to 2e15.
  public let degreesOfFreedom: Double
  private let gamma: Gamma

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for ν outside its range.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    gamma = try Gamma(shape: try checkedParameter(degreesOfFreedom, "degrees of freedom") / 2, rate: 0.5)
    self.degreesOfFreedom = degreesOfFreedom
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double { try gamma.density(x) }
  public func cumulative(_ x: Double) throws(StatisticsError) -> Double { try gamma.cumulative(x) }
  public func survival(_ x: Double) throws(StatisticsError) -> Double { try gamma.survival(x) }
  public func logCumulative(_ x: Double) throws(StatisticsError) -> Double { try gamma.logCumulative(x) }
  public func logSurvival(_ x: Double) throws(StatisticsError) -> Double { try gamma.logSurvival(x) }
  public func quantile(_ p: Double) throws(StatisticsError) -> Double { try gamma.quantile(p) }
  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double { try gamma.upperQuantile(p) }
}
