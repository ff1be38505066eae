#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Tails of the standard normal distribution.
enum NormalTail {
  static let logSqrtTwoPi = 0.9189385332046727

  /// exp(−x²/2)/√2π, with the square taken exactly.
  static func density(_ x: Double) -> Double {
    guard abs(x) < 40 else { return 0 }
    let square = DoubleDouble.product(x, x)
    return exp(-square.high / 2) * (1 - square.low / 2) * 0.3989422804014327
  }

  /// P(Z > x) to a few units in the last place, down to 1e-308.
  ///
  /// ½ erfc(x/√2); the rounding of x/√2, which erfc magnifies by x², is put back with the derivative of erfc.
  static func upper(_ x: Double) -> Double {
    let scaled = x * 0.7071067811865476
    let value = 0.5 * erfc(scaled)
    guard x > 1, value > 0 else { return value }
    // x − √2·scaled, exactly; then −φ(x) times it.
    let product = DoubleDouble.product(scaled, 1.4142135623730951)
    let rest = (x - product.high) - product.low + scaled * 9.667293313452913e-17
    return value - density(x) * rest
  }

  /// The same at an argument in two parts, by the slope −φ.
  static func upper(_ x: DoubleDouble) -> Double { upper(x.high) - (x.low == 0 ? 0 : density(x.high) * x.low) }

  /// exp(−x²/2)/√2π at an argument in two parts.
  static func density(_ x: DoubleDouble) -> Double { density(x.high) * (1 - (x.low == 0 ? 0 : x.high * x.low)) }

  /// Q(x)/φ(x) for x ≥ 0 to a few units in the last place: Laplace's continued fraction where it is quick.
  static func millsRatio(_ x: Double) -> Double {
    if x < 5 { return upper(x) / density(x) }
    var fraction = x
    for n in stride(from: x < 8 ? 30.0 : 20, through: 1, by: -1) { fraction = x + n / fraction }
    return 1 / fraction
  }

  /// P(−x < Z < x) for x ≥ 0, accurate for small x.
  static func inner(_ x: Double) -> Double { erf(x * 0.7071067811865476) }

  /// log P(Z > x), for every x: by Mills' ratio as a continued fraction where erfc underflows.
  static func logUpper(_ x: Double) -> Double {
    if x < -1 { return log1p(-upper(-x)) }
    if x < 30 { return log(upper(x)) }
    var fraction = x
    for n in stride(from: 20.0, through: 1, by: -1) { fraction = x + n / fraction }
    return -0.5 * x * x - logSqrtTwoPi - log(fraction)
  }

  /// The same at an argument in two parts: the slope is −φ/Q, about −x above.
  static func logUpper(_ x: DoubleDouble) -> Double {
    let value = logUpper(x.high)
    guard x.low != 0, abs(x.high) < 1e100 else { return value }
    return x.high < 0 ? value - density(x.high) * x.low / upper(x.high) : value - x.low / millsRatio(x.high)
  }
}
