/// Whether a mixed model fits better than a smaller one that it contains.
///
/// −2 log L(smaller) + 2 log L(larger), χ² on the difference in parameters. The p-value is too large where the smaller model sets a
/// variance to 0, which lies on the edge of what it can be.
/// - Parameters:
///   - smaller, larger: fits of the same outcome with the same weights, both by maximum likelihood, or both by restricted maximum likelihood with the same
///     fixed coefficients.
/// - Throws: `unequalLengths`; `outOfDomain` for fits that cannot be compared so, or a larger model without more parameters or likelihood.
/// - Note: Self and Liang (1987), doi:10.1080/01621459.1987.10478472, on variances of 0.
public func likelihoodRatioTest(
  _ smaller: LinearMixedModel, _ larger: LinearMixedModel
) throws(StatisticsError) -> LikelihoodComparison {
  guard smaller.observationCount == larger.observationCount else {
    throw .unequalLengths(smaller.observationCount, larger.observationCount)
  }
  guard smaller.outcome == larger.outcome, smaller.weights == larger.weights else {
    throw .outOfDomain("the two models are not of the same outcome and weights")
  }
  guard smaller.estimation == larger.estimation,
    smaller.estimation == .maximumLikelihood || smaller.names == larger.names
  else {
    throw .outOfDomain("models that differ in their fixed part are compared by maximum likelihood; fit both by that")
  }
  return try LikelihoodComparison(
    smaller.logLikelihood, larger.logLikelihood, degreesOfFreedom: larger.parameterCount - smaller.parameterCount)
}
