#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Kolmogorov's distribution: of √n times the largest distance between a sample's and the true distribution, n → ∞.
///
/// P(K > x) = 2 Σ (−1)^(j−1) e^(−2j²x²) = 1 − √(2π)/x · Σ e^(−(2j−1)²π²/(8x²)); each is used where it is quick.
/// - Note: Kolmogorov (1933); Feller (1948), doi:10.1214/aoms/1177730243. Reference values:
///   `Fixtures/distributions/grids/kolmogorovLimit.txt`.
public struct KolmogorovLimit: TailedDistribution, Hashable {
  public init() {}

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let x = try checkedArgument(x)
    guard x > 0.03, x < 30 else { return 0 }
    if x < Self.border {
      // d/dx of c/x · Σ e^(−a/x²), a = (2j − 1)²π²/8.
      let terms = Self.lowTerms(x)
      let slope = terms.reduce(0) { $0 + $1.weight * (2 * $1.exponent - 1) }
      return ScaledSum(logScale: Self.lowScale(x), sum: slope / x).value
    }
    let slope = Self.highTerms(x).reduce(0) { $0 + $1.weight * 4 * Double($1.square) * x }
    return ScaledSum(logScale: Self.highScale(x), sum: slope).value
  }

  func tails(_ x: Double) -> TailProbability {
    if x <= 0 { return .end(lowerIsZero: true) }
    guard x < 1e150 else { return .end(lowerIsZero: false) }
    if x < Self.border {
      return ScaledSum(logScale: Self.lowScale(x), sum: Self.lowTerms(x).reduce(0) { $0 + $1.weight }).tail(lower: true)
    }
    return ScaledSum(logScale: Self.highScale(x), sum: Self.highTerms(x).reduce(0) { $0 + $1.weight }).tail(
      lower: false)
  }

  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0 : .infinity }
    return try solveTail(p, lower: lower, start: 0.8) { (x) throws(StatisticsError) in
      tails(x).with(logSlope: log(try density(x)) + log(x), slopeChange: 0)
    }
  }

  /// Below it the tail below is summed, above it the tail above.
  private static let border = 0.9
  private static let piSquaredEighth = DoubleDouble(9.869604401089358, 6.456276002090927e-16) * 0.125

  /// log of √(2π)/x · e^(−π²/(8x²)).
  private static func lowScale(_ x: Double) -> DoubleDouble {
    // x² would leave the range of a double long after the tail has.
    let scaled = max(x, 1e-150)
    return DoubleDouble.halfLogTwoPi - DoubleDouble(x).logarithm - piSquaredEighth
      / DoubleDouble.product(scaled, scaled)
  }

  private static func lowTerms(_ x: Double) -> [(weight: Double, exponent: Double)] {
    let first = piSquaredEighth.high / x / x
    return [1.0, 9, 25, 49].map { ($0 == 1 ? 1 : exp(-($0 - 1) * first), $0 * first) }
  }

  private static func highScale(_ x: Double) -> DoubleDouble { DoubleDouble.ln2 - DoubleDouble.product(x, x) * 2 }

  private static func highTerms(_ x: Double) -> [(weight: Double, square: Int)] {
    [(1, 1), (-exp(-6 * x * x), 4), (exp(-16 * x * x), 9), (-exp(-30 * x * x), 16), (exp(-48 * x * x), 25)]
  }
}
