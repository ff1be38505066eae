#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The studentized range: the range of k means over an independent estimate of their standard error (Tukey's q).
///
/// Q = W/S with W the range of k standard normal values and νS² ~ χ²_ν; P(Q > q) = ∫ f_S(s) P(W > qs) ds, in the
/// variable log s by the trapezoid rule. Both tails are computed directly, never as 1 − the other.
/// - Note: Tukey (1953); Copenhaver & Holland (1988), doi:10.1080/00949658808811082. R's `ptukey` has absolute errors
///   of up to 3e-6; `Fixtures/distributions/studentized-range.json` shows it beside 50-digit quadrature.
public struct StudentizedRange: TailedDistribution {
  /// k, the number of means, from 2 to 1,000.
  public let groups: Int
  /// ν, from 0.1 to 1e15, or +∞ for a known variance.
  public let degreesOfFreedom: Double
  private let range: RangeOfNormals
  /// log of the density of log S at its mode s = 1.
  private let logPeak: Double

  /// - Throws: `StatisticsError.tooFewGroups` below 2 groups, `.notFinite` for NaN, `.outOfDomain` beyond the ranges.
  public init(groups: Int, degreesOfFreedom: Double) throws(StatisticsError) {
    guard groups >= 2 else { throw .tooFewGroups(groups) }
    guard groups <= 1000 else { throw .outOfDomain("\(groups) groups are more than 1,000") }
    guard !degreesOfFreedom.isNaN else { throw .notFinite("degrees of freedom") }
    guard degreesOfFreedom == .infinity || (degreesOfFreedom >= 0.1 && degreesOfFreedom <= 1e15) else {
      throw .outOfDomain("degrees of freedom must lie between 0.1 and 1e15 or be infinite, not \(degreesOfFreedom)")
    }
    self.groups = groups
    self.degreesOfFreedom = degreesOfFreedom
    range = RangeOfNormals(groups: groups)
    let half = DoubleDouble(degreesOfFreedom / 2)
    // log of 2 (ν/2)^(ν/2) e^(−ν/2) / Γ(ν/2).
    logPeak =
      degreesOfFreedom == .infinity
      ? 0 : (DoubleDouble.ln2 + half * half.logarithm - half - logGamma(half)).value
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let q = try checkedArgument(x)
    if q < 0 || q == .infinity { return 0 }
    if q == 0 { return groups == 2 ? exp(logDensity(1e-150)) : 0 }
    return exp(logDensity(q))
  }

  func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0 : .infinity }
    return try solveTail(p, lower: lower, start: lower ? guess(1 - p) : guess(p)) { (q) throws(StatisticsError) in
      let logTail = lower ? logLower(q) : logUpper(q)
      return TailProbability(
        lowerIsDirect: lower, logDirect: logTail, direct: exp(logTail), logSlope: logDensity(q) + log(q))
    }
  }

  /// A first guess at the upper quantile (Odeh & Evans 1974 and Lund & Lund 1983, as in AS 190), good to some percent.
  private func guess(_ p: Double) -> Double {
    let inverse = 1 / degreesOfFreedom
    var t = -NormalTail.quantile(p / 2)
    if degreesOfFreedom < 120 { t += (t * t * t + t) * inverse / 4 }
    var factor = 0.8832 - 0.2368 * t
    if degreesOfFreedom < 120 { factor += (1.208 * t - 1.214) * inverse }
    let q = t * (factor * log(Double(groups) - 1) + 1.4142)
    return q.isFinite && q > 0 ? q : 3
  }

  /// The tail above where it is the smaller one, otherwise the tail below.
  func tails(_ q: Double) -> TailProbability {
    if q <= 0 { return .end(lowerIsZero: true) }
    if q == .infinity { return .end(lowerIsZero: false) }
    let upper = logUpper(q)
    if upper < -0.5 { return TailProbability(lowerIsDirect: false, logDirect: upper, direct: exp(upper)) }
    let lower = logLower(q)
    return TailProbability(lowerIsDirect: true, logDirect: lower, direct: exp(lower))
  }

  private func logUpper(_ q: Double) -> Double {
    if degreesOfFreedom == .infinity { return range.logUpper(q) }
    return min(0, overScale(tailCentre(q)) { (u) in range.logUpper(q * exp(u)) })
  }

  private func logLower(_ q: Double) -> Double {
    if degreesOfFreedom == .infinity { return range.logLower(q) }
    return min(0, overScale(0) { (u) in range.logLower(q * exp(u)) })
  }

  private func logDensity(_ q: Double) -> Double {
    if degreesOfFreedom == .infinity { return range.logDensity(q) }
    return overScale(tailCentre(q)) { (u) in u + range.logDensity(q * exp(u)) }
  }

  /// Where s^ν exp(−νs²/2 − q²s²/4) peaks: the tail of W falls like exp(−w²/4).
  private func tailCentre(_ q: Double) -> Double {
    let ratio = q / (2 * degreesOfFreedom).squareRoot()
    return ratio > 1e9 ? -log(ratio) : -0.5 * log1p(ratio * ratio)
  }

  /// log ∫ f(u) exp g(u) du over u = log s, where f is the density of log S and g is `logFactor`.
  ///
  /// The integrand is log-concave. Its peak is found from second differences, which also give the step: the trapezoid
  /// rule's error for f alone is |Γ(ν/2 + πi/h)| / Γ(ν/2), below 1e-16 for h = (72 + 4.1 ν)^(−½). Above 45 groups the
  /// tails of W turn so sharply that they ask for smaller steps; the growth with log k was found by halving.
  @inline(__always)
  private func overScale(_ guess: Double, _ logFactor: (Double) -> Double) -> Double {
    let half = degreesOfFreedom / 2
    func logTerm(_ u: Double) -> Double { logFactor(u) - half * exponentialMinusLine(2 * u) }
    var centre = guess
    var curvature = 2 * degreesOfFreedom
    for _ in 0..<30 {
      let width = 0.5 / (curvature + 4).squareRoot()
      let (left, middle, right) = (logTerm(centre - width), logTerm(centre), logTerm(centre + width))
      let bend = (2 * middle - left - right) / (width * width)
      guard bend.isFinite, bend > 0 else { break }
      let move = (right - left) / (2 * width) / bend
      curvature = max(bend, 2 * degreesOfFreedom)
      // Far off the peak a step stays within a few widths of the bend that it was drawn from.
      let bounded = min(max(move, -20 * width), 20 * width)
      centre += bounded
      if abs(bounded) < width { break }
    }
    let sharpness = 1 + max(0, 0.85 * log(Double(groups) / 45))
    let step = 1 / (72 * sharpness * sharpness + 2.05 * curvature).squareRoot()
    var best = logTerm(centre)
    guard best.isFinite else { return best.isNaN ? -.infinity : best }
    var sum = 1.0
    for direction in [step, -step] {
      var u = centre + direction
      for _ in 0..<20_000 {
        let term = logTerm(u)
        if term > best {
          sum = sum * exp(best - term) + 1
          best = term
        } else {
          let part = exp(term - best)
          sum += part
          guard part > sum * 1e-17 else { break }
        }
        u += direction
      }
    }
    return logPeak + best + log(sum * step)
  }
}
