#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Student's ratio when the true mean is not 0: what power calculations for t-tests stand on.
///
/// T = (Z + δ)/S with Z standard normal and νS² ~ χ²_ν. Where t and δ have one sign both tails are sums of positive terms,
/// P(T ≤ t) = Φ(−δ) + ½ Σᵢ e^(−δ²/2) (δ²/2)^(i/2)/Γ(i/2 + 1) · Iₓ((i + 1)/2, ν/2), x = t²/(t² + ν). Where they differ
/// in sign that series would cancel, and the tail away from δ is the integral of f_S(s) Q(ts + |δ|).
/// - Note: Johnson, Kotz & Balakrishnan (1995), *Continuous Univariate Distributions* 2, ch. 31. Reference values:
///   `Fixtures/distributions/grids/noncentralT.txt`.
public struct NoncentralT: ContinuousDistribution, Hashable {
  /// ν, from 0.1 to 1e15.
  public let degreesOfFreedom: Double
  /// δ, the true difference in units of its standard error, from −3e4 to 3e4. Work grows with its size.
  public let noncentrality: Double

  /// - Throws: `StatisticsError.notFinite` or `.outOfDomain` for parameters outside their ranges.
  public init(degreesOfFreedom: Double, noncentrality: Double) throws(StatisticsError) {
    self.degreesOfFreedom = try checkedParameter(degreesOfFreedom, "degrees of freedom")
    guard degreesOfFreedom >= 0.1 else {
      throw .outOfDomain("degrees of freedom must be at least 0.1, but they are \(degreesOfFreedom)")
    }
    self.noncentrality = try checkedNoncentrality(noncentrality, -3e4...3e4)
  }

  public func density(_ x: Double) throws(StatisticsError) -> Double {
    let t = try checkedArgument(x)
    guard abs(t) <= 1e300 else { return 0 }
    if t == 0 { return OppositeT(degreesOfFreedom, distance: abs(noncentrality), at: 0).front.value }
    return t < 0 ? mirrored.frontAbove(-t).density.over(-t) : frontAbove(t).density.over(t)
  }

  public func cumulative(_ x: Double) throws(StatisticsError) -> Double { tails(try checkedArgument(x)).lower }
  public func survival(_ x: Double) throws(StatisticsError) -> Double { tails(try checkedArgument(x)).upper }
  public func logCumulative(_ x: Double) throws(StatisticsError) -> Double { tails(try checkedArgument(x)).logLower }
  public func logSurvival(_ x: Double) throws(StatisticsError) -> Double { tails(try checkedArgument(x)).logUpper }

  public func quantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    return p <= 0.5 ? try point(below: p) : try point(above: 1 - p)
  }

  public func upperQuantile(_ p: Double) throws(StatisticsError) -> Double {
    let p = try checkedProbability(p)
    return p <= 0.5 ? try point(above: p) : try point(below: 1 - p)
  }

  private init(mirroring other: NoncentralT) {
    degreesOfFreedom = other.degreesOfFreedom
    noncentrality = -other.noncentrality
  }

  /// The distribution of −T.
  private var mirrored: NoncentralT { NoncentralT(mirroring: self) }

  private func tails(_ t: Double) -> TailProbability { t < 0 ? mirrored.tailsAbove(-t).mirrored : tailsAbove(t) }

  /// δ is not above 0, or so little that its square is nothing.
  private var isOpposite: Bool { noncentrality < 1e-140 }

  /// Both tails at t ≥ 0.
  private func tailsAbove(_ t: Double) -> TailProbability {
    guard t < 1e300 else { return .end(lowerIsZero: false) }
    if isOpposite {
      // A tail of at most ½.
      return OppositeT(degreesOfFreedom, distance: max(0, -noncentrality), at: t).upper.tail(lower: false)
    }
    if t == 0 { return belowZero.tail(lower: true) }
    let halves = halves(t)
    func lower() -> ScaledSum { belowZero + (halves.even.lower() + halves.odd.lower()) * 0.5 }
    func upper() -> ScaledSum { (halves.even.upper() + halves.odd.upper()) * 0.5 }
    let below = t < noncentrality
    let first = below ? lower() : upper()
    return first.value < 0.8 ? first.tail(lower: below) : (below ? upper() : lower()).tail(lower: !below)
  }

  /// P(T ≤ 0) = Φ(−δ) for δ ≥ 0.
  private var belowZero: ScaledSum {
    let square = DoubleDouble.product(noncentrality, noncentrality)
    return ScaledSum(
      logScale: -(square * 0.5) - DoubleDouble.halfLogTwoPi, sum: NormalTail.millsRatio(noncentrality))
  }

  /// The terms of even and of odd i, for t and δ above 0.
  private func halves(_ t: Double) -> (even: PoissonMixture<BetaShapes>, odd: PoissonMixture<BetaShapes>) {
    let logOdds = DoubleDouble(t).logarithm * 2 - DoubleDouble(degreesOfFreedom).logarithm
    let point = UnitPoint(odds: DoubleDouble.product(t, t), to: DoubleDouble(degreesOfFreedom), logOdds: logOdds)
    let family = BetaShapes(second: DoubleDouble(degreesOfFreedom / 2), point: point)
    let mean = DoubleDouble.product(noncentrality, noncentrality) * 0.5
    return (
      PoissonMixture(mean: mean, shape: 0.5, family: family),
      PoissonMixture(mean: mean, offset: 0.5, shape: 1, family: family)
    )
  }

  /// t · density at t > 0, and its derivative in log t over itself.
  private func frontAbove(_ t: Double) -> (density: ScaledSum, slope: Double) {
    if isOpposite {
      let opposite = OppositeT(degreesOfFreedom, distance: max(0, -noncentrality), at: t)
      return (opposite.front.times(t), 0)
    }
    let halves = halves(t)
    let (even, odd) = (halves.even.front(), halves.odd.front())
    let share = 1 / (1 + exp((odd.density.logScale - even.density.logScale).value) * odd.density.sum / even.density.sum)
    return (even.density + odd.density, 2 * (share * even.slope + (1 - share) * odd.slope))
  }

  /// The t with P(T ≤ t) = p ≤ ½.
  private func point(below p: Double) throws(StatisticsError) -> Double {
    if p == 0 { return -.infinity }
    let base = belowZero.value
    if isOpposite || p < base { return -(try mirrored.positive(p, fromZero: false)) }
    return p == base ? 0 : try positive(p - base, fromZero: true)
  }

  /// The t with P(T > t) = p ≤ ½.
  private func point(above p: Double) throws(StatisticsError) -> Double {
    noncentrality >= 0 || p < mirrored.belowZero.value
      ? try positive(p, fromZero: false) : try -mirrored.point(below: p)
  }

  /// The t ≥ 0 with P(T > t) = p, or with P(0 < T ≤ t) = p.
  private func positive(_ p: Double, fromZero: Bool) throws(StatisticsError) -> Double {
    if p == 0 { return fromZero ? 0 : .infinity }
    let start = max(noncentrality, 1)
    return try solveTail(p, lower: fromZero, start: start) { (t) throws(StatisticsError) in
      let (density, slope) = frontAbove(t)
      guard fromZero else { return tailsAbove(t).with(logSlope: density.logarithm, slopeChange: slope) }
      let halves = halves(t)
      let inner = (halves.even.lower() + halves.odd.lower()) * 0.5
      return inner.tail(lower: true).with(logSlope: density.logarithm, slopeChange: slope)
    }
  }
}
