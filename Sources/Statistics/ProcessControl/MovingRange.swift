/// How the spread of a series is taken from the steps between neighbours.
public struct MovingRange: Sendable, Equatable {
  /// The limits lie this many mean moving ranges from the centre.
  public let factor: Double
  /// Whether steps above 3.267 times their mean are left out of the mean, once, if that leaves any that is not 0.
  public let screensOutliers: Bool

  /// 2.66, the rounded factor that NHS England's tools use, with screening.
  public static let makingDataCount = MovingRange(checked: 2.66, screensOutliers: true)
  /// 3 / 1.128, the tabled constant of textbooks, without screening.
  public static let textbook = MovingRange(checked: 3 / 1.128, screensOutliers: false)
  /// 3·√π/2 = 2.6587…, exact for normal values, without screening.
  public static let exact = MovingRange(checked: 1.5 * Double.pi.squareRoot(), screensOutliers: false)

  /// - Throws: `outOfDomain` unless the factor is finite and above 0.
  public init(factor: Double, screensOutliers: Bool) throws(StatisticsError) {
    guard factor.isFinite, factor > 0 else {
      throw .outOfDomain("limits lie a positive number of moving ranges away, not \(factor)")
    }
    self.init(checked: factor, screensOutliers: screensOutliers)
  }

  private init(checked factor: Double, screensOutliers: Bool) {
    self.factor = factor
    self.screensOutliers = screensOutliers
  }

  /// |xᵢ − xᵢ₋₁| on average, and how many were screened out.
  func mean(_ values: some Collection<Double>) -> (mean: Double, screened: Int) {
    let ranges = zip(values.dropFirst(), values).map { abs($0 - $1) }
    let mean = Self.mean(ranges)
    guard screensOutliers, mean > 0 else { return (mean, 0) }
    let kept = ranges.filter { $0 < 3.267 * mean }
    let screened = Self.mean(kept)
    // All steps but a few may be 0: without those few, every point would lie beyond limits of no width.
    return screened > 0 ? (screened, ranges.count - kept.count) : (mean, 0)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : (values.reduce(DoubleDouble(0)) { $0 + $1 } / Double(values.count)).value
  }
}
