#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Regularised incomplete gamma functions P(a, x) and Q(a, x), a > 0, 0 < x < ∞.
///
/// With t = x eˢ, P and Q are g(x) ∫ exp E(s) ds over the negative and positive half-line, where
/// g(x) = xᵃ e⁻ˣ / Γ(a) and E(s) = (a − x) s − x (eˢ − 1 − s) is concave: one quadrature serves every a from 1e-8 to
/// 1e15. Where x is small beside a + 1 the series P = g(x)/a · Σ xⁿ / (a + 1)ₙ is used (DLMF 8.11.4). g is formed with
/// 32 digits in its exponent.
///
/// - Parameter logX: log x, given apart because x itself may underflow.
func incompleteGamma(_ a: Double, _ x: DoubleDouble, logX: DoubleDouble) -> TailProbability {
  incompleteGamma(DoubleDouble(a), x, logX: logX)
}

func incompleteGamma(_ a: DoubleDouble, _ x: DoubleDouble, logX: DoubleDouble) -> TailProbability {
  guard x.high < 1e300 else { return .end(lowerIsZero: false) }
  let exponent = logX * a - x - logGamma(a)
  if x.high <= a.high {
    let lower = gammaTail(a, x, exponent, gammaLowerIntegral(a, x), lower: true)
    if lower.direct < 0.8 { return lower }
  }
  return gammaTail(a, x, exponent, gammaUpperIntegral(a, x, logX.value), lower: false)
}

private func gammaTail(
  _ a: DoubleDouble, _ x: DoubleDouble, _ exponent: DoubleDouble, _ integral: Double, lower: Bool
) -> TailProbability {
  TailProbability(
    lowerIsDirect: lower, logDirect: (exponent + log(integral)).value, direct: exponent.exponential * integral,
    logSlope: exponent.value, slopeChange: (a - x).value, factor: integral)
}

private func gammaSeries(_ a: Double, _ x: Double) -> Double {
  var sum = 1.0
  var term = 1.0
  var n = 1.0
  repeat {
    term *= x / (a + n)
    sum += term
    n += 1
  } while term > sum * 1e-18
  return sum / a
}

/// ∫₀^∞ exp E(−s) ds.
private func gammaLowerIntegral(_ a: DoubleDouble, _ point: DoubleDouble) -> Double {
  let x = point.value
  if a.high < 20 || x < 0.5 * (a.high + 1) { return gammaSeries(a.high, x) }
  let slope = (a - point).value
  let exponent = { (s: Double) in -slope * s - x * exponentialMinusLine(-s) }
  let end = cutoff(decay: slope, scale: 1 / a.high.squareRoot(), limit: 1e6, exponent)
  return integrate(to: end) { exp(exponent($0)) }
}

/// ∫₀^∞ exp E(s) ds.
private func gammaUpperIntegral(_ shape: DoubleDouble, _ point: DoubleDouble, _ logX: Double) -> Double {
  let a = shape.high
  let x = point.value
  let slope = (shape - point).value
  let exponent = { (s: Double) in
    // x may be too small for a double where x eˢ is not.
    s > 1 ? a * s - (exp(logX + s) - x) : slope * s - x * exponentialMinusLine(s)
  }
  let end = cutoff(decay: -slope, scale: 1 / max(a, x).squareRoot(), limit: 1600, exponent)
  return integrate(to: end) { exp(exponent($0)) }
}
