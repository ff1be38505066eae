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
public struct StudentizedRange: ContinuousDistribution {
  /// k, the number of means, from 2 to 1,000,000.
  public let groups: Int
  /// ν, from 0.1 to 1e15, or +∞ for a known variance.
  public let degreesOfFreedom: Double
  private let range: RangeOfNormals
  /// log of the density of log S at its mode s = 1.
  private let logPeak: Double

  /// - Throws: `StatisticsError.tooFewGroups` below 2 groups, `.notFinite` for NaN, `.outOfDomain` beyond the ranges.
  public init(groups: Int, degreesOfFreedom: Double) throws(StatisticsError) {
    guard groups >= 2 else { throw .tooFewGroups(groups) }
    guard groups <= 1_000_000 else { throw .outOfDomain("\(groups) groups are more than 1,000,000") }
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

  public func cumulative(_ x: Double) throws(StatisticsError) -> Double {
    let q = try checkedArgument(x)
    if q <= 0 { return 0 }
    if q == .infinity { return 1 }
    return exp(logLower(q))
  }

  public func survival(_ x: Double) throws(StatisticsError) -> Double {
    let q = try checkedArgument(x)
    if q <= 0 { return 1 }
    if q == .infinity { return 0 }
    return exp(logUpper(q))
  }

  public func logCumulative(_ x: Double) throws(StatisticsError) -> Double {
    let q = try checkedArgument(x)
    if q <= 0 { return -.infinity }
    return q == .infinity ? 0 : logLower(q)
  }

  public func logSurvival(_ x: Double) throws(StatisticsError) -> Double {
    let q = try checkedArgument(x)
    if q <= 0 { return 0 }
    return q == .infinity ? -.infinity : logUpper(q)
  }

  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    return p <= 0.5 ? try solve(p, lower: true) : try solve(1 - p, lower: false)
  }

  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    return p <= 0.5 ? try solve(p, lower: false) : try solve(1 - p, lower: true)
  }

  private func solve(_ p: Double, lower: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return lower ? 0 : .infinity }
    return try solveTail(p, lower: lower, start: 3) { (q) throws(StatisticsError) in
      let logTail = lower ? logLower(q) : logUpper(q)
      return TailProbability(
        lowerIsDirect: lower, logDirect: logTail, direct: exp(logTail), logSlope: logDensity(q) + log(q))
    }
  }

  private func logUpper(_ q: Double) -> Double {
    if degreesOfFreedom == .infinity { return range.logUpper(q) }
    // The tail of W falls like exp(−w²/4): that pulls the peak of the product to the left.
    let centre = -0.5 * log1p(q / degreesOfFreedom * (q / 2))
    return min(0, overScale(centre) { (u) in range.logUpper(q * exp(u)) })
  }

  private func logLower(_ q: Double) -> Double {
    if degreesOfFreedom == .infinity { return range.logLower(q) }
    return min(0, overScale(0) { (u) in range.logLower(q * exp(u)) })
  }

  private func logDensity(_ q: Double) -> Double {
    if degreesOfFreedom == .infinity { return range.logDensity(q) }
    let centre = -0.5 * log1p(q / degreesOfFreedom * (q / 2))
    return overScale(centre) { (u) in u + range.logDensity(q * exp(u)) }
  }

  /// log ∫ f(u) exp g(u) du over u = log s, where f is the density of log S.
  @inline(__always)
  private func overScale(_ centre: Double, _ logFactor: (Double) -> Double) -> Double {
    let half = degreesOfFreedom / 2
    let step = min(0.13, 0.5 / (2 * degreesOfFreedom).squareRoot())
    let logTerm = { (u: Double) in logFactor(u) - half * exponentialMinusLine(2 * u) }
    let reference = logTerm(centre)
    guard reference.isFinite else { return reference }
    var best = reference
    var sum = 1.0
    for direction in [step, -step] {
      var u = centre + direction
      while true {
        let term = logTerm(u)
        if term > best {
          sum *= exp(best - term)
          best = term
          sum += 1
        } else {
          let part = exp(term - best)
          sum += part
          if part < sum * 1e-17 { break }
        }
        u += direction
      }
    }
    return logPeak + best + log(sum * step)
  }
}
