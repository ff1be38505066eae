/// A share of people with its confidence interval (Wilson's score interval).
///
/// (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), p = successes/trials. With the continuity correction, p is first
/// moved by 1/2n away from the centre at each end (Newcombe's method 4), as R's `prop.test` does by default.
/// - Parameters:
///   - successes: from 0 to `trials`.
///   - trials: n ≥ 1.
///   - confidence: between 0 and 1.
///   - continuityCorrection: off by default; on, the interval is wider.
/// - Returns: from 0 to 1.
/// - Throws: `tooFewValues`, `outOfDomain`.
/// - Note: Wilson (1927), doi:10.1080/01621459.1927.10502953; Newcombe (1998). Reference values: `Fixtures/counts.json`
///   (R's `prop.test`).
public func proportionInterval(
  successes: Int, trials: Int, confidence: Double = 0.95, continuityCorrection: Bool = false
) throws(StatisticsError) -> Interval {
  try checkConfidence(confidence)
  guard trials >= 1 else { throw .tooFewValues(trials) }
  try checkCounts([trials], of: 1)
  guard (0...trials).contains(successes) else {
    throw .outOfDomain("\(successes) of \(trials) people is not a share")
  }
  let n = Double(trials)
  let z = try Normal.standard.upperQuantile((1 - confidence) / 2)
  let shift = continuityCorrection ? 0.5 / n : 0
  func upperEnd(_ k: Int) -> Double {
    let p = Double(k) / n + shift
    guard k < trials, p < 1 else { return 1 }
    let centre = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return min(1, (centre + half) / (1 + z * z / n))
  }
  func lowerEnd(_ k: Int) -> Double {
    let p = Double(k) / n - shift
    guard k > 0, p > 0 else { return 0 }
    // The smaller root as product over the larger, so that a share near 0 keeps its digits.
    let centre = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return p * p / (centre + half)
  }
  return Interval(
    estimate: Double(successes) / n, lower: lowerEnd(successes), upper: upperEnd(successes), confidence: confidence)
}
