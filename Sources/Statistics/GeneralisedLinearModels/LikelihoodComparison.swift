/// Twice the gain in log-likelihood of a larger model over a smaller one within it.
public struct LikelihoodComparison: Sendable, Equatable {
  /// 2(log L₁ − log L₀).
  public let statistic: Double
  public let degreesOfFreedom: Int
  /// Upper tail of χ².
  public let pValue: Double

  init(_ smaller: Double, _ larger: Double, degreesOfFreedom: Int) throws(StatisticsError) {
    let gain = 2 * (larger - smaller)
    guard degreesOfFreedom > 0 else { throw .outOfDomain("the larger model has no more parameters than the smaller") }
    guard gain >= -1e-9 * max(1, abs(larger)) else {
      throw .outOfDomain("the smaller model fits better than the larger, so it does not lie within it")
    }
    statistic = max(0, gain)
    self.degreesOfFreedom = degreesOfFreedom
    pValue = try ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).survival(max(0, gain))
  }
}

/// The likelihood-ratio test between two models of the same rows, of which the first lies within the second.
///
/// 2(log L₁ − log L₀) against χ² with the difference in parameters as degrees of freedom.
/// - Throws: `outOfDomain` if the models cannot be nested (rows, parameters, or a likelihood that falls).
/// - Note: Wilks (1938), doi:10.1214/aoms/1177732360. Reference values: `Fixtures/glm/glm.json`.
public func likelihoodRatioTest(
  _ smaller: LikelihoodEstimates, _ larger: LikelihoodEstimates
) throws(StatisticsError) -> LikelihoodComparison {
  guard smaller.observations == larger.observations, smaller.counted == larger.counted else {
    throw .outOfDomain("the two models are not of the same rows")
  }
  return try LikelihoodComparison(
    smaller.logLikelihood, larger.logLikelihood, degreesOfFreedom: larger.parameterCount - smaller.parameterCount)
}

/// What a term adds to a model that has every other term but those that contain it.
public struct LikelihoodTermTest: Sendable, Equatable {
  public let term: Term
  public let comparison: LikelihoodComparison
}

/// Type II likelihood-ratio tests: each term against the model without it, neither having the interactions that contain it.
///
/// - Parameter logLikelihood: of the model with these 0-based columns.
/// - Note: Fox, Applied Regression Analysis (2016), §8.2.5 and §15.1; as car's `Anova`.
func likelihoodTermTests(
  _ design: Design, logLikelihood: ([Int]) throws(StatisticsError) -> Double
) throws(StatisticsError) -> [LikelihoodTermTest] {
  var result: [LikelihoodTermTest] = []
  for (index, term) in design.terms.enumerated() {
    let without = design.names.indices.filter { column in
      guard let owner = design.termOfColumn[column] else { return true }
      return !term.isWithin(design.terms[owner])
    }
    let own = design.names.indices.filter { design.termOfColumn[$0] == index }
    result.append(
      LikelihoodTermTest(
        term: term,
        comparison: try LikelihoodComparison(
          try logLikelihood(without), try logLikelihood((without + own).sorted()), degreesOfFreedom: own.count)))
  }
  return result
}

extension GeneralisedLinearModel {
  /// A type II likelihood-ratio test of each term; θ is kept where there is one.
  /// - Throws: as `generalisedLinearModel`.
  public func termTests() throws(StatisticsError) -> [LikelihoodTermTest] {
    try likelihoodTermTests(design) { columns throws(StatisticsError) in try logLikelihood(keeping: columns) }
  }
}
