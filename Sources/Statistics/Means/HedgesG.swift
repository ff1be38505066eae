internal import Glibc

/// A difference of two means in units of their pooled standard deviation, corrected for small samples (Hedges' g).
///
/// g = J·d, J = Γ(m/2) / (√(m/2)·Γ((m − 1)/2)) with m = n₁ + n₂ − 2. The interval is g ± z·√v with the large-sample
/// variance v = 1/n₁ + 1/n₂ + g²/2(n₁ + n₂).
/// - Parameters:
///   - a, b: in one unit; at least one value each and four together.
///   - confidence: of the interval, between 0 and 1.
/// - Returns: unitless, positive when the first mean is larger.
/// - Throws: as `studentTTest`; `tooFewValues` below four in all, where J is 0.
/// - Note: Hedges (1981), doi:10.3102/10769986006002107; the variance as R's `metafor::escalc` (type "SMD", vtype "LS").
///   Reference values: `Fixtures/means.json` (base R formula).
public func hedgesG(_ a: Moments, _ b: Moments, confidence: Double = 0.95) throws(StatisticsError) -> Interval {
  try checkConfidence(confidence)
  let effect = try cohensD(a, b)
  guard a.count + b.count > 3 else { throw .tooFewValues(a.count + b.count) }
  let g = effect * smallSampleCorrection(Double(a.count + b.count - 2))
  let variance = 1 / Double(a.count) + 1 / Double(b.count) + g * g / (2 * Double(a.count + b.count))
  let half = try Normal.standard.upperQuantile((1 - confidence) / 2) * variance.squareRoot()
  guard half.isFinite else { throw .zeroVariance }
  return Interval(estimate: g, lower: g - half, upper: g + half, confidence: confidence)
}

/// J(m) = Γ(m/2) / (√(m/2)·Γ((m − 1)/2)), for m ≥ 2.
func smallSampleCorrection(_ m: Double) -> Double {
  // Γ(x + ½)/Γ(x) as a product downwards from where its asymptotic series is exact to the last digit; the logarithms
  // of two large gammas would lose digits. (Series: Tricomi & Erdélyi 1951.)
  var x = (m - 1) / 2
  var product = 1.0
  while x < 60 {
    product *= x / (x + 0.5)
    x += 1
  }
  let y = 1 / x
  let series =
    1 - y / 8 + y * y / 128 + 5 * y * y * y / 1024 - 21 * y * y * y * y / 32768
    - 399 * y * y * y * y * y / 262144 + 869 * y * y * y * y * y * y / 4_194_304
  return product * series * x.squareRoot() / (m / 2).squareRoot()
}
