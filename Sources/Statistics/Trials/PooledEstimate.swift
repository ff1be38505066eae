/// One estimate from several completed data sets, by Rubin's rules.
public struct PooledEstimate: Sendable, Equatable {
  /// The mean of the estimates.
  public let estimate: Double
  /// Ū, the mean of the estimates' variances.
  public let withinVariance: Double
  /// B, the variance of the estimates (denominator m − 1).
  public let betweenVariance: Double
  /// m.
  public let imputations: Int
  /// ν; nil if it is without bound, when the estimates are all the same and the data without end.
  public let degreesOfFreedom: Double?
  /// Two-sided, against 0.
  public let pValue: Double
  /// The confidence interval.
  public let lower, upper: Double
  public let confidence: Double

  /// T = Ū + (1 + 1/m)B.
  public var totalVariance: Double { withinVariance + increase }

  public var standardError: Double { totalVariance.squareRoot() }

  /// r = (1 + 1/m)B/Ū; nil when no variance to speak of lies within.
  public var relativeIncrease: Double? {
    let ratio = increase / withinVariance
    return ratio.isFinite ? ratio : nil
  }

  /// λ = (1 + 1/m)B/T: the share of the variance that the gaps cause.
  public var missingShare: Double { increase / totalVariance }

  /// γ = (r + 2/(ν + 3))/(r + 1).
  public var fractionOfMissingInformation: Double {
    let freedom = degreesOfFreedom.map { 2 / ($0 + 3) } ?? 0
    return missingShare + freedom * withinVariance / totalVariance
  }

  private var increase: Double { (1 + 1 / Double(imputations)) * betweenVariance }
}

/// Pools the estimates of m completed data sets.
///
/// Q̄ ± t·√T with T = Ū + (1 + 1/m)B on Barnard and Rubin's degrees of freedom: 1/ν = 1/ν_m + 1/ν_obs, ν_m = (m − 1)/λ²,
/// ν_obs = (ν₀ + 1)/(ν₀ + 3)·ν₀(1 − λ).
/// - Parameters:
///   - estimates: of one quantity, one a data set; m ≥ 2.
///   - variances: the squared standard errors, in the same order.
///   - completeDataDegreesOfFreedom: ν₀, those that the estimate would have without gaps; nil if they are many (then ν = ν_m).
///   - confidence: between 0 and 1.
/// - Throws: `tooFewValues`; `unequalLengths`; `notFinite`; `outOfDomain` for a negative variance, degrees of freedom not above 0, or the
///   confidence; `zeroVariance` when all variances are 0.
/// - Note: Rubin (1987), doi:10.1002/9780470316696; Barnard and Rubin (1999), doi:10.1093/biomet/86.4.948. Reference values:
///   `Fixtures/trials/pooling.json` (R's `mice`, which takes λ for 1e-4 below that).
public func pooledEstimate(
  _ estimates: [Double], variances: [Double], completeDataDegreesOfFreedom: Double? = nil, confidence: Double = 0.95
) throws(StatisticsError) -> PooledEstimate {
  try checkConfidence(confidence)
  try checkPairs(estimates, variances, needing: 2)
  for variance in variances where variance < 0 {
    throw .outOfDomain("a variance is 0 or more, but one is \(variance)")
  }
  if let complete = completeDataDegreesOfFreedom {
    guard complete.isFinite else { throw .notFinite("the degrees of freedom without gaps") }
    guard complete > 0 else {
      throw .outOfDomain("degrees of freedom lie above 0, but without gaps they are \(complete)")
    }
  }
  let count = Double(estimates.count)
  let between = Moments(estimates)
  let within = Moments(variances).mean
  let increase = (1 + 1 / count) * (between.variance ?? .nan)
  let total = within + increase
  guard between.isFinite, total.isFinite else { throw .notFinite("the total variance") }
  guard total > 0 else { throw .zeroVariance }
  let share = increase / total
  // 1/ν, so that nothing is divided by a share of 0.
  var inverse = share * share / (count - 1)
  if let complete = completeDataDegreesOfFreedom {
    inverse += (complete + 3) / ((complete + 1) * complete * (1 - share))
  }
  guard inverse.isFinite else {
    throw .outOfDomain("no degrees of freedom are left, as the estimates' own variances are 0")
  }
  let freedom = inverse > 0 && inverse >= 1e-15 ? 1 / inverse : nil
  let error = total.squareRoot()
  let statistic = between.mean / error
  let (tail, critical): (Double, Double)
  if let freedom {
    let distribution = try StudentT(degreesOfFreedom: freedom)
    tail = try distribution.survival(abs(statistic))
    critical = try distribution.upperQuantile((1 - confidence) / 2)
  } else {
    tail = try Normal.standard.survival(abs(statistic))
    critical = try Normal.standard.upperQuantile((1 - confidence) / 2)
  }
  let (lower, upper) = (between.mean - critical * error, between.mean + critical * error)
  guard lower.isFinite, upper.isFinite else { throw .notFinite("an end of the interval") }
  return PooledEstimate(
    estimate: between.mean, withinVariance: within, betweenVariance: between.variance ?? 0,
    imputations: estimates.count, degreesOfFreedom: freedom, pValue: twoSided(tail), lower: lower, upper: upper,
    confidence: confidence)
}
