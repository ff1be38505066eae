#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// How well a factor model fits: its test against the moments as they are, and indices made of it.
public struct FactorModelFit: Sendable, Equatable {
  /// χ²: the number of people times the discrepancy; divided by `scalingFactor` where there is one.
  public let statistic: Double
  public let degreesOfFreedom: Int
  /// nil without degrees of freedom.
  public let pValue: Double?
  /// The same for uncorrelated items.
  public let baselineStatistic: Double
  public let baselineDegreesOfFreedom: Int
  /// By which χ² was divided for data that are not normal; 1 for the plain test.
  public let scalingFactor, baselineScalingFactor: Double
  /// CFI, 0 to 1; nil where uncorrelated items fit perfectly as well.
  public let comparativeFitIndex: Double?
  /// TLI; nil without degrees of freedom.
  public let tuckerLewisIndex: Double?
  /// RMSEA with its 90 % interval; nil without degrees of freedom.
  public let rootMeanSquareError: Interval?
  /// P of so large a χ² where RMSEA is 0.05; nil without degrees of freedom.
  public let closeFitPValue: Double?

  /// - Parameters:
  ///   - statistic, baseline: unscaled.
  ///   - people: in all groups.
  ///   - scaling: of the model and of the baseline; RMSEA, CFI and TLI are then the robust ones.
  init(
    statistic: Double, degreesOfFreedom: Int, baseline: Double, baselineDegreesOfFreedom: Int, people: Double,
    groups: Int,
    scaling: (model: Double, baseline: Double) = (1, 1)
  ) throws(StatisticsError) {
    let (c, cBaseline) = (degreesOfFreedom > 0 ? scaling.model : 1, degreesOfFreedom > 0 ? scaling.baseline : 1)
    let scaled = statistic / c
    self.statistic = scaled
    self.degreesOfFreedom = degreesOfFreedom
    baselineStatistic = baseline / scaling.baseline
    self.baselineDegreesOfFreedom = baselineDegreesOfFreedom
    scalingFactor = c
    baselineScalingFactor = scaling.baseline
    let (freedom, baselineFreedom) = (Double(degreesOfFreedom), Double(baselineDegreesOfFreedom))
    let excess = statistic - c * freedom
    let baselineExcess = baseline - cBaseline * baselineFreedom
    let largest = max(excess, baselineExcess)
    comparativeFitIndex = largest > 1e-10 ? 1 - max(excess, 0) / largest : nil
    guard degreesOfFreedom > 0 else {
      (pValue, tuckerLewisIndex, rootMeanSquareError, closeFitPValue) = (nil, nil, nil, nil)
      return
    }
    pValue = try ChiSquared(degreesOfFreedom: freedom).survival(scaled)
    let index = 1 - excess * baselineFreedom / (baselineExcess * freedom)
    tuckerLewisIndex = index.isFinite ? index : nil
    let unit = people * freedom / Double(groups)
    let (low, high) = try Self.noncentrality(scaled, freedom)
    rootMeanSquareError = Interval(
      estimate: (max(0, excess) / unit).squareRoot(), lower: (c * low / unit).squareRoot(),
      upper: (c * high / unit).squareRoot(), confidence: 0.9)
    let close = unit * 0.0025 / c
    closeFitPValue =
      close <= 1e9
      ? try NoncentralChiSquared(degreesOfFreedom: freedom, noncentrality: close).survival(scaled)
      : nil
  }

  /// The non-centralities at which so small, and so large, a χ² has probability 0.05.
  private static func noncentrality(_ statistic: Double, _ freedom: Double) throws(StatisticsError) -> (Double, Double)
  {
    func bound(_ tail: Double) throws(StatisticsError) -> Double {
      func distance(_ noncentrality: Double) throws(StatisticsError) -> Double {
        try NoncentralChiSquared(degreesOfFreedom: freedom, noncentrality: noncentrality).cumulative(statistic) - tail
      }
      guard try distance(0) > 0 else { return 0 }
      // Three standard deviations beyond the mean would do.
      let high = statistic + 10 * (statistic + freedom).squareRoot() + 20
      guard high <= 1e9 else { throw .outOfDomain("χ² of a factor model lies below 1e9, but it is \(statistic)") }
      return try bracketedRoot(from: 0, to: high, what: "the interval of RMSEA", distance)
    }
    return (try bound(0.95), try bound(0.05))
  }
}
