#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The non-central t distribution at t ≥ 0 with δ = −d ≤ 0: P(T > t) = ∫ f_S(s) Q(ts + d) ds.
///
/// With Q = φ · Mills' ratio the exponent is n log s − ½(ν + t²)s² − tds, concave in log s; it is taken from its peak, where
/// it is formed with 32 digits, and the trapezoid rule converges geometrically as in `StudentizedRange`.
struct OppositeT {
  private let freedom, distance, t: Double

  init(_ freedom: Double, distance: Double, at t: Double) {
    self.freedom = freedom
    self.distance = distance
    self.t = t
  }

  /// P(T > t).
  var upper: ScaledSum { integral(power: DoubleDouble(freedom)) { z in NormalTail.millsRatio(z) } }

  /// The density at t.
  var front: ScaledSum { integral(power: DoubleDouble.sum(freedom, 1)) { _ in 1 } }

  /// ∫ C s^power e^(−νs²/2) φ(ts + d) factor(ts + d) d log s.
  private func integral(power: DoubleDouble, _ factor: (Double) -> Double) -> ScaledSum {
    // The positive root of (ν + t²)s² + tds = power, with t in units of √ν so that its square stays finite.
    let root = freedom.squareRoot()
    let ratio = t / root
    let (linear, square) = (ratio * distance / root, hypot(1, ratio))
    let share = power.high / freedom
    let peak =
      square < 1e150
      ? 2 * share / (linear + (linear * linear + 4 * share * square * square).squareRoot())
      : 2 * share / (linear + hypot(linear, 2 * share.squareRoot() * square))
    let s = DoubleDouble(peak)
    let reach = DoubleDouble.product(t, peak)
    let z = reach + distance
    let scale = DoubleDouble.product(peak, peak) * freedom
    let constant =
      DoubleDouble.ln2 + DoubleDouble(freedom / 2).logarithm * (freedom / 2) - logGamma(DoubleDouble(freedom / 2))
      - DoubleDouble.halfLogTwoPi
    let exponent = s.logarithm * power - scale * 0.5 - z * z * 0.5 + constant

    let quadratic = scale + reach * reach
    let cross = reach * distance
    let slope = (power - quadratic - cross).value
    let (p, q) = (quadratic.value, cross.value)
    let step = 1 / (72 + 2.05 * (2 * p + q)).squareRoot()
    func term(_ u: Double) -> Double {
      let exponent = slope * u - 0.5 * p * exponentialMinusLine(2 * u) - q * exponentialMinusLine(u)
      return exp(exponent) * factor(reach.high * exp(u) + distance)
    }
    var sum = term(0)
    for direction in [step, -step] {
      var u = direction
      for _ in 0..<20_000 {
        let part = term(u)
        sum += part
        guard part > sum * 1e-18 else { break }
        u += direction
      }
    }
    return ScaledSum(logScale: exponent, sum: sum * step)
  }
}
