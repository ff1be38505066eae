/// How comparisons of marginal means allow for being several.
public enum ComparisonAdjustment: Sendable, Equatable, CaseIterable {
  case none, bonferroni
  /// p-values step down; the intervals are Bonferroni's, since Holm's have none of their own.
  case holm
  /// The studentized range of all means: every pair compared.
  case tukey
  /// The multivariate t distribution of the comparisons: exact for the comparisons made, the usual choice against a control.
  case dunnett
}

/// Two marginal means, or a combination of them, compared.
public struct MeanContrast: Sendable, Equatable {
  /// `second − first`, or the name given.
  public let name: String
  /// In the unit of the outcome.
  public let estimate, standardError: Double
  public let degreesOfFreedom: Double
  /// t = estimate / standard error.
  public let statistic: Double
  /// Two-sided, adjusted.
  public let pValue: Double
  /// The interval that covers together with the others'.
  public let lower, upper: Double
}

extension EstimatedMarginalMeans {
  /// Every pair of means: the later one minus the earlier one, in the order 0–1, 0–2, 1–2, 0–3, ….
  /// - Throws: `tooFewGroups` for one mean; as `contrasts`.
  public func pairwise(adjustment: ComparisonAdjustment = .tukey) throws(StatisticsError) -> [MeanContrast] {
    guard means.count >= 2 else { throw .tooFewGroups(means.count) }
    var chosen: [(name: String, weights: [Double])] = []
    for second in means.indices {
      for first in 0..<second { chosen.append(difference(second, first)) }
    }
    return try contrasts(chosen, adjustment: adjustment)
  }

  /// Every other mean minus that of a control, by its 0-based index.
  /// - Throws: `tooFewGroups` for one mean; `outOfDomain` for the index; as `contrasts`.
  public func against(control: Int = 0, adjustment: ComparisonAdjustment = .dunnett) throws(StatisticsError)
    -> [MeanContrast]
  {
    guard means.count >= 2 else { throw .tooFewGroups(means.count) }
    guard means.indices.contains(control) else { throw .outOfDomain("there is no mean number \(control)") }
    return try contrasts(means.indices.filter { $0 != control }.map { difference($0, control) }, adjustment: adjustment)
  }

  /// Chosen combinations Σcᵢμᵢ of the means against 0.
  ///
  /// t = Σcᵢμᵢ/SE; adjusted p-values and intervals for all that are given together. Tukey's are those of every pair of the means, so they ask for differences;
  /// Dunnett's come from the joint distribution of the t values, and ask for combinations that do not follow from each other. With CR2, where degrees of freedom
  /// differ, each comparison takes its own for the distribution of all.
  /// - Parameter chosen: a name and one weight a mean each.
  /// - Throws: `unequalLengths`; `tooFewValues` for none; `zeroVariance`; `notPositiveDefinite` for Dunnett's adjustment of combinations that follow from each
  ///   other.
  /// - Note: Dunnett (1955), doi:10.1080/01621459.1955.10501294; Hasler and Hothorn (2008), doi:10.1002/bimj.200710466, for unequal degrees of freedom. Reference values: `Fixtures/linear` (R's `emmeans`). `emmeans` approximates
  ///   Dunnett's p-values unless asked for `mvt`.
  public func contrasts(
    _ chosen: [(name: String, weights: [Double])], adjustment: ComparisonAdjustment
  ) throws(StatisticsError) -> [MeanContrast] {
    guard !chosen.isEmpty else { throw .tooFewValues(0) }
    var tests: [CoefficientTest] = []
    var rows: [[Double]] = []
    for (name, weights) in chosen {
      guard weights.count == means.count else { throw .unequalLengths(means.count, weights.count) }
      try checkFinite(weights, "a weight of a contrast")
      let row = model.coefficients.indices.map { column in
        zip(weights, self.weights).reduce(0) { $0 + $1.0 * $1.1[column] }
      }
      rows.append(row)
      tests.append(try model.contrast(row, name: name, spread, confidence))
    }
    let adjusted = try adjusted(tests, rows, adjustment)
    var result: [MeanContrast] = []
    for (test, adjusted) in zip(tests, adjusted) {
      let half = adjusted.critical * test.standardError
      guard (abs(test.estimate) + half).isFinite else { throw .notFinite("a confidence limit") }
      result.append(
        MeanContrast(
          name: test.name, estimate: test.estimate, standardError: test.standardError,
          degreesOfFreedom: test.degreesOfFreedom,
          statistic: test.statistic, pValue: adjusted.pValue, lower: test.estimate - half, upper: test.estimate + half))
    }
    return result
  }

  private func difference(_ second: Int, _ first: Int) -> (name: String, weights: [Double]) {
    var weights = [Double](repeating: 0, count: means.count)
    weights[second] = 1
    weights[first] = -1
    return ("\(means[second].name) − \(means[first].name)", weights)
  }

  /// Each test's adjusted p-value, and the t beyond which its interval ends.
  private func adjusted(
    _ tests: [CoefficientTest], _ rows: [[Double]], _ adjustment: ComparisonAdjustment
  ) throws(StatisticsError) -> [(pValue: Double, critical: Double)] {
    // Most covariances have one number of degrees of freedom for all comparisons.
    var criticals: [Double: Double] = [:]
    func critical(_ test: CoefficientTest, _ search: () throws(StatisticsError) -> Double) throws(StatisticsError)
      -> Double
    {
      if let known = criticals[test.degreesOfFreedom] { return known }
      let found = try search()
      criticals[test.degreesOfFreedom] = found
      return found
    }
    var result: [(pValue: Double, critical: Double)] = []
    switch adjustment {
    case .none, .bonferroni, .holm:
      let count = adjustment == .none ? 1 : Double(tests.count)
      let rule: PValueAdjustment = adjustment == .none ? .none : adjustment == .holm ? .holm : .bonferroni
      for (test, pValue) in zip(tests, try adjust(tests.map(\.pValue), by: rule)) {
        let bound = try critical(test) { () throws(StatisticsError) in
          try StudentT(degreesOfFreedom: test.degreesOfFreedom).upperQuantile((1 - confidence) / 2 / count)
        }
        result.append((pValue, bound))
      }
    case .tukey:
      let root = 2.0.squareRoot()
      for test in tests {
        let range = try StudentizedRange(groups: means.count, degreesOfFreedom: test.degreesOfFreedom)
        let bound = try critical(test) { () throws(StatisticsError) in try range.quantile(confidence) / root }
        result.append((try range.survival(abs(test.statistic) * root), bound))
      }
    case .dunnett:
      let correlation = try correlation(tests, rows)
      for test in tests {
        let joint = try MultivariateT(correlation: correlation, degreesOfFreedom: test.degreesOfFreedom)
        let bound = try critical(test) { () throws(StatisticsError) in try joint.upperQuantile(1 - confidence) }
        result.append((try joint.survival(abs(test.statistic)).value, bound))
      }
    }
    return result
  }

  private func correlation(
    _ tests: [CoefficientTest], _ rows: [[Double]]
  ) throws(StatisticsError) -> Matrix {
    var result = Matrix.identity(rows.count)
    for row in rows.indices {
      for column in 0..<row {
        let value = spread.matrix.form(rows[row], rows[column]) / tests[row].standardError / tests[column].standardError
        guard value.isFinite else { throw .notFinite("a correlation of contrasts") }
        result[row, column] = value
        result[column, row] = value
      }
    }
    return result
  }
}
