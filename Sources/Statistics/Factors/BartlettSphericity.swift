/// A test that items are not correlated at all.
public struct BartlettSphericity: Sendable, Equatable {
  /// χ² and its degrees of freedom k(k − 1)/2.
  public let statistic: Double
  public let degreesOfFreedom: Int
  public let pValue: Double
}

/// Bartlett's test of sphericity: whether a matrix of correlations is the identity.
///
/// χ² = −(n − 1 − (2k + 5)/6) log |R|.
/// - Parameter sample: of k ≥ 2 items and enough people for the factor to be above 0.
/// - Throws: `tooFewItems`, `tooFewValues`, `notPositiveDefinite`.
/// - Note: Bartlett (1951), doi:10.1093/biomet/38.3-4.337. Reference values: `Fixtures/psychometrics/factors.json` (psych's
///   `cortest.bartlett`).
public func bartlettSphericity(_ sample: SampleCovariance) throws(StatisticsError) -> BartlettSphericity {
  let r = sample.correlations
  let k = r.rowCount
  guard k >= 2 else { throw .tooFewItems(k) }
  let factor = Double(sample.count) - 1 - Double(2 * k + 5) / 6
  guard factor > 0 else { throw .tooFewValues(sample.count) }
  guard let cholesky = Cholesky(r) else { throw .notPositiveDefinite("the matrix of correlations") }
  let statistic = max(0, -factor * cholesky.logDeterminant)
  let freedom = k * (k - 1) / 2
  return BartlettSphericity(
    statistic: statistic, degreesOfFreedom: freedom,
    pValue: try ChiSquared(degreesOfFreedom: Double(freedom)).survival(statistic))
}
