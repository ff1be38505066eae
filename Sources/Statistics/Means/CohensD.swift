/// A difference of two means in units of their pooled standard deviation (Cohen's d).
///
/// d = (x̄₁ − x̄₂)/s, s² = (M₁ + M₂)/(n₁ + n₂ − 2). It overstates small samples; `hedgesG` corrects that.
/// - Parameters: a, b: in one unit; at least one value each and three together.
/// - Returns: unitless, positive when the first mean is larger.
/// - Throws: as `studentTTest`.
/// - Note: Cohen (1988). Reference values: `Fixtures/means.json` (base R formula).
public func cohensD(_ a: Moments, _ b: Moments) throws(StatisticsError) -> Double {
  try checkGroups([a, b], needing: 1)
  guard a.count + b.count > 2 else { throw .tooFewValues(a.count + b.count) }
  let pooled = ((a.preciseSquares + b.preciseSquares) / Double(a.count + b.count - 2)).squareRoot().value
  let effect = (a.preciseMean - b.preciseMean).value / pooled
  guard pooled > 0, effect.isFinite else { throw .zeroVariance }
  return effect
}
