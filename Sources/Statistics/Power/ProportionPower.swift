#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Power of a comparison of two proportions.
///
/// The size is n₁, of the group with proportion p; the effect is by how much the other's proportion is higher (for a lower one compare 1 − p).
/// - Note: Fleiss, Levin and Paik (2003), doi:10.1002/0471445428; Cohen (1988), chapter 6. Reference values: `Fixtures/power/formulas.json`
///   (R's `power.prop.test` with `strict = TRUE`; its default leaves out the far tail).
public struct ProportionPower: PowerFormula, Equatable {
  public enum Method: Sendable, CaseIterable {
    /// z with the pooled variance under no difference, and the actual variance otherwise.
    case pooled
    /// h = 2 asin√p₂ − 2 asin√p₁, whose variance is 1/n₁ + 1/n₂.
    case arcsine
  }

  public let proportion, ratio: Double
  public let method: Method
  public let significance: Double
  public let sides: TestSides

  /// - Parameter ratio: n₂/n₁.
  /// - Throws: `outOfDomain` for a proportion not between 0 and 1, the ratio or the level.
  public init(
    proportion: Double, ratio: Double = 1, method: Method = .pooled, significance: Double = 0.05,
    sides: TestSides = .two
  ) throws(StatisticsError) {
    guard proportion > 0, proportion < 1 else {
      throw .outOfDomain("a proportion lies between 0 and 1, but this one is \(proportion)")
    }
    guard ratio >= 1e-3, ratio <= 1e3 else {
      throw .outOfDomain("the ratio of two samples lies between 0.001 and 1,000, not at \(ratio)")
    }
    try checkSignificance(significance)
    self.proportion = proportion
    self.ratio = ratio
    self.method = method
    self.significance = significance
    self.sides = sides
  }

  public var leastCount: Double { max(1, 1 / ratio) }
  public var largestEffect: Double { 1 - proportion }

  public func power(count: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkSize(count, atLeast: leastCount, effect: effect)
    let other = proportion + effect
    guard effect >= 0, other <= 1 else {
      throw .outOfDomain("the other proportion lies between \(proportion) and 1, not at \(other)")
    }
    switch method {
    case .arcsine:
      let h = 2 * asin(other.squareRoot()) - 2 * asin(proportion.squareRoot())
      return try shiftedNormalPower(
        h * (count * ratio / (1 + ratio)).squareRoot(), significance: significance, sides: sides)
    case .pooled:
      let pooled = (proportion + ratio * other) / (1 + ratio)
      let null = (pooled * (1 - pooled) * (1 + 1 / ratio)).squareRoot()
      let actual = (proportion * (1 - proportion) + other * (1 - other) / ratio).squareRoot()
      let z = try Normal.standard.upperQuantile(sides.tail(significance))
      let near = NormalTail.upper((z * null - count.squareRoot() * effect) / actual)
      let far = sides == .two ? NormalTail.upper((z * null + count.squareRoot() * effect) / actual) : 0
      return min(1, near + far)
    }
  }
}
