#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The normal distribution.
///
/// f(x) = exp(−z²/2) / (σ √2π), z = (x − μ)/σ; tails by the complementary error function with the rounding of its
/// argument corrected; quantile by Wichura's AS 241 (1988, doi:10.2307/2347330) and one Newton step.
/// - Note: `Normal.standard.survival(6)` is 9.865876450376981e-10. Reference values: `Fixtures/distributions`.
public struct Normal: ContinuousDistribution, Hashable {
  /// μ, in the unit of the data.
  public let mean: Double
  /// σ > 0, in the unit of the data.
  public let standardDeviation: Double

  /// Mean 0, standard deviation 1.
  public static let standard = Normal()

  /// - Throws: `StatisticsError.notFinite`, or `.outOfDomain` if the standard deviation is not above 0.
  public init(mean: Double, standardDeviation: Double) throws(StatisticsError) {
    guard mean.isFinite else { throw .notFinite("the mean") }
    guard standardDeviation.isFinite else { throw .notFinite("the standard deviation") }
    guard standardDeviation > 0 else {
      throw .outOfDomain("the standard deviation must be above 0, but it is \(standardDeviation)")
    }
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  private init() {
    mean = 0
    standardDeviation = 1
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let z = try standardised(x)
    return NormalTail.density(z) / standardDeviation
  }

  public func cumulative(_ x: Double) throws(StatisticsError) -> Double { NormalTail.upper(-(try standardised(x))) }

  public func survival(_ x: Double) throws(StatisticsError) -> Double { NormalTail.upper(try standardised(x)) }

  public func logCumulative(_ x: Double) throws(StatisticsError) -> Double {
    NormalTail.logUpper(-(try standardised(x)))
  }

  public func logSurvival(_ x: Double) throws(StatisticsError) -> Double { NormalTail.logUpper(try standardised(x)) }

  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    placed(NormalTail.quantile(try checkedProbability(p)))
  }

  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
    placed(-NormalTail.quantile(try checkedProbability(p)))
  }

  /// z with what its rounding leaves out, which far tails would magnify by z².
  private func standardised(_ x: Double) throws(StatisticsError) -> DoubleDouble {
    let x = try checkedArgument(x)
    let distance = x - mean
    let plain = distance / standardDeviation
    if plain.isFinite, abs(plain) > 1e-3, abs(plain) < 1e150, standardDeviation > 1e-140, standardDeviation < 1e140 {
      return DoubleDouble.sum(x, -mean) / DoubleDouble(standardDeviation)
    }
    // A difference that overflows would still be a sensible number of standard deviations.
    return DoubleDouble(
      distance.isInfinite && x.isFinite ? x / standardDeviation - mean / standardDeviation : plain)
  }

  private func placed(_ z: Double) -> Double { z == 0 ? mean : mean + standardDeviation * z }
}

extension NormalTail {
  /// The z with P(Z ≤ z) = p, 0 ≤ p ≤ 1.
  static func quantile(_ p: Double) -> Double {
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    let centred = p - 0.5
    if abs(centred) <= 0.425 {
      let z = centralQuantile(centred)
      return z - (inner(z) / 2 - centred) / density(z)
    }
    let tail = min(p, 1 - p)
    let z = tailQuantile(tail)
    // Newton for log tail: relative, so that it works down to the smallest p.
    let logExcess = tail > 1e-300 ? log1p((upper(z) - tail) / tail) : logUpper(z) - log(tail)
    let corrected = z + logExcess * upper(z) / max(density(z), .leastNonzeroMagnitude)
    let refined = tail > 1e-300 ? corrected : z
    return centred < 0 ? -refined : refined
  }

  private static func centralQuantile(_ q: Double) -> Double {
    let r = 0.180625 - q * q
    let numerator =
      (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
        + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r
        + 133.14166789178437745) * r + 3.387132872796366608)
    let denominator =
      (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
        + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r
        + 42.313330701600911252) * r + 1)
    return q * numerator / denominator
  }

  /// The z with P(Z > z) = p for p below 0.075.
  private static func tailQuantile(_ p: Double) -> Double {
    let root = (-log(p)).squareRoot()
    if root <= 5 {
      let r = root - 1.6
      let numerator =
        (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
          + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r
          + 4.6303378461565452959) * r + 1.42343711074968357734)
      let denominator =
        (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
          + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
          + 2.05319162663775882187) * r + 1)
      return numerator / denominator
    }
    let r = root - 5
    let numerator =
      (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
        + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r
        + 5.4637849111641143699) * r + 6.6579046435011037772)
    let denominator =
      (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
        + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
        + 0.59983220655588793769) * r + 1)
    return numerator / denominator
  }
}
