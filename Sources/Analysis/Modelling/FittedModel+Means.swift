import Statistics

extension FittedModel {
  /// Adjusted means of each factor, and every pair of them: by Tukey's range, or Holm's steps where each has degrees of freedom of its own.
  mutating func takeMeans(
    _ model: LinearModel, _ estimator: CovarianceEstimator, _ factors: [String], at centres: [String: Double]
  ) throws(StatisticsError) {
    let adjustsByRange = estimator == .classical
    adjustment = adjustsByRange ? "Tukey" : "Holm"
    for factor in factors {
      let found = try model.estimatedMarginalMeans(
        of: [factor], at: centres, covariance: estimator)
      means += found.means.map {
        AdjustedMean(
          of: factor, group: $0.name, mean: $0.mean, standardError: $0.standardError,
          degreesOfFreedom: $0.degreesOfFreedom, lower: $0.lower, upper: $0.upper)
      }
      guard found.means.count > 1 else { continue }
      comparisons += try found.pairwise(adjustment: adjustsByRange ? .tukey : .holm).map {
        MeanComparison(
          of: factor, pair: $0.name, difference: $0.estimate, standardError: $0.standardError,
          degreesOfFreedom: $0.degreesOfFreedom, statistic: $0.statistic, p: $0.pValue, lower: $0.lower, upper: $0.upper
        )
      }
    }
  }
}
