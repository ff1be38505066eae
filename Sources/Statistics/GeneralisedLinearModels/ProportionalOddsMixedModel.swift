#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// An ordinal regression with proportional odds whose groups have intercepts of their own, drawn from a normal distribution.
public struct ProportionalOddsMixedModel: Sendable, Equatable {
  public let outcome: Factor
  public let design: Design
  /// The predictors' coefficients within groups (the design's intercept has none), then the thresholds. Their robust covariance takes
  /// clusters that hold whole groups; single rows are not independent.
  public let estimates: LikelihoodEstimates
  /// σ² of the groups' intercepts, in squared log odds.
  public let interceptVariance: Double
  /// nil where the variance is 0.
  public let standardErrorOfVariance: Double?
  /// The most likely intercept of each group, by its code; 0 for one without rows.
  public let conditionalModes: [Double]
  /// Twice the gain over the model without intercepts of groups.
  public let varianceStatistic: Double
  /// Against half χ²₀ and half χ²₁, as the variance cannot fall below 0.
  public let variancePValue: Double
  public let quadraturePoints: Int

  /// Whether the likelihood is highest without a difference between groups.
  public var isSingular: Bool { interceptVariance == 0 }

  /// The share of the latent variance that lies between groups, σ²/(σ² + π²/3).
  public var intraclassCorrelation: Double { interceptVariance / (interceptVariance + 3.2898681336964528) }
}

/// Ordinal logistic regression with a random intercept, by maximum likelihood with adaptive Gauss–Hermite quadrature.
///
/// log[P(y ≤ j | u) / P(y > j | u)] = θⱼ − xβ − σu, u standard normal and the same for a group's rows. L = Π_groups ∫ Π P(yᵢ | u) φ(u) du.
/// - Parameters:
///   - outcome: levels from the lowest to the highest, each of which occurs.
///   - groups: the group of each row; at least two with rows.
///   - quadraturePoints: 1 to 101 nodes a group. With 31 the log-likelihood is off by less than 1e-7, by most where a group has one
///     extreme category only; 7 is Stata's default, 1 is Laplace's approximation.
/// - Throws: as `proportionalOdds`; `tooFewGroups`; `outOfDomain` for the number of nodes.
/// - Note: Hedeker and Gibbons (1994), doi:10.2307/2533433; Pinheiro and Bates (1995), doi:10.1080/10618600.1995.10474663.
///   Reference values: `Fixtures/glm/ordinal-mixed.json`, and the published ones of the tvsfp trial.
public func proportionalOddsMixed(
  _ outcome: Factor, _ design: Design, groups: Factor, quadraturePoints: Int = 31
) throws(StatisticsError) -> ProportionalOddsMixedModel {
  guard (1...101).contains(quadraturePoints) else {
    throw .outOfDomain("the number of nodes lies between 1 and 101, but it is \(quadraturePoints)")
  }
  let n = outcome.codes.count
  guard groups.codes.count == n else { throw .unequalLengths(n, groups.codes.count) }
  let plain = try proportionalOdds(outcome, design)
  let columns = plain.columns
  var rows = [[Int]](repeating: [], count: groups.levels.count)
  for (row, code) in groups.codes.enumerated() { rows[code].append(row) }
  let present = rows.indices.filter { !rows[$0].isEmpty }
  guard present.count >= 2 else { throw .tooFewGroups(present.count) }
  let fixed = try OrdinalLikelihood(
    plain.predictors, names: columns.map { design.names[$0] }, codes: outcome.codes,
    weights: [Double](repeating: 1, count: n), categoryCount: outcome.levels.count)
  let likelihood = OrdinalMixedLikelihood(
    fixed: fixed, groups: present.map { rows[$0] }, rule: try GaussHermite(quadraturePoints))
  let name = "proportional-odds regression with a random intercept"
  let start = try maximise(fixed, from: fixed.start(), name: name).parameters
  guard likelihood.slopeAtNoVariance(start) > 0 else {
    return try ProportionalOddsMixedModel(singular: plain, groups: groups.levels.count, quadraturePoints)
  }
  let maximum = try maximise(likelihood, from: start + [0.5], name: name)
  let size = maximum.parameters.count
  let sigma = abs(maximum.parameters[size - 1])
  guard sigma > 1e-6 else {
    return try ProportionalOddsMixedModel(singular: plain, groups: groups.levels.count, quadraturePoints)
  }
  guard let factor = Cholesky(maximum.point.information) else {
    throw .notPositiveDefinite("the information of the coefficients")
  }
  let inverse = factor.inverse
  var map = Matrix(rows: size - 1, columns: size)
  let inner = fixed.map
  for column in 0..<(size - 1) {
    for row in 0..<(size - 1) { map[row, column] = inner[row, column] }
  }
  let toInfluence = map * inverse
  var influences = Matrix(rows: n, columns: size - 1)
  var modes = [Double](repeating: 0, count: groups.levels.count)
  for (place, group) in likelihood.groups.enumerated() {
    guard let part = likelihood.part(group, maximum.parameters, scoringRows: true) else {
      throw .notFinite("a group's likelihood")
    }
    modes[present[place]] = part.mode * maximum.parameters[size - 1]
    for (row, score) in zip(group, part.rowScores) {
      for (column, value) in (toInfluence * score).enumerated() { influences[row, column] = value }
    }
  }
  let gain = max(0, 2 * (maximum.point.value.value - plain.estimates.logLikelihood))
  return ProportionalOddsMixedModel(
    outcome: outcome, design: design,
    estimates: try LikelihoodEstimates(
      names: plain.estimates.names, values: map * maximum.parameters, covariance: toInfluence * map.transposed,
      logLikelihood: maximum.point.value.value, parameterCount: size, observations: n, influences: influences,
      leverages: nil, counted: [Bool](repeating: true, count: n)),
    interceptVariance: sigma * sigma, standardErrorOfVariance: 2 * sigma * inverse[size - 1, size - 1].squareRoot(),
    conditionalModes: modes, varianceStatistic: gain,
    variancePValue: try ChiSquared(degreesOfFreedom: 1).survival(gain) / 2, quadraturePoints: quadraturePoints)
}

extension ProportionalOddsMixedModel {
  fileprivate init(
    singular plain: ProportionalOddsModel, groups: Int, _ quadraturePoints: Int
  ) throws(StatisticsError) {
    outcome = plain.outcome
    design = plain.design
    let own = plain.estimates
    // The variance counts as a parameter although it came out as 0.
    estimates = try LikelihoodEstimates(
      names: own.names, values: own.values, covariance: own.covariance, logLikelihood: own.logLikelihood,
      parameterCount: own.parameterCount + 1, observations: own.observations, influences: own.influences,
      leverages: nil, counted: own.counted)
    interceptVariance = 0
    standardErrorOfVariance = nil
    conditionalModes = [Double](repeating: 0, count: groups)
    varianceStatistic = 0
    variancePValue = 1
    self.quadraturePoints = quadraturePoints
  }
}

extension OrdinalMixedLikelihood {
  /// Twice the slope of the log-likelihood in σ² where σ is 0: Σ_groups (Σ score)² − Σ information.
  func slopeAtNoVariance(_ parameters: [Double]) -> Double {
    groups.reduce(0) { sum, group in
      var (score, information) = (0.0, 0.0)
      for row in group {
        let (a, b) = fixed.bounds(row, parameters)
        guard let terms = OrdinalTerms(upper: a, lower: b) else { continue }
        score += terms.upper + terms.lower
        information += terms.upperUpper + 2 * terms.upperLower + terms.lowerLower
      }
      return sum + score * score - information
    }
  }
}
