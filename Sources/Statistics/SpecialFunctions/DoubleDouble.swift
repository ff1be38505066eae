#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// An unevaluated sum of two doubles: about 32 significant digits.
///
/// A tail probability is exp(large). An error of one unit in the last place of an exponent near 700 is 1e-13 of the
/// result, and parameters near 1e8 lose eight digits more to cancellation; so exponents are formed here. (Dekker 1971,
/// doi:10.1007/BF01397083; Hida, Li & Bailey 2001.) Valid while nothing overflows or goes below about 1e-290.
struct DoubleDouble {
  var high: Double
  var low: Double

  @inline(__always)
  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// a + b without loss.
  @inline(__always)
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    let t = s - a
    return DoubleDouble(s, (a - (s - t)) + (b - t))
  }

  /// a · b without loss.
  @inline(__always)
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let p = a * b
    return DoubleDouble(p, (-p).addingProduct(a, b))
  }

  @inline(__always)
  private static func quickSum(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    return DoubleDouble(s, b - (s - a))
  }

  @inline(__always) var value: Double { high + low }

  @inline(__always)
  static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

  @inline(__always)
  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let s = sum(a.high, b.high)
    let t = sum(a.low, b.low)
    let u = quickSum(s.high, s.low + t.high)
    return quickSum(u.high, u.low + t.low)
  }

  @inline(__always)
  static func + (a: DoubleDouble, b: Double) -> DoubleDouble {
    let s = sum(a.high, b)
    return quickSum(s.high, s.low + a.low)
  }

  @inline(__always)
  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + (-b) }

  @inline(__always)
  static func - (a: DoubleDouble, b: Double) -> DoubleDouble { a + (-b) }

  @inline(__always)
  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let p = product(a.high, b.high)
    return quickSum(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  @inline(__always)
  static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let p = product(a.high, b)
    return quickSum(p.high, p.low + a.low * b)
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - b * first
    let second = rest.high / b.high
    let last = (rest - b * second).high / b.high
    return quickSum(first, second) + last
  }

  /// exp of the value, rounded once.
  var exponential: Double {
    let leading = exp(high)
    return leading.isInfinite || leading == 0 ? leading : leading + leading * low
  }

  /// Natural logarithm; the value must be positive and finite (otherwise as `log` answers).
  ///
  /// Of the significand by one Newton step from a double: log v = y + (v·e⁻ʸ − 1), where the neglected square is below
  /// 1e-32; the power of two is added. Subnormal values lose nothing more.
  var logarithm: DoubleDouble {
    guard high > 0, high.isFinite else { return DoubleDouble(log(high)) }
    let power = high.exponent
    // In two steps: 2^−power alone overflows for the smallest values.
    let half = -power / 2
    let scaledLow =
      low * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: -power - half, significand: 1)
    let scaled = DoubleDouble(high.significand, scaledLow)
    let guess = log(scaled.high)
    let residual = scaled * DoubleDouble.exponential(-guess) - 1
    return DoubleDouble.ln2 * Double(power) + guess + residual
  }

  /// exp(y) to about 31 digits for |y| < 1.
  private static func exponential(_ y: Double) -> DoubleDouble {
    let reduced = DoubleDouble(y / 2048)
    // expm1 of the reduced argument, then doubled eleven times: e²ˣ − 1 = 2(eˣ − 1) + (eˣ − 1)².
    var term = reduced
    var series = reduced
    for n in 2...8 {
      term = term * reduced * inverses[n]
      series = series + term
    }
    for _ in 0..<11 { series = series * 2 + series * series }
    return series + 1
  }

  static let ln2 = DoubleDouble(0.6931471805599453, 2.3190468138462996e-17)
  private static let inverses = (0...8).map { DoubleDouble(1) / DoubleDouble(Double(max($0, 1))) }
}
