#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// A positive number exp(`logScale`) · `sum` that may lie far outside the range of a double.
struct ScaledSum {
  let logScale: DoubleDouble
  let sum: Double

  var value: Double {
    guard sum > 0 else { return 0 }
    // The scale alone may underflow where the number does not.
    return (logScale + DoubleDouble.ln2 * Double(sum.exponent)).exponential * sum.significand
  }

  var logarithm: Double { (logScale + log(sum)).value }

  func tail(lower: Bool) -> TailProbability {
    TailProbability(lowerIsDirect: lower, logDirect: logarithm, direct: value)
  }

  static func + (a: ScaledSum, b: ScaledSum) -> ScaledSum {
    if a.sum == 0 { return b }
    if b.sum == 0 { return a }
    if a.logScale.high < b.logScale.high { return b + a }
    return ScaledSum(logScale: a.logScale, sum: a.sum + (b.logScale - a.logScale).exponential * b.sum)
  }

  /// The number divided, or multiplied, by a positive double of any size.
  func over(_ x: Double) -> Double {
    ScaledSum(logScale: logScale - DoubleDouble(x).logarithm, sum: sum).value
  }
  func times(_ x: Double) -> ScaledSum { ScaledSum(logScale: logScale + DoubleDouble(x).logarithm, sum: sum) }

  static func * (a: ScaledSum, factor: Double) -> ScaledSum { ScaledSum(logScale: a.logScale, sum: a.sum * factor) }
}
