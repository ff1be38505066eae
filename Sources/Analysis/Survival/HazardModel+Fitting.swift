package import Dataset
package import Problems
import Statistics

extension HazardModel {
  package struct Question: Sendable {
    package let time, event: String
    /// The right-hand side, such as `~ role + age`.
    package let formula: String
    /// Each answer has a baseline of its own.
    package let strata: String?
    /// A column of groups within which people are alike.
    package let clusters: String?
    /// Columns of numbers that are categories.
    package let categories: Set<String>
    /// By column, the answer that others are held against.
    package let references: [String: String]

    package init(
      time: String, event: String, formula: String, strata: String? = nil, clusters: String? = nil,
      categories: Set<String> = [], references: [String: String] = [:]
    ) {
      self.time = time
      self.event = event
      self.formula = formula
      self.strata = strata
      self.clusters = clusters
      self.categories = categories
      self.references = references
    }
  }

  /// - Throws: `Problem` for a formula or a column that cannot be read, or a model that the data do not allow, with the reason.
  package init(_ dataset: Dataset, _ question: Question) throws(Problem) {
    let formula = try Self.rightHandSide(question)
    var needed = formula.columns.dropFirst().map { (name: $0, option: "--formula") }
    if let strata = question.strata { needed.append((strata, "--strata")) }
    if let clusters = question.clusters { needed.append((clusters, "--clusters")) }
    let rows = try SurvivalRows(dataset, time: question.time, event: question.event, needed: needed)
    for name in [question.time, rows.event.name] where formula.terms.contains(where: { $0.variables.contains(name) }) {
      throw Problem(
        "column “\(name)” is what is to be explained", at: "--formula", remedy: "leave it out of the formula")
    }
    self.init(rows, question)
    let variables = try rows.columns.variables(
      formula, categories: question.categories, references: question.references)
    let strata = try question.strata.map { name throws(Problem) in try rows.columns.factor(name).codes }
    let clusters = try question.clusters.map { name throws(Problem) in try rows.columns.factor(name).codes }
    do throws(StatisticsError) {
      let design = try Design(variables, terms: formula.terms)
      try take(try coxRegression(rows.times, design, strata: strata), clusters)
    } catch {
      throw Problem("\(error)", at: "\(dataset.source.fileName), \(question.formula)", remedy: Self.remedy(error))
    }
  }

  private static func rightHandSide(_ question: Question) throws(Problem) -> ModelFormula {
    let remedy = "write it like --formula \"~ role + age\", names with spaces or signs between backticks"
    let formula: ModelFormula
    do {
      formula = try ModelFormula(question.formula, outcome: question.time)
    } catch {
      throw Problem(error.what, at: "--formula \(error.place)", remedy: remedy)
    }
    guard formula.random.isEmpty else {
      throw Problem(
        "a model of hazards has no random effects here", at: "--formula",
        remedy: "leave (… | …) out and give the groups with --clusters, or with --strata for a baseline of their own")
    }
    guard formula.hasIntercept, !formula.terms.isEmpty else {
      throw Problem(
        formula.hasIntercept ? "the formula names no column" : "a model of hazards has no intercept to leave out",
        at: "--formula", remedy: remedy)
    }
    return formula
  }

  private static func remedy(_ error: StatisticsError) -> String {
    switch error {
    case .rankDeficient: "leave those columns out of the model, or join answers of few people"
    case .separation:
      "leave those columns out, or join their answers: nobody of one side had the event while others were there"
    default: "check the columns with `hearth describe`, and leave terms out where events are few"
    }
  }

  private mutating func take(_ model: CoxRegression, _ clusters: [Int]?) throws(StatisticsError) {
    var covariance: Matrix?
    if let clusters {
      covariance = try model.estimates.clusteredCovariance(clusters, correction: .cr0)
      standardErrors = "robust, people alike within \(Set(clusters).count) clusters (Lin and Wei)"
    }
    coefficients = try model.estimates.waldEstimates(covariance: covariance).map { estimate in
      let ratio = try? estimate.ratio
      return Coefficient(
        name: estimate.name, estimate: estimate.estimate, standardError: estimate.standardError,
        statistic: estimate.statistic, p: estimate.pValue, lower: estimate.lower, upper: estimate.upper,
        hazardRatio: ratio?.estimate, hazardRatioLower: ratio?.lower, hazardRatioUpper: ratio?.upper)
    }
    (logLikelihood, nullLogLikelihood) = (model.estimates.logLikelihood, model.nullLogLikelihood)
    (aic, bic) = (model.estimates.aic, model.estimates.bic)
    likelihoodRatio = ChiSquared(model.comparison)
    score = ChiSquared(
      statistic: model.scoreStatistic, degreesOfFreedom: model.comparison.degreesOfFreedom,
      p: try Statistics.ChiSquared(degreesOfFreedom: Double(model.comparison.degreesOfFreedom))
        .survival(model.scoreStatistic))
    // Either may fail where the model itself did not.
    attempt("likelihood-ratio tests of the terms") { (result: inout Self) throws(StatisticsError) in
      result.terms = try model.termTests().map(TermTest.init)
    }
    attempt("test of proportional hazards") { (result: inout Self) throws(StatisticsError) in
      let found = try model.proportionalHazardsTest()
      result.proportionalHazards = ProportionalHazards(
        all: ChiSquared(found.all), terms: found.terms.map(TermTest.init))
    }
    attempt("concordance") { (result: inout Self) throws(StatisticsError) in
      let found = try Statistics.concordance(model.times, risk: model.linearPredictor, strata: model.strata)
      result.concordance = Agreement(
        index: found.index, concordant: found.concordant, discordant: found.discordant, tied: found.tied)
    }
  }

  private mutating func attempt(_ name: String, _ body: (inout Self) throws(StatisticsError) -> Void) {
    do throws(StatisticsError) {
      try body(&self)
    } catch {
      refused.append(Refusal(name: name, reason: "\(error)"))
    }
  }
}

extension HazardModel.ChiSquared {
  fileprivate init(_ comparison: LikelihoodComparison) {
    self.init(
      statistic: comparison.statistic, degreesOfFreedom: comparison.degreesOfFreedom, p: comparison.pValue)
  }
}

extension HazardModel.TermTest {
  fileprivate init(_ found: LikelihoodTermTest) {
    self.init(term: found.term.name, test: HazardModel.ChiSquared(found.comparison))
  }
}
