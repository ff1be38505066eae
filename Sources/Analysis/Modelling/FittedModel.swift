import Statistics

/// A model of one's own file, as an analyst reads it.
package struct FittedModel: Sendable, Encodable {
  package enum Family: String, Sendable, Encodable, CaseIterable {
    case linear, logistic, firth, poisson, ordinal
    case negativeBinomial = "negative-binomial"
  }

  package struct Coefficient: Sendable, Encodable {
    package let name: String
    package let estimate, standardError: Double
    /// nil where the test is normal.
    package let degreesOfFreedom: Double?
    /// nil where the model fits exactly.
    package let statistic, p: Double?
    package let lower, upper: Double
    /// exp(estimate): of odds or rates.
    package let ratio, ratioLower, ratioUpper: Double?
  }

  package struct TermTest: Sendable, Encodable {
    package let term: String
    /// `F` or `chi-squared`.
    package let kind: String
    package let statistic: Double
    package let degreesOfFreedom: Double
    package let residualDegreesOfFreedom: Double?
    package let p: Double
  }

  package struct Component: Sendable, Encodable {
    package let group, effect: String
    package let sd: Double
    package let groups: Int
  }

  /// What a change of one variable does to the expected outcome, in its own unit, averaged over everybody.
  package struct Effect: Sendable, Encodable {
    package let name: String
    package let estimate, standardError, statistic, p, lower, upper: Double

    init(_ estimate: WaldEstimate) {
      name = estimate.name
      self.estimate = estimate.estimate
      standardError = estimate.standardError
      statistic = estimate.statistic
      p = estimate.pValue
      lower = estimate.lower
      upper = estimate.upper
    }
  }

  /// What the model expects of a group, the other predictors balanced out.
  package struct AdjustedMean: Sendable, Encodable {
    package let of: String
    package let group: String
    package let mean, standardError, degreesOfFreedom, lower, upper: Double
  }

  /// Two adjusted means, the second less the first.
  package struct MeanComparison: Sendable, Encodable {
    package let of, pair: String
    package let difference, standardError, degreesOfFreedom, statistic: Double
    /// Adjusted for comparing every pair.
    package let p, lower, upper: Double
  }

  package let analysis = "model"
  package let formula: String
  package let family: Family
  package let n: Int
  /// Rows that lack one of the columns.
  package let leftOut: Int
  /// What is modelled, where that is not a number: “yes”, or the order of the answers.
  package let modelled: String?
  /// How the standard errors were found.
  package internal(set) var standardErrors: String
  package internal(set) var coefficients: [Coefficient] = []
  package internal(set) var terms: [TermTest] = []
  package internal(set) var components: [Component] = []
  package internal(set) var effects: [Effect] = []
  package internal(set) var means: [AdjustedMean] = []
  package internal(set) var comparisons: [MeanComparison] = []
  /// How the comparisons allow for being several.
  package internal(set) var adjustment: String?
  package internal(set) var residualSD: Double?
  package internal(set) var isSingular: Bool?
  package internal(set) var rSquared, adjustedRSquared, theta: Double?
  package internal(set) var logLikelihood, aic, bic: Double?
  package internal(set) var refused: [Refusal] = []

  init(_ formula: String, _ family: Family, n: Int, leftOut: Int, modelled: String?) {
    self.formula = formula
    self.family = family
    self.n = n
    self.leftOut = leftOut
    self.modelled = modelled
    standardErrors = "as the model has them"
  }
}
