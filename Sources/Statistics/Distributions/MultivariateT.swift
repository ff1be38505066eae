#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Several t values that share an estimate of their spread: Tᵢ = Zᵢ/S, Z normal with the given correlations, νS² ~ χ²_ν.
///
/// Gives the chance that the largest of them passes a bound, on which simultaneous comparisons such as Dunnett's stand.
///
/// Where ρᵢⱼ = λᵢλⱼ (comparisons with one control are like that), the Zᵢ are independent given one normal value: two nested quadratures, exact to about
/// 1e-12. Three values are integrated one dimension deeper, and more than three by randomised lattice points with a stated error.
/// - Note: Dunnett and Sobel (1955), doi:10.1093/biomet/42.1-2.258; Genz and Bretz (2009), doi:10.1007/978-3-642-01689-9. Reference values:
///   `Fixtures/linear/multivariate-t.json`.
public struct MultivariateT: Sendable, Equatable {
  public let correlation: Matrix
  /// ν, from 0.1 to 1e8, or +∞ for a known variance.
  public let degreesOfFreedom: Double
  let orthant: NormalOrthant
  private let logPeak: Double

  /// Which values count as extreme.
  public enum Sides: Sendable, CaseIterable {
    /// max Tᵢ > bound.
    case upper
    /// max |Tᵢ| > bound.
    case both
  }

  /// A probability, and how far it may be off.
  public struct Estimate: Sendable, Equatable {
    public let value: Double
    /// Three standard errors of the lattice points; 1e-11 at most for a quadrature.
    public let error: Double
  }

  /// - Parameter correlation: d × d, 1 ≤ d ≤ 100, symmetric with a diagonal of 1, positive definite.
  /// - Throws: `notPositiveDefinite`; `unequalLengths`; `outOfDomain` for other matrices and degrees of freedom; `notFinite`.
  public init(correlation: Matrix, degreesOfFreedom: Double) throws(StatisticsError) {
    let d = correlation.rowCount
    guard d == correlation.columnCount else { throw .unequalLengths(d, correlation.columnCount) }
    guard d >= 1, d <= 100 else { throw .outOfDomain("from 1 to 100 values can be looked at together, not \(d)") }
    try checkFinite(correlation.elements, "a correlation")
    guard !degreesOfFreedom.isNaN else { throw .notFinite("degrees of freedom") }
    guard degreesOfFreedom == .infinity || (degreesOfFreedom >= 0.1 && degreesOfFreedom <= 1e8) else {
      throw .outOfDomain("degrees of freedom must lie between 0.1 and 1e8 or be infinite, not \(degreesOfFreedom)")
    }
    for row in 0..<d {
      for column in 0..<d {
        let isDiagonal = row == column
        guard abs(correlation[row, column] - correlation[column, row]) <= 1e-12,
          abs(correlation[row, column]) <= 1 + 1e-12,
          !isDiagonal || abs(correlation[row, row] - 1) <= 1e-12
        else { throw .outOfDomain("correlations lie between −1 and 1, are the same both ways, and 1 with themselves") }
      }
    }
    self.correlation = correlation
    self.degreesOfFreedom = degreesOfFreedom
    orthant = try NormalOrthant(correlation)
    let half = DoubleDouble(degreesOfFreedom == .infinity ? 1 : degreesOfFreedom / 2)
    // log of 2 (ν/2)^(ν/2) e^(−ν/2) / Γ(ν/2).
    logPeak = (DoubleDouble.ln2 + half * half.logarithm - half - logGamma(half)).value
  }

  /// P(max T > bound), or P(max |T| > bound).
  public func survival(_ bound: Double, sides: Sides = .both) throws(StatisticsError) -> Estimate {
    let bound = try checkedArgument(bound)
    if sides == .both, bound <= 0 { return Estimate(value: 1, error: 0) }
    if abs(bound) == .infinity { return Estimate(value: bound > 0 ? 0 : 1, error: 0) }
    let tails = orthant.shifts.map { shift in overScale(bound) { orthant.beyond($0, sides, shift) } }
    let mean = tails.reduce(0, +) / Double(tails.count)
    guard tails.count > 1 else { return Estimate(value: min(1, mean), error: 1e-11) }
    let variance = tails.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(tails.count * (tails.count - 1))
    return Estimate(value: min(1, mean), error: 3 * variance.squareRoot() + 1e-11)
  }

  /// The bound that the largest T (or |T|) passes with probability p, 0 < p < 1.
  /// - Throws: `outOfDomain` for p; `noConvergence`.
  public func upperQuantile(_ p: Double, sides: Sides = .both) throws(StatisticsError) -> Double {
    guard p > 0, p < 1 else { throw .outOfDomain("a probability lies between 0 and 1 here, but this one is \(p)") }
    let d = Double(correlation.rowCount)
    // One value alone is passed less often, and all of them together at most d times as often (Bonferroni).
    func alone(_ p: Double) throws(StatisticsError) -> Double {
      let tail = sides == .both ? p / 2 : p
      guard degreesOfFreedom.isFinite else { return try Normal.standard.upperQuantile(tail) }
      return try StudentT(degreesOfFreedom: degreesOfFreedom).upperQuantile(tail)
    }
    var (low, high) = (try alone(p), try alone(p / d))
    guard low.isFinite, high.isFinite else { throw .notFinite("the bound") }
    if correlation.rowCount == 1 { return low }
    var (below, above) = (try survival(low, sides: sides).value - p, try survival(high, sides: sides).value - p)
    // Brackets at their end are the answer to within the error of the tail.
    guard below > 0 else { return low }
    guard above < 0 else { return high }
    // Illinois' rule: a line through the ends, whose stale end counts half.
    for _ in 0..<100 {
      let next = high - above * (high - low) / (above - below)
      let value = try survival(next, sides: sides).value - p
      if abs(value) <= 1e-13 * p || high - low <= 1e-13 * abs(high) { return next }
      if value > 0 {
        (low, below) = (next, value)
        above /= 2
      } else {
        (high, above) = (next, value)
        below /= 2
      }
    }
    throw .noConvergence("the search for a simultaneous bound")
  }

  /// ∫ f(s) g(bound·s) ds in u = log s by the trapezoid rule, f the density of S, from the peak of the product outwards.
  ///
  /// The step is that of `StudentizedRange`: the bend of the product at its peak is 2ν wherever the bound.
  private func overScale(_ bound: Double, _ tail: (Double) -> Double) -> Double {
    guard degreesOfFreedom.isFinite else { return tail(bound) }
    let nu = degreesOfFreedom
    let centre = bound > 0 ? -0.5 * log1p(bound * bound / nu) : 0
    let step = 1 / (72 + 4.1 * nu).squareRoot()
    func term(_ u: Double) -> Double {
      let weight = exp(logPeak - nu / 2 * exponentialMinusLine(2 * u))
      return weight > 0 ? weight * tail(bound * exp(u)) : 0
    }
    var sum = term(centre)
    for direction in [step, -step] {
      var u = centre + direction
      // From the peak of a small tail the density still rises, so that smallness alone is no end.
      for _ in 0..<20_000 {
        let part = term(u)
        sum += part
        if part <= sum * 1e-17, direction * u > 0 || part == 0 || u < centre { break }
        u += direction
      }
    }
    return sum * step
  }
}
