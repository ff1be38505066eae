import Statistics

/// A Cox regression of one's own file, as an analyst reads it.
package struct HazardModel: Sendable, Encodable {
  package struct Coefficient: Sendable, Encodable {
    package let name: String
    /// The logarithm of the hazard ratio, with Wald's test and interval.
    package let estimate, standardError, statistic, p, lower, upper: Double
    /// nil beyond the largest number.
    package let hazardRatio, hazardRatioLower, hazardRatioUpper: Double?
  }

  package struct ChiSquared: Sendable, Encodable {
    package let statistic: Double
    package let degreesOfFreedom: Int
    package let p: Double
  }

  package struct TermTest: Sendable, Encodable {
    package let term: String
    package let test: ChiSquared
  }

  /// Whether hazard ratios stay the same over time.
  package struct ProportionalHazards: Sendable, Encodable {
    package let timeScale = "1 − Kaplan–Meier"
    package let all: ChiSquared
    package let terms: [TermTest]
  }

  package struct Agreement: Sendable, Encodable {
    package let index: Double
    package let concordant, discordant, tied: Int
  }

  package let analysis = "coxRegression"
  package let formula: String
  package let time, event, eventAnswer: String
  /// Answers that ended a time without the event.
  package let otherAnswers: [String]
  package let strata, clusters: String?
  package let n, events: Int
  /// Rows that lack one of the columns.
  package let leftOut: Int
  package let ties = "Efron"
  package internal(set) var standardErrors = "as the model has them"
  package internal(set) var coefficients: [Coefficient] = []
  /// Each term against the model without it and what holds it, by likelihood ratio.
  package internal(set) var terms: [TermTest] = []
  package internal(set) var proportionalHazards: ProportionalHazards?
  package internal(set) var concordance: Agreement?
  /// The model against none.
  package internal(set) var likelihoodRatio, score: ChiSquared?
  package internal(set) var logLikelihood, nullLogLikelihood, aic, bic: Double?
  package internal(set) var refused: [Refusal] = []

  init(_ rows: SurvivalRows, _ question: Question) {
    formula = question.formula
    time = question.time
    event = rows.event.name
    eventAnswer = rows.event.answer
    otherAnswers = rows.event.others
    strata = question.strata
    clusters = question.clusters
    n = rows.columns.rows.count
    events = rows.events
    leftOut = rows.columns.leftOut
  }
}
