#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Two groups compared by their mean time without the event, counted up to a horizon.
public struct RestrictedMeanComparison: Sendable, Equatable {
  public let first, second: KaplanMeier.RestrictedMean
  /// The first mean less the second, in units of time.
  public let difference: WaldEstimate
  /// The logarithm of the first mean over the second; its `ratio` is theirs.
  public let logRatio: WaldEstimate
}

/// The difference and the ratio of restricted mean times of two independent groups.
///
/// Δ = ∫₀^τ S₁ − ∫₀^τ S₂ with SE² = SE₁² + SE₂²; log ratio with SE² = SE₁²/μ₁² + SE₂²/μ₂²; both by the normal distribution.
/// - Parameter horizon: τ > 0, no later than the last time of either group unless nobody of it is left.
/// - Throws: `outOfDomain`, `notFinite`; `zeroVariance` if no event before the horizon leaves others at risk.
/// - Note: Royston and Parmar (2013), doi:10.1186/1471-2288-13-152; Uno et al. (2014), doi:10.1200/JCO.2014.55.2208.
///   Reference values: `Fixtures/survival/curves.json`.
public func compareRestrictedMeans(
  _ first: SurvivalTimes, _ second: SurvivalTimes, until horizon: Double, confidence: Double = 0.95
) throws(StatisticsError) -> RestrictedMeanComparison {
  func mean(_ times: SurvivalTimes) throws(StatisticsError) -> KaplanMeier.RestrictedMean {
    let curve = try kaplanMeier(times, confidence: confidence)
    if let last = curve.steps.last, last.survival > 0, horizon > last.time {
      throw .outOfDomain(
        "nobody of one group was observed until the horizon \(horizon), but until \(last.time) at most")
    }
    return try curve.restrictedMean(until: horizon)
  }
  let (one, two) = (try mean(first), try mean(second))
  let (u, v) = (one.standardError * one.standardError, two.standardError * two.standardError)
  guard u + v > 0 else { throw .zeroVariance }
  guard one.mean > 0, two.mean > 0 else { throw .outOfDomain("the ratio of restricted means needs means above 0") }
  let relative = u / one.mean / one.mean + v / two.mean / two.mean
  guard relative > 0 else { throw .zeroVariance }
  return RestrictedMeanComparison(
    first: one, second: two,
    difference: try WaldEstimate(
      name: "difference", estimate: one.mean - two.mean, variance: u + v, confidence: confidence),
    logRatio: try WaldEstimate(
      name: "log ratio", estimate: log(one.mean / two.mean), variance: relative, confidence: confidence))
}
