/// A likelihood-ratio test of a mixed model against one that it contains.
public struct MixedModelComparison: Sendable, Equatable {
  /// −2 log likelihood ratio, ≥ 0.
  public let statistic: Double
  /// The difference in parameters.
  public let degreesOfFreedom: Int
  /// P(χ² ≥ statistic). Too large where the smaller model sets a variance to 0, which lies on the edge of what it can be.
  public let pValue: Double
}

/// Whether a mixed model fits better than a smaller one that it contains.
///
/// Λ = −2 log L(smaller) + 2 log L(larger), χ² on the difference in parameters.
/// - Parameters:
///   - smaller, larger: fits of the same outcome, both by maximum likelihood, or both by restricted maximum likelihood with the same
///     fixed coefficients.
/// - Throws: `unequalLengths`; `outOfDomain` for fits that cannot be compared so, or a larger model without more parameters or likelihood.
/// - Note: Self and Liang (1987), doi:10.1080/01621459.1987.10478472, on variances of 0.
public func compareMixedModels(
  _ smaller: LinearMixedModel, _ larger: LinearMixedModel
) throws(StatisticsError) -> MixedModelComparison {
  guard smaller.observationCount == larger.observationCount else {
    throw .unequalLengths(smaller.observationCount, larger.observationCount)
  }
  guard smaller.estimation == larger.estimation,
    smaller.estimation == .maximumLikelihood || smaller.names == larger.names
  else {
    throw .outOfDomain("models that differ in their fixed part are compared by maximum likelihood; fit both by that")
  }
  let freedom = larger.parameterCount - smaller.parameterCount
  let statistic = smaller.criterion - larger.criterion
  guard freedom > 0, statistic >= -1e-7 * max(1, abs(larger.criterion)) else {
    throw .outOfDomain("the second model does not contain the first")
  }
  return MixedModelComparison(
    statistic: max(0, statistic), degreesOfFreedom: freedom,
    pValue: try ChiSquared(degreesOfFreedom: Double(freedom)).survival(max(0, statistic)))
}
