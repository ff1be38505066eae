#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// P(T > t) of the non-central t distribution, t ≥ 0: what the power of a t-test is made of.
///
/// With S² = χ²_ν/ν it is ∫ P(Z > ts − δ) f_S(s) ds; in w = log s the integrand is positive and log-concave, so nothing cancels and it can be
/// cut off on both sides of its only peak.
/// - Parameters:
///   - freedom: ν, as of `StudentT`.
///   - shift: δ, finite.
/// - Note: Johnson, Kotz and Balakrishnan (1995), chapter 31. Reference values: `Fixtures/power/tails.json` (30 digits).
func noncentralTSurvival(_ t: Double, freedom: Double, shift: Double) -> Double {
  if shift > 80, t > 0 {
    // P(T ≤ t) is at most P(Z < −δ/2) + P(S > δ/2t); Chernoff's bound for the second.
    let ratio = shift / (2 * t)
    let excess = freedom * (ratio - 1)
    if ratio > 1, 0.5 * excess * (ratio + 1) - freedom * log(ratio) > 40 { return 1 }
  }
  let half = freedom / 2
  let constant =
    (DoubleDouble(half).logarithm * half - half - logGamma(DoubleDouble(half))).value + DoubleDouble.ln2.high
  func exponent(_ w: Double) -> Double {
    NormalTail.logUpper(t * exp(w) - shift) - half * exponentialMinusLine(2 * w)
  }
  func slope(_ w: Double) -> Double {
    let x = t * exp(w) - shift
    // Only the place of the peak hangs on it.
    let hazard = x > 30 ? x + 1 / x : exp(-0.5 * x * x - NormalTail.logSqrtTwoPi - NormalTail.logUpper(x))
    return -t * exp(w) * hazard - freedom * expm1(2 * w)
  }
  // The slope falls, and is not above 0 at w = 0.
  var (low, high) = (-1.0, 0.0)
  while slope(low) < 0, low > -700 { (low, high) = (low * 2, low) }
  for _ in 0..<60 {
    let middle = (low + high) / 2
    if slope(middle) > 0 { low = middle } else { high = middle }
  }
  let peak = (low + high) / 2
  let top = exponent(peak)
  guard top > -800, top.isFinite else { return 0 }
  let scale = 1 / (2 * freedom + 1).squareRoot()
  var total = 0.0
  for side in [-1.0, 1] {
    let end = cutoff(decay: 0, scale: scale, limit: 1e3 + 100 / freedom) { exponent(peak + side * $0) - top }
    // The normal tail turns where its argument is near 0: there the panels are narrow.
    let turns = stride(from: -9.0, through: 9, by: 3).filter { t > 0 && shift + $0 > 0 }
      .map { side * (log((shift + $0) / t) - peak) }
    let ends = ([0, end] + turns.filter { $0 > 0 && $0 < end }).sorted()
    for (start, stop) in zip(ends, ends.dropFirst()) {
      total += integrate(to: stop - start) { exp(exponent(peak + side * (start + $0)) - top) }
    }
  }
  return min(1, exp(constant + top) * total)
}

/// P(F > f) of the non-central F distribution: what the power of an analysis of variance is made of.
///
/// Σⱼ Poisson(j; λ/2)·P(B > x) with B beta(d₁/2 + j, d₂/2) and x = d₁f/(d₁f + d₂); the tails of the beta variables rise by positive terms
/// from the first one that counts.
/// - Throws: `tooMuchWork` where λ and f are both beyond all use.
/// - Note: Johnson, Kotz and Balakrishnan (1995), chapter 30. Reference values: `Fixtures/power/tails.json` (30 digits).
func noncentralFSurvival(
  _ f: Double, numerator: Double, denominator: Double, noncentrality: Double
) throws(StatisticsError) -> Double {
  let mean = noncentrality / 2
  if mean == 0 { return try FDistribution(numerator: numerator, denominator: denominator).survival(f) }
  // P(F ≤ f) is at most P(χ² of λ ≤ λ/2) + P(χ²/d₂ > λ/2d₁f); Chernoff's bounds for both.
  let ratio = mean / (numerator * f)
  if mean > 1_000, ratio > 1, denominator * (ratio - 1 - log(ratio)) > 80 { return 1 }
  guard mean < 1e8 else { throw .tooMuchWork("the power of so large an effect", instead: "a smaller one") }
  let point = UnitPoint(odds: DoubleDouble.product(f, numerator), to: DoubleDouble(denominator))
  let b = denominator / 2
  // What lies below weighs less than 1e-20 and has the smaller tails.
  var j = max(0, (mean - 10 * mean.squareRoot() - 40).rounded(.down))
  var a = numerator / 2 + j
  var tail = incompleteBeta(a, b, at: point).upper
  var rise =
    (point.logX * a + point.logY * b - logBeta(a, b) - DoubleDouble(a).logarithm).exponential
  var weight = (DoubleDouble(mean).logarithm * j - mean - logGamma(DoubleDouble(j + 1))).exponential
  let x = point.x.value
  var total = 0.0
  var last = 0.0
  while true {
    let term = weight * tail
    total += term
    if j > mean, term <= last, term < 1e-18 * total || weight == 0 { return min(1, total) }
    last = term
    tail += rise
    rise *= x * (a + b) / (a + 1)
    a += 1
    j += 1
    weight *= mean / j
  }
}
