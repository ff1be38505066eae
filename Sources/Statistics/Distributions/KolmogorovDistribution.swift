#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The largest distance D between the distribution of n values and the continuous one that they come from: exact.
///
/// Where the sample's curve can hardly leave the band on both sides (nd² ≥ 7, or d ≥ ½) P(D ≥ d) is twice Smirnov's
/// one-sided d Σ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j); elsewhere P(D < d) is Durbin's element of a matrix power,
/// reached by n products of matrix and vector. All with 32 digits, so that the tail above is good where it is the
/// complement.
/// - Note: Durbin (1973), doi:10.1137/1.9781611970586; Marsaglia, Tsang & Wang (2003), doi:10.18637/jss.v008.i18; Simard &
///   L'Ecuyer (2011), doi:10.18637/jss.v039.i11. Reference values: `Fixtures/distributions/grids/kolmogorov.txt`.
public struct KolmogorovDistribution: TailedDistribution, Hashable {
  /// n, from 1 to 2,000; beyond that see `KolmogorovLimit`.
  public let count: Int

  /// - Throws: `tooFewValues` below 1, `tooMuchWork` above 2,000.
  public init(count: Int) throws(StatisticsError) {
    guard count >= 1 else { throw .tooFewValues(count) }
    guard count <= 2000 else {
      throw .tooMuchWork("the exact distribution of the distance of so many values", instead: "its limit")
    }
    self.count = count
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let d = try checkedArgument(x)
    let n = Double(count)
    guard 2 * n * d >= 1, d < 1 else { return 0 }
    return max(0, isFar(d) ? SmirnovSum(n, d).slope.value : DurbinPower(count, d, withSlope: true).slope.value)
  }

  func tails(_ d: Double) -> TailProbability {
    let n = Double(count)
    if 2 * n * d <= 1 { return .end(lowerIsZero: true) }
    if d >= 1 { return .end(lowerIsZero: false) }
    if isFar(d) { return SmirnovSum(n, d).upper.tail(lower: false) }
    let power = DurbinPower(count, d, withSlope: false)
    if power.lower.value < 0.5 { return power.lower.tail(lower: true) }
    let upper = max(0, power.upper)
    return TailProbability(lowerIsDirect: false, logDirect: log(upper), direct: upper)
  }

  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0.5 / Double(count) : 1 }
    return try solveTail(p, lower: lower, start: 0.8 / Double(count).squareRoot()) { (d) throws(StatisticsError) in
      tails(d).with(logSlope: log(try density(d)) + log(d), slopeChange: 0)
    }
  }

  private func isFar(_ d: Double) -> Bool { d >= 0.5 || Double(count) * d * d >= 7 }
}

/// Twice the one-sided tail above d, d < 1, and how fast it falls.
private struct SmirnovSum {
  let upper, slope: ScaledSum

  init(_ n: Double, _ d: Double) {
    let reach = DoubleDouble.product(n, d)
    let logD = DoubleDouble(d).logarithm
    let constant = DoubleDouble.ln2 + logFactorial(Int(n)) + logD - DoubleDouble(n).logarithm * (n - 1)
    var exponents: [DoubleDouble] = []
    var slopes: [Double] = []
    var j = 0.0
    while true {
      // nd + j and n − nd − j.
      let inside = reach + j
      let outside = DoubleDouble(n - j) - reach
      guard outside.high > 0 else { break }
      let choices = logFactorial(Int(j)) + logFactorial(Int(n - j))
      exponents.append(constant - choices + inside.logarithm * (j - 1) + outside.logarithm * (n - j))
      slopes.append(n * (n - j) / outside.high - n * (j - 1) / inside.high - 1 / d)
      j += 1
    }
    var largest = DoubleDouble(-Double.greatestFiniteMagnitude)
    for exponent in exponents where exponent.high > largest.high { largest = exponent }
    let terms = exponents.map { ($0 - largest).exponential }
    upper = ScaledSum(logScale: largest, sum: terms.reduce(0, +))
    slope = ScaledSum(logScale: largest, sum: zip(terms, slopes).reduce(0) { $0 + $1.0 * $1.1 })
  }
}
