#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Power of the test that a correlation is 0.
///
/// Φ((z_r − z_c)√(n − 3)) + Φ((−z_r − z_c)√(n − 3)) with z_r = artanh r + r/(2(n − 1)), z_c = artanh of the critical correlation
/// t/√(t² + n − 2). The size is n, the effect r.
/// - Note: Cohen (1988), §3.5 and 12.3. Reference values: `Fixtures/power/formulas.json` (the formula in R).
public struct CorrelationPower: PowerFormula, Equatable {
  public let significance: Double
  public let sides: TestSides

  /// - Throws: `outOfDomain` for the level.
  public init(significance: Double = 0.05, sides: TestSides = .two) throws(StatisticsError) {
    try checkSignificance(significance)
    self.significance = significance
    self.sides = sides
  }

  public var leastCount: Double { 4 }
  public var largestEffect: Double { 1 }

  public func power(count: Double, effect: Double) throws(StatisticsError) -> Double {
    try checkSize(count, atLeast: leastCount, effect: effect)
    guard abs(effect) < 1 else {
      throw .outOfDomain("a correlation lies between -1 and 1, but this one is \(effect)")
    }
    let t = try StudentT(degreesOfFreedom: count - 2).upperQuantile(sides.tail(significance))
    let critical = asinh(t / (count - 2).squareRoot())
    let actual = atanh(abs(effect)) + abs(effect) / (2 * (count - 1))
    let root = (count - 3).squareRoot()
    let near = NormalTail.upper((critical - actual) * root)
    return sides == .two ? min(1, near + NormalTail.upper((critical + actual) * root)) : near
  }
}
