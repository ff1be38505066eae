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

  /// Natural logarithm; the value must be positive and finite.
  ///
  /// One Newton step from the logarithm of the leading part: log v = y + (v·e⁻ʸ − 1), and the neglected square is
  /// below 1e-32.
  var logarithm: DoubleDouble {
    let guess = log(high)
    let residual = self * DoubleDouble.exponential(-guess) - 1
    return DoubleDouble(guess) + residual
  }

  /// exp(y) to about 30 digits, |y| < 800.
  private static func exponential(_ y: Double) -> DoubleDouble {
    guard abs(y) < 800 else { return DoubleDouble(exp(y)) }
    let power = (y / 0.6931471805599453).rounded()
    let reduced = (DoubleDouble(y) - ln2 * power) * (1 / 1024.0)
    // expm1 of the reduced argument, then doubled ten times: e²ˣ − 1 = 2(eˣ − 1) + (eˣ − 1)².
    var term = reduced
    var series = reduced
    for n in 2...8 {
      term = term * reduced * inverses[n]
      series = series + term
    }
    for _ in 0..<10 { series = series * 2 + series * series }
    // In two steps, because 2^power itself may be below the normal range.
    let half = (power / 2).rounded(.down)
    let first = Double(sign: .plus, exponent: Int(half), significand: 1)
    let second = Double(sign: .plus, exponent: Int(power - half), significand: 1)
    return (series + 1) * first * second
  }

  static let ln2 = DoubleDouble(0.6931471805599453, 2.3190468138462996e-17)
  private static let inverses = (0...8).map { DoubleDouble(1) / DoubleDouble(Double(max($0, 1))) }
}
