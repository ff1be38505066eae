#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The probability that two standard normal variables with a correlation lie below h and k together.
///
/// For |ρ| ≤ 0.9 Φ(h)Φ(k) + (1/2π)∫₀^{asin ρ} exp(−(h² − 2hk sin t + k²)/(2cos²t)) dt. Beyond that, the same integral from the end
/// ρ = 1, where the probability is Φ(min(h, k)), in x = cos t and on panels that shrink towards 0, since exp(−(h − k)²/2x²) is flat there
/// without being a power series. Gauss–Legendre with 32 nodes; absolute error about 1e-15.
/// - Parameters:
///   - h, k: any, infinite ones included.
///   - correlation: −1 to 1.
/// - Throws: `notFinite` for NaN, `outOfDomain`.
/// - Note: Plackett (1954), doi:10.1093/biomet/41.3-4.351; Genz (2004), doi:10.1023/B:STCO.0000035304.20635.31. Reference values:
///   `Fixtures/psychometrics/bivariate.json` (mpmath at 40 digits).
public func bivariateNormalProbability(
  _ h: Double, _ k: Double, correlation: Double
) throws(StatisticsError) -> Double {
  guard !h.isNaN, !k.isNaN, !correlation.isNaN else { throw .notFinite("an argument of the bivariate normal") }
  guard abs(correlation) <= 1 else { throw .outOfDomain("a correlation lies between −1 and 1") }
  return bivariateNormal(h, k, correlation)
}

/// The same for arguments that are known to be fit.
func bivariateNormal(_ h: Double, _ k: Double, _ rho: Double) -> Double {
  if h == -.infinity || k == -.infinity { return 0 }
  if h == .infinity { return NormalTail.upper(-k) }
  if k == .infinity { return NormalTail.upper(-h) }
  let result: Double
  if abs(rho) <= 0.9 {
    result = NormalTail.upper(-h) * NormalTail.upper(-k) + fromIndependence(h, k, rho)
  } else if rho > 0 {
    result = NormalTail.upper(-min(h, k)) - fromDependence(h, k, rho)
  } else if h + k > 0 {
    // At a correlation of −1 all that lies between −k and h.
    result = difference(h, -k) + fromDependence(h, -k, -rho)
  } else {
    result = fromDependence(h, -k, -rho)
  }
  return min(1, max(0, result))
}

/// Φ(a) − Φ(b) for a > b.
private func difference(_ a: Double, _ b: Double) -> Double {
  b > 0 ? NormalTail.upper(b) - NormalTail.upper(a) : NormalTail.upper(-a) - NormalTail.upper(-b)
}

/// The density integrated over correlations from 0 to ρ.
private func fromIndependence(_ h: Double, _ k: Double, _ rho: Double) -> Double {
  let sign = rho < 0 ? -1.0 : 1.0
  let sum = integrate(to: asin(abs(rho))) { angle in
    let (sine, cosine) = (sign * sin(angle), cos(angle))
    let distance = h - k * sine
    // (h² − 2hk s + k²)/(2c²) as k²/2 + (h − ks)²/(2c²).
    return exp(-0.5 * (k * k + distance * distance / (cosine * cosine)))
  }
  return sign * sum / (2 * Double.pi)
}

/// The density integrated over correlations from ρ to 1.
private func fromDependence(_ h: Double, _ k: Double, _ rho: Double) -> Double {
  let gap = abs(h - k)
  var high = ((1 - rho) * (1 + rho)).squareRoot()
  // Below this exp(−gap²/2x²) is under 1e-19 of what it is at the other end, or of 1.
  let low = gap / 9.5
  var sum = 0.0
  while high > low {
    let next = gap == 0 ? 0 : max(low, high / 2)
    let base = next
    sum += integrate(to: high - base) { step in
      let x = base + step
      let root = ((1 - x) * (1 + x)).squareRoot()
      return exp(-0.5 * (gap / x) * (gap / x) - h * k / (1 + root)) / root
    }
    high = next
  }
  return sum / (2 * Double.pi)
}

/// The density of two standard normal variables with |ρ| < 1.
func bivariateNormalDensity(_ x: Double, _ y: Double, _ rho: Double) -> Double {
  guard x.isFinite, y.isFinite else { return 0 }
  let rest = (1 - rho) * (1 + rho)
  let distance = x - rho * y
  return exp(-0.5 * (y * y + distance * distance / rest)) / (2 * Double.pi * rest.squareRoot())
}
